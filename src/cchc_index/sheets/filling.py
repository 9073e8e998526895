"""What a unit's form is filled with: its answers, claims, evidence and notes of the first stage, as cells hold them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.answers.slots import POINTS, VALUE
from cchc_index.exact import Column, Integers
from cchc_index.rules.contract import NOT_DONE as UNDONE
from cchc_index.rules.reading import neat, shown
from cchc_index.scoring.blocks import by_rule
from cchc_index.scoring.leaves import NO_BRANCH
from cchc_index.scoring.scores import score_answers
from cchc_index.sheets.cells import Varying
from cchc_index.sheets.guidance import NOT_DONE, TICK, YES_NO
from cchc_index.sheets.layout import NOT_APPLICABLE
from cchc_index.sheets.questions import unusual
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from fractions import Fraction

    from cchc_index.answers.rows import Answers
    from cchc_index.rules.contract import Rule, Slot
    from cchc_index.sheets.cells import Held

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Shape:
    """What a filling changes of a form besides what its cells hold; forms of one shape have the same formulas.

    Args:
        ways: the slots that answers give which are asked only of whom answers in another way than the first.
        aside: the nodes that do not apply though it is not the unit's to say so.
        claimed: the leaves that are claimed though they are not the unit's.
        exempt: the leaves that the unit is exempt from.
    """

    ways: frozenset[tuple[int, str]] = frozenset()
    aside: frozenset[int] = frozenset()
    claimed: frozenset[int] = frozenset()
    exempt: frozenset[int] = frozenset()

    @cached_property
    def given(self) -> dict[int, set[str]]:
        """The slots of other ways than the first, by the leaf's number."""
        found: dict[int, set[str]] = {}
        for number, slot in self.ways:
            found.setdefault(number, set()).add(slot)
        return found


@dataclass(frozen=True)
class Filling:
    """What stands in the open cells of one unit's form.

    Args:
        answers: typed values by the leaf's number and the slot.
        texts: the text of an informative leaf.
        not_applicable: the nodes that are said not to apply.
        claims, evidence, notes: by the node's number.
        data: the values of data items, by id.
        shape: what it changes of the form itself.
        outcome: the number of the branch that a leaf's whole answer takes, and its points in steps.
    """

    answers: Mapping[int, Mapping[str, Fraction]] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    not_applicable: frozenset[int] = frozenset()
    claims: Mapping[int, Fraction] = field(default_factory=dict)
    evidence: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    data: Mapping[str, Fraction] = field(default_factory=dict)
    shape: Shape = field(default_factory=Shape)
    outcome: Callable[[int], tuple[int, int] | None] = lambda _: None
    _known: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: Hashable, make: Callable[[Filling], _Found]) -> _Found:
        """What is made of it, made once and remembered by its key."""
        if key not in self._known:
            self._known[key] = make(self)
        found: _Found = self._known[key]
        return found

    def cell(self, number: int, slot: Slot) -> Held:
        """How the cell of a slot holds its value."""
        if slot.type == "text":
            return self.texts.get(number)
        given = self.answers.get(number, {})
        value = given.get(slot.id)
        if slot.type == "tick" and value is not None and not any(given.values()):
            return YES_NO[1]
        return None if value is None else cell_of(slot, value)


def cell_of(slot: Slot, value: Fraction) -> Held:
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


def answer_cell(number: int, slot: Slot) -> Varying:
    """The cell of a slot of a leaf."""
    return Varying(lambda filling: filling.cell(number, slot))


def aside_cell(number: int) -> Varying:
    """The cell that says that a node does not apply."""
    return Varying(lambda filling: NOT_APPLICABLE if number in filling.not_applicable else None)


def evidence_cell(number: int) -> Varying:
    """The cell that names the documents of a leaf."""
    return Varying(lambda filling: filling.evidence.get(number))


def claim_cell(number: int) -> Varying:
    """The cell of the claim of a leaf."""
    return Varying(lambda filling: filling.claims.get(number))


class Fillings:
    """What each unit said in the first stage.

    Args:
        answers: the answers.
        year: the assessment year.
    """

    def __init__(self, answers: Answers, year: int) -> None:
        self.answers = answers
        self._evidence: dict[int, dict[int, str]] = defaultdict(dict)
        for (stage, unit, number), text in evidence_of(answers).items():
            if stage == 0:
                self._evidence[unit][number] = text
        self._exempt: dict[int, set[int]] = defaultdict(set)
        self.scores = score_answers(answers, year, 0)
        self._outcomes: dict[int, tuple[Integers, Integers]] = {}
        for number, leaf in self.scores.leaves.items():
            for unit in np.flatnonzero(leaf.state == State.EXEMPT).tolist():
                self._exempt[unit].add(number)

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
        claims = {
            n: claim for n, each in said.items() if (claim := each.points.value(POINTS, unit)) is not None
        }
        own = {n: found for n, found in values.items() if n < nodes}
        return Filling(
            own,
            {n: found.texts[unit] for n, found in given.items() if unit in found.texts},
            frozenset(covered | aside),
            claims,
            self._evidence.get(unit, {}),
            {n: each.notes[unit] for n, each in said.items() if unit in each.notes},
            {
                item.id: values[number][VALUE]
                for number, item in enumerate(self.answers.criteria.data, start=nodes)
                if VALUE in values.get(number, {})
            },
            self._shape(own, covered | aside, claims, unit),
            partial(self._outcome, unit),
        )

    def _outcome(self, unit: int, number: int) -> tuple[int, int] | None:
        """What the rule of a leaf gives to a unit's answer; nothing of one that is not whole."""
        if number not in self._outcomes:
            self._outcomes[number] = self._outcomes_of(number)
        branches, steps = self._outcomes[number]
        branch = int(branches[unit])
        return None if branch == NO_BRANCH else (branch, int(steps[unit]))

    def _outcomes_of(self, number: int) -> tuple[Integers, Integers]:
        """The branches and the steps of all units: rules are fast on many answers at once."""
        branches = np.full(len(self.answers.units), NO_BRANCH)
        steps = np.zeros(len(self.answers.units), dtype=np.int64)
        given = self.scores.season.leaves.get(number)
        if given is not None and (given.status == Status.ANSWERED).any():
            rows, plan = np.flatnonzero(given.status == Status.ANSWERED), self.scores.plan
            leaf = next(leaf for leaf in plan.leaves if leaf.number == number)
            ruled = by_rule(leaf, plan, given.columns(rows, Column.constant(leaf.item.max_points)))
            branches[rows], steps[rows] = ruled.branch, ruled.steps
        return branches, steps

    def _shape(
        self,
        own: Mapping[int, Mapping[str, Fraction]],
        aside: set[int],
        claims: Mapping[int, Fraction],
        unit: int,
    ) -> Shape:
        items = self.answers.items
        ways = ((n, unusual(self._branching[n], given)) for n, given in own.items() if n in self._branching)
        return Shape(
            frozenset((n, slot) for n, slots in ways for slot in slots),
            frozenset(n for n in aside if not items[n].may_be_set_aside),
            frozenset(n for n in claims if items[n].source != "self"),
            frozenset(self._exempt.get(unit, ())),
        )

    @cached_property
    def _branching(self) -> Mapping[int, Rule]:
        """The rules that take an answer in several ways, by the leaf's number."""
        rules = {n: item.rule for n, item in enumerate(self.answers.items) if item.rule is not None}
        return {n: rule for n, rule in rules.items() if any(len(asked.ways()) > 1 for asked in rule.inputs())}


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
