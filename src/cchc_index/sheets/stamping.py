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
_LEVEL = 6
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
            parts = {name: archive.read(name) for name in archive.namelist()}
        self._texts = parts.pop(_TEXTS).decode("utf-8")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, part in parts.items():
                archive.writestr(_entry(name), part, compresslevel=_LEVEL)
        self._rest = stream.getvalue()

    def stamped(self, words: Mapping[str, str]) -> bytes:
        """The workbook with words in the place of their marks; all else of it stays packed."""
        texts = self._texts
        for name, text in words.items():
            texts = texts.replace(f"<t>{mark(name)}</t>", _written(text))
        stream = io.BytesIO(self._rest)
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr(_entry(_TEXTS), texts.encode("utf-8"), compresslevel=_LEVEL)
        return stream.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _THEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _written(text: str) -> str:
    """A text as a workbook holds it."""
    text = _ESCAPE_LIKE.sub(r"_x005F\1", _UNWRITABLE.sub("", text))
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escape(text)}</t>"
