"""Forms of units that are asked the same differ in the unit's name and id alone: one is written, the others stamped."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXTS = "xl/sharedStrings.xml"
_THEN = (1980, 1, 1, 0, 0, 0)
_LEVEL = 1
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"(_x[0-9a-fA-F]{4}_)")


def mark(name: str) -> str:
    """A text that no set and no unit has, in the place of one that is stamped later."""
    return f"\ue000{name}\ue001"


class Stamp:
    """A workbook with marks, from which others are made.

    Args:
        workbook: the workbook.
    """

    def __init__(self, workbook: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self._texts = self._parts[_TEXTS].decode("utf-8")

    def stamped(self, words: Mapping[str, str]) -> bytes:
        """The workbook with words in the place of their marks."""
        texts = self._texts
        for name, text in words.items():
            texts = texts.replace(f"<t>{mark(name)}</t>", _written(text))
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            for name, part in self._parts.items():
                entry = zipfile.ZipInfo(name, _THEN)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, texts.encode("utf-8") if name == _TEXTS else part)
        return stream.getvalue()


def _written(text: str) -> str:
    """A text as a workbook holds it."""
    text = _ESCAPE_LIKE.sub(r"_x005F\1", _UNWRITABLE.sub("", text))
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escape(text)}</t>"
