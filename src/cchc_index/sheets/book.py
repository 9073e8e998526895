"""A workbook for people to fill in: its looks, its paper, and the hidden sheet that says what it is.

What people wrote reaches a cell as a text, never as a formula; the same content gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import re
from typing import TYPE_CHECKING, Any

from cchc_index.language import Lang, Text
from cchc_index.sheets import fitting
from cchc_index.sheets.cells import Varying, letters, plain
from cchc_index.sheets.layout import ABOUT, COLUMNS, LISTS, About, Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cchc_index.sheets.cells import Cell, Held, Note
    from cchc_index.sheets.filling import Filling

FONT = "Times New Roman"
_PAGE = Text("Trang", "Page")
CODES = (Field.CRITERION, Field.INPUT, Field.UNIT)
"""The hidden columns, which come first on every sheet."""
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
_A4 = 9
_LINE, _HIGHEST = 14.5, 409
"""The height of a line, and the most that a row may have, in points."""
_PIXEL = 0.75
_LONGEST_NAME = 31
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True, "select_locked_cells": True}
"""What a protected sheet still lets people do to its looks."""


class Book:
    """A workbook while it is written.

    Args:
        title: for its properties.
        lang: the language of what people read in it.
    """

    def __init__(self, title: str, lang: Lang = "vi") -> None:
        import xlsxwriter  # noqa: PLC0415 - only sheets need it

        self.lang = lang
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, _OPTIONS)
        self._book.set_properties({"title": title[:255], "created": datetime.datetime(2000, 1, 1)})  # noqa: DTZ001
        self._book.formats[0].set_font_name(FONT)
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = {ABOUT.casefold(), LISTS.casefold(), "history"}
        self._lists: list[tuple[str, ...]] = []
        self._shown: list[tuple[str, ...]] = []
        self.pages: list[Page] = []
        self.varying_shown: list[tuple[Note, Varying]] = []

    def style(self, **looks: Any) -> Any:
        """A cell format; equal looks share one."""
        key = tuple(looks.items())
        if key not in self._styles:
            base = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True}
            self._styles[key] = self._book.add_format({**base, **looks})
        return self._styles[key]

    def look(self, **looks: Any) -> Any:
        """What a condition changes of a cell's looks."""
        return self._book.add_format(looks)

    def sheet(self, title: str) -> Any:
        """A further sheet, under its title or the nearest name that a sheet may have."""
        return self._book.add_worksheet(self._name(title))

    @property
    def has_sheets(self) -> bool:
        """Whether anything is in it."""
        return bool(self._book.worksheets())

    def _name(self, title: str) -> str:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip().strip("'")[:_LONGEST_NAME].strip() or "-"
        name, number = plain, 1
        while name.casefold() in self._names:
            number += 1
            tail = f" ({number})"
            name = plain[: _LONGEST_NAME - len(tail)] + tail
        self._names.add(name.casefold())
        return name

    def choices(self, words: tuple[str, ...]) -> str:
        """The range of the hidden sheet that holds a list too long for a drop-down of its own."""
        if words not in self._lists:
            self._lists.append(words)
        column = letters(self._lists.index(words))
        return f"={LISTS}!${column}$1:${column}${len(words)}"

    def show(self, note: Note, value: Cell) -> None:
        """Notes what a cell shows that is not its reader's to say."""
        if isinstance(value, Varying):
            self.varying_shown.append((note, value))
        elif value is not None:
            self._shown.append(note.texts(value, self.lang))

    def done(self, about: Mapping[About, str]) -> bytes:
        """The workbook as a file, with what it is on its hidden sheet."""
        sheet = self._book.add_worksheet(ABOUT)
        for row, (key, value) in enumerate(about.items()):
            sheet.write_string(row, 0, key.value)
            sheet.write_string(row, 1, value)
        for row, texts in enumerate(self._shown, start=len(about)):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)
        sheet.very_hidden()
        if self._lists:
            lists = self._book.add_worksheet(LISTS)
            for column, words in enumerate(self._lists):
                for row, word in enumerate(words):
                    lists.write_string(row, column, word)
            lists.very_hidden()
        self._book.close()
        return self._stream.getvalue()


def height_of(lines: int) -> float:
    """The height of a row, in whole pixels."""
    return round(min(_HIGHEST, _LINE * lines + 3) / _PIXEL) * _PIXEL


class Page:
    """A sheet of a form: hidden columns of codes, columns by their field, a head, and cells below it.

    Args:
        book: the workbook.
        title: the sheet's title.
        widths: the visible columns in their order, with their widths in characters.
        headings: headings that differ from the usual ones.
        filling: what its varying cells hold; without one they stay blank, to be stamped.
    """

    def __init__(
        self,
        book: Book,
        title: str,
        widths: Sequence[tuple[Field, float]],
        headings: Mapping[Field, Text] | None = None,
        filling: Filling | None = None,
    ) -> None:
        self.book = book
        self.filling = filling
        self.varying: dict[tuple[int, int], tuple[Varying, bool]] = {}
        """The cells to be stamped, each with whether it is bold."""
        book.pages.append(self)
        self.sheet = book.sheet(title)
        self.name: str = self.sheet.get_name()
        self.fields = (*CODES, *(field for field, _ in widths))
        self.headings = headings or {}
        self.widths = (0.0,) * len(CODES) + tuple(width for _, width in widths)
        self._lines: dict[int, int] = {}
        self._levels: dict[int, int] = {}
        self._heights: dict[int, float] = {}
        self._guides: dict[tuple[tuple[str, Any], ...], list[list[int]]] = {}
        """What guides cells, each with the ranges of them: row, column, last row, last column."""
        self._columns = {field: place for place, field in enumerate(self.fields)}
        for place, _ in enumerate(CODES):
            self.sheet.set_column(place, place, 4, None, {"hidden": True})
        for place, (_, width) in enumerate(widths, start=len(CODES)):
            self.sheet.set_column(place, place, width)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer(f'&L&"{FONT}"&9&A&R&"{FONT}"&9{_PAGE.to(book.lang)} &P/&N')
        self.sheet.fit_to_pages(1, 0)
        self.sheet.outline_settings(True, False, True, False)  # noqa: FBT003 - shown, sums above, beside, plain
        self.sheet.protect("", _ALLOWED)

    @property
    def first(self) -> int:
        """The first visible column."""
        return len(CODES)

    @property
    def last(self) -> int:
        """The last column."""
        return len(self.fields) - 1

    def has(self, field: Field) -> bool:
        """Whether the sheet has a column."""
        return field in self._columns

    def cell(self, row: int, field: Field) -> str:
        """The address of a cell."""
        return f"{letters(self._columns[field])}{row + 1}"

    def head(self, row: int) -> int:
        """Writes the headings and the hidden row of codes; returns the first row below them."""
        looks = self.book.style(bold=True, align="center", valign="vcenter", bg_color="#DDE7F0", border=1)
        for place, field in enumerate(self.fields):
            heading = self.headings.get(field, COLUMNS[field].heading).to(self.book.lang)
            self.sheet.write_string(row, place, heading, looks)
            self.sheet.write_string(row + 1, place, field.value)
        self.sheet.set_row(row, 48)
        self.sheet.set_row(row + 1, None, None, {"hidden": True})
        place = self._columns.get(Field.TITLE, self._columns.get(Field.UNIT_NAME, self.first))
        self.sheet.freeze_panes(row + 2, place + 1)
        self.sheet.repeat_rows(row)
        return row + 2

    def put(self, row: int, field: Field, value: Cell, **looks: Any) -> None:
        """Writes a cell of a field, if the sheet has it."""
        place = self._columns.get(field)
        if place is not None:
            self.write(row, place, value, **looks)

    def write(self, row: int, place: int, value: Cell, **looks: Any) -> None:
        """Writes a cell of a column; a text is a text, whatever it begins with, in the book's language."""
        style, bold = self.book.style(**looks), looks.get("bold", False)
        formula = value.formula if isinstance(value, Varying) else ""
        shown = plain(self._held((row, place), value, bold=bold), self.book.lang)
        match shown:
            case _ if formula:
                self.sheet.write_formula(row, place, formula, style, "" if shown is None else shown)
            case None:
                self.sheet.write_blank(row, place, None, style)
            case str():
                if place >= self.first:
                    self._lines[row] = max(self.lines(row), self.need(place, shown, bold=bold))
                self.sheet.write_string(row, place, shown, style)
            case datetime.date():
                self.sheet.write_datetime(row, place, shown, style)
            case _:
                self.sheet.write_number(row, place, shown, style)

    def _held(self, place: tuple[int, int], value: Cell, *, bold: bool) -> Held:
        """What a cell holds; nothing where that is stamped later."""
        self.varying.pop(place, None)
        if not isinstance(value, Varying):
            return value
        if self.filling is not None:
            return value.of(self.filling)
        self.varying[place] = (value, bold)
        return None

    def need(self, place: int, text: str, *, bold: bool) -> int:
        """How many lines a text takes in a column."""
        return fitting.lines(text, self.widths[place], bold=bold)

    def lines(self, row: int) -> int:
        """The lines that a row has so far."""
        return self._lines.get(row, 1)

    def link(self, row: int, field: Field, sheet: str, text: str, **looks: Any) -> None:
        """Writes a text that leads to another sheet of the workbook."""
        target = "internal:'" + sheet.replace("'", "''") + "'!A1"
        style = self.book.style(font_color="#1F4E79", underline=1, **looks)
        self.sheet.write_url(row, self._columns[field], target, style, text)

    def room(self, row: int, field: Field, text: str) -> None:
        """Makes a row high enough for a text that a formula may show."""
        lines = fitting.lines(text, self.widths[self._columns[field]], bold=False)
        self._lines[row] = max(self.lines(row), lines)

    def mark(self, rows: tuple[int, int], field: Field, condition: str, **looks: Any) -> None:
        """Gives the cells of a column other looks where a condition holds, said of the first of the rows."""
        place = self._columns[field]
        rule = {"type": "formula", "criteria": f"={condition}", "format": self.book.look(**looks)}
        self.sheet.conditional_format(rows[0], place, rows[1], place, rule)

    def level(self, row: int, level: int) -> None:
        """How deep a row lies in the outline."""
        self._levels[row] = level

    def close(self) -> None:
        """Makes every row as high as its texts need, so that nothing is cut when it is printed, and lets cells guide."""
        for validation, (first, *others) in self._guides.items():
            more = {"other_cells": others} if others else {}
            self.sheet.data_validation(*first, {**dict(validation), **more})
        for row in sorted({*self._lines, *self._levels}):
            self.sheet.set_row(row, height_of(self.lines(row)), None, {"level": self._levels.get(row, 0)})

    def across(self, row: int, columns: tuple[int, int], text: str, *, least: int = 1, **looks: Any) -> None:
        """Writes a text over several columns of the heading, in a row of at least so many lines."""
        start, end = columns
        style = self.book.style(**{"text_wrap": True, "valign": "vcenter", **looks})
        if start == end:
            self.sheet.write_string(row, start, text, style)
        else:
            self.sheet.merge_range(row, start, row, end, "", style)
            self.sheet.write_string(row, start, text, style)
        size = looks.get("font_size", 11)
        need = fitting.lines(
            text, sum(self.widths[start : end + 1]), bold=looks.get("bold", False), size=size
        )
        self._heights[row] = max(self._heights.get(row, 0), max(need, least) * _LINE * size / 11 + 4)
        self.sheet.set_row(row, self._heights[row])

    def guide(self, row: int, field: Field, validation: Mapping[str, Any]) -> None:
        """Lets a cell guide whoever fills it in; cells that guide alike share one validation."""
        place = self._columns.get(field)
        if place is None:
            return
        ranges = self._guides.setdefault(tuple(validation.items()), [])
        if ranges and ranges[-1][1:] == [place, row - 1, place]:
            ranges[-1][2] = row
        else:
            ranges.append([row, place, row, place])
