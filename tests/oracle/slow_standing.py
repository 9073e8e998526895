"""What stands for a leaf, a data item or an inner node after the stages played, folded stage by stage."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from tests.oracle import slow_text
from tests.oracle.slow_answers import Row, Told, says_exempt, says_not_applicable, told
from tests.oracle.slow_decisions import BLANK, Decision, award_of, decisions, is_disputed, is_within
from tests.oracle.slow_model import Case
from tests.oracle.slow_rules import Given, Rule

NO_EVIDENCE: Final = frozenset({"", "-", "x", "có", "không"})


@dataclass(frozen=True)
class Asked:
    """What is asked under one id: its rule, its maximum, whether it may not apply, what data items say."""

    name: str
    rule: Rule
    maximum: Fraction = Fraction(0)
    may_not_apply: bool = False
    shared: Given = field(default_factory=dict)
    is_fed: bool = False


@dataclass(frozen=True)
class Standing:
    """What stands: an answer, a claim, evidence, perhaps an award, a rejection or an exemption."""

    told: Told = BLANK
    claim: Fraction | None = None
    has_evidence: bool = False
    is_exempt: bool = False
    award: Fraction | None = None
    is_rejected: bool = False
    is_decided: bool = False
    is_changed: bool = False
    replaced: frozenset[str] = frozenset()


def standing(case: Case, unit: str, asked: Asked) -> Standing:
    """Play the stages: the first answers, appraisers decide, the unit's later rows wait to be accepted."""
    turns = case.turns(unit, asked.name)
    stands, explanation = first(asked, turns.get(0, [])), None
    for number, stage in enumerate(case.stages):
        rows = turns.get(number, [])
        if number == 0 or not rows:
            continue
        if stage.is_by_units:
            explanation = said(asked, possible(asked, rows))
        else:
            stands = Appraisal(case, unit, asked, explanation).of(rows, stands)
    exempting = [row for row in turns.get(0, []) if says_exempt(row)]
    if exempting:
        warn_without_note(case, unit, asked, exempting)
    return stands


def first(asked: Asked, rows: list[Row]) -> Standing:
    """Return what the first stage says; a leaf's own row must agree with the data item that it repeats."""
    stands = said(asked, rows)
    own = stands.told.given
    if any(name in own and own[name] != value for name, value in asked.shared.items()):
        return replace(stands, told=Told("invalid"))
    return stands


def said(asked: Asked, rows: list[Row]) -> Standing:
    """Return what a unit says in one stage."""
    claims = claims_of(rows)
    one = claims[0] if claims else None
    return Standing(
        told=Told("invalid") if len(claims) > 1 else told(asked.rule, rows),
        claim=one if len(claims) == 1 and is_within(one, asked.maximum) else None,
        has_evidence=names_evidence(rows),
        is_exempt=any(says_exempt(row) for row in rows),
    )


def claims_of(rows: list[Row]) -> list[Fraction]:
    """Return the different points that rows claim."""
    return sorted({points for points in map(award_of, rows) if points is not None})


def possible(asked: Asked, rows: list[Row]) -> list[Row]:
    """Return the rows after the first stage that can be used: not those that want what may not be."""
    return [row for row in rows if asked.may_not_apply or not says_not_applicable(row)]


def names_evidence(rows: list[Row]) -> bool:
    """Tell whether any row names evidence."""
    return any(slow_text.word(row.get("evidence")) not in NO_EVIDENCE for row in rows)


def warn_without_note(case: Case, unit: str, asked: Asked, rows: list[Row]) -> None:
    """Warn where no row of a decision has a note."""
    if not any(slow_text.tidy(row.get("note")) for row in rows):
        case.problems.add(("note-missing", unit, asked.name))


def is_other_way(old: str, new: str) -> bool:
    """Tell whether one input gives as a whole what the other gives in part: a percentage, and its counts."""
    return old != new and ("" in {old, new} or old.startswith(f"{new}.") or new.startswith(f"{old}."))


def laid_over(stands: Standing, new: Told) -> Standing:
    """Put new inputs over what stands; a blank changes nothing, and what is no answer is replaced whole."""
    old = stands.told
    if new.what == "blank":
        return stands
    if old.what != "answered" or new.what != "answered":
        return replace(stands, told=new, replaced=frozenset(new.given))
    kept = {
        name: value
        for name, value in old.given.items()
        if not any(is_other_way(name, other) for other in new.given)
    }
    given = kept | new.given
    return replace(
        stands,
        told=Told("answered", given),
        replaced=(stands.replaced | frozenset(new.given)) & frozenset(given),
    )


@dataclass(frozen=True)
class Appraisal:
    """One appraisers' stage of one unit and leaf, with the unit's latest explanation."""

    case: Case
    unit: str
    asked: Asked
    explanation: Standing | None

    def of(self, rows: list[Row], stands: Standing) -> Standing:
        """Return what stands after the appraisers' rows."""
        exempting = [row for row in rows if says_exempt(row)]
        if exempting:
            warn_without_note(self.case, self.unit, self.asked, exempting)
            stands = replace(stands, is_exempt=True)
        found = decisions(self.asked.rule, self.asked.maximum, possible(self.asked, rows))
        if not found:
            return stands
        decided = replace(stands, is_decided=True)
        if is_disputed(found):
            self._report("disputed")
            return decided
        self._warn(found[0], rows, stands)
        return self._applied(found[0], decided, is_evident=names_evidence(rows))

    def _report(self, code: str) -> None:
        self.case.problems.add((code, self.unit, self.asked.name))

    def _warn(self, decision: Decision, rows: list[Row], stands: Standing) -> None:
        unanswered = stands.told.what == "blank" and not self.asked.is_fed
        nothing = unanswered and stands.award is None and not stands.is_rejected
        if decision.kind in {"agree", "reject"} and unanswered:
            self._report("decision-without-answer")
        if decision.kind == "reject" or (decision.kind == "change" and not nothing):
            warn_without_note(self.case, self.unit, self.asked, rows)

    def _applied(self, decision: Decision, stands: Standing, *, is_evident: bool) -> Standing:
        match decision.kind:
            case "change":
                return changed(decision, stands, is_evident=is_evident)
            case "accept":
                return self._accepted(stands)
            case "reject":
                return replace(stands, is_rejected=True)
        return stands

    def _accepted(self, stands: Standing) -> Standing:
        told_later = self.explanation
        if told_later is None:
            self._report("nothing-to-accept")
            return stands
        return replace(
            laid_over(stands, told_later.told),
            claim=stands.claim if told_later.claim is None else told_later.claim,
            has_evidence=stands.has_evidence or told_later.has_evidence,
            is_exempt=stands.is_exempt or told_later.is_exempt,
            award=None,
            is_rejected=False,
        )


def changed(decision: Decision, stands: Standing, *, is_evident: bool) -> Standing:
    """Put an appraiser's inputs over what stands, or his points, or both."""
    stands = laid_over(stands, decision.told)
    stands = replace(stands, has_evidence=stands.has_evidence or is_evident)
    if decision.award is not None:
        return replace(stands, award=decision.award, is_rejected=False)
    if decision.told.what == "blank":
        return stands
    return replace(stands, award=None, is_rejected=False, is_changed=True)
