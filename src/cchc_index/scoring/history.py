"""Every change of a season: who, in which stage, from what to what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import NO_ROW
from cchc_index.answers.spelling import spelling_of
from cchc_index.answers.words import Decision
from cchc_index.language import Text
from cchc_index.rules.reading import shown
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cchc_index.answers.rows import Answers
    from cchc_index.answers.said import Said
    from cchc_index.exact import Booleans
    from cchc_index.scoring.scores import Scores

_EXPLAINED = Text("giải trình", "explain")
_EXEMPTED = Text("miễn", "exempt")


@dataclass(frozen=True)
class Moment:
    """What stood of one unit's leaf after a stage: its answer, its state and its points in steps.

    A data item has only an answer, an inner node only points.
    """

    answer: str
    state: State | None
    steps: int | None


@dataclass(frozen=True)
class Change:
    """What one stage said of one unit's leaf, inner node or data item, and what it moved.

    Args:
        unit: the unit's number.
        number: the node's; beyond the nodes a data item's.
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
    """The changes up to the stage of some scores, in the order of stages, units and nodes.

    Args:
        scores: the scores.
        at: the scores of the same season after another stage.
    """
    for stage in (stage for stage in scores.season.answers.stages if 0 < stage <= scores.season.stage):
        found = list(_Stage(stage, at(stage - 1), at(stage)).changes())
        yield from sorted(found, key=lambda change: (change.unit, change.number, change.by))


@dataclass(frozen=True)
class _Stage:
    """One stage, and the scores before and after it."""

    stage: int
    before: Scores
    after: Scores

    @property
    def answers(self) -> Answers:
        return self.after.season.answers

    def changes(self) -> Iterator[Change]:
        """What was said of leaves, of data items with what that moved, and of inner nodes."""
        for (stage, number), voices in self.answers.said.items():
            for said in voices if stage == self.stage else ():
                for unit in np.flatnonzero(_moves(said)).tolist():
                    yield self._change(number, said, unit)
                    yield from self._carried(number, said, unit)
        for (stage, number), rows in self.answers.inner.items():
            for unit in np.flatnonzero(rows != NO_ROW).tolist() if stage == self.stage else ():
                yield self._of_inner(number, unit, int(rows[unit]))

    def _change(self, number: int, said: Said, unit: int) -> Change:
        before, after = (_moment(scores, number, unit) for scores in (self.before, self.after))
        appraised = self.after.plan.criteria.policy.stages[self.stage].by == "appraiser"
        decision = Decision(int(said.decided[unit])) if appraised else Decision.NONE
        exempt, note = bool(said.exempt[unit]), said.notes.get(unit, "")
        return Change(unit, number, self.stage, said.by, decision, exempt, before, after, note)

    def _carried(self, number: int, said: Said, unit: int) -> Iterator[Change]:
        """What a change of a data item moved of the leaves that use it, and of which nothing else was said."""
        many = len(self.answers.items)
        if number < many:
            return
        id_ = self.answers.criteria.data[number - many].id
        for leaf in self.after.plan.leaves:
            own = self.answers.said.get((self.stage, leaf.number), ())
            if id_ in leaf.rule.data().values() and not any(_moves(each)[unit] for each in own):
                change = self._change(leaf.number, said, unit)
                if change.before != change.after:
                    yield change

    def _of_inner(self, number: int, unit: int, row: int) -> Change:
        before, after = (_moment(scores, number, unit) for scores in (self.before, self.after))
        texts = {name: shown(self.answers.rows.column(name).at(row)) for name in ("by", "note")}
        exempt = bool(self.answers.exempt[self.stage, number][unit])
        decision = Decision.NONE if exempt else Decision.CHANGE
        return Change(unit, number, self.stage, texts["by"], decision, exempt, before, after, texts["note"])


def _moves(said: Said) -> Booleans:
    """Where something else is said than that what stands may stand."""
    return np.asarray(said.there & ((said.decision != Decision.AGREE) | said.exempt))


def _moment(scores: Scores, number: int, unit: int) -> Moment:
    """What stands of a leaf, an inner node or a data item."""
    many = len(scores.plan.items)
    if number >= many:
        item = scores.plan.criteria.data[number - many]
        return Moment(spelling_of(scores.season.data[item.id].answers, unit), None, None)
    if scores.plan.items[number].rule is None:
        return Moment("", None, int(scores.tallies[number].steps[unit]))
    leaf = scores.leaves[number]
    given = scores.season.leaves.get(number)
    answer = "" if given is None else spelling_of(given, unit)
    return Moment(answer, State(int(leaf.state[unit])), int(leaf.steps[unit]))
