"""From rows of tables to typed answers: which unit, which criterion, what was said; a problem for all else.

Rows are sorted by criterion once; every distinct cell of a criterion is read once, whatever the number of rows
that hold it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import LeafAnswers, Status
from cchc_index.answers.leaf_rows import CONTENT, LeafReader
from cchc_index.answers.table import BLANK, Rows, Table, join
from cchc_index.answers.units import Units
from cchc_index.criteria.outline import Item, outline
from cchc_index.exact import Booleans, Integers
from cchc_index.problems import DataError, Problem, nearest, shortened
from cchc_index.rules.reading import (
    NOT_APPLICABLE,
    Cell,
    neat,
    shown,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cchc_index.criteria.model import CriteriaSet

COLUMNS = ("unit", "criterion", "input", "answer", "numerator", "denominator", "state")
REQUIRED = ("unit", "criterion")
PENDING = ("points", "decision", "stage", "by", "evidence", "note")
_UNKNOWN = -2
_MOST_LOOKED_UP = 200
_DECIMAL_ID = re.compile(r"[0-9]{1,30}(\.[0-9]{1,30})?")


@dataclass(frozen=True)
class Answers:
    """Typed answers of units to the leaves of a set.

    Args:
        criteria: the set.
        units: the units, whether or not they answered.
        leaves: by the leaf's number in the outline.
        covered: by an inner node's number, the units that answered it as not applicable.
        problems: what could not be used, in the order of files and rows.
        items: the outline of the set.
        rows: where the answers came from.
    """

    criteria: CriteriaSet
    units: Units
    leaves: Mapping[int, LeafAnswers]
    covered: Mapping[int, Booleans]
    problems: tuple[Problem, ...]
    rows: Rows
    items: tuple[Item, ...]

    def place(self, number: int, unit: int) -> tuple[str, str]:
        """The file and place of a unit's answer to a leaf; blank where it gave none."""
        answers = self.leaves.get(number)
        row = int(answers.row[unit]) if answers else BLANK
        return ("", "") if row == BLANK else self.rows.origin(row)


def read_rows(tables: Sequence[Table], criteria: CriteriaSet, units: Units | None) -> Answers:
    """The answers that rows give.

    Args:
        tables: tables with the columns `unit`, `criterion` and any of `COLUMNS`.
        criteria: the set that they answer.
        units: the units; where there are none, they are the ones that the rows name.

    Raises:
        DataError: a table lacks a required column, or has one that is not carried out yet.
    """
    for table in tables:
        _check_columns(table)
    reader = Reader(join(tables, COLUMNS), criteria, units)
    return reader.answers()


def _check_columns(table: Table) -> None:
    missing = [name for name in REQUIRED if name not in table.columns]
    if missing:
        known = tuple(table.columns)[:20]
        raise DataError(
            Problem("columns-missing", table.file, details={"missing": tuple(missing), "known": known})
        )
    for name in PENDING:
        if name in table.columns and table.columns[name].filled.any():
            raise DataError(Problem("not-yet-supported", table.file, details={"found": name}))


def _unused(table: Table) -> Iterator[Problem]:
    """The columns that mean nothing here; blank ones are nobody's loss."""
    known = (*COLUMNS, *PENDING)
    found = tuple(name for name, column in table.columns.items() if name not in known and column.filled.any())
    if found:
        yield Problem("columns-unused", table.file, details={"found": found})


class _Nearest:
    """The nearest known words, each looked up once, and no more of them than anybody reads."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def of(self, word_: str, look_up: Callable[[], str]) -> str:
        """The nearest known word, or nothing where there is none or too many were asked for."""
        if word_ not in self._found and len(self._found) < _MOST_LOOKED_UP:
            self._found[word_] = look_up()
        return self._found.get(word_, "")


class Reader:
    """The rows of one reading, on their way to answers."""

    def __init__(self, rows: Rows, criteria: CriteriaSet, units: Units | None) -> None:
        self.rows = rows
        self.criteria = criteria
        self.items = outline(criteria)
        self.columns = {name: rows.column(name) for name in COLUMNS}
        self.problems: list[tuple[int, Problem]] = []
        self._nearest = _Nearest()
        self.filled = np.any([self.columns[name].filled for name in CONTENT], axis=0)
        self.units = units if units is not None else self._named_units()
        self.unit = self._unit_numbers()
        self.item = self._item_numbers()

    def problem(self, row: int, code: str, **details: object) -> None:
        """Notes a problem at a row."""
        file, place = self.rows.origin(row)
        unit, criterion = (shortened(shown(self.columns[name].at(row))) for name in REQUIRED)
        self.problems.append((row, Problem(code, file, place, unit, criterion, details)))

    def _named_units(self) -> Units:
        column = self.columns["unit"]
        return Units.named(shown(column.cells[code]) for code in np.unique(column.codes[column.filled]))

    def _unit_numbers(self) -> Integers:
        column = self.columns["unit"]
        numbers = column.numbers(lambda cell: _found(self.units.find(shown(cell))))
        for row in np.flatnonzero((numbers == BLANK) & self.filled):
            self.problem(int(row), "unit-missing")
        for row in np.flatnonzero(numbers == _UNKNOWN):
            found = shown(column.at(int(row)))
            if shared := self.units.shared(found):
                self.problem(int(row), "ambiguous-unit", found=found, units=shared)
            else:
                self.problem(int(row), "unknown-unit", found=found, nearest=self._nearest_unit(found))
        return numbers

    def _nearest_unit(self, found: str) -> str:
        return self._nearest.of(found, lambda: self.units.nearest(found))

    def _item_numbers(self) -> Integers:
        column = self.columns["criterion"]
        by_id = {neat(item.id): number for number, item in enumerate(self.items)}
        numbers = column.numbers(
            lambda cell: by_id.get(shown(cell), _UNKNOWN) if self._certain(cell) else _UNKNOWN
        )
        for row in np.flatnonzero((numbers == BLANK) & self.filled):
            self.problem(int(row), "criterion-missing")
        for row in np.flatnonzero(numbers == _UNKNOWN):
            found = shown(column.at(int(row)))
            code = "unknown-criterion" if self._certain(column.at(int(row))) else "ambiguous-criterion"
            self.problem(int(row), code, found=found, nearest=self._nearest_item(found))
        return numbers

    def _certain(self, cell: Cell) -> bool:
        """Whether a cell can mean one criterion only: a number cell 1.1 may have been 1.1 or 1.10."""
        if isinstance(cell, str) or cell is None or not _DECIMAL_ID.fullmatch(shown(cell)):
            return True
        return sum(_same_number(item.id, shown(cell)) for item in self.items) < 2  # noqa: PLR2004

    def _nearest_item(self, found: str) -> str:
        return self._nearest.of(found, lambda: nearest(found, [item.id for item in self.items]))

    def answers(self) -> Answers:
        """The answers of all rows."""
        known = np.flatnonzero((self.unit >= 0) & (self.item >= 0) & self.filled)
        order = known[np.argsort(self.item[known].astype(np.int16), kind="stable")]
        items, starts = np.unique(self.item[order], return_index=True)
        leaves: dict[int, LeafAnswers] = {}
        covered: dict[int, Booleans] = {}
        for number, rows in zip(items.tolist(), np.split(order, starts[1:]), strict=False):
            item = self.items[number]
            if item.rule is None:
                covered[number] = self._covering(item, rows)
            else:
                leaves[number] = LeafReader(self, item, rows).answers()
        self._warn_of_covered(leaves, covered)
        problems = [problem for _, problem in sorted(self.problems, key=lambda pair: pair[0])]
        noted = [problem for table in self.rows.tables for problem in (*table.problems, *_unused(table))]
        found = (*self.units.problems, *noted, *problems)
        return Answers(self.criteria, self.units, leaves, covered, found, self.rows, self.items)

    def _covering(self, item: Item, rows: Integers) -> Booleans:
        """Units that say that an inner node is not applicable; nothing else can be said of one."""
        units = np.zeros(len(self.units), dtype=np.bool_)
        for row in rows.tolist():
            said = [shown(self.columns[name].at(row)) for name in CONTENT]
            if not all(word(text) in NOT_APPLICABLE for text in said if text):
                self.problem(row, "not-a-leaf", found=item.id)
            elif item.not_applicable == "forbidden":
                self.problem(row, "not-applicable-forbidden", found=item.id)
            else:
                units[self.unit[row]] = True
        return units

    def _warn_of_covered(self, leaves: Mapping[int, LeafAnswers], covered: Mapping[int, Booleans]) -> None:
        for number, answers in leaves.items():
            above = self.items[number].parent
            while above is not None:
                said = covered.get(above)
                status = answers.status
                for unit in np.flatnonzero(said & (status != Status.BLANK)) if said is not None else ():
                    if status[unit] != Status.NOT_APPLICABLE:
                        self.problem(int(answers.row[unit]), "answer-covered", node=self.items[above].id)
                above = self.items[above].parent


def _found(number: int | None) -> int:
    return _UNKNOWN if number is None else number


def _same_number(id_: str, number: str) -> bool:
    return _DECIMAL_ID.fullmatch(id_) is not None and Fraction(id_) == Fraction(number)
