"""What stands for one leaf after a stage: its answer, its claim, and what appraisers made of them.

Stages are laid on each other in order; nothing that was said is changed, so that every stage can be looked at again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from cchc_index.answers.leaf import LeafAnswers, Status
from cchc_index.answers.said import Said, disputes
from cchc_index.answers.settling import unfit
from cchc_index.answers.slots import POINTS, Slots
from cchc_index.answers.words import Decision
from cchc_index.exact import Booleans, Integers
from cchc_index.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.answers.leaf_rows import Asked

NO_STAGE = -1
EXEMPTION = Text("miễn", "exempt")
Report: TypeAlias = Callable[..., None]
"""Takes a row, the code of a problem and what it names."""


@dataclass(frozen=True)
class Standing:
    """What stands for one leaf.

    Args:
        answers: the answers.
        claim: the points that units claim, as the slot `POINTS`.
        award: the points that appraisers awarded, as the slot `POINTS`.
        rejected, exempt, evidence: where that is so.
        fed: where data items answer what no row does.
        spoilt: where a data item that cannot be used is all that there is of an answer that wants more.
        decided: where an appraiser decided, or several could not agree.
        changed: where the answer is no more the unit's own.
        stage: for each unit the last stage that moved anything, or `NO_STAGE`.
    """

    answers: LeafAnswers
    claim: Slots
    award: Slots
    rejected: Booleans
    exempt: Booleans
    evidence: Booleans
    fed: Booleans
    spoilt: Booleans
    decided: Booleans
    changed: Booleans
    stage: Integers

    @classmethod
    def first(cls, answers: LeafAnswers, said: Said | None, fed: Booleans | None = None) -> Standing:
        """What stands after the first stage."""
        size = len(answers.status)
        nothing = Slots(size, {}, {})
        nowhere = np.zeros(size, dtype=np.bool_)
        there = answers.status != Status.BLANK
        claim, exempt, evidence = nothing, nowhere, nowhere
        if said is not None:
            claim, exempt, evidence = said.points, said.exempt, said.evidence
            there = there | claim.any_given() | exempt
        return cls(
            answers,
            claim,
            nothing,
            nowhere,
            exempt,
            evidence,
            nowhere if fed is None else fed,
            nowhere,
            nowhere,
            nowhere,
            np.where(there, 0, NO_STAGE),
        )

    def with_data(self, answers: LeafAnswers, items: Sequence[Standing], *, whole: bool) -> Standing:
        """The same, with what data items give, in whole or in part; a leaf is changed where one of them is."""
        there = answers.status != Status.BLANK
        changed = there & np.any([item.changed for item in items], axis=0)
        stage = np.max([self.stage, *(item.stage for item in items)], axis=0)
        unsaid = self.answers.status == Status.BLANK
        return replace(
            self,
            answers=answers,
            spoilt=there & unsaid & (not whole),
            changed=self.changed | changed,
            stage=np.where(there, stage, self.stage),
        )

    @property
    def anything(self) -> Booleans:
        """Where a unit or an appraiser said anything."""
        answered = (self.answers.status != Status.BLANK) | self.fed
        pointed = self.claim.any_given() | self.award.any_given()
        return np.asarray(answered | pointed | self.rejected | self.exempt)


@dataclass(frozen=True)
class Layer:
    """One stage of appraisers, ready to be laid on what stands.

    Args:
        asked: what the leaf asks.
        stage: the stage's number.
        explained: what units said between the first stage and this one, in order.
        report: takes problems.
    """

    asked: Asked
    stage: int
    explained: Sequence[Said]
    report: Report

    def on(self, standing: Standing, voices: Sequence[Said]) -> Standing:
        """What stands after the appraisers' decisions."""
        disputed = self._disputed(voices)
        standing = replace(standing, decided=standing.decided | disputed)
        seen = disputed.copy()
        for said in voices:
            standing = self._exempted(standing, said)
            among = ~seen
            seen |= said.decided != Decision.NONE
            standing = self._decided(standing, said, np.where(among, said.decided, Decision.NONE))
        return standing

    def _disputed(self, voices: Sequence[Said]) -> Booleans:
        """Where appraisers decided differently; each unit is reported once."""
        disputed = np.zeros(len(voices[0].row), dtype=np.bool_)
        for unit, first, other in disputes(voices):
            disputed[unit] = True
            self.report(int(other.row[unit]), "disputed", first=first.by or "–", second=other.by or "–")
        return disputed

    def _exempted(self, standing: Standing, said: Said) -> Standing:
        exempt = said.exempt & ~said.unusable
        for unit in np.flatnonzero(exempt & ~said.note & ~standing.exempt).tolist():
            self.report(int(said.row[unit]), "note-missing", found=EXEMPTION)
        stage = np.where(exempt & ~standing.exempt, self.stage, standing.stage)
        return replace(standing, exempt=standing.exempt | exempt, stage=stage)

    def _decided(self, standing: Standing, said: Said, decision: Integers) -> Standing:
        """What stands after one appraiser's decisions."""
        decision = self._used(standing, said, decision)
        standing = replace(standing, decided=standing.decided | (decision != Decision.NONE))
        rejects = decision == Decision.REJECT
        if rejects.any():
            standing = replace(
                standing,
                rejected=standing.rejected | rejects,
                award=standing.award.without(rejects),
                stage=np.where(rejects, self.stage, standing.stage),
            )
        standing = self._laid(standing, said, decision == Decision.CHANGE)
        accepts = decision == Decision.ACCEPT
        return self._accepted(standing, said, accepts) if accepts.any() else standing

    def _used(self, standing: Standing, said: Said, decision: Integers) -> Integers:
        """The decisions that go with what is beside them; each that does not is reported."""
        same = np.isin(decision, (Decision.AGREE, Decision.ACCEPT))
        wrong = (same & said.content) | (
            (decision == Decision.REJECT) & said.content & ~_awards_nothing(said)
        )
        self._each(wrong, said, decision, "decision-with-content")
        idle = (decision == Decision.CHANGE) & ~said.content
        self._each(idle & ~said.refused, said, decision, "change-without-content")
        decision = np.where(wrong | idle, Decision.NONE, decision)
        empty = ~standing.anything & np.isin(decision, (Decision.AGREE, Decision.REJECT))
        self._each(empty, said, decision, "decision-without-answer")
        wants = (decision == Decision.REJECT) | ((decision == Decision.CHANGE) & standing.anything)
        self._each(wants & ~said.note, said, decision, "note-missing")
        return decision

    def _each(self, units: Booleans, said: Said, decision: Integers, code: str) -> None:
        for unit in np.flatnonzero(units).tolist():
            self.report(int(said.row[unit]), code, found=Decision(int(decision[unit])).text)

    def _laid(self, standing: Standing, said: Said, units: Booleans) -> Standing:
        """What is said laid over what stands, for some units; an earlier rejection or award gives way."""
        if not units.any():
            return standing
        answered = units & (said.slots.any_given() | said.not_applicable | said.bad)
        awarded = units & said.points.any_given()
        award = standing.award.without(answered)
        if awarded.any():
            award = award.put(POINTS, awarded, said.points.values[POINTS])
        standing = self._answered(standing, said, answered)
        return replace(
            standing,
            award=award,
            rejected=standing.rejected & ~units,
            evidence=standing.evidence | (units & said.evidence),
            changed=standing.changed | answered,
            stage=np.where(units, self.stage, standing.stage),
        )

    def _answered(self, standing: Standing, said: Said, units: Booleans) -> Standing:
        """The answers with the inputs that these units' rows give."""
        if not units.any():
            return standing
        before, inputs = standing.answers, self.asked.inputs
        gone = units & ((before.status == Status.INVALID) | said.not_applicable)
        slots = before.slots.without(gone).overlaid(units, said.slots, inputs).with_defaults(inputs)
        row = np.where(units, said.row, before.row)
        status = np.where(units, Status.ANSWERED, before.status)
        status = np.where(units & said.not_applicable, Status.NOT_APPLICABLE, status)
        among = units & ~said.not_applicable & ~said.bad
        bad = unfit(
            self.asked, slots, among, lambda unit, code, **said: self.report(int(row[unit]), code, **said)
        )
        changed = set(np.flatnonzero(units).tolist())
        texts = {unit: text for unit, text in before.texts.items() if unit not in changed}
        texts |= {unit: text for unit, text in said.texts.items() if unit in changed}
        bad |= units & said.bad
        answers = LeafAnswers(inputs, slots, np.where(bad, Status.INVALID, status), row, texts)
        return replace(standing, answers=answers)

    def _accepted(self, standing: Standing, said: Said, units: Booleans) -> Standing:
        """What stands where a unit's latest explanation takes over."""
        left = units.copy()
        for explanation in reversed(self.explained):
            these = left & explanation.there
            left &= ~these
            if these.any():
                standing = self._taken_over(standing, explanation, these)
        for unit in np.flatnonzero(left).tolist():
            self.report(int(said.row[unit]), "nothing-to-accept")
        return standing

    def _taken_over(self, standing: Standing, explanation: Said, units: Booleans) -> Standing:
        claims = units & explanation.points.any_given()
        claim = standing.claim
        if claims.any():
            claim = claim.put(POINTS, claims, explanation.points.values[POINTS])
        without_points = replace(explanation, points=Slots(len(units), {}, {}))
        standing = self._laid(replace(standing, award=standing.award.without(units)), without_points, units)
        return replace(standing, claim=claim, exempt=standing.exempt | (units & explanation.exempt))


def _awards_nothing(said: Said) -> Booleans:
    """Where no more is said than 0 points."""
    if not said.points.given:
        return np.zeros(len(said.row), dtype=np.bool_)
    zero = said.points.given[POINTS] & said.points.values[POINTS].equal_to(0)
    return np.asarray(zero & ~said.slots.any_given() & ~said.not_applicable)
