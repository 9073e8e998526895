"""Every change of a season: who, in which stage, from what to what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.spelling import spelling_of
from cchc_index.answers.words import Decision
from cchc_index.language import Text
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cchc_index.answers.said import Said
    from cchc_index.scoring.scores import Scores

_EXPLAINED = Text("giải trình", "explain")
_EXEMPTED = Text("miễn", "exempt")


@dataclass(frozen=True)
class Moment:
    """What stood of one unit's leaf after a stage: its answer, its state and its points in steps."""

    answer: str
    state: State
    steps: int


@dataclass(frozen=True)
class Change:
    """What one stage said of one unit's leaf, and what it moved.

    Args:
        unit: the unit's number.
        number: the leaf's.
        stage: the stage's.
        by: the appraiser; blank where the unit itself explained.
        decision: what was decided; nothing where the unit explained.
        exempt: whether the leaf was made exempt.
        before, after: what stood before the stage, and after it.
        note: why.
    """

    unit: int
    number: int
    stage: int
    by: str
    decision: Decision
    exempt: bool
    before: Moment
    after: Moment
    note: str

    @property
    def text(self) -> Text:
        """What was done, for people."""
        if self.decision is not Decision.NONE:
            return self.decision.text
        return _EXEMPTED if self.exempt else _EXPLAINED

    @property
    def word(self) -> str:
        """What was done, as a file says it."""
        return self.text.en


def changes(scores: Scores, at: Callable[[int], Scores]) -> Iterator[Change]:
    """The changes up to the stage of some scores, in the order of stages, units and leaves.

    Args:
        scores: the scores.
        at: the scores of the same season after another stage.
    """
    said = scores.season.answers.said
    for stage in (stage for stage in scores.season.answers.stages if 0 < stage <= scores.season.stage):
        before, after = at(stage - 1), at(stage)
        found = [
            _change((before, after), stage, number, each, unit=unit)
            for (when, number), voices in said.items()
            if when == stage and number < len(scores.plan.items)
            for each in voices
            for unit in _moved(each)
        ]
        yield from sorted(found, key=lambda change: (change.unit, change.number, change.by))


def _moved(said: Said) -> list[int]:
    """The units of which something else is said than that what stands may stand."""
    agreed = (said.decision == Decision.AGREE) & ~said.exempt
    found: list[int] = np.flatnonzero(said.there & ~agreed).tolist()
    return found


def _change(around: tuple[Scores, Scores], stage: int, number: int, said: Said, *, unit: int) -> Change:
    before, after = (_moment(scores, number, unit) for scores in around)
    decision = Decision(int(said.decided[unit])) if _by_appraiser(around[1], stage) else Decision.NONE
    exempt, note = bool(said.exempt[unit]), said.notes.get(unit, "")
    return Change(unit, number, stage, said.by, decision, exempt, before, after, note)


def _by_appraiser(scores: Scores, stage: int) -> bool:
    return scores.plan.criteria.policy.stages[stage].by == "appraiser"


def _moment(scores: Scores, number: int, unit: int) -> Moment:
    leaf = scores.leaves[number]
    given = scores.season.leaves.get(number)
    answer = "" if given is None else spelling_of(given, unit)
    return Moment(answer, State(int(leaf.state[unit])), int(leaf.steps[unit]))
