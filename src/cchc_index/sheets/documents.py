"""The list of evidence of a form, and what numbers that refer to it mean."""

from __future__ import annotations

import datetime
import re
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.answers.table import exact_cell, is_blank
from cchc_index.language import day
from cchc_index.rules.reading import neat, shown
from cchc_index.sheets.heads import coded
from cchc_index.sheets.layout import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cchc_index.rules.reading import Cell
    from cchc_index.tables.workbooks import Grid

_DEEPEST = 40
_NUMBERS = re.compile(r"[0-9]{1,3}(?: ?[;,] ?[0-9]{1,3})*")
_WORDS = (Field.DOCUMENT, Field.ISSUED, Field.SUBJECT, Field.LINK)


class Documents:
    """The numbered documents of one workbook, looked for when a cell first refers to one.

    Args:
        grids: its sheets.
    """

    def __init__(self, grids: Sequence[Grid]) -> None:
        self._grids = grids

    def named(self, cell: Cell) -> tuple[Cell, tuple[str, ...]]:
        """A cell with its numbers in words, and the numbers that the list does not have."""
        if not is_reference(cell) or self._listed is None:
            return cell, ()
        numbers = re.findall("[0-9]+", shown(cell))
        missing = tuple(number for number in numbers if number not in self._listed)
        return "; ".join(self._listed.get(number, number) for number in numbers), missing

    @cached_property
    def _listed(self) -> Mapping[str, str] | None:
        """The documents by their numbers; nothing where the workbook has no list."""
        for grid in self._grids:
            for row in range(min(len(grid.values), _DEEPEST)):
                columns = coded(grid.values[row])
                if {Field.NUMBER, Field.DOCUMENT, Field.SUBJECT} <= set(columns):
                    return _below(grid, row + 1, columns)
        return None


def is_reference(cell: Cell) -> bool:
    """Whether a cell names documents by their numbers alone."""
    return _NUMBERS.fullmatch(neat(shown(cell))) is not None


def _below(grid: Grid, first: int, columns: Mapping[Field, int]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in range(first, len(grid.values)):
        cells = {field: exact_cell(grid.cell(row, place)) for field, place in columns.items()}
        words = [_said(cells[field]) for field in _WORDS if not is_blank(cells.get(field))]
        if words:
            found[shown(cells[Field.NUMBER])] = ", ".join(words)
    return found


def _said(cell: Cell) -> str:
    """A cell of the list as a text; so is a link."""
    return f"ngày {day(cell, 'vi')}" if isinstance(cell, datetime.date) else neat(shown(cell))
