"""Excel workbooks whose sheets are tables with the usual columns."""

from __future__ import annotations

import zipfile
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cchc_index.answers.table import CellColumn, Table, exact_cell, is_blank
from cchc_index.problems import DataError, Problem
from cchc_index.rules.reading import Cell
from cchc_index.tables.headings import headings

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".xlsx", ".xlsm")
LARGEST = 256 * 2**20


def read(path: Path, file: str) -> list[Table]:
    """The tables of one workbook, a sheet each; formulas are never run, their stored values are read.

    Raises:
        DataError: it is no workbook, is too large when unpacked, or every sheet is empty.
    """
    import openpyxl  # noqa: PLC0415 - slow to import, and seldom needed

    _check_size(path, file)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheets = {
            sheet.title: [[_value(cell) for cell in row] for row in sheet.iter_rows()]
            for sheet in book.worksheets
        }
        book.close()
    except Exception as error:
        raise DataError(Problem("file-damaged", file)) from error
    tables = [_table(name, rows, file) for name, rows in sheets.items() if _filled(rows)]
    if not tables:
        raise DataError(Problem("file-empty", file))
    return tables


def _value(cell: Any) -> Cell:
    """The value of a cell as it is shown: 0.925 in a cell of percentages is 92.5."""
    value = exact_cell(cell.value)
    if isinstance(value, Fraction | int) and not isinstance(value, bool) and "%" in str(cell.number_format):
        return Fraction(value) * 100
    return value


def _check_size(path: Path, file: str) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        raise DataError(Problem("not-a-workbook", file)) from None
    if size > LARGEST:
        raise DataError(Problem("file-too-large", file, details={"most": LARGEST // 2**20}))


def _filled(rows: list[list[Cell]]) -> bool:
    return any(not is_blank(cell) for row in rows for cell in row)


def _table(sheet: str, rows: list[list[Cell]], file: str) -> Table:
    names = headings(rows[0], file)
    cells = rows[1:]
    width = len(names)
    columns = {
        name: CellColumn.of(row[place] if place < len(row) else None for row in cells)
        for place, name in enumerate(names[:width])
        if name
    }
    return Table(file, columns, len(cells), sheet=sheet)
