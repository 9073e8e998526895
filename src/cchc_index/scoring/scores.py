"""Scores: everything that scoring settles, as arrays of whole numbers; what is seldom asked for is made on first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.exact import Booleans, Integers
from cchc_index.problems import Problem
from cchc_index.rules.reading import read_answer
from cchc_index.scoring.blocks import blocks
from cchc_index.scoring.leaves import LeafScores, leaf_problems, score_block
from cchc_index.scoring.plan import Plan
from cchc_index.scoring.ranks import NO_RANK, rank
from cchc_index.scoring.rollup import NO_INDEX, Tally, index, roll_up, whole
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cchc_index.answers.rows import Answers
    from cchc_index.criteria.model import Class, Requirement

NO_CLASS = -1


@dataclass(frozen=True)
class Scores:
    """The scores of a season, in whole steps of points and of the index.

    Args:
        plan: the set, units and year that they are the scores of.
        answers: the answers.
        leaves: by the leaf's number in the outline.
        tallies: points and applicable maxima of every node, by its number.
        total: those of the whole.
    """

    plan: Plan
    answers: Answers
    leaves: Mapping[int, LeafScores]
    tallies: Mapping[int, Tally]
    total: Tally

    @cached_property
    def present(self) -> Booleans:
        """The units that gave any answer; the others have no points, no rank and no class."""
        present = np.zeros(len(self.plan.units), dtype=np.bool_)
        for answers in self.answers.leaves.values():
            present |= answers.status != Status.BLANK
            if present.all():
                return present
        for units in self.answers.covered.values():
            present |= units
        return present

    @cached_property
    def index(self) -> Integers:
        """The index of the whole, `NO_INDEX` where there is none."""
        return self._of_present(self._index(self.total, self._cap()))

    def _cap(self) -> int | None:
        cap = self.plan.criteria.policy.index_cap
        return None if cap is None else int(cap * 10**self.plan.criteria.policy.rounding.index)

    def _index(self, tally: Tally, cap: int | None = None) -> Integers:
        rounding = self.plan.criteria.policy.rounding
        return index(tally, rounding.index, rounding.mode, cap)

    def _of_present(self, indices: Integers) -> Integers:
        return indices if self.present.all() else np.where(self.present, indices, NO_INDEX)

    def node_index(self, number: int) -> Integers:
        """The index of one node, `NO_INDEX` where nothing of it is applicable."""
        return self._of_present(self._index(self.tallies[number]))

    @cached_property
    def rank(self) -> Integers:
        """The rank of the whole, `NO_RANK` where there is none."""
        return self._rank(self.index, self.index)

    def node_rank(self, number: int) -> Integers:
        """The ranks of one node; in a penalty area the lower index goes first."""
        return self._rank(self.node_index(number), self._key(number))

    def _key(self, number: int) -> Integers:
        """What decides by a node: its index, the lower first in a penalty area, blank last."""
        indices = self.node_index(number)
        if self.plan.items[number].area.code != "penalty":
            return indices
        return np.where(indices == NO_INDEX, np.iinfo(np.int64).min + 1, -indices)

    def _rank(self, indices: Integers, key: Integers) -> Integers:
        ranking = self.plan.criteria.policy.ranking
        keys = [key, *(self._key(self.plan.numbers[node]) for node in ranking.break_by)]
        taking_part = (indices != NO_INDEX) & self.plan.ranked
        return rank(keys, self.plan.groups, taking_part, ranking.ties)

    @cached_property
    def class_number(self) -> Integers:
        """The number of each unit's class in the set, `NO_CLASS` where there is none."""
        classes = self.plan.criteria.classes
        found = np.full(len(self.plan.units), NO_CLASS, dtype=np.int64)
        for number in reversed(range(len(classes))):
            found[self.in_class(classes[number])] = number
        return found

    def in_class(self, entry: Class) -> Booleans:
        """The units that meet a class's bound, attributes and requirements."""
        holds = self.reaches(entry)
        applies = self.plan.for_units(entry.applies_to)
        holds = holds if applies is None else holds & applies
        for requirement in entry.requires:
            holds = holds & self.meets(requirement)
        return holds

    def reaches(self, entry: Class) -> Booleans:
        """The units whose index reaches a class's bound."""
        scale = 10**self.plan.criteria.policy.rounding.index
        there = self.index != NO_INDEX
        if entry.at_least is not None:
            return np.asarray(
                there & (self.index * entry.at_least.denominator >= entry.at_least.numerator * scale)
            )
        bound = entry.above or 0
        return np.asarray(there & (self.index * bound.denominator > bound.numerator * scale))

    def meets(self, requirement: Requirement) -> Booleans:
        """The units that meet a requirement; one on a node with nothing applicable holds."""
        number = self.plan.numbers[requirement.node]
        nothing = self.tallies[number].max_steps == 0
        if requirement.index_at_least is not None:
            bound = requirement.index_at_least
            scale = 10**self.plan.criteria.policy.rounding.index
            reached = self.node_index(number) * bound.denominator >= bound.numerator * scale
            return np.asarray(nothing | reached)
        return np.asarray(nothing | self._answered(number, requirement.answer_is or ""))

    def _answered(self, number: int, text: str) -> Booleans:
        """The units that gave a leaf this answer."""
        given = self.answers.leaves.get(number)
        rule = self.plan.items[number].rule
        if given is None or rule is None:
            return np.zeros(len(self.plan.units), dtype=np.bool_)
        same = given.status == Status.ANSWERED
        for slot, value in read_answer(rule.inputs(), text).items():
            there = given.given.get(slot)
            same = same & (there & given.values[slot].equal_to(value) if there is not None else False)
        return np.asarray(same)

    @cached_property
    def provisional(self) -> Booleans:
        """Units whose result may still move: a leaf that takes points away is invalid."""
        provisional = np.zeros(len(self.plan.units), dtype=np.bool_)
        for leaf in self.plan.leaves:
            if leaf.item.area.code == "penalty":
                provisional |= self.leaves[leaf.number].state == State.INVALID
        return provisional & self.present

    def by_source(self, source: str) -> Integers:
        """The steps of points that core leaves of one source gave."""
        steps = np.zeros(len(self.plan.units), dtype=np.int64)
        for leaf in self.plan.leaves:
            if leaf.item.source == source and leaf.item.area.core:
                steps += self.leaves[leaf.number].steps
        return steps

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found: in the rows, in the units, and by the rules."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[Problem]:
        yield from self.answers.problems
        yield from self.plan.problems()
        for number in np.flatnonzero(~self.present).tolist():
            unit = self.plan.units.units[number]
            yield Problem("unit-without-answers", unit=unit.id, details={"unit": unit.name})
        for leaf in self.plan.leaves:
            scores = self.leaves[leaf.number]
            yield from (problem for _, problem in leaf_problems(leaf, scores, self.answers))
            yield from self._missing(leaf.number)

    def _missing(self, number: int) -> Iterator[Problem]:
        """Leaves without an answer where the policy makes that invalid."""
        item = self.plan.items[number]
        if self.plan.criteria.policy.missing.get(item.source) != "invalid":
            return
        given = self.answers.leaves.get(number)
        blank = (
            np.ones(len(self.plan.units), dtype=np.bool_) if given is None else given.status == Status.BLANK
        )
        invalid = (self.leaves[number].state == State.INVALID) & blank & self.present
        for unit in np.flatnonzero(invalid).tolist():
            yield Problem("answer-missing", unit=self.plan.units.units[unit].id, criterion=item.id)


def score_answers(answers: Answers, year: int, progress: Callable[[int, int], None] | None = None) -> Scores:
    """The scores of answers.

    Args:
        answers: typed answers to a sound set.
        year: an assessment year that the set serves.
        progress: told how many leaves of how many are done.
    """
    plan = Plan(answers.criteria, answers.units, year, answers.items)
    leaves: dict[int, LeafScores] = {}
    for block in blocks(plan, answers):
        leaves.update(score_block(block, plan, answers))
        if progress is not None:
            progress(len(leaves), len(plan.leaves))
    tallies = roll_up(plan, leaves)
    return Scores(plan, answers, leaves, tallies, whole(plan, tallies))


__all__ = ["NO_CLASS", "NO_INDEX", "NO_RANK", "Scores", "score_answers"]
