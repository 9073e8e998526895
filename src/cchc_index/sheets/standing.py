"""What stands of units' leaves after a stage, in the words that a workbook shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.answers.said import disputes
from cchc_index.answers.slots import POINTS
from cchc_index.answers.spelling import said_value, sayings
from cchc_index.answers.words import Decision
from cchc_index.language import Lang, exact_number, pick
from cchc_index.scoring.scores import score_answers
from cchc_index.sheets.accepting import if_accepted
from cchc_index.sheets.filling import evidence_of
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from cchc_index.answers.rows import Answers
    from cchc_index.answers.said import Said
    from cchc_index.rules.contract import Slot, Values
    from cchc_index.scoring.plan import Leaf
    from cchc_index.scoring.scores import Scores

_PLAIN = (State.SCORED, State.AWARDED, State.REJECTED)
"""States that the answer or the decision beside them tells already."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one unit's leaf.

    Args:
        answer: the unit's answer of the first stage.
        claim: its claim.
        evidence: the documents that it names.
        computed: the points by the answer; nothing where there is none and the unit is not to give one.
        points: the points that stand now.
        decision, reason: what appraisers decided last, and why.
        explanation: what the unit said to that.
        explained: the points that accepting the explanation gives; nothing where there is none.
        state: what became of the leaf, where nothing else shown tells it.
        decided: whether an appraiser has decided on it.
        changed: whether a decision was other than to agree.
        counted: whether the leaf is in the unit's maximum.
        is_unsettled: whether appraisers disagree, or what stands cannot be used.
    """

    answer: str
    claim: Fraction | None
    evidence: str
    computed: Fraction | None
    points: Fraction
    decision: str
    reason: str
    explanation: str
    explained: Fraction | None
    state: str
    decided: bool
    changed: bool
    counted: bool
    is_unsettled: bool

    @property
    def differs(self) -> bool:
        """Whether claim, computed, appraised and explained points differ, the unit explained, or nothing is settled."""
        found = {self.claim, self.computed, self.points, self.explained} - {None}
        return len(found) > 1 or bool(self.explanation) or self.is_unsettled


@dataclass(frozen=True, slots=True)
class ShownData:
    """What is shown of one unit's data item.

    Args:
        answer: the number that stands.
        decision, reason: what appraisers decided last, and why.
        explanation: what the unit said to that.
        is_open: whether it was explained, or there is no number that can be used.
    """

    answer: str
    decision: str
    reason: str
    explanation: str
    is_open: bool


class Standings:
    """What stands before a stage.

    Args:
        answers: the answers of all stages.
        year: the assessment year.
        stage: the number of the stage that begins.
        lang: the language of what is shown.
    """

    def __init__(self, answers: Answers, year: int, stage: int, lang: Lang = "vi") -> None:
        self.answers = answers
        self.year = year
        self.stage = stage
        self.lang = lang
        self.first = score_answers(answers, year, 0)
        self.last = score_answers(answers, year, max(stage - 1, 0))
        self.evidence = evidence_of(answers)
        self._sayings: dict[int, list[str]] = {}

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves of the set."""
        return self.first.plan.leaves

    @property
    def begun(self) -> bool:
        """Whether anything was said after the first stage."""
        return any(0 < stage < self.stage for stage in self.answers.stages)

    @property
    def explains(self) -> bool:
        """Whether units explained themselves before the stage."""
        return bool(self._explanations)

    def counts(self, leaf: Leaf, unit: int) -> bool:
        """Whether a leaf is for a unit."""
        return State(int(self.first.leaves[leaf.number].state[unit])) is not State.EXCLUDED

    def values(self, leaf: Leaf, unit: int) -> Values:
        """The typed answer of a unit's leaf in the first stage; nothing where it is none."""
        given = self.first.season.leaves.get(leaf.number)
        if given is None or given.status[unit] != Status.ANSWERED or unit in given.texts:
            return {}
        return given.of_unit(unit)

    def said(self, slot: Slot, values: Values) -> str:
        """One typed value of an answer, as people write it."""
        return said_value(slot, values[slot.id], self.lang) if slot.id in values else ""

    def of(self, leaf: Leaf, unit: int) -> Shown:
        """What is shown of one leaf."""
        number = leaf.number
        standing = self.first.season.standings.get(number)
        now = self.last.season.standings.get(number)
        decision, reason = self._decisions.get((number, unit), ("", ""))
        answer = self._said(number)[unit]
        explanation = self._explanations.get((number, unit), "")
        scores = self.last.leaves[number]
        state, counts = State(int(scores.state[unit])), scores.counts
        return Shown(
            answer,
            None if standing is None else standing.claim.value(POINTS, unit),
            self.evidence.get((0, unit, number), ""),
            self._points(self.first, number, unit) if answer or leaf.item.source == "self" else None,
            self._points(self.last, number, unit),
            decision,
            reason,
            explanation,
            self._points(self._accepted, number, unit) if explanation else None,
            "" if _is_plain(state, answer, leaf.item.source) else state.text.to(self.lang),
            now is not None and bool(now.decided[unit]),
            (number, unit) in self._changed,
            counts is None or bool(counts[unit]),
            (number, unit) in self._disputed or state is State.INVALID,
        )

    def data_of(self, place: int, unit: int) -> ShownData:
        """What is shown of one data item, by its number among the set's."""
        number = len(self.answers.items) + place
        answers = self.last.season.data[self.answers.criteria.data[place].id].answers
        explanation = self._explanations.get((number, unit), "")
        usable = answers.status[unit] == Status.ANSWERED
        return ShownData(
            sayings(answers, self.lang)[unit] if usable else self._missing(int(answers.status[unit])),
            *self._decisions.get((number, unit), ("", "")),
            explanation,
            is_open=bool(explanation) or not usable,
        )

    def _missing(self, status: int) -> str:
        """What is said of a data item without a number."""
        state = State.UNANSWERED if status == Status.BLANK else State.INVALID
        return state.text.to(self.lang)

    def _said(self, number: int) -> list[str]:
        if number not in self._sayings:
            given = self.first.season.leaves.get(number)
            blank = [""] * len(self.answers.units)
            self._sayings[number] = blank if given is None else sayings(given, self.lang)
        return self._sayings[number]

    def _points(self, scores: Scores, number: int, unit: int) -> Fraction:
        return scores.plan.in_points(int(scores.leaves[number].steps[unit]))

    def _spoken(self, by: str) -> Iterator[tuple[int, int, Said]]:
        """What those of one kind said after the first stage, stage by stage, with the leaf's number."""
        stages = self.answers.criteria.policy.stages
        for (stage, number), voices in sorted(self.answers.said.items(), key=lambda pair: pair[0]):
            if 0 < stage < self.stage and stages[stage].by == by:
                yield from ((stage, number, said) for said in voices)

    @cached_property
    def _decisions(self) -> dict[tuple[int, int], tuple[str, str]]:
        """The last decision on each unit's leaf with who made it, and its reason."""
        found = [
            (stage, number, unit, said.by, Decision.AGREE.text, said.notes.get(unit, ""))
            for stage, number, said in self._spoken("appraiser")
            for unit in np.flatnonzero(said.decided == Decision.AGREE).tolist()
        ]
        found += [
            (stage, number, unit, said.by, Decision(int(said.decided[unit])).text, said.notes.get(unit, ""))
            for stage, number, said in self._spoken("appraiser")
            if number >= len(self.answers.items)
            for unit in np.flatnonzero(said.decided > Decision.AGREE).tolist()
        ]
        found += [
            (each.stage, each.number, each.unit, each.by, each.text, each.note)
            for each in self.last.changes
            if each.by or each.decision
        ]
        told = {
            (number, unit): (f"{text.to(self.lang)} ({by})" if by else text.to(self.lang), note)
            for _, number, unit, by, text, note in sorted(found, key=lambda each: each[0])
        }
        return told | {key: self._sides(key[1], voices) for key, voices in self._disputed.items()}

    def _sides(self, unit: int, voices: Sequence[Said]) -> tuple[str, str]:
        """What appraisers who disagree decided, and why."""
        sides = [said for said in voices if said.decided[unit] != Decision.NONE]
        words = [
            f"{Decision(int(said.decided[unit])).text.to(self.lang)} ({said.by or '–'})" for said in sides
        ]
        notes = [f"{said.by or '–'}: {said.notes[unit]}" for said in sides if unit in said.notes]
        return "\n".join(words), "\n".join(notes)

    @cached_property
    def _disputed(self) -> dict[tuple[int, int], Sequence[Said]]:
        """The leaves and units on which appraisers disagree and nobody has decided since."""
        stages = self.answers.criteria.policy.stages
        found: dict[tuple[int, int], Sequence[Said]] = {}
        for (stage, number), voices in sorted(self.answers.said.items(), key=lambda pair: pair[0]):
            if 0 < stage < self.stage and stages[stage].by == "appraiser":
                decided = np.any([said.decided != Decision.NONE for said in voices], axis=0)
                for unit in np.flatnonzero(decided).tolist():
                    found.pop((number, unit), None)
                found |= {(number, unit): voices for unit, _, _ in disputes(voices)}
        return found

    @cached_property
    def _changed(self) -> frozenset[tuple[int, int]]:
        """The units' leaves on which something else than agreement was decided."""
        return frozenset((each.number, each.unit) for each in self.last.changes if each.by or each.decision)

    @cached_property
    def _explanations(self) -> dict[tuple[int, int], str]:
        """What units said last in their later stages."""
        return {
            (number, unit): self._explanation(stage, number, said, unit)
            for stage, number, said in self._spoken("unit")
            for unit in np.flatnonzero(said.there).tolist()
        }

    def _explanation(self, stage: int, number: int, said: Said, unit: int) -> str:
        """The data, the points and the documents that a unit brings, and what it writes."""
        lang = self.lang
        values = said.slots.of_unit(unit)
        slots = {slot.id: slot for asked in self.answers.asked(number).inputs for slot in asked.slots()}
        data = "; ".join(f"{slots[id_].title.to(lang)}: {self.said(slots[id_], values)}" for id_ in values)
        claim = said.points.value(POINTS, unit)
        points = "" if claim is None else exact_number(claim, lang)
        parts = (
            said.notes.get(unit, ""),
            f"{pick(lang, 'Số liệu', 'Data')}: {data}" if data else "",
            f"{pick(lang, 'Điểm đề nghị', 'Points asked for')}: {points}" if points else "",
            self.evidence.get((stage, unit, number), ""),
        )
        return "\n".join(part for part in parts if part) or pick(lang, "có giải trình", "explained")

    @cached_property
    def _accepted(self) -> Scores:
        """The scores as they will be if every explanation is accepted."""
        return score_answers(if_accepted(self.answers, self.stage, self._explanations), self.year, self.stage)


def _is_plain(state: State, answer: str, source: str) -> bool:
    """Whether a state needs no word: something else tells it, or nobody has to answer yet."""
    if state is State.NOT_APPLICABLE:
        return bool(answer)
    return state in _PLAIN or (state is State.UNANSWERED and source != "self")
