"""From rows of tables to typed answers: which unit, which criterion, what was said; a problem for all else.

Rows are sorted by criterion once; every distinct cell of a criterion is read once, whatever the number of rows
that hold it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from cchc_index.answers.leaf import NO_ROW, LeafAnswers, Status
from cchc_index.answers.leaf_rows import BESIDE, CONTENT, SAYING, Asked, LeafReader
from cchc_index.answers.said import Said
from cchc_index.answers.settling import settled
from cchc_index.answers.slots import VALUE
from cchc_index.answers.standing import EXEMPTION
from cchc_index.answers.table import BLANK, Rows, Table, join
from cchc_index.answers.units import Units
from cchc_index.answers.words import EXEMPT
from cchc_index.criteria.outline import Item, outline
from cchc_index.exact import Booleans, Integers
from cchc_index.language import Text
from cchc_index.problems import DataError, Problem, nearest, shortened
from cchc_index.rules.contract import Input
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

COLUMNS = ("unit", "criterion", "input", *CONTENT, *BESIDE, "stage", "by")
REQUIRED = ("unit", "criterion")
NEVER = 2**31 - 1
_UNKNOWN = -2
_FEW = 2**15
_MOST_LOOKED_UP = 200
_DECIMAL_ID = re.compile(r"[0-9]{1,30}(\.[0-9]{1,30})?")


@dataclass(frozen=True)
class Answers:
    """Typed answers of units to the leaves of a set, and what was said of them in later stages.

    A number up to the set's nodes is a node's in the outline; one beyond them is a data item's.

    Args:
        criteria: the set.
        units: the units, whether or not they answered.
        leaves: what units answered in the first stage, by the number of the leaf or data item.
        covered: the units that say that an inner node is not applicable, by stage and number.
        exempt: the units that are exempt from an inner node, by stage and number.
        inner: for each unit a row that says so, by stage and number, or `NO_ROW`.
        said: what else was said of a leaf or data item, by stage and number: by the units, or by each appraiser.
        since: for each unit the first stage in which anything was said of it, or `NEVER`.
        stages: the numbers of the stages that have rows.
        problems: what could not be used, in the order of files and rows.
        rows: where the answers came from.
        items: the outline of the set.
    """

    criteria: CriteriaSet
    units: Units
    leaves: Mapping[int, LeafAnswers]
    covered: Mapping[tuple[int, int], Booleans]
    exempt: Mapping[tuple[int, int], Booleans]
    inner: Mapping[tuple[int, int], Integers]
    said: Mapping[tuple[int, int], tuple[Said, ...]]
    since: Integers
    stages: tuple[int, ...]
    problems: tuple[Problem, ...]
    rows: Rows
    items: tuple[Item, ...]

    def asked(self, number: int) -> Asked:
        """What rows can say of a leaf or data item."""
        return asked_of(self.criteria, self.items, number)

    def place(self, row: int, column: str = "") -> tuple[str, str]:
        """The file and place of a row, or of its cell in a column; blank of none."""
        return ("", "") if row == NO_ROW else self.rows.origin(row, column)


def asked_of(criteria: CriteriaSet, items: Sequence[Item], number: int) -> Asked:
    """What rows can say of a leaf, or of a data item."""
    if number >= len(items):
        data = criteria.data[number - len(items)]
        return Asked(data.id, (Input(VALUE, data.kind, data.title),))
    item = items[number]
    assert item.rule is not None  # noqa: S101 - inner nodes are read elsewhere
    return Asked(
        item.id,
        item.rule.inputs(),
        not_applicable=item.not_applicable != "forbidden",
        exemptible=True,
        max_points=item.max_points if item.rule.needs_maximum else None,
        fed=frozenset(item.rule.data()),
    )


def read_rows(tables: Sequence[Table], criteria: CriteriaSet, units: Units | None) -> Answers:
    """The answers that rows give.

    Args:
        tables: tables with the columns `unit`, `criterion` and any of `COLUMNS`.
        criteria: the set that they answer.
        units: the units; where there are none, they are the ones that the rows name.

    Raises:
        DataError: a table lacks a required column.
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


def _unused(table: Table) -> Iterator[Problem]:
    """The columns that mean nothing here; blank ones are nobody's loss."""
    found = tuple(
        name for name, column in table.columns.items() if name not in COLUMNS and column.filled.any()
    )
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
        meaning = [name for name in (*CONTENT, *BESIDE) if name in rows.columns]
        nothing = np.zeros(rows.size, dtype=np.bool_)
        self.filled = np.any([self.columns[name].filled for name in meaning], axis=0) if meaning else nothing
        self.units = units if units is not None else self._named_units()
        self.unit = self._unit_numbers()
        self.item = self._item_numbers()
        self.stage = self._stage_numbers()
        self.leaves: dict[int, LeafAnswers] = {}
        self.covered: dict[tuple[int, int], Booleans] = {}
        self.exempt: dict[tuple[int, int], Booleans] = {}
        self.inner: dict[tuple[int, int], Integers] = {}
        self.said: dict[tuple[int, int], tuple[Said, ...]] = {}

    def problem(self, row: int, code: str, /, *, at: str = "", **details: Any) -> None:
        """Notes a problem at a row, or at its cell in a column."""
        file, place = self.rows.origin(row, at)
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
        by_id = {neat(id_): number for number, id_ in reversed(list(enumerate(self.ids)))}
        numbers = column.numbers(
            lambda cell: by_id.get(shown(cell), _UNKNOWN) if self._certain(cell) else _UNKNOWN
        )
        for row in np.flatnonzero((numbers == BLANK) & self.filled):
            self.problem(int(row), "criterion-missing")
        for row in np.flatnonzero(numbers == _UNKNOWN):
            found = shown(column.at(int(row)))
            code = "unknown-criterion" if self._certain(column.at(int(row))) else "ambiguous-criterion"
            self.problem(int(row), code, found=found, nearest=self._nearest_item(found))
        return self._by_unit(numbers)

    def _by_unit(self, numbers: Integers) -> Integers:
        """The numbers of items, of a leaf with several rules that of the unit's own."""
        for number, item in enumerate(self.items):
            if item.entry is None or not item.first or number + 1 == len(self.items):
                continue
            if self.items[number + 1].path == item.path:
                rows = np.flatnonzero((numbers == number) & (self.unit >= 0))
                entries = [item.entry_for(unit.attribute) or 0 for unit in self.units.units]
                numbers[rows] += np.array(entries, dtype=np.int64)[self.unit[rows]]
        return numbers

    @property
    def ids(self) -> list[str]:
        """The ids that rows may name, by number."""
        return [*(item.id for item in self.items), *(item.id for item in self.criteria.data)]

    def _stage_numbers(self) -> Integers:
        if "stage" not in self.rows.columns:
            return np.zeros(self.rows.size, dtype=np.int64)
        stages = self.criteria.policy.stages
        by_word = {
            word(name): number
            for number, stage in reversed(list(enumerate(stages)))
            for name in (stage.name.vi, stage.name.en, stage.id)
        }
        column = self.columns["stage"]
        numbers = column.numbers(lambda cell: by_word.get(word(cell), _UNKNOWN))
        for row in np.flatnonzero((numbers == _UNKNOWN) & self.filled):
            known = tuple(stage.id for stage in stages)
            self.problem(int(row), "stage-unknown", found=shown(column.at(int(row))), known=known)
        return np.where(numbers == BLANK, 0, numbers)

    def stage_of(self, row: int) -> Text:
        """The stage of a row as people call it."""
        return self.criteria.policy.stages[int(self.stage[row])].name

    def _certain(self, cell: Cell) -> bool:
        """Whether a cell can mean one criterion only: a number cell 1.1 may have been 1.1 or 1.10."""
        if isinstance(cell, str) or cell is None or not _DECIMAL_ID.fullmatch(shown(cell)):
            return True
        return sum(_same_number(id_, shown(cell)) for id_ in dict.fromkeys(self.ids)) < 2  # noqa: PLR2004

    def _nearest_item(self, found: str) -> str:
        return self._nearest.of(found, lambda: nearest(found, self.ids))

    def answers(self) -> Answers:
        """The answers of all rows."""
        known = np.flatnonzero((self.unit >= 0) & (self.item >= 0) & (self.stage >= 0) & self.filled)
        many = len(self.ids)
        keys = self.stage[known] * many + self.item[known]
        kind = np.int16 if many * len(self.criteria.policy.stages) < _FEW else np.int64
        order = known[np.argsort(keys.astype(kind), kind="stable")]
        found, starts = np.unique(self.stage[order] * many + self.item[order], return_index=True)
        for key, rows in zip(found.tolist(), np.split(order, starts[1:]), strict=False):
            stage, number = divmod(key, many)
            self._read(stage, number, rows)
        self._warn_of_covered()
        problems = [problem for _, problem in sorted(self.problems, key=lambda pair: pair[0])]
        noted = [problem for table in self.rows.tables for problem in (*table.problems, *_unused(table))]
        stages = tuple(sorted({key // many for key in found.tolist()}))
        return Answers(
            self.criteria,
            self.units,
            self.leaves,
            self.covered,
            self.exempt,
            self.inner,
            self.said,
            self._since(known),
            stages,
            (*self.units.problems, *noted, *problems, *self._skipped(stages)),
            self.rows,
            self.items,
        )

    def _since(self, known: Integers) -> Integers:
        """The first stage of each unit with an answer, a state, points or a decision, used or not."""
        telling = [self.columns[name].filled[known] for name in SAYING if name in self.rows.columns]
        since = np.full(len(self.units), NEVER, dtype=np.int64)
        rows = known[np.any(telling, axis=0)] if telling else known[:0]
        for stage in reversed(range(len(self.criteria.policy.stages))):
            since[self.unit[rows[self.stage[rows] == stage]]] = stage
        return since

    def _read(self, stage: int, number: int, rows: Integers) -> None:
        """Reads the rows of one stage on one node or data item."""
        if number < len(self.items) and self.items[number].rule is None:
            self._read_inner(stage, number, rows)
            return
        asked = asked_of(self.criteria, self.items, number)
        if stage == 0:
            reader = LeafReader(self, asked, rows)
            said = reader.read()
            self.leaves[number] = settled(asked, said, reader)
            if said.beside:
                self.said[0, number] = (said,)
        elif self.criteria.policy.stages[stage].by == "unit":
            self.said[stage, number] = (LeafReader(self, asked, rows, first=False).read(),)
        else:
            self.said[stage, number] = tuple(
                LeafReader(self, asked, rows[voice], first=False, by=by).read()
                for by, voice in self._voices(rows)
            )

    def _voices(self, rows: Integers) -> Iterator[tuple[str, Integers]]:
        """The appraisers of some rows, each with the places of the rows."""
        column = self.columns["by"]
        names = ["", *(shown(cell) for cell in column.cells)]
        by_name: dict[str, list[int]] = {}
        for code in np.unique(column.codes[rows]).tolist():
            by_name.setdefault(names[code + 1], []).append(code)
        for name in sorted(by_name):
            yield name, np.flatnonzero(np.isin(column.codes[rows], by_name[name]))

    def _skipped(self, stages: Sequence[int]) -> Iterator[Problem]:
        """Stages that have rows though an earlier one, of units or of appraisers, has none."""
        names = self.criteria.policy.stages
        for stage in stages:
            needed = [n for n in range(stage) if n == 0 or names[n].by == "appraiser"]
            before = next((n for n in needed if n not in stages), None)
            if before is not None:
                said = {"found": names[stage].name, "before": names[before].name}
                yield Problem("stage-skipped", details=said)

    def _read_inner(self, stage: int, number: int, rows: Integers) -> None:
        """Units that an inner node is not applicable to, or that are exempt; nothing else can be said of one."""
        item = self.items[number]
        covered, exempt = (np.zeros(len(self.units), dtype=np.bool_) for _ in range(2))
        for row in rows.tolist():
            said = {word(shown(self.columns[name].at(row))) for name in CONTENT} - {""}
            if self._beside(row):
                self.problem(row, "points-not-for-node", found=item.id)
            if said and said <= EXEMPT:
                exempt[self.unit[row]] = True
                if self.columns["note"].at(row) is None:
                    self.problem(row, "note-missing", found=EXEMPTION)
            elif not said <= NOT_APPLICABLE:
                self.problem(row, "not-a-leaf", found=item.id)
            elif said and item.not_applicable == "forbidden":
                self.problem(row, "not-applicable-forbidden", found=item.id)
            elif said:
                covered[self.unit[row]] = True
        if stage == 0 or self.criteria.policy.stages[stage].by == "appraiser":
            self.covered[stage, number] = covered
            self.exempt[stage, number] = exempt
            self.inner[stage, number] = np.full(len(self.units), NO_ROW, dtype=np.int64)
            self.inner[stage, number][self.unit[rows]] = rows

    def _beside(self, row: int) -> bool:
        """Whether a row says what only a leaf takes."""
        return any(self.columns[name].at(row) is not None for name in ("points", "decision", "evidence"))

    def _warn_of_covered(self) -> None:
        for number, answers in self.leaves.items():
            above = self.items[number].parent if number < len(self.items) else None
            while above is not None:
                said = self.covered.get((0, above))
                status = answers.status
                for unit in np.flatnonzero(said & (status != Status.BLANK)) if said is not None else ():
                    if status[unit] != Status.NOT_APPLICABLE:
                        self.problem(int(answers.row[unit]), "answer-covered", node=self.items[above].id)
                above = self.items[above].parent


def _found(number: int | None) -> int:
    return _UNKNOWN if number is None else number


def _same_number(id_: str, number: str) -> bool:
    return _DECIMAL_ID.fullmatch(id_) is not None and Fraction(id_) == Fraction(number)
