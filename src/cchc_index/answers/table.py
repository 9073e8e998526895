"""Tables as they come from files: each column as its distinct cells and, for every row, which of them it holds.

Reading a text once for all rows that share it is what makes large tables cheap; nothing about answers is known
here.
"""

from __future__ import annotations

import datetime
import decimal
import math
import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from cchc_index.exact import Integers
from cchc_index.language import plain
from cchc_index.rules.reading import LONGEST_NUMBER, Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cchc_index.problems import Problem

BLANK = -1
_DIGITS = re.compile(r"[0-9]{1,15}")
_CERTAIN = 10**15
_FAR = 1000
_SURROGATE = re.compile("[\ud800-\udfff]")


class Wording:
    """The distinct cells of a column, of one table or of several, as they are met.

    Args:
        meaning: what a cell stands for, where that is not the cell itself.
    """

    def __init__(self, meaning: Callable[[Cell], Cell] | None = None) -> None:
        self._meaning = meaning
        self.cells: list[Cell] = []
        self._seen: dict[tuple[type, Any], int] = {}
        self._known: dict[tuple[type, Cell], int] = {}

    def codes(self, values: Sequence[Any]) -> Integers:
        """For each value as a library typed it the number of its cell, or `BLANK`."""
        seen = list(map(self._seen.get, zip(map(type, values), values, strict=True)))
        if None in seen:
            seen = [self._code(value) for value in values]
        return np.array(seen, dtype=np.int32)

    def column(self, values: Sequence[Any]) -> CellColumn:
        """A column of such values."""
        return CellColumn(self.codes(values), self.cells)

    def _code(self, value: Any) -> int:
        key = (value.__class__, value)
        code = self._seen.get(key)
        if code is None:
            cell = exact_cell(value)
            cell = cell if self._meaning is None else self._meaning(cell)
            code = BLANK
            if not is_blank(cell):
                code = self._known.setdefault((cell.__class__, cell), len(self.cells))
            if code == len(self.cells):
                self.cells.append(cell)
            self._seen[key] = code
        return code


@dataclass(frozen=True)
class CellColumn:
    """One column: its distinct cells, and for each row the number of its cell, or `BLANK`."""

    codes: Integers
    cells: Sequence[Cell]

    @classmethod
    def of(cls, cells: Iterable[Any]) -> CellColumn:
        """A column of cells in any order, as a library typed them; blank texts and nothing are `BLANK`."""
        return Wording().column(list(cells))

    @classmethod
    def same(cls, cell: Cell, size: int) -> CellColumn:
        """One cell on every row."""
        return cls(np.full(size, BLANK if is_blank(cell) else 0, dtype=np.int32), (cell,))

    @classmethod
    def coded(cls, codes: Integers, cells: Sequence[Cell]) -> CellColumn:
        """A column that is already coded; cells that are blank become `BLANK`."""
        blank = np.fromiter((is_blank(cell) for cell in cells), dtype=np.bool_, count=len(cells))
        wanted = codes.astype(np.int32, copy=False)
        if blank.any():
            wanted = np.where((wanted >= 0) & blank[wanted], BLANK, wanted).astype(np.int32)
        return cls(wanted, tuple(cells))

    @property
    def filled(self) -> Any:
        """Where the column is not blank."""
        return self.codes != BLANK

    def at(self, row: int) -> Cell:
        """The cell of one row."""
        code = int(self.codes[row])
        return None if code == BLANK else self.cells[code]

    @cached_property
    def plain(self) -> Integers:
        """For each distinct cell the whole number that it writes in digits alone, or -1."""
        return np.fromiter(
            (int(cell) if isinstance(cell, str) and _DIGITS.fullmatch(cell) else -1 for cell in self.cells),
            dtype=np.int64,
            count=len(self.cells),
        )

    def numbers(self, name: Callable[[Cell], int]) -> Integers:
        """The number that `name` gives each row's cell; `BLANK` stays `BLANK`."""
        by_cell = np.fromiter((name(cell) for cell in self.cells), dtype=np.int64, count=len(self.cells))
        return (
            np.where(self.codes == BLANK, BLANK, by_cell[self.codes])
            if len(by_cell)
            else self.codes.astype(np.int64)
        )


def column_letters(column: int) -> str:
    """The letters of a column of a spreadsheet; that of 0 is A."""
    letters = ""
    while column >= 0:
        column, last = divmod(column, 26)
        letters = chr(65 + last) + letters
        column -= 1
    return letters


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


@dataclass(frozen=True)
class Table:
    """One table of a file.

    Args:
        file: the file as it was named by the user; blank for data without one.
        columns: by their neat, lower-case heading.
        size: how many rows there are.
        rows: the row numbers, the header being 1; one after the other where not given.
        sheet: the sheet of a workbook.
        problems: what of the file could not be read as rows.
        letters: of a scoring sheet, the letters of the column that each of its cells came from.
    """

    file: str
    columns: Mapping[str, CellColumn]
    size: int
    rows: Integers | None = None
    sheet: str = ""
    problems: tuple[Problem, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def unread(cls, file: str, problems: Iterable[Problem]) -> Table:
        """A file of which nothing is used, with the reasons."""
        nothing = CellColumn.of(())
        return cls(file, {"unit": nothing, "criterion": nothing}, 0, problems=tuple(problems))

    @property
    def blank(self) -> bool:
        """Whether no row says anything."""
        return not any(column.filled.any() for column in self.columns.values())

    def place(self, row: int, column: str = "") -> str:
        """The place of a row, as problems name it; in a scoring sheet that of a cell, the first filled by default."""
        number = row + 2 if self.rows is None else int(self.rows[row])
        name = f"{self._letters(row, column)}{number}"
        return f"{self.sheet} › {name}" if self.sheet else name

    def _letters(self, row: int, column: str) -> str:
        """The letters of a cell of a scoring sheet; nothing in other tables."""
        if column in self.letters:
            return self.letters[column]
        filled = (each for each in self.letters if self.columns[each].codes[row] != BLANK)
        return self.letters[next(filled, next(iter(self.letters)))] if self.letters else ""


@dataclass(frozen=True)
class Rows:
    """The rows of several tables, one after the other."""

    tables: tuple[Table, ...]
    starts: Integers
    columns: Mapping[str, CellColumn] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return sum(table.size for table in self.tables)

    def origin(self, row: int, column: str = "") -> tuple[str, str]:
        """The file and place of a row, or of its cell in a column."""
        table = int(np.searchsorted(self.starts, row, side="right")) - 1
        return self.tables[table].file, self.tables[table].place(row - int(self.starts[table]), column)

    def column(self, name: str) -> CellColumn:
        """A column by name; blank throughout where no table has it."""
        return self.columns.get(name) or CellColumn(np.full(self.size, BLANK, dtype=np.int32), ())


def join(tables: Sequence[Table], names: Iterable[str]) -> Rows:
    """The named columns of all tables, one table's rows after the other's."""
    starts = np.cumsum([0, *(table.size for table in tables)])[:-1]
    columns = {}
    for name in names:
        if any(name in table.columns for table in tables):
            columns[name] = _joined([(table.columns.get(name), table.size) for table in tables])
    return Rows(tuple(tables), starts, columns)


def _joined(parts: list[tuple[CellColumn | None, int]]) -> CellColumn:
    columns = [column for column, _ in parts if column is not None]
    cells = columns[0].cells
    if any(column.cells is not cells for column in columns):
        wording = Wording()
        parts = [(column and _reworded(column, wording), size) for column, size in parts]
        cells = wording.cells
    codes = [
        np.full(size, BLANK, dtype=np.int32) if column is None else column.codes for column, size in parts
    ]
    return CellColumn(np.concatenate(codes), tuple(cells))


def _reworded(column: CellColumn, wording: Wording) -> CellColumn:
    """A column in the numbers of another wording."""
    new = np.append(wording.codes(column.cells), np.int32(BLANK))
    return CellColumn(new[column.codes], wording.cells)


def exact_cell(value: Any) -> Cell:  # noqa: PLR0911 - one for each kind of value
    """A cell that a library typed, as a text or an exact value.

    A float is the decimal of at most 15 significant digits that a spreadsheet would show; an infinite one is the
    text of its name; nothing and not-a-number are blank. What is none of these is the text that Python shows.
    """
    match value:
        case None:
            return None
        case str():
            return _SURROGATE.sub("\ufffd", value)
        case bool() | np.bool_():
            return bool(value)
        case int() | np.integer():
            return _fitting(Fraction(int(value)))
        case float() | np.floating():
            return _float_cell(float(value))
        case decimal.Decimal():
            return None if value.is_nan() else _decimal_cell(value)
        case datetime.datetime():
            return value.date() if value.time() == datetime.time() else value.isoformat(sep=" ")
        case Fraction() | datetime.date():
            return value
    return _SURROGATE.sub("\ufffd", str(value))


def _float_cell(value: float) -> Cell:
    if value.is_integer() and abs(value) < _CERTAIN:
        return Fraction(int(value))
    if math.isnan(value):
        return None
    return _fitting(Fraction(f"{value:.15g}")) if math.isfinite(value) else str(value)


def _decimal_cell(value: decimal.Decimal) -> Cell:
    return _fitting(Fraction(value)) if value.is_finite() and abs(value.adjusted()) < _FAR else str(value)


def _fitting(value: Fraction) -> Cell:
    """A number, or its first digits as a text that reads as too long where it is beyond all reason."""
    if value.denominator > 10**LONGEST_NUMBER:
        return f"0.{'0' * LONGEST_NUMBER}…"
    if abs(value) < 10**LONGEST_NUMBER and len(plain(abs(value))) <= LONGEST_NUMBER:
        return value
    digits = value.numerator.bit_length() * 3 // 10
    return f"{abs(value.numerator) // 10 ** max(digits - 2 * LONGEST_NUMBER, 0)}…"
