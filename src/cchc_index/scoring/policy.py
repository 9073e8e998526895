"""What a set's policy makes doubtful of a leaf: answers that are missing, claims, evidence, and what nobody appraised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.answers.slots import POINTS
from cchc_index.language import Text
from cchc_index.problems import Problem
from cchc_index.scoring.leaves import NO_BRANCH, waiting
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.exact import Booleans, Integers
    from cchc_index.scoring.plan import Leaf
    from cchc_index.scoring.scores import Scores

_COMPUTED = (State.SCORED, State.NOT_APPLICABLE)
NO_APPRAISER = Text("Cơ quan thẩm định (chưa phân công)", "The appraiser (none named)")
_APART = (State.EXCLUDED, State.EXEMPT)


def policy_problems(leaf: Leaf, scores: Scores) -> Iterator[Problem]:
    """What the policy makes of one leaf, unit by unit."""
    found = _Leaf(leaf, scores)
    yield from found.missing()
    yield from found.partly_delivered()
    yield from found.claims()
    yield from found.evidence()


class _Leaf:
    """One leaf, and what stands of it."""

    def __init__(self, leaf: Leaf, scores: Scores) -> None:
        self.leaf = leaf
        self.scores = scores
        self.policy = scores.plan.criteria.policy
        self.state = scores.leaves[leaf.number].state
        self.given = scores.season.leaves.get(leaf.number)
        self.standing = scores.season.standings.get(leaf.number)

    @property
    def blank(self) -> Booleans:
        """The units that have not answered."""
        size = len(self.scores.plan.units)
        return np.ones(size, dtype=np.bool_) if self.given is None else self.given.status == Status.BLANK

    def problem(self, unit: int, code: str, *, cell: str = "", **details: Any) -> Problem:
        """A problem of one unit at the place of its answer, or of what stands in a column beside it."""
        file, place = self.scores.season.place(self.leaf.number, unit, cell)
        unit_id = self.scores.plan.units.units[unit].id
        return Problem(code, file, place, unit_id, self.leaf.item.id, details)

    def missing(self) -> Iterator[Problem]:
        """Leaves without an answer where the policy makes that invalid."""
        if self.policy.missing[self.leaf.item.source] != "invalid":
            return
        claimed = self.standing.claim.any_given() if self.standing is not None else False
        invalid = (self.state == State.INVALID) & self.blank & self.scores.present & ~np.asarray(claimed)
        for unit in np.flatnonzero(invalid).tolist():
            yield self.problem(unit, "answer-missing")

    def partly_delivered(self) -> Iterator[Problem]:
        """One error for a criterion that some units have data for and others still lack."""
        item = self.leaf.item
        if self.policy.missing[item.source] != "await" or not item.first:
            return
        leaves = [_Leaf(leaf, self.scores) for leaf in self.scores.plan.alike(item.id)]
        lacking, given = sum(leaf.lacking for leaf in leaves), sum(leaf.delivered for leaf in leaves)
        if lacking and given:
            said = {"criterion_id": item.id, "given": given, "missing": lacking}
            yield Problem("partly-delivered", criterion=item.id, details=said)

    @property
    def lacking(self) -> int:
        """How many units that answered something lack this."""
        return int(((self.state == State.UNANSWERED) & self.scores.present).sum())

    @property
    def delivered(self) -> int:
        """How many units there is something for."""
        unanswered = self.state == State.UNANSWERED
        return int((~self.blank & ~unanswered & ~np.isin(self.state, _APART)).sum())

    def claims(self) -> Iterator[Problem]:
        """Claims that differ from what the rule gives, that rest on no answer, or that it cannot give."""
        if self.standing is None or not self.standing.claim.given:
            return
        claim, there = self.scores.steps(self.standing.claim), self.standing.claim.given[POINTS]
        settled = np.isin(self.state, (*_APART, State.AWARDED, State.REJECTED))
        alone = there & (self.blank | self._void()) & ~settled
        if self.policy.claims == "accept":
            impossible = alone & (self.state == State.INVALID)
            yield from self._each(impossible, claim, "claim-not-possible")
        else:
            yield from self._each(alone, claim, "claim-without-answer")
        yield from self._differing(claim, there)

    def _void(self) -> Booleans:
        """Where the rule makes of an answer that there is none."""
        branch = self.scores.leaves[self.leaf.number].branch
        void = self.leaf.rule.branch_states[branch] == State.UNANSWERED
        return np.asarray((branch != NO_BRANCH) & void)

    def _differing(self, claim: Integers, there: Booleans) -> Iterator[Problem]:
        computed = self.scores.leaves[self.leaf.number].computed
        if computed is None or self.standing is None:
            return
        own = np.isin(self.state, _COMPUTED) & ~self.standing.changed
        for unit in np.flatnonzero(there & own & (claim != computed)).tolist():
            said = {"claim": self._points(claim[unit]), "computed": self._points(computed[unit])}
            yield self.problem(unit, "claim-differs", cell="points", **said)

    def _each(self, units: Booleans, claim: Integers, code: str) -> Iterator[Problem]:
        for unit in np.flatnonzero(units).tolist():
            yield self.problem(unit, code, claim=self._points(claim[unit]))

    def _points(self, steps: Any) -> Any:
        return self.scores.plan.in_points(int(steps))

    def evidence(self) -> Iterator[Problem]:
        """Answers for which no document is named though one is required."""
        if not self.leaf.item.evidence_required:
            return
        bare = self.state == State.NO_EVIDENCE
        effect = Text("tiêu chí được 0 điểm", "the leaf has 0 points")
        if self.policy.no_evidence == "keep":
            named = self.standing.evidence if self.standing is not None else np.zeros_like(bare)
            bare = np.isin(self.state, (State.SCORED, State.CLAIMED)) & ~named
            effect = Text("điểm được giữ nguyên", "the points are kept")
        for unit in np.flatnonzero(bare).tolist():
            yield self.problem(unit, "evidence-missing", effect=effect)


def unappraised(scores: Scores) -> Iterator[Problem]:
    """One warning for each appraiser who has not decided on leaves that units answered or claimed."""
    if not scores.season.appraised:
        return
    left: dict[str, tuple[Text, int, Booleans]] = {}
    for leaf in scores.plan.leaves:
        left_over = waiting(leaf, scores.season) & ~np.isin(scores.leaves[leaf.number].state, _APART)
        if left_over.any():
            name = leaf.item.appraiser or NO_APPRAISER
            _, count, units = left.get(name.vi, (name, 0, np.zeros_like(left_over)))
            left[name.vi] = (name, count + int(left_over.sum()), units | left_over)
    zero = scores.plan.criteria.policy.unappraised == "zero"
    effect = (
        Text("tạm tính 0 điểm", "0 points for now")
        if zero
        else Text("giữ điểm hiện có", "the points are kept")
    )
    for name, count, units in left.values():
        said = {"appraiser": name, "count": count, "units": int(units.sum()), "effect": effect}
        yield Problem("unappraised", details=said)
