"""Workbooks whose sheets are tables with the usual columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.table import CellColumn, Table, column_letters, is_blank
from cchc_index.problems import DataError, Problem
from cchc_index.tables.headings import headings
from cchc_index.tables.workbooks import SUFFIXES, open_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cchc_index.tables.workbooks import Book, Grid

__all__ = ["SUFFIXES", "read", "tables_of"]


def read(path: Path, file: str) -> list[Table]:
    """The tables of one workbook, a sheet each; formulas are never run, their stored values are read.

    Raises:
        DataError: it is no workbook, is too large when unpacked, or every sheet is empty.
    """
    return tables_of(open_workbook(path, file))


def tables_of(book: Book) -> list[Table]:
    """The tables of a workbook, a sheet each.

    Raises:
        DataError: every sheet is empty, or one has headings that no table can have.
    """
    tables = []
    for grid in book.grids.values():
        rows = [row for row in range(len(grid.values)) if grid.says(row)]
        if rows:
            tables.append(_table(grid, rows, book.file))
    if not tables:
        raise DataError(Problem("file-empty", book.file))
    return tables


def _table(grid: Grid, rows: Sequence[int], file: str) -> Table:
    width = len(grid.values[rows[0]])
    names = headings((grid.cell(rows[0], column) for column in range(width)), file)
    while names and not names[-1]:
        names.pop()
    fitting, problems = [], []
    for row in rows[1:]:
        beyond = range(len(names), len(grid.values[row]))
        if all(is_blank(grid.cell(row, column)) for column in beyond):
            fitting.append(row)
            continue
        said = {"cells": len(grid.values[row]), "columns": len(names)}
        problems.append(Problem("row-too-long", file, f"{grid.name} › {row + 1}", details=said))
    for row, column in sorted(grid.marks.unsaved):
        if rows[0] < row and column < len(names) and names[column]:
            place = f"{grid.name} › {column_letters(column)}{row + 1}"
            problems.append(Problem("formula-without-value", file, place))
    columns = {
        name: CellColumn.of(grid.cell(row, column) for row in fitting)
        for column, name in enumerate(names)
        if name
    }
    numbers = np.array(fitting, dtype=np.int64) + 1
    return Table(file, columns, len(fitting), numbers, sheet=grid.name, problems=tuple(problems))
