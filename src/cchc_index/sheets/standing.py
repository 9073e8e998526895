"""What stands of units' leaves after a stage, in the words that a workbook shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.answers.slots import POINTS
from cchc_index.answers.spelling import sayings
from cchc_index.scoring.scores import score_answers
from cchc_index.sheets.filling import evidence_of
from cchc_index.states import State

if TYPE_CHECKING:
    from fractions import Fraction

    from cchc_index.answers.rows import Answers
    from cchc_index.scoring.plan import Leaf
    from cchc_index.scoring.scores import Scores


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one unit's leaf.

    Args:
        answer: the unit's answer of the first stage.
        claim: its claim.
        evidence: the documents that it names.
        computed: the points by the answer.
        points: the points that stand now.
        decision, reason: what appraisers decided last, and why.
        explanation: what the unit said to that.
    """

    answer: str
    claim: Fraction | None
    evidence: str
    computed: Fraction
    points: Fraction
    decision: str
    reason: str
    explanation: str

    @property
    def differs(self) -> bool:
        """Whether claim, computed and appraised points differ, or the unit explained."""
        found = {self.computed, self.points} | ({self.claim} if self.claim is not None else set())
        return len(found) > 1 or bool(self.explanation)


class Standings:
    """What stands before a stage.

    Args:
        answers: the answers of all stages.
        year: the assessment year.
        stage: the number of the stage that begins.
    """

    def __init__(self, answers: Answers, year: int, stage: int) -> None:
        self.answers = answers
        self.year = year
        self.stage = stage
        self.first = score_answers(answers, year, 0)
        self.last = score_answers(answers, year, max(stage - 1, 0))
        self.evidence = evidence_of(answers)
        self._sayings: dict[int, list[str]] = {}

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves of the set."""
        return self.first.plan.leaves

    def counts(self, leaf: Leaf, unit: int) -> bool:
        """Whether a leaf is for a unit."""
        return State(int(self.first.leaves[leaf.number].state[unit])) is not State.EXCLUDED

    def of(self, leaf: Leaf, unit: int) -> Shown:
        """What is shown of one leaf."""
        number = leaf.number
        standing = self.first.season.standings.get(number)
        decision, reason = self._decisions.get((number, unit), ("", ""))
        return Shown(
            self._said(number)[unit],
            None if standing is None else standing.claim.value(POINTS, unit),
            self.evidence.get((0, unit, number), ""),
            self._points(self.first, number, unit),
            self._points(self.last, number, unit),
            decision,
            reason,
            self._explanations.get((number, unit), ""),
        )

    def _said(self, number: int) -> list[str]:
        if number not in self._sayings:
            given = self.first.season.leaves.get(number)
            blank = [""] * len(self.answers.units)
            self._sayings[number] = blank if given is None else sayings(given, "vi")
        return self._sayings[number]

    def _points(self, scores: Scores, number: int, unit: int) -> Fraction:
        return scores.plan.in_points(int(scores.leaves[number].steps[unit]))

    @cached_property
    def _decisions(self) -> dict[tuple[int, int], tuple[str, str]]:
        """The last decision on each unit's leaf, with its reason."""
        changes = (change for change in self.last.changes if change.by or change.decision)
        return {(each.number, each.unit): (each.text.vi, each.note) for each in changes}

    @cached_property
    def _explanations(self) -> dict[tuple[int, int], str]:
        """What units said in their later stages."""
        own = (change for change in self.last.changes if not change.by and not change.decision)
        return {(each.number, each.unit): each.note or "có số liệu giải trình" for each in own}
