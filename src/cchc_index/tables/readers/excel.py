"""Excel workbooks whose sheets are tables with the usual columns."""

from __future__ import annotations

import re
import zipfile
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from cchc_index.answers.table import CellColumn, Table, exact_cell, is_blank
from cchc_index.problems import DataError, Problem
from cchc_index.rules.reading import Cell
from cchc_index.tables.headings import headings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES = (".xlsx", ".xlsm")
LARGEST = 256 * 2**20
_ONLY_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


def read(path: Path, file: str) -> list[Table]:
    """The tables of one workbook, a sheet each; formulas are never run, their stored values are read.

    Raises:
        DataError: it is no workbook, is too large when unpacked, or every sheet is empty.
    """
    import openpyxl  # noqa: PLC0415 - slow to import, and seldom needed

    _check_size(path, file)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheets = {sheet.title: list(_filled_rows(sheet)) for sheet in book.worksheets}
        book.close()
    except Exception as error:
        raise DataError(Problem("file-damaged", file)) from error
    tables = [_table(name, rows, file) for name, rows in sheets.items() if rows]
    if not tables:
        raise DataError(Problem("file-empty", file))
    return tables


def _filled_rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    """The rows that say something with their numbers, whatever size the sheet says it has."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_value(cell) for cell in row]
        if not all(is_blank(cell) for cell in cells):
            yield number, cells


def _value(cell: Any) -> Cell:
    """The value of a cell as it is shown: 0.925 in a cell of percentages is 92.5."""
    value = exact_cell(cell.value)
    if (
        isinstance(value, Fraction | int)
        and not isinstance(value, bool)
        and _in_percent(str(cell.number_format))
    ):
        return Fraction(value) * 100
    return value


def _in_percent(number_format: str) -> bool:
    """Whether a format multiplies by 100; a sign in quotes or behind a backslash is only shown."""
    return "%" in _ONLY_SHOWN.sub("", number_format)


def _check_size(path: Path, file: str) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        raise DataError(Problem("not-a-workbook", file)) from None
    if size > LARGEST:
        raise DataError(Problem("file-too-large", file, details={"most": LARGEST // 2**20}))


def _table(sheet: str, rows: list[tuple[int, list[Cell]]], file: str) -> Table:
    names = headings(rows[0][1], file)
    fitting, problems = [], []
    for number, row in rows[1:]:
        if all(is_blank(cell) for cell in row[len(names) :]):
            fitting.append((number, row))
            continue
        said = {"cells": len(row), "columns": len(names)}
        problems.append(Problem("row-too-long", file, f"{sheet} › {number}", details=said))
    columns = {
        name: CellColumn.of(row[place] if place < len(row) else None for _, row in fitting)
        for place, name in enumerate(names)
        if name
    }
    numbers = np.array([number for number, _ in fitting], dtype=np.int64)
    return Table(file, columns, len(fitting), numbers, sheet=sheet, problems=tuple(problems))
