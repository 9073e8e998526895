"""Copies of workbooks with their values alone, where nothing can be marked in the workbook itself."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

from cchc_index.sheets.book import FONT
from cchc_index.sheets.layout import ABOUT

if TYPE_CHECKING:
    from cchc_index.tables.workbooks import Book, Grid

_THEN = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a day that is no day of anybody's
_WIDTH = 16
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}  # fmt: skip


def values_of(book: Book) -> bytes:
    """A workbook with the values of another, each in its place; the same values give the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - only sheets need it

    stream = io.BytesIO()
    copy = xlsxwriter.Workbook(stream, _OPTIONS)
    copy.set_properties({"created": _THEN})
    copy.formats[0].set_font_name(FONT)
    looks = {
        name: copy.add_format({"font_name": FONT, "num_format": code, "text_wrap": True, "valign": "top"})
        for name, code in (("", "General"), ("percent", "0.##%"), ("date", "dd/mm/yyyy"))
    }
    for grid in book.grids.values():
        sheet = copy.add_worksheet(grid.name)
        sheet.set_column(0, max(map(len, grid.values), default=1), _WIDTH)
        _write(sheet, grid, looks)
        if grid.name.strip().casefold() == ABOUT:
            sheet.very_hidden()
    copy.close()
    return stream.getvalue()


def _write(sheet: Any, grid: Grid, looks: dict[str, Any]) -> None:
    for (top, left), (bottom, right) in grid.marks.merged:
        if (top, left) != (bottom, right):
            sheet.merge_range(top, left, bottom, right, "", looks[""])
    for row, values in enumerate(grid.values):
        for column, value in enumerate(values):
            _write_cell(sheet, (row, column), grid.marks.errors.get((row, column), value), grid, looks)


def _write_cell(sheet: Any, place: tuple[int, int], value: Any, grid: Grid, looks: dict[str, Any]) -> None:
    """Writes one value; a text stays a text, whatever it begins with."""
    match value:
        case None | "":
            return
        case bool():
            sheet.write_boolean(*place, value, looks[""])
        case int() | float():
            sheet.write_number(*place, value, looks["percent" if place in grid.marks.percent else ""])
        case datetime.date():
            sheet.write_datetime(*place, value, looks["date"])
        case _:
            sheet.write_string(*place, str(value)[:32767], looks[""])
