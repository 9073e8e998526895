"""The sentence of one leaf: what was answered, which part of the rule it met, and what appraisal made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_index.answers.leaf import Status
from cchc_index.answers.slots import POINTS
from cchc_index.answers.spelling import said as said_by
from cchc_index.answers.words import Decision
from cchc_index.language import Lang, exact_number, pick
from cchc_index.scoring.leaves import NO_BRANCH
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_index.scoring.history import Change
    from cchc_index.scoring.plan import Leaf
    from cchc_index.scoring.scores import Scores


@dataclass(frozen=True)
class LeafSentence:
    """The sentence of one unit's leaf.

    Args:
        leaf: the leaf.
        scores: the scores.
        unit: the unit's number.
        change: the last thing that appraisal did to it, if anything.
        lang: the language.
    """

    leaf: Leaf
    scores: Scores
    unit: int
    change: Change | None
    lang: Lang

    @property
    def state(self) -> State:
        """What became of the leaf."""
        return State(int(self.scores.leaves[self.leaf.number].state[self.unit]))

    def said(self) -> str:
        """The sentence."""
        scored = self.scores.leaves[self.leaf.number]
        said = f"{self.leaf.item.id} {self.leaf.item.title.to(self.lang)}: {self._middle()}"
        if not self.leaf.rule.needs_maximum:
            return f"{said}."
        if self.state is State.AWARDED:
            return f"{said}{self._basis()}{self._reason()}."
        if scored.counts is not None and not scored.counts[self.unit]:
            return f"{said}; {self._pick('không tính vào điểm tối đa của đơn vị', 'left out of the maximum')}{self._reason()}."
        return f"{said} → {self._result(int(scored.steps[self.unit]))}{self._basis()}{self._appraised()}."

    def _pick(self, vi: str, en: str) -> str:
        return pick(self.lang, vi, en)

    def _points(self, steps: int) -> str:
        number = exact_number(self.scores.plan.in_points(steps), self.lang)
        return f"{number} {self._pick('điểm', 'point' if number == '1' else 'points')}"

    def _result(self, steps: int) -> str:
        plan = self.scores.plan
        points, most = (exact_number(plan.in_points(n), self.lang) for n in (steps, self.leaf.max_steps))
        taken = self._pick("trừ ", "less ") if plan.takes_away(self.leaf.number) else ""
        return f"{taken}{points}/{most} {self._pick('điểm', 'points')}"

    def _basis(self) -> str:
        ref = self.leaf.item.node.legal_ref
        return f" ({ref.to(self.lang)})" if ref else ""

    def _middle(self) -> str:
        """What was answered, or why there is nothing to score."""
        says: dict[State, Callable[[], str]] = {
            State.AWARDED: self._moved,
            State.REJECTED: self._rejected,
            State.BLOCKED: self._condition,
            State.EXCLUDED: self._state,
            State.EXEMPT: self._state,
            State.AWAITED: self._state,
            State.CLAIMED: lambda: self._pick("chưa kê khai, theo điểm tự chấm", "not answered, as claimed"),
            State.NO_EVIDENCE: lambda: self._answer() + self._state(),
        }
        said = says.get(self.state)
        return self._by_rule() + self._limited() if said is None else said()

    def _state(self) -> str:
        return self.state.text.to(self.lang)

    def _by_rule(self) -> str:
        """What was answered and which part of the rule it met."""
        given = self.scores.season.leaves.get(self.leaf.number)
        number = int(self.scores.leaves[self.leaf.number].branch[self.unit])
        if number != NO_BRANCH and given is not None:
            branch = self.leaf.rule.branches()[number].id
            sentence = self.leaf.rule.sentence(branch, given.of_unit(self.unit), self.leaf.terms, self.lang)
            text = given.texts.get(self.unit)
            sentence = f"“{text}”, {sentence}" if text else sentence
            return sentence.removesuffix(_left_out(self.lang))
        if self.state is State.INVALID:
            text = given.texts.get(self.unit, "") if given is not None else ""
            found = f" (“{text}”)" if text else ""
            return self._pick(f"số liệu không hợp lệ{found}", f"invalid data{found}")
        if self.state is State.NOT_APPLICABLE:
            return self._pick("không phát sinh", "nothing arose")
        return State.UNANSWERED.text.to(self.lang)

    def _answer(self) -> str:
        given = self.scores.season.leaves.get(self.leaf.number)
        if given is None or given.status[self.unit] != Status.ANSWERED:
            return ""
        return f"{said_by(given.inputs, given.of_unit(self.unit), self.lang)}, "

    def _limited(self) -> str:
        """What made the points fewer than the rule gives."""
        scored, standing = (
            self.scores.leaves[self.leaf.number],
            self.scores.season.standings.get(self.leaf.number),
        )
        if (
            scored.computed is None
            or standing is None
            or scored.steps[self.unit] >= scored.computed[self.unit]
        ):
            return ""
        claim = (
            int(self.scores.steps(standing.claim)[self.unit])
            if standing.claim.gives(POINTS)[self.unit]
            else None
        )
        if claim is not None and scored.steps[self.unit] == claim:
            claimed = self._points(claim)
            return self._pick(f", không quá điểm tự chấm {claimed}", f", at most the claim of {claimed}")
        return self._pick(", chưa được thẩm định", ", not appraised yet")

    def _condition(self) -> str:
        """What the leaf waits for: the nearest condition at or above it that does not hold."""
        plan = self.scores.plan
        number: int | None = self.leaf.number
        while number is not None:
            condition = plan.items[number].node.only_if
            if condition is not None:
                asked = plan.number_for(condition.node, self.unit)
                points = self._points(int(self.scores.tallies[asked].steps[self.unit]))
                bound = exact_number(condition.points_above, self.lang)
                return self._pick(
                    f"chưa đủ điều kiện: tiêu chí {condition.node} mới đạt {points}, cần trên {bound} điểm",
                    f"condition not met: {condition.node} has {points}, more than {bound} are needed",
                )
            number = plan.items[number].parent
        return self._state()

    def _rejected(self) -> str:
        """Who rejected it, and why."""
        if self.change is None:
            return self._state()
        return f"{self._who(self.change)} {self._pick('không công nhận', 'rejects it')}{self._reason()}"

    def _who(self, change: Change) -> str:
        return change.by or self._pick("cơ quan thẩm định", "the appraiser")

    def _reason(self) -> str:
        return f": {self.change.note}" if self.change is not None and self.change.note else ""

    def _moved(self) -> str:
        """From how many points to how many."""
        if self.change is None:
            return self._state()
        before, after = self.change.before.steps or 0, self.change.after.steps or 0
        who = self._who(self.change)
        if before == after or self.change.before.state in _NOTHING_BEFORE:
            return self._pick(f"{who} chấm {self._points(after)}", f"{who} gives {self._points(after)}")
        way = self._pick("lên" if after > before else "xuống", "up to" if after > before else "down to")
        verb = self._pick(self.change.text.vi, f"{self.change.text.en}s it")
        return f"{who} {verb} {self._pick('từ', 'from')} {self._points(before)} {way} {self._points(after)}"

    def _appraised(self) -> str:
        """What appraisal changed of an answer that is scored by the rule."""
        changed = self.change is not None and self.change.decision in {Decision.CHANGE, Decision.ACCEPT}
        if self.change is None or not changed or self.change.before.state in _NOTHING_BEFORE:
            return ""
        if self.state not in {State.SCORED, State.INVALID, State.NOT_APPLICABLE}:
            return ""
        return f"; {self._moved()}{self._reason()}"


_NOTHING_BEFORE = frozenset({State.UNANSWERED, State.AWAITED})
"""States in which there was nothing to change yet."""


def _left_out(lang: Lang) -> str:
    """What a rule says itself of a leaf that is left out, and the sentence ends with anyway."""
    return pick(lang, "; không tính vào điểm tối đa của đơn vị", "; left out of the unit's maximum")
