"""What the part of one sheet says beside the values of its cells: percentages, errors, formulas without a value.

Most sheets have none of these, so a part is first searched as an array of bytes for anything that looks like one;
only where something does are its cells gone through.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from cchc_index.problems import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from cchc_index.exact import Integers

Place: TypeAlias = tuple[int, int]
"""The row and the column of a cell, counted from 0."""
Range: TypeAlias = tuple[Place, Place]
"""The first and the last cell of a range."""

MOST_CELLS = 4_000_000
_LAST_ROW = 2**20
_LAST_COLUMN = 2**14
_TAG = re.compile(
    rb"""<(?:\w+:)?(row|c)(?=[\s/>])(?: r="([A-Za-z]*)([0-9]+)")?((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
_NAMED = re.compile(rb"""(?:^|\s)(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(rb"([A-Za-z]*)([0-9]+)")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]+)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_INLINE = re.compile(rb"<(?:\w+:)?is[\s>]")
_END = re.compile(rb"</(?:\w+:)?c\s*>")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Za-z]{1,3}[0-9]+):([A-Za-z]{1,3}[0-9]+)["']"""
)


@dataclass(frozen=True)
class Marks:
    """The cells of one sheet that are not what their value says.

    Args:
        percent: cells that are shown in percent, 0.925 as 92.5%.
        errors: cells that show an error, with what they show.
        unsaved: formulas of which no value is stored.
        merged: ranges that are shown as one cell, whose value is that of the first.
    """

    percent: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)
    unsaved: frozenset[Place] = frozenset()
    merged: tuple[Range, ...] = ()


@functools.lru_cache(maxsize=2**10)
def column_number(letters: str) -> int:
    """The number of a column by its letters; A is 0."""
    return functools.reduce(lambda number, sign: number * 26 + ord(sign) - 64, letters.upper(), 0) - 1


class SheetPart:
    """The part of one sheet.

    Args:
        part: its bytes.
        file: the file, as problems name it.
    """

    def __init__(self, part: bytes, file: str) -> None:
        start, end = max(part.find(b"sheetData"), 0), part.rfind(b"sheetData")
        self._part, self._below = part[start:end], part[max(end, 0) :]
        self._file = file
        self._bytes = np.frombuffer(self._part, dtype=np.uint8)
        self._prefixed = part[start - 1 : start] == b":"

    def check_area(self) -> None:
        """Refuses a sheet whose cells span more than can be held at once.

        Raises:
            DataError: they do.
        """
        if not self._may_be_far():
            return
        rows = columns = 0
        for row, column in (cell.place for cell in self._cells()):
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows > _LAST_ROW or columns > _LAST_COLUMN:
                raise DataError(Problem("file-damaged", self._file))
        if rows * columns > MOST_CELLS:
            raise DataError(Problem("too-many-cells", self._file, details={"most": MOST_CELLS}))

    def marks(self, percent: Collection[int]) -> Marks:
        """The marks of the sheet.

        Args:
            percent: the numbers of the cell styles that show percentages.
        """
        wanted = {b"%d" % style for style in percent}
        cells = self._suspects(wanted)
        return Marks(
            frozenset(cell.place for cell in cells if cell.said(b"s") in wanted),
            {cell.place: cell.value for cell in cells if cell.said(b"t") == b"e"},
            frozenset(cell.place for cell in cells if cell.is_unsaved),
            tuple(self._merged()),
        )

    def _merged(self) -> Iterator[Range]:
        """The merged ranges, which are listed below the cells."""
        for ends in _MERGED.findall(self._below):
            first, last = (_place(_ADDRESS.fullmatch(end), 0, 0) for end in ends)
            yield first, last

    def _suspects(self, styles: Collection[bytes]) -> Iterable[_Cell]:
        """The cells that may be marked; all of them in a part that is written in an unusual way."""
        starts = self._places(b"<c")
        usual = all((self._at(starts + 2 + n) == sign).all() for n, sign in enumerate(b' r="'))
        if self._prefixed or not usual:
            return list(self._cells())
        signs = [b'"e"', *(b's="%s"' % style for style in styles)]
        found = np.concatenate([self._ends_without_value(), *map(self._places, signs)])
        cells = starts[np.unique(np.searchsorted(starts, found)) - 1] if starts.size else found
        tags = (_TAG.match(self._part, start) for start in cells.tolist())
        return [_cell(tag, -1, -1) for tag in tags if tag is not None]

    def _may_be_far(self) -> bool:
        """Whether anything looks like a place beyond column Z or row 9999."""
        letter = ((self._bytes | 32) - 97) < 26  # noqa: PLR2004 - the letters
        digit = (self._bytes - 48) < 10  # noqa: PLR2004 - the digits
        if (letter[:-2] & letter[1:-1] & digit[2:]).any():
            return True
        before = letter | (self._bytes == ord('"')) | (self._bytes == ord("'"))
        return bool((before[:-5] & digit[1:-4] & digit[2:-3] & digit[3:-2] & digit[4:-1] & digit[5:]).any())

    def _ends_without_value(self) -> Integers:
        """Where cells end otherwise than after a value."""
        ends = self._places(b"/c>")
        last, empty = self._at(ends - 3), self._at(ends - 6) == ord(">")
        wanted: Integers = ends[((last != ord("v")) | empty) & (last != ord("s"))]
        return wanted

    def _places(self, sign: bytes) -> Integers:
        """The places at which a sign stands."""
        size = max(self._bytes.size - len(sign) + 1, 0)
        found = self._bytes[:size] == sign[0]
        for place, each in enumerate(sign[1:], start=1):
            found &= self._bytes[place : place + size] == each
        return np.flatnonzero(found)

    def _at(self, places: Integers) -> Integers:
        """The bytes at some places."""
        return self._bytes.take(places, mode="clip")

    def _cells(self) -> Iterator[_Cell]:
        """Every cell, with its place: as it says, or the one after the last."""
        row, column = -1, -1
        for tag in _TAG.finditer(self._part):
            if tag[1] == b"row":
                row, column = _address(tag, row + 1, -1)[0], -1
            else:
                cell = _cell(tag, row, column + 1)
                row, column = cell.place
                yield cell


def _cell(tag: re.Match[bytes], row: int, column: int) -> _Cell:
    """The cell of a tag; where it says no place, it is the given one."""
    return _Cell(tag.string, _address(tag, row, column), tag[4], tag.end())


def _address(tag: re.Match[bytes], row: int, column: int) -> Place:
    """The place that a tag says, or else the given one."""
    said = (tag[2] or b"") + tag[3] if tag[3] else _said(tag[4], b"r")
    return _place(_ADDRESS.fullmatch(said), row, column)


def _place(found: re.Match[bytes] | None, row: int, column: int) -> Place:
    """The place of an address; what it does not say is as given."""
    if found is None:
        return row, column
    return int(found[2][:9]) - 1, column_number(found[1][:4].decode()) if found[1] else column


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell: its place, its attributes, and where what it holds begins."""

    part: bytes
    place: Place
    attributes: bytes
    start: int

    def said(self, name: bytes) -> bytes:
        """An attribute; blank where it has none."""
        return _said(self.attributes, name)

    @property
    def _inner(self) -> bytes:
        if self.attributes.endswith(b"/"):
            return b""
        end = _END.search(self.part, self.start)
        return self.part[self.start : end.start() if end else None]

    @property
    def value(self) -> str:
        """The stored value as it is written."""
        found = _VALUE.search(self._inner)
        return html.unescape(found[1].decode("utf-8", "replace")) if found else "#"

    @property
    def is_unsaved(self) -> bool:
        """Whether it has a formula and no value; that of a text may be blank."""
        inner = self._inner
        has_formula = _FORMULA.search(inner) is not None
        return (
            has_formula and self.said(b"t") != b"str" and not (_VALUE.search(inner) or _INLINE.search(inner))
        )


def _said(attributes: bytes, name: bytes) -> bytes:
    if name not in attributes:
        return b""
    found = (each for each in _NAMED.findall(attributes) if each[0] == name)
    return next((one or other for _, one, other in found), b"")
