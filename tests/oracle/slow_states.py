"""The state of one leaf of one unit: the first of the design page's table that holds."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tests.oracle import slow_data, slow_reach
from tests.oracle.slow_answers import Told
from tests.oracle.slow_model import ZERO, Case, LeafScore, Node, applies, rule_of
from tests.oracle.slow_rules import INVALID, KINDS, MISSING, Outcome, Rule, Setting
from tests.oracle.slow_standing import Asked, Standing, standing


@dataclass(frozen=True)
class Leaf:
    """One leaf of one unit: its rule, what stands for it, and what it is told with data items filled in."""

    case: Case
    unit: str
    node: Node
    rule: Rule
    stands: Standing
    told: Told

    @property
    def maximum(self) -> Fraction:
        """Return the leaf's maximum."""
        return self.node.max_points

    @property
    def is_proven(self) -> bool:
        """Tell whether evidence is there or need not be."""
        return self.stands.has_evidence or self.node.raw.get("evidence_required", "false") != "true"

    def report(self, code: str) -> None:
        """Keep a problem of this unit and leaf."""
        self.case.problems.add((code, self.unit, self.node.id))


def state_of(case: Case, unit: str, node: Node, *, is_blocked: bool) -> LeafScore:
    """Return the state, the rounded points and the counted maximum of a leaf."""
    rule = rule_of(node, case.units[unit])
    if rule is None or not applies(node.applies_to, case.units[unit]):
        return LeafScore("excluded", ZERO, ZERO)
    asked = slow_data.asked_of(case, unit, node, rule)
    stands = standing(case, unit, asked)
    leaf = Leaf(case, unit, node, rule, stands, slow_data.fed(case, unit, asked, stands))
    found = replace(first_that_holds(leaf, is_blocked=is_blocked), claim=stands.claim)
    return unless_unappraised(leaf, under_claim(leaf, found))


def first_that_holds(leaf: Leaf, *, is_blocked: bool) -> LeafScore:
    """Return exempt, blocked, rejected, awarded, or what the answer makes."""
    if is_exempt(leaf):
        return LeafScore("exempt", ZERO, ZERO)
    if is_blocked:
        return LeafScore("blocked", ZERO, leaf.maximum)
    if leaf.stands.is_rejected:
        return LeafScore("rejected", ZERO, leaf.maximum)
    if leaf.stands.award is not None:
        return LeafScore("awarded", leaf.case.rounded(leaf.stands.award), leaf.maximum)
    return of_answer(leaf)


def is_exempt(leaf: Leaf) -> bool:
    """Tell whether the leaf or a node above it is exempt."""
    return leaf.stands.is_exempt or any(stands.is_exempt for stands in above(leaf).values())


def above(leaf: Leaf) -> dict[str, Standing]:
    """Return what stands for the nodes above a leaf, from the outermost."""
    asked = [
        Asked(
            name, {"kind": "informative"}, may_not_apply=leaf.case.nodes[name].not_applicable != "forbidden"
        )
        for name in leaf.node.above
    ]
    return {one.name: standing(leaf.case, leaf.unit, one) for one in asked}


def covering_policy(leaf: Leaf) -> str | None:
    """Return the policy of the outermost node that is answered not applicable and may be."""
    told = {name: stands.told.what for name, stands in above(leaf).items()} | {leaf.node.id: leaf.told.what}
    for name, what in told.items():
        policy = leaf.case.nodes[name].not_applicable
        if what == "not_applicable" and policy != "forbidden":
            return policy
    return None


def of_answer(leaf: Leaf) -> LeafScore:
    """Return not_applicable, invalid, or what the rule makes of the answer."""
    policy = covering_policy(leaf)
    if policy is not None:
        return not_applicable(policy, leaf.maximum)
    if leaf.told.what in {"invalid", "not_applicable"}:
        return invalid(leaf)
    if leaf.told.what == "blank":
        return without_answer(leaf)
    return of_outcome(
        leaf, KINDS[leaf.rule["kind"]](leaf.rule, leaf.told.given, setting_of(leaf.case, leaf.node))
    )


def of_outcome(leaf: Leaf, outcome: Outcome) -> LeafScore:
    """Return the score of an answer that the rule has looked at."""
    if outcome == MISSING:
        return without_answer(leaf)
    if outcome == INVALID:
        return invalid(leaf)
    if outcome.state == "not_applicable":
        return not_applicable(outcome.policy, leaf.maximum)
    found = LeafScore("scored", leaf.case.rounded(outcome.points), leaf.maximum)
    return if_proven(leaf, replace(found, answer=leaf.told.given.get("")))


def not_applicable(policy: str, maximum: Fraction) -> LeafScore:
    """Return the score of what does not apply: full, zero or exclude."""
    points = maximum if policy == "full" else ZERO
    return LeafScore("not_applicable", points, ZERO if policy == "exclude" else maximum)


def invalid(leaf: Leaf) -> LeafScore:
    """Return the score of what cannot be used."""
    return LeafScore("invalid", ZERO, leaf.maximum)


def if_proven(leaf: Leaf, found: LeafScore) -> LeafScore:
    """Return the score, or 0 or a warning where required evidence is missing."""
    if leaf.is_proven:
        return found
    if leaf.case.policy.get("no_evidence", "keep") == "zero":
        return LeafScore("no_evidence", ZERO, leaf.maximum)
    leaf.report("evidence-missing")
    return found


def without_answer(leaf: Leaf) -> LeafScore:
    """Return the score of a leaf without an answer: its claim where that counts, else by the policy."""
    claim = leaf.stands.claim
    if claim is None:
        return missing(leaf)
    if leaf.case.policy.get("claims", "check") != "accept":
        leaf.report("claim-without-answer")
        return missing(leaf)
    points = leaf.case.rounded(claim)
    if not slow_reach.can_give(leaf.case, leaf.rule, setting_of(leaf.case, leaf.node), points):
        return invalid(leaf)
    return if_proven(leaf, LeafScore("claimed", points, leaf.maximum))


def missing(leaf: Leaf) -> LeafScore:
    """Return the score of a missing answer: zero, exclude, invalid or await, perhaps by source."""
    policy = leaf.case.policy.get("missing", "zero")
    if isinstance(policy, dict):
        policy = policy.get(leaf.node.source, "zero")
    if policy == "invalid":
        return invalid(leaf)
    if policy == "await" and not is_delivered(leaf.case, leaf.node):
        return LeafScore("awaited", ZERO, ZERO)
    if policy == "await" and leaf.case.has_answers(leaf.unit):
        leaf.case.problems.add(("partly-delivered", "", leaf.node.id))
    return LeafScore("unanswered", ZERO, ZERO if policy == "exclude" else leaf.maximum)


def is_delivered(case: Case, node: Node) -> bool:
    """Tell whether an answer stands for any unit that the leaf is for."""
    for name, unit in case.units.items():
        rule = rule_of(node, unit)
        if rule is None or not applies(node.applies_to, unit):
            continue
        own = standing(case, name, slow_data.asked_of(case, name, node, rule)).told
        items = [slow_data.item_told(case, name, item) for item in items_alone(rule)]
        if any(told.what != "blank" for told in [own, *items]):
            return True
    return False


def items_alone(rule: Rule) -> list[str]:
    """Return the data items of a rule that they answer without the leaf's own rows."""
    slots = slow_data.slots_of(rule)
    return list(slots.values()) if slots and set(slots) == slow_data.inputs_of(rule) else []


def under_claim(leaf: Leaf, found: LeafScore) -> LeafScore:
    """Return the score, at most the claim where that is the ceiling; compare them where it is not."""
    if leaf.stands.claim is None or found.state not in {"scored", "not_applicable"} or found.points is None:
        return found
    claim = leaf.case.rounded(leaf.stands.claim)
    if leaf.case.policy.get("claims", "check") == "ceiling":
        return replace(found, points=min(found.points, claim))
    if claim != found.points and not leaf.stands.is_changed:
        leaf.report("claim-differs")
    return found


def unless_unappraised(leaf: Leaf, found: LeafScore) -> LeafScore:
    """Return the score, 0 where nobody has looked at it since appraisal began and the policy says so."""
    has_any = leaf.told.what != "blank" or leaf.stands.claim is not None
    if leaf.stands.is_decided or not has_any or leaf.node.source != "self" or not has_begun(leaf.case):
        return found
    if found.state == "exempt":
        return found
    leaf.case.problems.add(("unappraised", "", ""))
    return replace(found, points=ZERO) if leaf.case.policy.get("unappraised", "keep") == "zero" else found


def has_begun(case: Case) -> bool:
    """Tell whether any stage of appraisers has rows of any unit."""
    return any(not case.stages[number].is_by_units for turns in case.rows.values() for number in turns)


def setting_of(case: Case, node: Node) -> Setting:
    """Return what a rule needs beside its parameters."""
    days = case.criteria.get("calendar", {})
    return Setting(
        maximum=node.max_points,
        year=case.year,
        rate_decimals=case.decimals("rate", "none"),
        mode=case.mode,
        holidays=frozenset(date.fromisoformat(one) for one in days.get("holidays", [])),
        working_days=frozenset(date.fromisoformat(one) for one in days.get("working_days", [])),
    )
