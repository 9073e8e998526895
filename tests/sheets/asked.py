"""Answers as rows in the way in which sheets ask: one for each cell that is filled in, and one for each decision."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

import numpy as np
import pandas as pd

from cchc_index.answers.leaf import Status
from cchc_index.answers.rows import Answers, asked_of
from cchc_index.answers.said import Said
from cchc_index.answers.slots import POINTS, VALUE
from cchc_index.answers.spelling import spell
from cchc_index.answers.words import Decision
from cchc_index.language import plain
from cchc_index.rules.contract import NOT_DONE, Slot, Values
from cchc_index.rules.reading import shown
from cchc_index.sheets.filling import evidence_of
from cchc_index.sheets.layout import NOT_APPLICABLE
from cchc_index.sheets.questions import Question, questions
from tests.oracle.generate import SEASON_COLUMNS

VERBATIM: Final = ""


@dataclass
class Asked:
    """One row: what it is about, and its cells by the columns of answers.

    Attributes:
        unit, criterion, input, stage, by: as tables of answers name them.
        cells: what it says.
        type: the type of the slot that `answer` fills, which may be written in other ways; blank of a text.
    """

    unit: str
    criterion: str
    input: str
    stage: str
    by: str
    cells: dict[str, str] = field(default_factory=dict)
    type: str = VERBATIM

    def row(self, cells: dict[str, str] | None = None) -> dict[str, str]:
        """Return the row of a table with these cells, or with all of its own."""
        about = {name: getattr(self, name) for name in ("unit", "criterion", "input", "stage", "by")}
        return about | (self.cells if cells is None else cells)


def frame(rows: list[dict[str, str]]) -> pd.DataFrame:
    """Return rows as a table of answers."""
    return pd.DataFrame(rows, columns=list(SEASON_COLUMNS), dtype=str).fillna("")


def asked_rows(answers: Answers) -> list[Asked]:
    """Return what answers say, stage by stage, so that each row fits a row of a sheet."""
    return [row for stage in answers.stages for row in _Stage(answers, stage).rows() if row.cells]


class _Stage:
    """What is said in one stage."""

    def __init__(self, answers: Answers, stage: int) -> None:
        self.answers = answers
        self.number = stage
        self.stage = answers.criteria.policy.stages[stage]
        self.evidence = evidence_of(answers)
        self.many = len(answers.items)

    def rows(self) -> Iterator[Asked]:
        """Return the rows of nodes and data items, in the order of the set."""
        for number in range(self.many + len(self.answers.criteria.data)):
            for unit in range(len(self.answers.units)):
                if number < self.many and self.answers.items[number].rule is None:
                    yield from self._of_inner(number, unit)
                elif self.stage.by == "unit":
                    yield from self._of_unit(number, unit)
                else:
                    for said in self.answers.said.get((self.number, number), ()):
                        yield from self._of_appraiser(number, unit, said)

    def _row(self, number: int, unit: int, input_: str = "", by: str = "") -> Asked:
        ids = [*(each.id for each in self.answers.items), *(each.id for each in self.answers.criteria.data)]
        return Asked(self.answers.units.units[unit].id, ids[number], input_, self.stage.id, by)

    def _of_inner(self, number: int, unit: int) -> Iterator[Asked]:
        words = ((self.answers.covered, NOT_APPLICABLE.vi), (self.answers.exempt, "miễn"))
        for said, word in words:
            if (self.number, number) in said and said[self.number, number][unit]:
                told = int(self.answers.inner[self.number, number][unit])
                cells = {"state": word, "note": self._told("note", told)}
                row = self._row(number, unit, by=self._told("by", told))
                row.cells = {name: text for name, text in cells.items() if text}
                yield row

    def _told(self, column: str, row: int) -> str:
        """What a row of the tables says in a column."""
        return shown(self.answers.rows.column(column).at(row))

    def _asked(self, number: int, values: Values) -> list[tuple[str, Slot]]:
        """The questions of a leaf or data item; what is given in a way that is not asked comes last."""
        if number >= self.many:
            item = self.answers.criteria.data[number - self.many]
            return [("", Slot(VALUE, item.kind, item.title))]
        rule = self.answers.items[number].rule
        assert rule is not None
        found = [(each.input, each.slot) for each in questions(rule, values) if _is_open(each)]
        known = {slot.id for _, slot in found}
        others = [slot for each in rule.inputs() for slot in each.slots() if slot.id in values]
        return found + [(slot.id, slot) for slot in others if slot.id not in known]

    def _of_unit(self, number: int, unit: int) -> Iterator[Asked]:
        voices = self.answers.said.get((self.number, number), ())
        said = voices[0] if voices else None
        status, values, text = self._answer(number, unit, said)
        if values and (status == Status.INVALID or (said is not None and said.bad[unit])):
            status, text = (
                Status.ANSWERED,
                "",
            )  # what is incomplete, or disagrees, is said again as far as it goes
        asked = self._asked(number, values)
        first = self._row(number, unit, asked[0][0] if asked else "")
        first.cells = {} if said is None else _beside(said, unit)
        if document := self.evidence.get((self.number, unit, number)):
            first.cells["evidence"] = document
        if said is not None and said.exempt[unit]:
            first.cells["state"] = "miễn"
        elif status == Status.NOT_APPLICABLE:
            first.cells["state"] = NOT_APPLICABLE.vi
        elif text:
            first.cells["answer"] = text
        yield first
        if status == Status.ANSWERED and not text:
            for input_, slot in asked:
                if slot.id in values:
                    row = self._row(number, unit, input_)
                    row.cells, row.type = {"answer": written(slot, values[slot.id])}, slot.type
                    yield row

    def _answer(self, number: int, unit: int, said: Said | None) -> tuple[Status, Values, str]:
        """What a unit answers: how, its values, and its text where it is no typed answer."""
        if self.number == 0:
            leaf = self.answers.leaves.get(number)
            if leaf is None:
                return Status.BLANK, {}, ""
            return Status(int(leaf.status[unit])), leaf.of_unit(unit), leaf.texts.get(unit, "")
        assert said is not None or (self.number, number) not in self.answers.said
        if said is None:
            return Status.BLANK, {}, ""
        values = said.slots.of_unit(unit)
        status = Status.NOT_APPLICABLE if said.not_applicable[unit] else Status.ANSWERED
        return status, values, said.texts.get(unit, "")

    def _of_appraiser(self, number: int, unit: int, said: Said) -> Iterator[Asked]:
        row = self._row(number, unit, by=said.by)
        row.cells = _beside(said, unit)
        if said.decision[unit]:
            row.cells["decision"] = Decision(int(said.decision[unit])).text.vi
        if said.exempt[unit]:
            row.cells["state"] = "miễn"
        elif said.not_applicable[unit]:
            row.cells["state"] = NOT_APPLICABLE.vi
        elif unit in said.texts:
            row.cells["answer"] = said.texts[unit]
        else:
            yield from self._inputs(number, unit, said)
        yield row

    def _inputs(self, number: int, unit: int, said: Said) -> Iterator[Asked]:
        """Yield a row for each input of an appraiser's answer; one for all counts of a survey."""
        values = said.slots.of_unit(unit)
        asked = self._asked(number, values)
        if len(values) > 1 and number < self.many and self.answers.items[number].source == "survey":
            row = self._row(number, unit, by=said.by)
            row.cells = {
                "answer": spell(asked_of(self.answers.criteria, self.answers.items, number).inputs, values)
            }
            yield row
            return
        for input_, slot in asked:
            if slot.id in values:
                row = self._row(number, unit, input_, said.by)
                row.cells, row.type = {"answer": written(slot, values[slot.id])}, slot.type
                yield row


def _is_open(question: Question) -> bool:
    return not question.data


def _beside(said: Said, unit: int) -> dict[str, str]:
    """Return the points and the note of one unit's leaf."""
    points = said.points.value(POINTS, unit)
    cells = {} if points is None else {"points": decimal(points)}
    return cells | ({"note": said.notes[unit]} if unit in said.notes else {})


def decimal(number: Fraction) -> str:
    """Return a number with a decimal comma."""
    return plain(number).replace(".", ",")


def written(slot: Slot, value: Fraction) -> str:
    """Return a typed value as a person writes it into a table."""
    match slot.type:
        case "yes_no":
            return "có" if value else "không"
        case "tick":
            return "x" if value else "không"
        case "option":
            return slot.choices[int(value)].title.vi
        case "date":
            if value == NOT_DONE:
                return "chưa"
            return f"{datetime.date.fromordinal(int(value)):%d/%m/%Y}"
    return decimal(value)


def unreadable(answers: Answers) -> set[tuple[str, str, str]]:
    """Return the unit, criterion and stage of every answer that cannot be read, which is kept as it is written."""
    ids = [*(each.id for each in answers.items), *(each.id for each in answers.criteria.data)]
    stages = [stage.id for stage in answers.criteria.policy.stages]
    marks: list[tuple[int, int, Any]] = [
        (0, number, leaf.status == Status.INVALID) for number, leaf in answers.leaves.items()
    ]
    marks += [
        (stage, number, said.bad) for (stage, number), voices in answers.said.items() for said in voices
    ]
    return {
        (answers.units.units[unit].id, ids[number], stages[stage])
        for stage, number, bad in marks
        for unit in np.flatnonzero(bad).tolist()
    }
