"""Hypothesis strategies that give a criteria set stages, policies, data items and conditions, and play its season."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from tests.oracle import generate, generate_rules, generate_season_rows
from tests.oracle.generate import RULE_KINDS, SOURCES, UNIT_KINDS, YEAR, Criteria, GeneratedCase
from tests.oracle.generate_rules import Draw, chance
from tests.oracle.slow_model import flatten
from tests.oracle.slow_rules import is_rate
from tests.oracle.spell import plain

SELF: Final = {"id": "self", "by": "unit"}
APPRAISAL: Final = {"id": "appraisal", "by": "appraiser"}
EXPLANATION: Final = {"id": "explanation", "by": "unit"}
AGAIN: Final = {"id": "appraisal_2", "by": "appraiser"}
STAGES: Final = (
    [SELF, APPRAISAL, EXPLANATION, AGAIN],
    [SELF, APPRAISAL, EXPLANATION, AGAIN],
    [SELF, APPRAISAL, AGAIN],
    [SELF, EXPLANATION, APPRAISAL],
    [SELF, EXPLANATION, {"id": "explanation_2", "by": "unit"}, APPRAISAL],
    [SELF],
)
WHOLE_ITEMS: Final = ("so_a", "so_b", "so_c")
NUMBER_ITEM: Final = "so_d"


@dataclass(frozen=True)
class Features:
    """What a season may use; all of it where nothing is said."""

    stages: bool = True
    shapes: bool = True
    policies: bool = True
    data: bool = True
    conditions: bool = True


ALL: Final = Features()


def _stages(draw: Draw, criteria: Criteria) -> None:
    if not chance(draw, 4):
        stages = draw(st.sampled_from(STAGES))
        titled = [one | {"title": f"Vòng {number}"} for number, one in enumerate(stages, start=1)]
        criteria["policy"]["stages"] = titled if chance(draw, 3) else stages


def _policies(draw: Draw, criteria: Criteria) -> None:
    policy = criteria["policy"]
    policy["claims"] = draw(st.sampled_from(["check", "accept", "ceiling"]))
    policy["no_evidence"] = draw(st.sampled_from(["keep", "zero"]))
    policy["unappraised"] = draw(st.sampled_from(["keep", "keep", "zero"]))
    if chance(draw, 3):
        policy["missing"] = "await"
    elif chance(draw, 3):
        policy["missing"] = {"self": "zero", draw(st.sampled_from(SOURCES[1:])): "await"}
    for leaf in generate.leaves_of(criteria):
        if leaf["rule"]["kind"] != "informative" and chance(draw, 4):
            leaf |= {"evidence": "Báo cáo của đơn vị", "evidence_required": "true"}


def _data(draw: Draw, criteria: Criteria) -> None:
    used: set[str] = set()
    for leaf in generate.leaves_of(criteria):
        if not chance(draw, 3):
            used |= _fill_slots(draw, leaf)
    items = [
        {"id": name, "title": f"Số liệu {name}", "kind": "whole"} for name in WHOLE_ITEMS if name in used
    ]
    if NUMBER_ITEM in used:
        items.append({"id": NUMBER_ITEM, "title": "Số liệu đo", "kind": "number"})
    if items:
        criteria["data"] = items
        checks = _checks(draw, [item["id"] for item in items])
        if checks:
            criteria["checks"] = checks


def _fill_slots(draw: Draw, leaf: Criteria) -> set[str]:
    """Let data items fill slots of a leaf's rule; return the items."""
    rule = leaf["rule"]
    if is_rate(rule):
        slots = draw(st.sampled_from([("numerator", "denominator"), ("denominator",), ("numerator",)]))
        filled = dict(zip(slots, draw(st.permutations(WHOLE_ITEMS)), strict=False))
        leaf["rule"] = rule | filled
        return set(filled.values())
    if rule["kind"] != "formula":
        return set()
    names = list(draw(st.permutations(WHOLE_ITEMS)))
    variables = []
    for variable in rule["variables"]:
        item = names.pop() if variable["kind"] == "whole" else NUMBER_ITEM
        variables.append(variable if chance(draw, 4) else variable | {"data": item})
    leaf["rule"] = rule | {"variables": variables}
    return {one["data"] for one in variables if "data" in one}


def _checks(draw: Draw, items: list[str]) -> list[Criteria]:
    if len(items) < 2 or chance(draw, 3):
        return []
    first, second, last = items[0], items[1], items[-1]
    thats = [f"{first} <= {second}", f"{first} + {second} == {last}", f"{first} / {second} < 1"]
    return [{"that": draw(st.sampled_from(thats)), "message": "Số liệu chưa khớp"}]


def _conditions(draw: Draw, node: Criteria, done: list[Criteria]) -> None:
    """Let criteria depend on nodes that end before them, so that there is no cycle."""
    for child in generate.below(node):
        if done and "code" not in child and chance(draw, 8):
            target = draw(st.sampled_from(done))
            share = draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 4), Fraction(1, 2)]))
            least = min(generate.maximum_of(target, kind, {}) for kind in UNIT_KINDS)
            child["only_if"] = {"node": target["id"], "points_above": plain(least * share)}
        _conditions(draw, child, done)
        if any(generate.maximum_of(child, kind, {}) > 0 for kind in UNIT_KINDS):
            done.append(child)


def _rules_by_kind(draw: Draw, criteria: Criteria) -> None:
    """Give some leaves that all kinds of unit have another rule for some of the kinds."""
    for node in flatten(criteria):
        leaf = node.raw
        if not node.is_leaf or node.applies_to or not _is_free(criteria, leaf) or not chance(draw, 5):
            continue
        kinds = draw(st.permutations(UNIT_KINDS))[: draw(st.integers(1, 2))]
        maximum = Fraction(leaf["max_points"])
        leaf["rule_for"] = [
            {"applies_to": {"kind": [kind]}, "rule": generate_rules.KINDS[other](draw, maximum)}
            for kind in kinds
            for other in [draw(st.sampled_from([one for one in RULE_KINDS if one != "informative"]))]
        ]
        leaf["rule_for"].append({"rule": leaf.pop("rule")})


def _is_free(criteria: Criteria, leaf: Criteria) -> bool:
    needs = [need for one in criteria.get("classes", []) for need in one.get("requires", [])]
    asked = {need["node"] for need in needs if "answer_is" in need}
    return leaf["rule"]["kind"] != "informative" and leaf["id"] not in asked


@st.composite
def season_sets(draw: Draw, kinds: tuple[str, ...] = RULE_KINDS, features: Features = ALL) -> Criteria:
    """Make a sound criteria set with the features that are wanted."""
    criteria: Criteria = draw(generate.criteria_sets(kinds, shapes=features.shapes))
    if features.stages:
        _stages(draw, criteria)
    if features.policies:
        _policies(draw, criteria)
    if features.data and not chance(draw, 3):
        _data(draw, criteria)
    if features.conditions:
        _conditions(draw, criteria, [])
        _rules_by_kind(draw, criteria)
    return criteria


@st.composite
def season_cases(draw: Draw, kinds: tuple[str, ...] = RULE_KINDS, features: Features = ALL) -> GeneratedCase:
    """Make a criteria set with units and the rows of all stages, mostly with a table of units."""
    criteria = draw(season_sets(kinds, features))
    units = draw(generate.unit_tables(4))
    table = not chance(draw, 8)
    rows = draw(generate_season_rows.season_rows(criteria, units, table=table, stages=features.stages))
    return GeneratedCase(criteria, units if table or not rows else None, rows, YEAR)
