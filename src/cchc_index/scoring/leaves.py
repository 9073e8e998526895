"""What becomes of each leaf: its state, its points, whether it counts in the maximum, and the branch it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import LeafAnswers, Status
from cchc_index.exact import Booleans, Column, Integers
from cchc_index.problems import Problem
from cchc_index.scoring.blocks import Ruled, by_rule, stacked
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_index.answers.rows import Answers
    from cchc_index.scoring.plan import Leaf, Plan

NO_BRANCH = -1
_EXCLUDED, _NOT_APPLICABLE, _INVALID, _UNANSWERED = (
    int(state) for state in (State.EXCLUDED, State.NOT_APPLICABLE, State.INVALID, State.UNANSWERED)
)
_ANSWERED, _SAID_NOT_APPLICABLE, _SAID_INVALID = (
    int(status) for status in (Status.ANSWERED, Status.NOT_APPLICABLE, Status.INVALID)
)


@dataclass(frozen=True)
class LeafScores:
    """The scores of all units for one leaf.

    Args:
        state: the state of each.
        steps: the points of each, in steps.
        counts: whether the leaf is in the unit's maximum; nothing where it is in everybody's.
        branch: the number of the rule's branch, or `NO_BRANCH`.
    """

    state: Integers
    steps: Integers
    counts: Booleans | None
    branch: Integers


def score_block(block: Sequence[Leaf], plan: Plan, answers: Answers) -> Iterator[tuple[int, LeafScores]]:
    """The scores of each leaf of a block, with its number."""
    first = answers.leaves.get(block[0].number)
    if first is None or not first.all_answered:
        yield from ((leaf.number, _score_leaf(leaf, plan, answers, None)) for leaf in block)
        return
    ruled = by_rule(block[0], plan, stacked(block, answers))
    for leaf, rows in zip(block, zip(*ruled, strict=True), strict=True):
        yield leaf.number, _score_leaf(leaf, plan, answers, Ruled(*rows))


def _score_leaf(leaf: Leaf, plan: Plan, answers: Answers, ruled: Ruled | None) -> LeafScores:
    """The scores of one leaf, by the first state that holds."""
    given = answers.leaves.get(leaf.number)
    scoring = _Scoring(leaf, plan, given, ruled)
    scoring.missing()
    for above in _above(plan, leaf.number) if answers.covered else ():
        if above in answers.covered:
            scoring.not_applicable(answers.covered[above], plan.items[above].not_applicable)
    scoring.excluded(plan.for_units(leaf.item.applies_to))
    return LeafScores(scoring.state, scoring.steps, scoring.counts, scoring.branch)


def _above(plan: Plan, number: int) -> Iterator[int]:
    """The nodes above one, up to its area, so that the outermost has the last word."""
    parent = plan.items[number].parent
    while parent is not None:
        yield parent
        parent = plan.items[parent].parent


class _Scoring:
    """One leaf while its state is settled, the weakest state first."""

    def __init__(self, leaf: Leaf, plan: Plan, given: LeafAnswers | None, ruled: Ruled | None) -> None:
        self.leaf = leaf
        self.plan = plan
        self.given = given
        self.policy = plan.criteria.policy
        self.size = len(plan.units)
        self.counts: Booleans | None = None
        if ruled is not None:
            self.state, self.steps, self.branch = ruled
        else:
            self.state = np.full(self.size, _UNANSWERED, dtype=np.int8)
            self.steps = np.zeros(self.size, dtype=np.int64)
            self.branch = np.full(self.size, NO_BRANCH, dtype=np.int16)
            if given is not None:
                self._answered(given)
        self._leave_out_by_branch()

    def _answered(self, given: LeafAnswers) -> None:
        """Answers by the rule, then what is invalid or not applicable by the unit's own word."""
        status = given.status
        rows = np.flatnonzero(status == _ANSWERED)
        if rows.size:
            columns = given.columns(rows, Column.constant(self.leaf.item.max_points))
            self.state[rows], self.steps[rows], self.branch[rows] = by_rule(self.leaf, self.plan, columns)
        self.state[status == _SAID_INVALID] = _INVALID
        self.not_applicable(status == _SAID_NOT_APPLICABLE, self.leaf.item.not_applicable)

    def _leave_out_by_branch(self) -> None:
        counts = self.leaf.rule.branch_counts
        if counts is not None:
            left_out = (self.branch != NO_BRANCH) & ~counts[self.branch]
            if left_out.any():
                self._leave_out(left_out)

    def missing(self) -> None:
        """What nobody answered, by the set's policy for the leaf's source."""
        if self.given is not None and self.given.all_answered and self.leaf.rule.always_answers:
            return
        unanswered = self.state == _UNANSWERED
        if not unanswered.any():
            return
        match self.policy.missing.get(self.leaf.item.source, "zero"):
            case "exclude":
                self._leave_out(unanswered)
            case "invalid":
                self.state[unanswered] = _INVALID

    def not_applicable(self, units: Booleans, policy: str) -> None:
        """Units to which the leaf does not apply: full points, none, or left out."""
        if not units.any():
            return
        self.state[units] = _NOT_APPLICABLE
        self.steps[units] = self.leaf.max_steps if policy == "full" else 0
        self.branch[units] = NO_BRANCH
        if self.counts is not None:
            self.counts[units] = True
        if policy == "exclude":
            self._leave_out(units)

    def excluded(self, included: Booleans | None) -> None:
        """Units that the leaf is not for."""
        if included is None or included.all():
            return
        self.state[~included] = _EXCLUDED
        self.steps[~included] = 0
        self.branch[~included] = NO_BRANCH
        self._leave_out(~included)

    def _leave_out(self, units: Booleans | Integers) -> None:
        if self.counts is None:
            self.counts = np.ones(self.size, dtype=np.bool_)
        self.counts[units] = False


def leaf_problems(
    leaf: Leaf, scores: LeafScores, answers: Answers
) -> Iterator[tuple[tuple[str, str], Problem]]:
    """What a leaf's branches report, unit by unit, with the file and place of the answer."""
    reporting = {n: branch.problem for n, branch in enumerate(leaf.rule.branches()) if branch.problem}
    given = answers.leaves.get(leaf.number)
    for number, code in reporting.items() if given is not None else ():
        for unit in np.flatnonzero(scores.branch == number).tolist():
            assert given is not None  # noqa: S101 - the loop is empty otherwise
            branch = leaf.rule.branches()[number].id
            details = leaf.rule.details(branch, given.of_unit(unit), leaf.terms)
            file, place = answers.place(leaf.number, unit)
            yield (
                (file, place),
                Problem(code, file, place, answers.units.units[unit].id, leaf.item.id, details),
            )
