"""What becomes of each leaf: its state, its points, whether it counts in the maximum, and the branch it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import LeafAnswers, Status
from cchc_index.answers.slots import POINTS
from cchc_index.exact import Booleans, Column, Integers
from cchc_index.problems import Problem
from cchc_index.scoring.blocks import Ruled, by_rule, stacked
from cchc_index.scoring.claims import possible
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_index.answers.season import Season
    from cchc_index.answers.slots import Slots
    from cchc_index.answers.standing import Standing
    from cchc_index.scoring.plan import Leaf, Plan

NO_BRANCH = -1
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
        computed: the steps that the rule gave before claims and appraisal had their word; nothing where they have none.
    """

    state: Integers
    steps: Integers
    counts: Booleans | None
    branch: Integers
    computed: Integers | None = None


def score_block(block: Sequence[Leaf], plan: Plan, season: Season) -> Iterator[tuple[int, LeafScores]]:
    """The scores of each leaf of a block, with its number."""
    first = season.leaves.get(block[0].number)
    if first is None or not first.all_answered:
        yield from ((leaf.number, _score_leaf(leaf, plan, season, None)) for leaf in block)
        return
    ruled = by_rule(block[0], plan, stacked(block, season))
    for leaf, rows in zip(block, zip(*ruled, strict=True), strict=True):
        yield leaf.number, _score_leaf(leaf, plan, season, Ruled(*rows))


def _score_leaf(leaf: Leaf, plan: Plan, season: Season, ruled: Ruled | None) -> LeafScores:
    """The scores of one leaf: what a state further up the table says replaces what one below it said."""
    scoring = _Scoring(leaf, plan, season.leaves.get(leaf.number), ruled)
    standing = season.standings.get(leaf.number)
    included = plan.for_item(leaf.item)
    if standing is not None:
        scoring.claimed(standing)
    scoring.missing(season)
    above = list(_above(plan, leaf.number)) if season.covered or season.exempt else []
    for number in above:
        if number in season.covered:
            scoring.not_applicable(season.covered[number], plan.items[number].not_applicable)
    if standing is not None:
        scoring.computed = scoring.steps.copy()
        scoring.limited(standing)
    if leaf.item.evidence_required and plan.criteria.policy.no_evidence == "zero":
        scoring.without_evidence(standing)
    if plan.criteria.policy.unappraised == "zero":
        scoring.steps = np.where(waiting(leaf, season), 0, scoring.steps)
    if standing is not None:
        scoring.appraised(standing)
    exempt = [season.exempt[number] for number in above if number in season.exempt]
    for units in [*exempt, *([standing.exempt] if standing is not None else [])]:
        scoring.outside(units, State.EXEMPT)
    if included is not None:
        scoring.outside(~included, State.EXCLUDED)
    return LeafScores(scoring.state, scoring.steps, scoring.counts, scoring.branch, scoring.computed)


def waiting(leaf: Leaf, season: Season) -> Booleans:
    """The units whose own answer or claim no appraiser has decided on, though appraisal has begun."""
    given, standing = season.leaves.get(leaf.number), season.standings.get(leaf.number)
    if given is None or not season.appraised or leaf.item.source != "self" or not leaf.rule.needs_maximum:
        return np.zeros(len(season.heard), dtype=np.bool_)
    there = given.status != Status.BLANK
    if standing is None:
        return np.asarray(there)
    return np.asarray((there | standing.claim.any_given()) & ~standing.decided)


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
        self.computed: Integers | None = None
        if ruled is not None:
            self.state, self.steps, self.branch = ruled
        else:
            self.state = np.full(self.size, State.UNANSWERED, dtype=np.int8)
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
        self.state[status == _SAID_INVALID] = State.INVALID
        self.not_applicable(status == _SAID_NOT_APPLICABLE, self.leaf.item.not_applicable)

    def _leave_out_by_branch(self) -> None:
        counts = self.leaf.rule.branch_counts
        if counts is not None:
            left_out = (self.branch != NO_BRANCH) & ~counts[self.branch]
            if left_out.any():
                self._leave_out(left_out)

    def missing(self, season: Season) -> None:
        """What nobody answered, by the set's policy for the leaf's source."""
        if self.given is not None and self.given.all_answered and self.leaf.rule.always_answers:
            return
        unanswered = self.state == State.UNANSWERED
        if not unanswered.any():
            return
        match self.policy.missing.get(self.leaf.item.source, "zero"):
            case "exclude":
                self._leave_out(unanswered)
            case "invalid":
                self.state[unanswered] = State.INVALID
            case "await" if not self._is_delivered(season):
                self.state[unanswered] = State.AWAITED
                self._leave_out(unanswered)

    def _is_delivered(self, season: Season) -> bool:
        """Whether any unit that the criterion is for has something for it, under whichever of its rules."""
        for leaf in self.plan.alike(self.leaf.item.id):
            given, included = season.leaves.get(leaf.number), self.plan.for_item(leaf.item)
            standing = season.standings.get(leaf.number)
            there = False if given is None else given.status != Status.BLANK
            there = there if standing is None else there & ~standing.spoilt
            if np.any(there if included is None else there & included):
                return True
        return False

    def claimed(self, standing: Standing) -> None:
        """Claims in the place of answers that there are not, where the policy takes them."""
        if self.policy.claims != "accept" or not standing.claim.given:
            return
        alone = standing.claim.given[POINTS] & (self.state == State.UNANSWERED)
        if not alone.any():
            return
        steps = self._steps(standing.claim)
        can_be = alone & possible(self.leaf, steps, self.policy.rounding)
        self.state[alone] = State.INVALID
        self.state[can_be] = State.CLAIMED
        self.steps[can_be] = steps[can_be]
        self.branch[can_be] = NO_BRANCH
        if self.counts is not None:
            self.counts[alone] = True

    def limited(self, standing: Standing) -> None:
        """Never more than the claim, where the policy says so."""
        if self.policy.claims == "ceiling" and standing.claim.given:
            there = standing.claim.given[POINTS]
            self.steps = np.where(there, np.minimum(self.steps, self._steps(standing.claim)), self.steps)

    def without_evidence(self, standing: Standing | None) -> None:
        """Answers for which no document is named."""
        there = (self.state == State.SCORED) | (self.state == State.CLAIMED)
        bare = there if standing is None else there & ~standing.evidence
        self.state[bare] = State.NO_EVIDENCE
        self.steps[bare] = 0
        self.branch[bare] = NO_BRANCH

    def appraised(self, standing: Standing) -> None:
        """What appraisers awarded or rejected."""
        if standing.award.given:
            awarded = standing.award.given[POINTS]
            self._put(awarded, State.AWARDED, self._steps(standing.award))
        self._put(standing.rejected, State.REJECTED, np.zeros(self.size, dtype=np.int64))

    def _put(self, units: Booleans, state: State, steps: Integers) -> None:
        """A state in the maximum, with its points."""
        self.state[units] = state
        self.steps[units] = steps[units]
        self.branch[units] = NO_BRANCH
        if self.counts is not None:
            self.counts[units] = True

    def _steps(self, points: Slots) -> Integers:
        return rounded_steps(points, self.plan)

    def not_applicable(self, units: Booleans, policy: str) -> None:
        """Units to which the leaf does not apply: full points, none, or left out."""
        if not units.any():
            return
        most = np.full(self.size, self.leaf.max_steps if policy == "full" else 0, dtype=np.int64)
        self._put(units, State.NOT_APPLICABLE, most)
        if policy == "exclude":
            self._leave_out(units)

    def outside(self, units: Booleans, state: State) -> None:
        """Units that have no part in the leaf: no points, and no maximum."""
        if units.any():
            self._put(units, state, np.zeros(self.size, dtype=np.int64))
            self._leave_out(units)

    def _leave_out(self, units: Booleans | Integers) -> None:
        if self.counts is None:
            self.counts = np.ones(self.size, dtype=np.bool_)
        self.counts[units] = False


def rounded_steps(points: Slots, plan: Plan) -> Integers:
    """Claims or awards in steps, rounded as every leaf's points are."""
    rounding = plan.criteria.policy.rounding
    return np.broadcast_to(
        points.values[POINTS].steps(rounding.point_decimals, rounding.mode), (points.size,)
    )


def leaf_problems(leaf: Leaf, scores: LeafScores, season: Season) -> Iterator[Problem]:
    """What a leaf's branches report, unit by unit, with the file and place of the answer."""
    reporting = {n: branch.problem for n, branch in enumerate(leaf.rule.branches()) if branch.problem}
    given = season.leaves.get(leaf.number)
    for number, code in reporting.items() if given is not None else ():
        for unit in np.flatnonzero(scores.branch == number).tolist():
            assert given is not None  # noqa: S101 - the loop is empty otherwise
            branch = leaf.rule.branches()[number].id
            details = leaf.rule.details(branch, given.of_unit(unit), leaf.terms)
            file, place = season.place(leaf.number, unit)
            yield Problem(code, file, place, season.answers.units.units[unit].id, leaf.item.id, details)
