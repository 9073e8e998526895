"""The cells of one sheet that have problems: found in its part, coloured, and measured for the notes beside them."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from cchc_index.answers.table import column_letters
from cchc_index.sheets.marking.splicing import Element, Part, UnusualError
from cchc_index.tables.sheet_parts import column_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Place: TypeAlias = tuple[int, int]
"""The row and the column of a cell, counted from 0."""

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_SPOT = re.compile(r"(?P<sheet>.+) › (?P<column>[A-Z]{1,3})?(?P<row>[0-9]{1,7})", re.DOTALL)
_LAST = (1_048_576, 16_384)
"""How many rows and columns a sheet has."""
_OUTLINE = frozenset({"worksheet", "sheetData", "mergeCells", "cols", "sheetViews"})
_CHARACTER, _PADDING = 7, 5
_COLUMN, _ROW = 9.14, 15.0
"""The usual width of a column in characters and height of a row in points."""
_DIGITS = 9
_FARTHEST = 500
"""Hidden columns or rows that a note is laid across."""


def place_of(cell: str) -> Place | None:
    """The place of a cell by its address; nothing where no sheet has such a cell."""
    found = _CELL.fullmatch(cell)
    place = (int(found[2]) - 1, column_number(found[1])) if found else (-1, -1)
    return place if 0 <= place[0] < _LAST[0] and place[1] < _LAST[1] else None


def spot_of(place: str) -> tuple[str, int | None, int | None]:
    """The sheet, row and column that a problem's place names; nothing for those that it does not."""
    found = _SPOT.fullmatch(place)
    cell = place_of(f"{found['column'] or 'A'}{found['row']}") if found is not None else None
    if found is None or cell is None:
        return place, None, None
    return found["sheet"], cell[0], cell[1] if found["column"] else None


def address(place: Place) -> str:
    """The address of a cell."""
    return f"{column_letters(place[1])}{place[0] + 1}"


class SheetCells:
    """The cells of one sheet while some are coloured.

    Args:
        raw: the part of the sheet.
        rows: the rows, counted from 0, in which problems are.

    Raises:
        UnusualError: it is no sheet of cells.
    """

    def __init__(self, raw: bytes, rows: Iterable[int]) -> None:
        outline = Part(raw, lambda element: element.name in _OUTLINE)
        self._merged = list(_ranges(outline))
        wanted = {*rows, *self._tops(set(rows))}
        starts = {each.start for row, each in _rows(outline).items() if row in wanted}
        self.part = Part(raw, lambda element: element.name in _OUTLINE or element.start in starts)
        data = self.part.root.child("sheetData")
        if self.part.root.name != "worksheet" or data is None:
            raise UnusualError(self.part.root.name)
        self._data = data
        self._rows = _rows(self.part)
        self._columns = [
            (whole(each.said.get("min"), 1) - 1, whole(each.said.get("max"), 1) - 1, each)
            for each in self.part.root.all("cols", "col")
        ]

    def _tops(self, rows: set[int]) -> set[int]:
        """The first rows of merged ranges that reach into some rows."""
        return {top for (top, _), (bottom, _) in self._merged if any(top <= row <= bottom for row in rows)}

    def cell(self, row: int, column: int | None) -> Place:
        """The cell that is seen at a place; of a row without a column the first that is."""
        if column is not None:
            return self._shown((row, column))
        cells = [(row, each) for each in (*self._cells(row), *range(_FARTHEST)) if self._width(each)]
        return next((each for each in cells if self._shown(each) == each), self._shown((row, 0)))

    def _shown(self, place: Place) -> Place:
        """The first cell of the merged range that a cell is in, or itself."""
        row, column = place
        return next(
            (
                (top, left)
                for (top, left), (bottom, right) in self._merged
                if top <= row <= bottom and left <= column <= right
            ),
            place,
        )

    def _cells(self, row: int) -> dict[int, Element]:
        """The cells of a row by their columns."""
        found: dict[int, Element] = {}
        column = -1
        for each in self._rows[row].all("c") if row in self._rows else ():
            named = place_of(each.said.get("r", ""))
            column = named[1] if named else column + 1
            found[column] = each
        return found

    def restyle(self, places: Iterable[Place], style: Callable[[Place, int], int]) -> None:
        """Gives cells other styles, by those that they have; cells that are not there yet are put in."""
        by_row: dict[int, list[int]] = defaultdict(list)
        for row, column in sorted(set(places)):
            by_row[row].append(column)
        for row, columns in by_row.items():
            cells = self._cells(row)
            new = []
            for column in columns:
                there = cells.get(column)
                before = self._usual(row, column) if there is None else whole(there.said.get("s"), 0)
                number = style((row, column), before)
                if there is None:
                    new.append((column, f'<c r="{address((row, column))}" s="{number}"/>'))
                else:
                    self.part.say(there, s=str(number))
            self._put(row, cells, new)

    def _usual(self, row: int, column: int) -> int:
        """The style of a cell that is not there: that of its row or column."""
        there = self._rows.get(row)
        if there is not None and there.said.get("customFormat") in {"1", "true"}:
            return whole(there.said.get("s"), 0)
        return next(
            (
                whole(each.said.get("style"), 0)
                for first, last, each in self._columns
                if first <= column <= last
            ),
            0,
        )

    def _put(self, row: int, cells: Mapping[int, Element], new: list[tuple[int, str]]) -> None:
        """Puts cells into a row, and the row into the sheet where it is not there."""
        if row not in self._rows and new:
            xml = self.part.ours(f'<row r="{row + 1}">{"".join(cell for _, cell in new)}</row>')
            after = next((each for number, each in self._rows.items() if number > row), None)
            if after is None:
                self.part.within(self._data, xml)
            else:
                self.part.before(after, xml)
            return
        for column, xml in new:
            after = next((each for number, each in cells.items() if number > column), None)
            if after is None:
                self.part.within(self._rows[row], self.part.ours(xml))
            else:
                self.part.before(after, self.part.ours(xml))
            self.part.say(self._rows[row], spans=None)

    def deselect(self) -> None:
        """Makes the sheet one that is not selected, so that nobody writes into two at once."""
        for view in self.part.root.all("sheetViews", "sheetView"):
            if "tabSelected" in view.said:
                self.part.say(view, tabSelected=None)

    def anchor(self, place: Place, width: int, height: int) -> str:
        """Where a note so wide and high, in pixels, stands beside a cell, as drawings say it."""
        top, left = max(place[0] - 1, 0), place[1] + 1
        right = _reached(left, width, self._width)
        bottom = _reached(top, height, self._height)
        return ", ".join(map(str, (left, 15, top, 2, *right, *bottom)))

    def _width(self, column: int) -> int:
        there = next((each for first, last, each in self._columns if first <= column <= last), None)
        if there is not None and there.said.get("hidden") in {"1", "true"}:
            return 0
        said = there.said.get("width") if there is not None else self._usually.get("defaultColWidth")
        return int(_float(said, _COLUMN) * _CHARACTER + _PADDING)

    def _height(self, row: int) -> int:
        there = self._rows.get(row)
        if there is not None and there.said.get("hidden") in {"1", "true"}:
            return 0
        said = there.said.get("ht") if there is not None else None
        return int(_float(said or self._usually.get("defaultRowHeight"), _ROW) * 4 / 3)

    @functools.cached_property
    def _usually(self) -> Mapping[str, str]:
        found = self.part.root.child("sheetFormatPr")
        return found.said if found is not None else {}


def _rows(part: Part) -> dict[int, Element]:
    """The rows of a sheet by their numbers, counted from 0."""
    found: dict[int, Element] = {}
    row = -1
    for each in part.root.all("sheetData", "row"):
        row = whole(each.said.get("r"), row + 2) - 1
        found[row] = each
    return found


def _ranges(part: Part) -> Iterable[tuple[Place, Place]]:
    """The merged ranges of a sheet."""
    for each in part.root.all("mergeCells", "mergeCell"):
        first, _, last = each.said.get("ref", "").partition(":")
        start, end = place_of(first), place_of(last or first)
        if start and end:
            yield start, end


def _reached(start: int, length: int, size: Callable[[int], int]) -> tuple[int, int]:
    """How far a length reaches from the beginning of a row or column: the one in which it ends, and where in it."""
    place = start
    while length > size(place) and place - start < _FARTHEST:
        length -= size(place)
        place += 1
    return place, min(length, size(place))


def whole(text: str | None, otherwise: int) -> int:
    """A whole number as a part writes it; something else where it is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= _DIGITS else otherwise


def _float(text: str | None, otherwise: float) -> float:
    try:
        return min(max(float(text), 0.0), 500.0) if text else otherwise
    except ValueError:
        return otherwise
