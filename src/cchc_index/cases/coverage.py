"""What a set's cases are to exercise: branches of its rules, states, policies; and what a result does exercise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.criteria.model import Criterion
from cchc_index.criteria.outline import outline
from cchc_index.criteria.terms import terms_of
from cchc_index.language import Lang, Text, pick
from cchc_index.scoring.leaves import NO_BRANCH
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.model import CriteriaSet, Source
    from cchc_index.criteria.outline import Item
    from cchc_index.scoring.scores import Scores

Kind: TypeAlias = Literal["branch", "state", "policy"]


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that some case is to exercise.

    Args:
        kind: a branch of a leaf's rule, a state, or a policy.
        id: the branch, the state, or the policy as ``missing:self=zero``.
        word: what it is, for people: of a branch what becomes of the leaf.
        leaf: the leaf of a branch.
    """

    kind: Kind
    id: str
    word: Text
    leaf: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by."""
        return (self.kind, self.leaf, self.id)

    def say(self, lang: Lang) -> str:
        """What no case exercises, in a line."""
        word = self.word.to(lang)
        match self.kind:
            case "branch":
                return pick(
                    lang,
                    f"{self.leaf}: mức “{self.id}” ({word})",
                    f"{self.leaf}: branch “{self.id}” ({word})",
                )
            case "state":
                return pick(lang, f"trạng thái “{word}” ({self.id})", f"state “{word}” ({self.id})")
        return pick(lang, f"quy định {self.id} ({word})", f"policy {self.id} ({word})")


def demanded(criteria: CriteriaSet) -> tuple[Demand, ...]:
    """Everything that the cases of a set are to exercise, in the order of the set."""
    items = outline(criteria)
    return (*_branches(criteria, items), *_states(criteria, items), *_policies(criteria, items))


def exercised(scores: Scores) -> frozenset[tuple[str, str, str]]:
    """The keys of what a result exercises."""
    return frozenset((*_taken_branches(scores), *_reached_states(scores), *_used_policies(scores)))


def _branches(criteria: CriteriaSet, items: tuple[Item, ...]) -> Iterator[Demand]:
    """The branches of each leaf's rule, less those that no answer can take."""
    for item in items:
        if item.rule is None:
            continue
        never = item.rule.unreachable(terms_of(criteria, item, criteria.years[0]))
        for branch in item.rule.branches():
            if branch.id not in never:
                yield Demand("branch", branch.id, branch.state.text, _leaf_of(item))


def _leaf_of(item: Item) -> str:
    """A leaf by its id; of one with several rules also which of them it is."""
    alone = isinstance(item.node, Criterion) and item.node.rule is not None
    return item.id if alone or item.entry is None else f"{item.id} ({item.entry + 1})"


def _taken_branches(scores: Scores) -> Iterator[tuple[str, str, str]]:
    for leaf in scores.plan.leaves:
        ids = [branch.id for branch in leaf.rule.branches()]
        for number in np.unique(scores.leaves[leaf.number].branch).tolist():
            if number != NO_BRANCH:
                yield ("branch", _leaf_of(leaf.item), ids[number])


def _states(criteria: CriteriaSet, items: tuple[Item, ...]) -> Iterator[Demand]:
    """The states that some leaf of the set can be in."""
    for state in State:
        if any(_can_be(state, item, criteria) for item in items):
            yield Demand("state", state.code, state.text)


def _can_be(state: State, item: Item, criteria: CriteriaSet) -> bool:
    """Whether a leaf can be in a state: by its rule, by what is said of it, or by what is said of the node above."""
    if item.rule is None:
        return state is State.NOT_APPLICABLE and item.not_applicable != "forbidden"
    by_rule = any(branch.state is state for branch in item.rule.branches())
    needs = {
        State.EXCLUDED: bool(item.applies_to),
        State.BLOCKED: item.waits,
        State.REJECTED: _appraised(criteria),
        State.AWARDED: _appraised(criteria) and item.rule.needs_maximum,
        State.NOT_APPLICABLE: by_rule or item.not_applicable != "forbidden",
        State.NO_EVIDENCE: criteria.policy.no_evidence == "zero" and item.evidence_required,
        State.CLAIMED: criteria.policy.claims == "accept" and item.rule.needs_maximum,
        State.AWAITED: criteria.policy.missing[item.source] == "await",
        State.UNANSWERED: by_rule or criteria.policy.missing[item.source] != "invalid",
    }
    return needs.get(state, True)


def _appraised(criteria: CriteriaSet) -> bool:
    return any(stage.by == "appraiser" for stage in criteria.policy.stages)


def _reached_states(scores: Scores) -> Iterator[tuple[str, str, str]]:
    reached = {code for each in scores.leaves.values() for code in np.unique(each.state).tolist()}
    yield from (("state", "", State(code).code) for code in reached)


def _policies(criteria: CriteriaSet, items: tuple[Item, ...]) -> Iterator[Demand]:
    """What the set decides: for missing answers by source, for what does not apply, for nodes that are cut."""
    leaves = [item for item in items if item.rule is not None]
    for source in dict.fromkeys(item.source for item in leaves):
        yield Demand("policy", _missing(criteria, source), _MISSING)
    for answer in dict.fromkeys(item.not_applicable for item in items):
        if answer != "forbidden":
            yield Demand("policy", f"not_applicable={answer}", _NOT_APPLICABLE)
    for item in items:
        if item.rule is None and item.node.cap:
            yield Demand("policy", f"cap:{item.id}", _CAP)

    policy = criteria.policy
    if policy.claims != "check":
        yield Demand("policy", f"claims={policy.claims}", _CLAIMS)
    if any(item.evidence_required for item in leaves):
        yield Demand("policy", f"no_evidence={policy.no_evidence}", _EVIDENCE)
    if _appraised(criteria) and any(item.source == "self" for item in leaves):
        yield Demand("policy", f"unappraised={policy.unappraised}", _UNAPPRAISED)


_MISSING = Text("tiêu chí chưa kê khai", "a leaf without an answer")
_NOT_APPLICABLE = Text("tiêu chí không áp dụng", "a leaf that is not applicable")
_CAP = Text("tổng điểm các mục ở dưới vượt giới hạn", "points below that add up to more than the cap")
_CLAIMS = Text("điểm tự chấm quyết định điểm của tiêu chí", "a claim that decides a leaf's points")
_EVIDENCE = Text("tiêu chí thiếu tài liệu kiểm chứng", "a leaf without its evidence")
_UNAPPRAISED = Text("tiêu chí chưa được thẩm định", "a leaf that nobody appraised")


def _missing(criteria: CriteriaSet, source: Source) -> str:
    return f"missing:{source}={criteria.policy.missing[source]}"


def _used_policies(scores: Scores) -> Iterator[tuple[str, str, str]]:
    for leaf in scores.plan.leaves:
        if _any_blank(scores, leaf.number):
            yield ("policy", "", _missing(scores.plan.criteria, leaf.item.source))
    said = {number: given.status == Status.NOT_APPLICABLE for number, given in scores.season.leaves.items()}
    for number, units in {**said, **scores.season.covered}.items():
        if units.any():
            yield ("policy", "", f"not_applicable={scores.plan.items[number].not_applicable}")
    for number, item in enumerate(scores.plan.items):
        if item.rule is None and item.node.cap and _is_cut(scores, number):
            yield ("policy", "", f"cap:{item.id}")
    yield from _used_beside(scores)


def _used_beside(scores: Scores) -> Iterator[tuple[str, str, str]]:
    """The policies on claims, evidence and appraisal that decided something or warned of it."""
    policy = scores.plan.criteria.policy
    codes = {problem.code for problem in scores.problems}
    if any(_is_limited(scores, leaf.number) for leaf in scores.plan.leaves):
        yield ("policy", "", "claims=ceiling")
    if any((scored.state == State.CLAIMED).any() for scored in scores.leaves.values()):
        yield ("policy", "", "claims=accept")
    if "evidence-missing" in codes:
        yield ("policy", "", f"no_evidence={policy.no_evidence}")
    if "unappraised" in codes:
        yield ("policy", "", f"unappraised={policy.unappraised}")


def _is_limited(scores: Scores, number: int) -> bool:
    """Whether some unit's claim cut what the rule gave."""
    computed, scored = scores.leaves[number].computed, scores.leaves[number]
    if scores.plan.criteria.policy.claims != "ceiling" or computed is None:
        return False
    return bool(((scored.state == State.SCORED) & (scored.steps < computed)).any())


def _any_blank(scores: Scores, number: int) -> bool:
    """Whether the policy for missing answers decided about some unit that gave any."""
    found, present = scores.leaves[number], scores.present
    policy = scores.plan.criteria.policy.missing[scores.plan.items[number].source]
    state = {"invalid": State.INVALID, "await": State.AWAITED}.get(policy, State.UNANSWERED)
    given = scores.season.leaves.get(number)
    blank = np.ones_like(present) if given is None else given.status == Status.BLANK
    return bool((present & blank & (found.state == state)).any())


def _is_cut(scores: Scores, number: int) -> bool:
    """Whether what is below a node adds up to more than it may have, for some unit."""
    below = [n for n, item in enumerate(scores.plan.items) if item.parent == number]
    added = sum(scores.tallies[n].steps for n in below)
    return bool((added > scores.tallies[number].steps).any())
