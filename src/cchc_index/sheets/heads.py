"""Where the columns of a scoring sheet are: by their hidden codes, and where those are lost by their headings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cchc_index.rules.reading import word
from cchc_index.sheets.layout import COLUMNS, Field, Purpose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.tables.workbooks import Grid

_DEEPEST = 40
"""Rows from the top among which the headings are looked for."""
_FEWEST = 3
READ: dict[Purpose, dict[Field, str]] = {
    Purpose.FORM: {
        Field.ANSWER: "answer",
        Field.STATE: "state",
        Field.CLAIM: "points",
        Field.EVIDENCE: "evidence",
        Field.NOTE: "note",
    },
    Purpose.APPRAISAL: {
        Field.ANSWER: "answer",
        Field.STATE: "state",
        Field.DECISION: "decision",
        Field.AWARD: "points",
        Field.REASON: "note",
    },
}
"""What is read of a workbook, and the column of answers that it is; nothing else of it ever is."""
READ[Purpose.COUNCIL] = READ[Purpose.APPRAISAL]
_NAMING = (
    Field.CRITERION, Field.INPUT, Field.UNIT, Field.NUMBER, Field.TITLE, Field.MAX_POINTS, Field.ASKED,
    Field.UNIT_NAME,
)  # fmt: skip
_TELLING = frozenset({"answer", "points", "decision"})


@dataclass(frozen=True)
class Head:
    """The headings of one sheet.

    Args:
        row: the last row of them, counted from 0.
        columns: the place of each field.
    """

    row: int
    columns: Mapping[Field, int]


def find_head(grid: Grid, purpose: Purpose) -> Head | None:
    """The headings of a sheet with cells to read, if it is one."""
    for row, cells in enumerate(grid.values[:_DEEPEST]):
        codes = coded(cells) if Field.CRITERION.value in cells else {}
        if len(codes) >= _FEWEST:
            return _usable(Head(row, _with_headings(grid, row, codes, purpose)), purpose)
    for row in range(min(len(grid.values), _DEEPEST)):
        named = _headed(grid.values[row], purpose)
        if len(named) >= _FEWEST and (head := _usable(Head(row, named), purpose)):
            return _below_codes(grid, head)
    return None


def coded(cells: list[object]) -> dict[Field, int]:
    """The fields that a row names by their codes."""
    by_code = _codes()
    found: dict[Field, int] = {}
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and (field := by_code.get(cell.strip())):
            found.setdefault(field, place)
    return found


@cache
def _codes() -> Mapping[str, Field]:
    return {field.value: field for field in Field}


@cache
def _headings(purpose: Purpose) -> Mapping[str, Field]:
    """The field of each heading; one that could be two is what people fill in."""
    found: dict[str, Field] = {}
    for field in (*READ[purpose], *_NAMING):
        column = COLUMNS[field]
        for name in (column.heading.vi, column.heading.en, *column.also):
            found.setdefault(word(name), field)
    return found


@lru_cache(maxsize=2**12)
def _field(purpose: Purpose, heading: str) -> Field | None:
    """The field of a heading, if it is one."""
    return _headings(purpose).get(word(heading))


def _headed(cells: list[object], purpose: Purpose) -> dict[Field, int]:
    """The fields that a row names by their headings."""
    found: dict[Field, int] = {}
    for place, cell in enumerate(cells):
        if cell and isinstance(cell, str) and (field := _field(purpose, cell)):
            found.setdefault(field, place)
    return found


def _with_headings(grid: Grid, row: int, codes: Mapping[Field, int], purpose: Purpose) -> Mapping[Field, int]:
    """The coded columns, and of the fields without a code those that the row above names."""
    wanted = {*READ[purpose]} - {*codes}
    if not wanted or not row:
        return codes
    taken = {*codes.values()}
    named = _headed(grid.values[row - 1], purpose)
    return {**codes, **{f: place for f, place in named.items() if f not in codes and place not in taken}}


def _usable(head: Head, purpose: Purpose) -> Head | None:
    """The head, if rows can be told apart and something is filled in."""
    columns = head.columns
    telling = {READ[purpose].get(field) for field in columns} & _TELLING
    named = Field.CRITERION in columns or Field.NUMBER in columns or Field.TITLE in columns
    return head if telling and named else None


def _below_codes(grid: Grid, head: Head) -> Head:
    """The head with what is left of the row of codes right below the headings."""
    below = head.row + 1
    if below < len(grid.values) and len(coded(grid.values[below])) >= _FEWEST:
        return Head(below, head.columns)
    return head
