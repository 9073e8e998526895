"""Scores: everything that scoring settles, as arrays of whole numbers; what is seldom asked for is made on first use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.answers.season import Season, season_up_to
from cchc_index.answers.slots import Slots
from cchc_index.exact import Booleans, Integers
from cchc_index.problems import Problem
from cchc_index.rules.reading import read_answer
from cchc_index.scoring.blocks import blocks
from cchc_index.scoring.conditions import blocked
from cchc_index.scoring.history import Change, changes
from cchc_index.scoring.leaves import LeafScores, leaf_problems, rounded_steps, score_block
from cchc_index.scoring.plan import Plan
from cchc_index.scoring.policy import policy_problems, unappraised
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
        season: the answers, and what stands of them.
        leaves: by the leaf's number in the outline.
        tallies: points and applicable maxima of every node, by its number.
        total: those of the whole.
    """

    plan: Plan
    season: Season
    leaves: Mapping[int, LeafScores]
    tallies: Mapping[int, Tally]
    total: Tally

    @property
    def present(self) -> Booleans:
        """The units of which anything was said; the others have no points, no rank and no class."""
        return self.season.heard

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
        return self._of_present(self._index(self._tally(number)))

    def _tally(self, number: int) -> Tally:
        """The points of one node; of a leaf with several rules each unit's by its own."""
        tallies = [self.tallies[leaf.number] for leaf in self.plan.alike(self.plan.items[number].id)]
        return Tally.together(tallies) if tallies else self.tallies[number]

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
        if not self.plan.items[number].lower_is_better:
            return indices
        return np.where(indices == NO_INDEX, np.iinfo(np.int64).min + 1, -indices)

    def _rank(self, indices: Integers, key: Integers) -> Integers:
        ranking = self.plan.criteria.policy.ranking
        keys = [key, *(self._key(self.plan.numbers[node]) for node in ranking.break_by)]
        taking_part = (indices != NO_INDEX) & self.plan.units.ranked
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
        nothing = self._tally(number).max_steps == 0
        if requirement.index_at_least is not None:
            bound = requirement.index_at_least
            scale = 10**self.plan.criteria.policy.rounding.index
            reached = self.node_index(number) * bound.denominator >= bound.numerator * scale
            return np.asarray(nothing | reached)
        return np.asarray(nothing | self._answered(number, requirement.answer_is or ""))

    def _answered(self, number: int, text: str) -> Booleans:
        """The units whose leaf is scored by this answer; one that does not count, or was set aside, is none."""
        found = np.zeros(len(self.plan.units), dtype=np.bool_)
        for leaf in self.plan.alike(self.plan.items[number].id):
            given = self.season.leaves.get(leaf.number)
            if given is None:
                continue
            same = (given.status == Status.ANSWERED) & (self.leaves[leaf.number].state == State.SCORED)
            for slot, value in read_answer(leaf.rule.inputs(), text).items():
                there = given.given.get(slot)
                same = same & (there & given.values[slot].equal_to(value) if there is not None else False)
            found |= same
        return found

    @cached_property
    def provisional(self) -> Booleans:
        """Units whose result may still move: a leaf is awaited, or one that takes points away is invalid."""
        provisional = np.zeros(len(self.plan.units), dtype=np.bool_)
        for leaf in self.plan.leaves:
            state = self.leaves[leaf.number].state
            if self.plan.criteria.policy.missing[leaf.item.source] == "await":
                provisional |= state == State.AWAITED
            if self.plan.takes_away(leaf.number):
                provisional |= state == State.INVALID
        return provisional & self.present

    def by_source(self, source: str) -> Integers:
        """The steps of points that core leaves of one source gave."""
        steps = np.zeros(len(self.plan.units), dtype=np.int64)
        for leaf in self.plan.leaves:
            if leaf.item.source == source and leaf.item.area.core and not self.plan.takes_away(leaf.number):
                steps += self.leaves[leaf.number].steps
        return steps

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found: in the rows, in the units, and by the rules."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[Problem]:
        yield from self.season.answers.problems
        yield from self.plan.problems()
        for number in np.flatnonzero(~self.present).tolist():
            unit = self.plan.units.units[number]
            yield Problem("unit-without-answers", unit=unit.id, details={"unit": unit.name})
        yield from self.season.problems
        for leaf in self.plan.leaves:
            yield from leaf_problems(leaf, self.leaves[leaf.number], self.season)
            yield from policy_problems(leaf, self)
        yield from unappraised(self)

    @cached_property
    def claim_tallies(self) -> Mapping[int, Tally] | None:
        """The claims of each unit rolled up as points are, by the node's number; nothing where nobody claims."""
        claims = {
            number: standing.claim
            for number, standing in self.season.standings.items()
            if standing.claim.given
        }
        if not claims:
            return None
        claimed = {
            number: replace(
                scores, steps=self.steps(claims[number]) if number in claims else scores.steps * 0
            )
            for number, scores in self.leaves.items()
        }
        return roll_up(self.plan, claimed)

    @cached_property
    def claims(self) -> Tally | None:
        """The claims of the whole; nothing where nobody claims."""
        return None if self.claim_tallies is None else whole(self.plan, self.claim_tallies)

    @cached_property
    def claiming(self) -> Booleans:
        """The units that claim points anywhere."""
        given = [standing.claim.any_given() for standing in self.season.standings.values()]
        return np.any(given, axis=0) if given else np.zeros(len(self.plan.units), dtype=np.bool_)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Everything that was said of leaves after the first stage and up to this one."""
        known = {self.season.stage: self}

        def at(stage: int) -> Scores:
            if stage not in known:
                known[stage] = score_answers(self.season.answers, self.plan.year, stage)
            return known[stage]

        return tuple(changes(self, at))

    def steps(self, points: Slots) -> Integers:
        """Claims or awards in steps, rounded as every leaf's points are."""
        return rounded_steps(points, self.plan)


def score_answers(
    answers: Answers,
    year: int,
    stage: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Scores:
    """The scores of answers.

    Args:
        answers: typed answers to a sound set.
        year: an assessment year that the set serves.
        stage: the number of the stage up to which rows count; the last that has rows by default.
        progress: told how many leaves of how many are done.
    """
    last = max(answers.stages, default=0) if stage is None else stage
    season = season_up_to(answers, last)
    plan = Plan(answers.criteria, answers.units, year, answers.items)
    leaves: dict[int, LeafScores] = {}
    for block in blocks(plan, season):
        leaves.update(score_block(block, plan, season))
        if progress is not None:
            progress(len(leaves), len(plan.leaves))
    settled = blocked(plan, leaves)
    tallies = roll_up(plan, settled)
    return Scores(plan, season, settled, tallies, whole(plan, tallies))


__all__ = ["NO_CLASS", "NO_INDEX", "NO_RANK", "Scores", "score_answers"]
