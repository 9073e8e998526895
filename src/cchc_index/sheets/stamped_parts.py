"""The parts of a written workbook that vary with a form's filling, cut at the cells that do: filling them is joining."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cchc_index.sheets.book import height_of
from cchc_index.sheets.cells import letters, plain

if TYPE_CHECKING:
    from cchc_index.language import Lang
    from cchc_index.sheets.book import Page
    from cchc_index.sheets.cells import Note, Plain, Varying
    from cchc_index.sheets.filling import Filling

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"(_x[0-9a-fA-F]{4}_)")
_COUNTS = re.compile(r'count="(\d+)" uniqueCount="(\d+)"')
_ROW = re.compile(r'<row r="(\d+)"[^>]*? ht="([^"]*)"[^>]*(?<!/)>(.*?)</row>')
_CELL = re.compile(r'(<c r="([A-Z]+)\d+" s="\d+")(?:/>|>(<f>[^<]*</f>)<v></v></c>)')
_DAY_0 = datetime.date(1899, 12, 31)
_NO_DAY = 59
"""The last day before 29/02/1900, which spreadsheets count though it never was."""


def text_element(text: str) -> str:
    """A text as a workbook holds it."""
    text = _ESCAPE_LIKE.sub(r"_x005F\1", _UNWRITABLE.sub("", text))
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escape(text)}</t>"


class Texts:
    """The shared texts of a workbook while those of one filling are added.

    Args:
        xml: those that the workbook has already.
    """

    def __init__(self, xml: str) -> None:
        found = _COUNTS.search(xml)
        assert found is not None  # noqa: S101 - XlsxWriter writes both
        self._xml = xml
        self._used, self._unique = int(found[1]), int(found[2])
        self._added: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The place of a text, which is used once more."""
        self._used += 1
        return self._added.setdefault(text, self._unique + len(self._added))

    def xml(self) -> str:
        """All of them."""
        counts = f'count="{self._used}" uniqueCount="{self._unique + len(self._added)}"'
        added = "".join(f"<si>{text_element(text)}</si>" for text in self._added)
        return _COUNTS.sub(counts, self._xml, count=1).replace("</sst>", f"{added}</sst>")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that varies: what is before it since the last one, how it begins, its formula, and what it holds."""

    before: str
    begin: str
    formula: str
    place: int
    varying: Varying
    bold: bool

    def xml(self, value: Plain, texts: Texts) -> str:
        """The cell with a value."""
        match value:
            case None:
                return f"{self.begin}>{self.formula}<v></v></c>" if self.formula else f"{self.begin}/>"
            case str() if self.formula:
                return f'{self.begin} t="str">{self.formula}<v>{escape(value)}</v></c>'
            case str():
                return f'{self.begin} t="s"><v>{texts.place(value)}</v></c>'
            case datetime.date():
                days = (value - _DAY_0).days
                value = days + (days > _NO_DAY)
        return f"{self.begin}>{self.formula}<v>{value:.16G}</v></c>"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with cells that vary: what is before its height, the lines that it has anyhow, and the cells."""

    before: str
    lines: int
    cells: tuple[_Cell, ...]


class StampedSheet:
    """A sheet as it was written, cut at what varies.

    Args:
        xml: its part of the workbook.
        page: the sheet.
    """

    def __init__(self, xml: str, page: Page) -> None:
        self._page = page
        varying: dict[int, dict[str, int]] = {}
        for row, place in page.varying:
            varying.setdefault(row, {})[letters(place)] = place
        self._rows: list[_Row] = []
        end = 0
        for match in _ROW.finditer(xml):
            row = int(match[1]) - 1
            if row in varying:
                cells, after = self._cells(match, row, varying[row])
                self._rows.append(_Row(xml[end : match.start(2)], page.lines(row), cells))
                end = after
        self._end = xml[end:]
        assert sum(len(row.cells) for row in self._rows) == len(page.varying)  # noqa: S101 - or answers were lost

    def _cells(
        self, row: re.Match[str], number: int, places: dict[str, int]
    ) -> tuple[tuple[_Cell, ...], int]:
        """The cells of a row that vary, and where the last of them ends."""
        found, end = [], row.end(2)
        for match in _CELL.finditer(row.string, row.start(3), row.end(3)):
            place = places.get(match[2])
            if place is not None:
                before = row.string[end : match.start()]
                varying, bold = self._page.varying[number, place]
                found.append(_Cell(before, match[1], match[3] or "", place, varying, bold))
                end = match.end()
        return tuple(found), end

    def filled(self, filling: Filling, texts: Texts) -> str:
        """The part with a filling in its cells, every row as high as its texts need."""
        parts: list[str] = []
        for row in self._rows:
            values = [plain(cell.varying.of(filling), self._page.book.lang) for cell in row.cells]
            height = f"{height_of(self._lines(row, values)):.16g}"
            parts += (row.before, height)
            for cell, value in zip(row.cells, values, strict=True):
                parts += (cell.before, cell.xml(value, texts))
        return "".join([*parts, self._end])

    def _lines(self, row: _Row, values: list[Plain]) -> int:
        """The lines of a row's longest text."""
        texts = (
            self._page.need(cell.place, value, bold=cell.bold)
            for cell, value in zip(row.cells, values, strict=True)
            if isinstance(value, str) and not cell.formula
        )
        return max(row.lines, *texts, 1)


@dataclass(frozen=True)
class StampedNotes:
    """The hidden sheet, at whose end is noted what a form shows that is not the unit's to say."""

    xml: str
    shown: tuple[tuple[Note, Varying], ...]
    lang: Lang

    def filled(self, filling: Filling, texts: Texts) -> str:
        """The part with a row for each note."""
        found = [(note, varying.of(filling)) for note, varying in self.shown]
        notes = [note.texts(value, self.lang) for note, value in found if value is not None]
        first = self.xml.count("<row ") + 1
        rows = "".join(_text_row(row, note, texts) for row, note in enumerate(notes, start=first))
        if not rows:
            return self.xml
        size = f'<dimension ref="A1:{letters(len(notes[0]) - 1)}{first + len(notes) - 1}"/>'
        xml = re.sub(r'<dimension ref="[^"]*"/>', size, self.xml, count=1)
        return xml.replace("</sheetData>", f"{rows}</sheetData>")


def _text_row(row: int, cells: tuple[str, ...], texts: Texts) -> str:
    """A row of texts."""
    said = (
        f'<c r="{letters(place)}{row}" t="s"><v>{texts.place(text)}</v></c>'
        for place, text in enumerate(cells)
    )
    return f'<row r="{row}">{"".join(said)}</row>'
