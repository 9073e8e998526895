"""Forms of one shape differ in what their cells hold alone: one is written, the others are stamped from it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from cchc_index.sheets.stamped_parts import StampedNotes, StampedSheet, Texts, text_element

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.sheets.book import Book
    from cchc_index.sheets.filling import Filling

_TEXTS = "xl/sharedStrings.xml"
_SHEET = "xl/worksheets/sheet{}.xml"
_THEN = (1980, 1, 1, 0, 0, 0)
_LEVEL = 4
"""How small parts are packed: a tenth larger than at the usual 6, in half the time."""


def mark(name: str) -> str:
    """A text that no set and no unit has, in the place of one that is stamped later."""
    return f"\ue000{name}\ue001"


class Stamp:
    """A workbook with marks and cells that vary, from which others are made.

    Args:
        book: the workbook as it was written.
        workbook: the same as a file.
    """

    def __init__(self, book: Book, workbook: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        self._texts = parts.pop(_TEXTS).decode("utf-8")
        self._varying: dict[str, StampedSheet | StampedNotes] = {}
        for number, page in enumerate(book.pages, start=1):
            if page.varying:
                name = _SHEET.format(number)
                self._varying[name] = StampedSheet(parts.pop(name).decode("utf-8"), page)
        if book.varying_shown:
            name = _SHEET.format(len(book.pages) + 1)
            self._varying[name] = StampedNotes(
                parts.pop(name).decode("utf-8"), tuple(book.varying_shown), book.lang
            )
        self._rest = _packed(b"", parts)

    def stamped(self, words: Mapping[str, str], filling: Filling) -> bytes:
        """The workbook with words in the place of their marks and a filling in its cells; all else stays packed."""
        shared = self._texts
        for name, text in words.items():
            shared = shared.replace(f"<t>{mark(name)}</t>", text_element(text))
        texts = Texts(shared)
        parts = {name: part.filled(filling, texts).encode("utf-8") for name, part in self._varying.items()}
        return _packed(self._rest, {**parts, _TEXTS: texts.xml().encode("utf-8")})


def _packed(archive: bytes, parts: Mapping[str, bytes]) -> bytes:
    """An archive with further parts."""
    stream = io.BytesIO(archive)
    with zipfile.ZipFile(stream, "a") as whole:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            whole.writestr(entry, part, compresslevel=_LEVEL)
    return stream.getvalue()
