"""The rows of one leaf or data item in one stage: its cells typed, its rows merged."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from cchc_index.answers.leaf import NO_ROW, Gathering
from cchc_index.answers.said import Said
from cchc_index.answers.slots import POINTS, Slots
from cchc_index.answers.table import BLANK, CellColumn
from cchc_index.answers.words import EXEMPT, read_decision
from cchc_index.exact import Booleans, Integers
from cchc_index.language import Text
from cchc_index.rules.contract import Input
from cchc_index.rules.reading import (
    NOT_APPLICABLE,
    Cell,
    Unreadable,
    is_not_applicable,
    read_answer,
    read_listed_or_bare,
    read_number,
    read_slot,
    shown,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_index.answers.rows import Reader
    from cchc_index.rules.contract import Slot

CONTENT = ("answer", "numerator", "denominator", "state")
"""The columns in which a row says something of a leaf."""
BESIDE = ("points", "decision", "evidence", "note")
"""The columns beside it."""
SAYING = (*CONTENT, "points", "decision")
"""The columns of which one is filled where a unit is spoken of at all: evidence and notes alone say nothing."""
_NUMBERS = frozenset({"whole", "number", "percent"})
_NO_EVIDENCE = frozenset({"", "-", "x", "có", "không"})


@dataclass(frozen=True)
class Asked:
    """What rows can say of a leaf or a data item.

    Args:
        id: its id.
        inputs: what is asked.
        not_applicable: whether it may be answered so.
        exemptible: whether units can be exempt from it.
        max_points: the most points that rows may give it; nothing where it takes none.
        fed: the slots that data items fill.
    """

    id: str
    inputs: tuple[Input, ...]
    not_applicable: bool = False
    exemptible: bool = False
    max_points: Fraction | None = None
    fed: frozenset[str] = frozenset()

    @property
    def own(self) -> tuple[Input, ...]:
        """The inputs that no data item fills as a whole; all of them where data items fill every one."""
        own = tuple(each for each in self.inputs if not {slot.id for slot in each.slots()} <= self.fed)
        return own or self.inputs


def _grouped(codes: Integers, places: Integers) -> Iterator[tuple[int, Integers]]:
    """Every distinct code with the places that have it."""
    order = np.argsort(codes, kind="stable")
    found, starts = np.unique(codes[order], return_index=True)
    yield from zip(found.tolist(), np.split(places[order], starts[1:]), strict=False)


class LeafReader:
    """The rows of one leaf in one stage, by one voice.

    Args:
        reader: the reading that the rows are of.
        asked: what they can say.
        rows: their numbers.
        first: whether it is the first stage, in which an answer is taken as a whole.
        by: the appraiser; nothing where the rows are the units'.
    """

    def __init__(
        self, reader: Reader, asked: Asked, rows: Integers, *, first: bool = True, by: str | None = None
    ) -> None:
        self.reader = reader
        self.asked = asked
        self.inputs = asked.inputs
        self.rows = rows
        self.units = reader.unit[rows]
        self.first = first
        self.by = by
        self.slots = {slot.id: slot for each in asked.inputs for slot in each.slots()}
        size = len(reader.units)
        self.into = Gathering(size)
        self.row = np.full(size, NO_ROW, dtype=np.int64)
        self.informed: dict[int, set[str]] = {}
        self.bad = np.zeros(size, dtype=np.bool_)
        self.unusable = np.zeros(size, dtype=np.bool_)
        self.refused = np.zeros(size, dtype=np.bool_)
        self.not_applicable = np.zeros(size, dtype=np.bool_)
        self.exempt = np.zeros(size, dtype=np.bool_)

    def read(self) -> Said:
        """What each unit's rows say."""
        self._read_states()
        for name in ("numerator", "denominator"):
            self._read_counts(name)
        answers, inputs = (self.reader.columns[name].codes[self.rows] for name in ("answer", "input"))
        self._read_whole(np.flatnonzero((answers != BLANK) & (inputs == BLANK)))
        for code in np.unique(inputs[inputs != BLANK]).tolist():
            self._read_input(code, np.flatnonzero(inputs == code))
        slots = self.into.done()
        self._came_from(np.flatnonzero(self.row[self.units] == NO_ROW))
        self._check_states(slots)
        points, decision = self._read_points(), self._read_decisions()
        texts = {unit: " | ".join(sorted(texts)) for unit, texts in self.informed.items()}
        texts |= {unit: self.raw(unit) for unit in np.flatnonzero(self.bad).tolist()}
        return Said(
            slots,
            self.not_applicable,
            self.bad,
            self.unusable,
            self.refused,
            self.row,
            texts,
            points,
            self.exempt,
            self._read_evidence(),
            self._read_notes(),
            decision,
            self.by or "",
        )

    def _check_states(self, slots: Slots) -> None:
        """Contradictions within a unit's rows, and words that the leaf does not allow."""
        both = slots.any_given() & self.not_applicable & ~self.bad
        twice = slots.twice(self.inputs) if slots.given else both
        contradicting = np.flatnonzero(both | twice)
        if contradicting.size:
            self._contradict(np.flatnonzero(np.isin(self.units, contradicting)))
        if not self.asked.not_applicable:
            for unit in np.flatnonzero(self.not_applicable & ~self.bad).tolist():
                self.bad[unit] = self.first
                self.refused[unit] |= not self.first
                self.not_applicable[unit] = False
                self.reader.problem(int(self.row[unit]), "not-applicable-forbidden", found=self.asked.id)

    def _read_points(self) -> Slots:
        """The claim of a unit, or the points that an appraiser awards."""
        into = Gathering(len(self.reader.units))
        differing = np.zeros(len(self.reader.units), dtype=np.bool_)
        for cell, at in self._filled("points"):
            try:
                points = read_number(cell)
            except Unreadable as error:
                self._refuse_rows(at, error.code, cell=POINTS, **error.details)
                continue
            if self.asked.max_points is None:
                self._refuse_rows(at, "points-not-for-node", cell=POINTS, found=self.asked.id)
            elif points > self.asked.max_points:
                self._refuse_rows(
                    at, "points-out-of-range", cell=POINTS, found=points, most=self.asked.max_points
                )
            else:
                tops = np.full(at.size, points.numerator, dtype=object)
                differs = into.put(POINTS, self.units[at], tops, points.denominator)
                differing[self.units[at[differs]]] = True
        if differing.any():
            self._contradict(np.flatnonzero(differing[self.units]))
        return into.done().without(differing)

    def _refuse_rows(self, places: Integers, code: str, *, cell: str, **details: Any) -> None:
        """A problem at the cell of each of some rows, whose points or decision are not used."""
        self.refused[self.units[places]] = True
        for place in places.tolist():
            self.reader.problem(int(self.rows[place]), code, at=cell, **details)

    def _read_decisions(self) -> Integers:
        decision = np.zeros(len(self.reader.units), dtype=np.int8)
        for cell, at in self._filled("decision"):
            found = read_decision(cell)
            if self.by is None:
                self._refuse_rows(
                    at,
                    "decision-by-unit",
                    cell="decision",
                    found=shown(cell),
                    stage=self.reader.stage_of(int(self.rows[at[0]])),
                )
            elif found is None:
                self._spoil(at, "decision-unknown", found=shown(cell))
                self.unusable[self.units[at]] = True
            else:
                before = decision[self.units[at]]
                decision[self.units[at]] = found
                self._contradict(at[(before != 0) & (before != found)])
        return decision

    def _read_evidence(self) -> Booleans:
        """The units that name a document."""
        evidence = np.zeros(len(self.reader.units), dtype=np.bool_)
        for cell, at in self._filled("evidence"):
            if word(cell) not in _NO_EVIDENCE:
                evidence[self.units[at]] = True
        return evidence

    def _read_notes(self) -> dict[int, str]:
        """The reasons that are given, by unit."""
        notes: dict[int, list[str]] = {}
        for cell, at in self._filled("note"):
            for unit in self.units[at].tolist():
                notes.setdefault(unit, []).append(shown(cell))
        return {unit: "; ".join(sorted(texts)) for unit, texts in notes.items()}

    def _filled(self, name: str) -> Iterator[tuple[Cell, Integers]]:
        """Every distinct cell of a column that some table has."""
        if name in self.reader.rows.columns:
            places = np.flatnonzero(self.reader.columns[name].codes[self.rows] != BLANK)
            yield from self._each_cell(name, places) if places.size else ()

    def raw(self, unit: int) -> str:
        """What the rows of one unit say, as they say it."""
        return " | ".join(sorted({self._raw(int(row)) for row in self._rows_of(unit)} - {""}))

    def _spoil(self, places: Integers, code: str, **details: Any) -> None:
        """Marks the units of some rows as invalid, each with a problem at its row."""
        for place in places.tolist():
            self.bad[self.units[place]] = True
            self.reader.problem(int(self.rows[place]), code, **details)

    def _column(self, name: str, places: Integers) -> tuple[CellColumn, Integers]:
        column = self.reader.columns[name]
        return column, column.codes[self.rows[places]]

    def _each_cell(self, name: str, places: Integers) -> Iterator[tuple[Cell, Integers]]:
        """Every distinct cell of a column with the places of its rows."""
        column, codes = self._column(name, places)
        for code, at in _grouped(codes, places):
            yield column.cells[code], at

    def _read_states(self) -> None:
        for cell, at in self._filled("state"):
            if word(cell) in NOT_APPLICABLE:
                self.not_applicable[self.units[at]] = True
            elif word(cell) in EXEMPT and self.asked.exemptible:
                self.exempt[self.units[at]] = True
            else:
                self._spoil(at, "unknown-state", found=shown(cell))

    def _read_counts(self, name: str) -> None:
        places = np.flatnonzero(self.reader.columns[name].codes[self.rows] != BLANK)
        if not places.size:
            return
        slot = self.slots.get(name)
        if slot is not None and slot.type == "whole":
            self._read_slot(slot, name, places)
        elif self._informative():
            self._keep_texts(name, places)
        else:
            self._spoil(places, "no-rate-asked", column=name)

    def _informative(self) -> bool:
        return any(slot.type == "text" for slot in self.slots.values())

    def _keep_texts(self, name: str, places: Integers) -> None:
        """The texts of an informative leaf, as they are."""
        slot = next(slot.id for slot in self.slots.values() if slot.type == "text")
        said: list[Integers] = []
        for cell, at in self._each_cell(name, places):
            if is_not_applicable(self.inputs, cell):
                self.not_applicable[self.units[at]] = True
                continue
            for unit in self.units[at].tolist():
                self.informed.setdefault(unit, set()).add(shown(cell))
            said.append(at)
        if said:
            at = np.concatenate(said)
            self.into.put(slot, self.units[at], np.zeros(len(at), dtype=np.int64), 1)
        self._came_from(places)

    def _read_whole(self, places: Integers) -> None:
        """The column `answer` of rows that name no input."""
        if not places.size:
            return
        if self._informative():
            self._keep_texts("answer", places)
            return
        lone = self._lone_number()
        column, codes = self._column("answer", places)
        if lone is not None and (column.plain[codes] >= 0).all():
            self._put(lone.id, places, column.plain[codes], 1)
            return
        unique, back = np.unique(codes, return_inverse=True)
        read = [self._answer(column.cells[code]) for code in unique.tolist()]
        self._refuse(places, back, read)
        self.not_applicable[self.units[places[np.array([found == {} for found in read])[back]]]] = True
        for slot in self.slots:
            by_cell = [found.get(slot) if isinstance(found, dict) else None for found in read]
            self._put_read(slot, places, back, by_cell)

    def _lone_number(self) -> Slot | None:
        """The slot that a bare number answers, if that is all that is asked."""
        if len(self.inputs) != 1 or self.inputs[0].type == "ticks":
            return None
        slot = self.inputs[0].ways()[-1][0]
        return slot if slot.type in _NUMBERS else None

    def _answer(self, cell: Cell) -> dict[str, Fraction] | Unreadable:
        """The typed values of an answer; none of them where it says that the leaf is not applicable."""
        if is_not_applicable(self.inputs, cell):
            return {}
        try:
            inputs = self.asked.own if not isinstance(cell, str) or "=" not in cell else self.inputs
            return (read_answer if self.first else read_listed_or_bare)(inputs, cell)
        except Unreadable as error:
            return error

    def _refuse(self, places: Integers, back: Integers, read: Sequence[object]) -> None:
        """A problem for every row whose cell could not be read."""
        if not any(isinstance(found, Unreadable) for found in read):
            return
        for number, at in _grouped(back, places):
            found = read[number]
            if isinstance(found, Unreadable):
                self._spoil(at, found.code, **found.details)

    def _read_input(self, code: int, places: Integers) -> None:
        """Rows that name one input of the leaf."""
        name = shown(self.reader.columns["input"].cells[code])
        slot = self.slots.get(name)
        answered = places[self.reader.columns["answer"].codes[self.rows[places]] != BLANK]
        if slot is None:
            known = tuple(self.slots)
            self._spoil(places, "unknown-input", found=name, known=known)
        elif answered.size:
            self._read_slot(slot, "answer", answered)

    def _read_slot(self, slot: Slot, name: str, places: Integers) -> None:
        column, codes = self._column(name, places)
        if slot.type in _NUMBERS and (column.plain[codes] >= 0).all():
            self._put(slot.id, places, column.plain[codes], 1)
            return
        unique, back = np.unique(codes, return_inverse=True)
        read: list[Fraction | Unreadable | None] = []
        for cell in (column.cells[code] for code in unique.tolist()):
            if is_not_applicable(self.inputs, cell):
                read.append(None)
                continue
            try:
                read.append(read_slot(slot, cell))
            except Unreadable as error:
                read.append(error)
        self._refuse(places, back, read)
        self.not_applicable[self.units[places[np.array([found is None for found in read])[back]]]] = True
        self._put_read(
            slot.id, places, back, [found if isinstance(found, Fraction) else None for found in read]
        )

    def _put_read(self, slot: str, places: Integers, back: Integers, by_cell: list[Fraction | None]) -> None:
        """Enters the values that cells were read as, where they were."""
        numbers = [number for number in by_cell if number is not None]
        if not numbers:
            return
        bottom = int(np.lcm.reduce([number.denominator for number in numbers], dtype=object))
        tops = [
            0 if number is None else number.numerator * (bottom // number.denominator) for number in by_cell
        ]
        there = np.array([number is not None for number in by_cell])[back]
        wide = max(map(abs, tops)) >= 2**63
        self._put(
            slot, places[there], np.array(tops, dtype=object if wide else np.int64)[back][there], bottom
        )

    def _put(self, slot: str, places: Integers, tops: Integers, bottom: int) -> None:
        contradicted = self.into.put(slot, self.units[places], tops, bottom)
        self._came_from(places)
        if contradicted.size:
            self._contradict(places[contradicted])

    def _came_from(self, places: Integers) -> None:
        self.row[self.units[places]] = self.rows[places]

    def _contradict(self, places: Integers) -> None:
        """A problem for units whose rows differ, naming what they say."""
        for unit in sorted(set(self.units[places].tolist()) - set(np.flatnonzero(self.bad).tolist())):
            rows = self._rows_of(unit)
            said = sorted({self._said(int(row)) for row in rows}, key=lambda text: text.vi)
            self.bad[unit] = self.unusable[unit] = True
            code = "rows-differ" if len(said) > 1 else "row-contradicts-itself"
            self.reader.problem(int(rows.max()), code, first=said[0], second=said[-1])

    def _rows_of(self, unit: int) -> Integers:
        """The rows of one unit."""
        order, starts = self._by_unit
        return self.rows[order[starts[unit] : starts[unit + 1]]]

    @cached_property
    def _by_unit(self) -> tuple[Integers, Integers]:
        """The places of rows unit by unit, and where each unit's begin."""
        order = np.argsort(self.units, kind="stable")
        return order, np.searchsorted(self.units[order], np.arange(len(self.reader.units) + 1))

    def _raw(self, row: int) -> str:
        """What one row says, so that it reads back as no more than it says."""
        texts = {name: shown(self.reader.columns[name].at(row)) for name in ("input", *CONTENT)}
        named = "=".join(texts[name] for name in ("input", "answer") if texts["answer"] and texts[name])
        counts = [f"{name}={texts[name]}" for name in ("numerator", "denominator") if texts[name]]
        return "; ".join(filter(None, (named, *counts, texts["state"])))

    def _said(self, row: int) -> Text:
        """What one row says, as a person would read it out."""
        names = ("input", *SAYING)
        texts = {name: shown(self.reader.columns[name].at(row)) for name in names}
        counts = "/".join(filter(None, (texts["numerator"], texts["denominator"])))
        named = "=".join(texts[name] for name in ("input", "answer") if texts["answer"] and texts[name])
        said = list(filter(None, (named, counts, texts["state"], texts["decision"])))
        points = texts["points"]
        vi, en = ([*said, f"{points} {of}"] if points else said for of in ("điểm", "points"))
        return Text(", ".join(vi), ", ".join(en))
