"""What a unit's form is filled with: its answers, claims, evidence and notes of the first stage, as cells hold them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.answers.slots import POINTS, VALUE
from cchc_index.rules.contract import NOT_DONE as UNDONE
from cchc_index.rules.reading import neat, shown
from cchc_index.scoring.scores import score_answers
from cchc_index.sheets.guidance import NOT_DONE, TICK, YES_NO
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cchc_index.answers.rows import Answers
    from cchc_index.rules.contract import Slot
    from cchc_index.sheets.book import Cell


@dataclass(frozen=True)
class Filling:
    """What stands in the open cells of one unit's form.

    Args:
        answers: typed values by the leaf's number and the slot.
        texts: the text of an informative leaf.
        not_applicable: the nodes that are said not to apply.
        claims, evidence, notes: by the node's number.
        data: the values of data items, by id.
        exempt: the leaves that the unit is exempt from.
    """

    answers: Mapping[int, Mapping[str, Fraction]] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    not_applicable: frozenset[int] = frozenset()
    claims: Mapping[int, Fraction] = field(default_factory=dict)
    evidence: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    data: Mapping[str, Fraction] = field(default_factory=dict)
    exempt: frozenset[int] = frozenset()

    def cell(self, number: int, slot: Slot) -> Cell:
        """How the cell of a slot holds its value."""
        if slot.type == "text":
            return self.texts.get(number)
        given = self.answers.get(number, {})
        value = given.get(slot.id)
        if slot.type == "tick" and value is not None and not any(given.values()):
            return YES_NO[1]
        return None if value is None else cell_of(slot, value)


def cell_of(slot: Slot, value: Fraction) -> Cell:
    """How a form's cell holds a typed value."""
    match slot.type:
        case "yes_no":
            return YES_NO[0] if value else YES_NO[1]
        case "tick":
            return TICK[0] if value else TICK[1]
        case "option":
            return slot.choices[int(value)].title
        case "date":
            return NOT_DONE if value == UNDONE else datetime.date.fromordinal(int(value))
    return value


class Fillings:
    """What each unit said in the first stage.

    Args:
        answers: the answers.
        year: the assessment year.
    """

    def __init__(self, answers: Answers, year: int) -> None:
        self.answers = answers
        self.scores = score_answers(answers, year, 0)
        self.evidence = evidence_of(answers)

    def of_unit(self, id_: str) -> Filling:
        """What one unit said; nothing where the answers do not know it."""
        unit = self.answers.units.find(id_)
        return Filling() if unit is None else self._of(unit)

    def _of(self, unit: int) -> Filling:
        nodes = len(self.answers.items)
        given = {number: found for number, found in self.answers.leaves.items() if found.status[unit]}
        covered = {n for (stage, n), units in self.answers.covered.items() if stage == 0 and units[unit]}
        aside = {n for n, found in given.items() if found.status[unit] == Status.NOT_APPLICABLE}
        values = {n: found.of_unit(unit) for n, found in given.items()}
        said = {n: voices[0] for (stage, n), voices in self.answers.said.items() if stage == 0 and voices}
        claims = {n: each.points.value(POINTS, unit) for n, each in said.items()}
        return Filling(
            {n: found for n, found in values.items() if n < nodes},
            {n: found.texts[unit] for n, found in given.items() if unit in found.texts},
            frozenset(covered | aside),
            {n: claim for n, claim in claims.items() if claim is not None},
            {n: text for (stage, u, n), text in self.evidence.items() if (stage, u) == (0, unit)},
            {n: each.notes[unit] for n, each in said.items() if unit in each.notes},
            {
                item.id: values[number][VALUE]
                for number, item in enumerate(self.answers.criteria.data, start=nodes)
                if VALUE in values.get(number, {})
            },
            frozenset(n for n, leaf in self.scores.leaves.items() if leaf.state[unit] == State.EXEMPT),
        )


def evidence_of(answers: Answers) -> dict[tuple[int, int, int], str]:
    """The documents that rows name, by stage, unit and the node's number."""
    rows = answers.rows
    column = rows.column("evidence")
    stages = {stage.id: number for number, stage in enumerate(answers.criteria.policy.stages)}
    numbers = {item.id: number for number, item in reversed(list(enumerate(answers.items)))}
    found: dict[tuple[int, int, int], set[str]] = defaultdict(set)
    for row in np.flatnonzero(column.filled).tolist():
        unit = answers.units.find(shown(rows.column("unit").at(row)))
        number = numbers.get(neat(shown(rows.column("criterion").at(row))))
        stage = stages.get(neat(shown(rows.column("stage").at(row))), 0)
        if unit is not None and number is not None:
            entry = answers.items[number].entry_for(answers.units.units[unit].attribute) or 0
            found[stage, unit, number + entry].add(shown(column.at(row)))
    return {key: "; ".join(sorted(texts)) for key, texts in found.items()}
