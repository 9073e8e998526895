"""The rows of one leaf: its cells typed, its rows merged, and what each unit's answer comes to."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import Gathering, LeafAnswers, Status
from cchc_index.answers.table import BLANK, CellColumn
from cchc_index.criteria.outline import Item
from cchc_index.exact import Integers
from cchc_index.rules.reading import (
    NOT_APPLICABLE,
    Cell,
    Unreadable,
    is_not_applicable,
    read_answer,
    read_slot,
    shown,
    unanswered_slots,
    with_defaults,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_index.answers.rows import Reader
    from cchc_index.rules.contract import Slot

CONTENT = ("answer", "numerator", "denominator", "state")
"""The columns in which a row says something."""
_NUMBERS = frozenset({"whole", "number", "percent"})
_AGREEING_DECIMALS = range(16)


def _grouped(codes: Integers, places: Integers) -> Iterator[tuple[int, Integers]]:
    """Every distinct code with the places that have it."""
    order = np.argsort(codes, kind="stable")
    found, starts = np.unique(codes[order], return_index=True)
    yield from zip(found.tolist(), np.split(places[order], starts[1:]), strict=False)


class LeafReader:
    """The rows of one leaf."""

    def __init__(self, reader: Reader, item: Item, rows: Integers) -> None:
        assert item.rule is not None  # noqa: S101 - inner nodes are read elsewhere
        self.reader = reader
        self.item = item
        self.rows = rows
        self.units = reader.unit[rows]
        self.inputs = item.rule.inputs()
        self.slots = {slot.id: slot for asked in self.inputs for slot in asked.slots()}
        self.into = Gathering(self.inputs, len(reader.units))
        self.informed: dict[int, set[str]] = {}
        self.bad = np.zeros(len(reader.units), dtype=np.bool_)
        self.not_applicable = np.zeros(len(reader.units), dtype=np.bool_)

    def answers(self) -> LeafAnswers:
        """The typed answers, each unit's with its status."""
        self._read_states()
        for name in ("numerator", "denominator"):
            self._read_counts(name)
        answers, inputs = (self.reader.columns[name].codes[self.rows] for name in ("answer", "input"))
        self._read_whole(np.flatnonzero((answers != BLANK) & (inputs == BLANK)))
        for code in np.unique(inputs[inputs != BLANK]).tolist():
            self._read_input(code, np.flatnonzero(inputs == code))
        self.into.texts.update((unit, " | ".join(sorted(texts))) for unit, texts in self.informed.items())
        self._settle()
        return self.into.done()

    def _spoil(self, places: Integers, code: str, **details: object) -> None:
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
        places = np.flatnonzero(self.reader.columns["state"].codes[self.rows] != BLANK)
        for cell, at in self._each_cell("state", places) if places.size else ():
            if word(cell) in NOT_APPLICABLE:
                self.not_applicable[self.units[at]] = True
            else:
                pending = word(cell) in {"exempt", "miễn", "được miễn"}
                code = "not-yet-supported" if pending else "unknown-state"
                self._spoil(at, code, found=shown(cell))

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
            return read_answer(self.inputs, cell)
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
        self.into.row[self.units[places]] = self.rows[places]

    def _contradict(self, places: Integers) -> None:
        """A problem for units whose rows differ, naming what they say."""
        for unit in sorted(set(self.units[places].tolist()) - set(np.flatnonzero(self.bad).tolist())):
            rows = self._rows_of(unit)
            said = sorted({self._said(int(row)) for row in rows})
            self.bad[unit] = True
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
        named = f"{texts['input']}={texts['answer']}" if texts["input"] else texts["answer"]
        counts = [f"{name}={texts[name]}" for name in ("numerator", "denominator") if texts[name]]
        return "; ".join(filter(None, (named, *counts, texts["state"])))

    def _said(self, row: int) -> str:
        """What one row says, as a person would read it out."""
        texts = {name: shown(self.reader.columns[name].at(row)) for name in ("input", *CONTENT)}
        counts = "/".join(filter(None, (texts["numerator"], texts["denominator"])))
        named = f"{texts['input']}={texts['answer']}" if texts["input"] else texts["answer"]
        return ", ".join(filter(None, (named, counts, texts["state"])))

    def _settle(self) -> None:
        """Gives each unit its status: invalid, not applicable, answered, or nothing."""
        self._came_from(np.flatnonzero(self.into.row[self.units] == BLANK))
        answered = self.into.any_given()
        both = np.flatnonzero(answered & self.not_applicable & ~self.bad)
        self._contradict(np.flatnonzero(np.isin(self.units, [*both, *self.into.twice()])))
        self._settle_rates()
        self._settle_incomplete()
        status = self.into.status
        status[answered] = Status.ANSWERED
        status[self.not_applicable] = Status.NOT_APPLICABLE
        if self.item.not_applicable == "forbidden":
            for unit in np.flatnonzero(self.not_applicable & ~self.bad).tolist():
                self.bad[unit] = True
                self.reader.problem(int(self.into.row[unit]), "not-applicable-forbidden", found=self.item.id)
        status[self.bad] = Status.INVALID
        for unit in np.flatnonzero(self.bad).tolist():
            self.into.texts[unit] = " | ".join(sorted({self._raw(int(row)) for row in self._rows_of(unit)}))

    def _settle_incomplete(self) -> None:
        for unit in self.into.incomplete().tolist():
            if self.bad[unit]:
                continue
            given = {slot for slot in self.slots if self.into.value(slot, unit) is not None}
            values = dict.fromkeys(given, Fraction(0))
            missing = [
                slot.title for slot in unanswered_slots(self.inputs, set(with_defaults(self.inputs, values)))
            ]
            self.bad[unit] = True
            self.reader.problem(int(self.into.row[unit]), "answer-incomplete", missing=missing)

    def _settle_rates(self) -> None:
        """A percentage beside its counts is their rate, rounded to as many decimals as it has."""
        if "numerator" not in self.slots:
            return
        rate = next(slot.id for slot in self.slots.values() if slot.type == "percent")
        both = np.flatnonzero(
            np.all([self.into.given(s) for s in (rate, "numerator", "denominator")], axis=0) & ~self.bad
        )
        if not both.size:
            return
        top, bottom, said = (self.into.column(s).take(both) for s in ("numerator", "denominator", rate))
        some = ~bottom.equal_to(0)
        exact = top.take(some) * 100 / bottom.take(some)
        agree = np.zeros(both.size, dtype=np.bool_)
        agree[some] = np.any(
            [exact.equal_to(said.take(some))]
            + [exact.rounded(d, "half_up").equal_to(said.take(some)) for d in _AGREEING_DECIMALS],
            axis=0,
        )
        for unit in both[~agree].tolist():
            self.bad[unit] = True
            counts = {
                "top": self.into.value("numerator", unit),
                "bottom": self.into.value("denominator", unit),
            }
            self.reader.problem(
                int(self.into.row[unit]), "rate-disagrees", found=self.into.value(rate, unit), **counts
            )
