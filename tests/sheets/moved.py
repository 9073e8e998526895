"""What people do to the sheets of a workbook: move its columns, sort its rows, lose its hidden codes."""

from collections.abc import Callable
from copy import copy
from pathlib import Path
from random import Random
from typing import Any, Final

import openpyxl

from tests.sheets.sheets import Read, coded

Cells = list[list[tuple[Any, str]]]
HIDDEN: Final = 3
"""The hidden columns in front of the others."""


def moved(change: Callable[[Cells], Cells], *, top: int) -> Callable[[Path], None]:
    """Return what does something with the rows of each sheet of a workbook.

    Args:
        change: what it does with them.
        top: how many rows above the first criterion take part.
    """

    def act(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        for sheet in filter(None, map(coded, book.worksheets)):
            _rewrite(sheet, sheet.head + 1 - top, change)
        book.save(path)

    return act


def _rewrite(read: Read, first: int, change: Callable[[Cells], Cells]) -> None:
    """Put the cells from a row on in other places, each with how it shows its number."""
    sheet = read.sheet
    for merged in [each for each in sheet.merged_cells.ranges if each.min_row >= first]:
        sheet.unmerge_cells(str(merged))
    rows = [
        [(cell.value, copy(cell.number_format)) for cell in row] for row in sheet.iter_rows(min_row=first)
    ]
    for row, cells in zip(sheet.iter_rows(min_row=first), change(rows), strict=True):
        for cell, (value, shown) in zip(row, cells, strict=True):
            cell.value, cell.number_format = value, shown
            if isinstance(value, str) and cell.data_type == "f" and not value.startswith("="):
                cell.data_type = "s"


def with_columns_moved(random: Random) -> Callable[[Path], None]:
    """Return what moves the columns about, their headings and codes with them."""

    def change(rows: Cells) -> Cells:
        places = list(range(len(rows[0])))
        random.shuffle(places)
        return [[row[place] for place in places] for row in rows]

    return moved(change, top=2)


def with_rows_reversed() -> Callable[[Path], None]:
    """Return what sorts the rows from the last to the first."""
    return moved(lambda rows: rows[::-1], top=0)


def without_codes() -> Callable[[Path], None]:
    """Return what loses the row of codes and the hidden columns."""

    def change(rows: Cells) -> Cells:
        nothing = (None, "General")
        kept = [[nothing] * HIDDEN + row[HIDDEN:] for row in rows]
        return [kept[0], [nothing] * len(rows[0]), *kept[2:]]

    return moved(change, top=2)
