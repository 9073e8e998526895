"""A slow, obvious scorer in exact fractions, written from sections 4, 5 and 6 of the design page."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from tests.oracle import slow_ranks, slow_text
from tests.oracle.slow_answers import Row, Told, is_blank, says_not_applicable, told
from tests.oracle.slow_model import (
    OUTSIDE,
    ZERO,
    Case,
    Criteria,
    LeafScore,
    Node,
    NodeScore,
    Season,
    Unit,
    UnitScore,
    applies,
    flatten,
    index_of,
)
from tests.oracle.slow_rules import INVALID, KINDS, MISSING, Outcome, Setting

POINTS_CARRIED: Final = 9


@dataclass
class Scores:
    """What is known so far: leaves, then nodes."""

    leaves: dict[tuple[str, str], LeafScore] = field(default_factory=dict)
    nodes: dict[tuple[str, str], NodeScore] = field(default_factory=dict)


def score(criteria: Criteria, rows: list[Row], units: list[Unit] | None, year: int) -> Season:
    """Score rows of answers by a criteria set, slowly and exactly."""
    nodes = {node.id: node for node in flatten(criteria)}
    known = units_by_id(rows, units)
    case = Case(criteria, nodes, known, rows_by_place(rows, nodes, known, units), year)
    scores = Scores()
    for unit in case.units:
        score_leaves(case, unit, scores)
        for node in nodes.values():
            if not node.above:
                score_node(case, unit, node, scores)
    totals = {unit: unit_total(case, unit, scores) for unit in case.units}
    return slow_ranks.ranked(case, Season(scores.leaves, scores.nodes, totals))


def units_by_id(rows: list[Row], units: list[Unit] | None) -> dict[str, Unit]:
    """Return the units of the table, or, without one, those that the rows name."""
    if units is not None:
        return {slow_text.tidy(unit["unit"]): unit for unit in units}
    named = sorted({slow_text.tidy(row["unit"]) for row in rows})
    return {name: {"unit": name} for name in named if name}


def unit_of(text: str, units: dict[str, Unit]) -> str | None:
    """Return the id of the unit that a row names by id, unique name or alias."""
    written = slow_text.tidy(text)
    if written in units:
        return written
    owners = [one for one, unit in units.items() if written in names_of(unit)]
    return owners[0] if len(owners) == 1 else None


def names_of(unit: Unit) -> set[str]:
    """Return the name and the aliases of a unit."""
    return {slow_text.tidy(text) for text in [unit.get("name"), *(unit.get("aliases") or "").split(";")]} - {
        ""
    }


def rows_by_place(
    rows: list[Row], nodes: dict[str, Node], known: dict[str, Unit], units: list[Unit] | None
) -> dict[tuple[str, str], list[Row]]:
    """Return the rows that say something, by unit and node; unknown units and nodes are left out."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        unit = unit_of(row["unit"], known) if units is not None else slow_text.tidy(row["unit"])
        node = slow_text.tidy(row["criterion"])
        if unit and node in nodes and not is_blank(row):
            found.setdefault((unit, node), []).append(row)
    return found


def covering_policy(case: Case, unit: str, leaf: Node) -> str | None:
    """Return the policy of the outermost node above that is answered not applicable and may be."""
    for name in leaf.above:
        node = case.nodes[name]
        rows = case.rows.get((unit, name), [])
        if any(says_not_applicable(row) for row in rows) and node.not_applicable != "forbidden":
            return node.not_applicable
    return None


def score_leaves(case: Case, unit: str, scores: Scores) -> None:
    """Score all leaves of a unit; a unit without answers has no points."""
    for leaf in case.nodes.values():
        if leaf.is_leaf:
            result = leaf_score(case, unit, leaf)
            if not case.has_answers(unit):
                result = LeafScore(result.state, None, result.max_points)
            scores.leaves[unit, leaf.id] = result


def leaf_score(case: Case, unit: str, leaf: Node) -> LeafScore:
    """Return the state, the rounded points and the counted maximum: the first state that holds."""
    maximum = Fraction(leaf.raw.get("max_points", "0"))
    if not applies(leaf.applies_to, case.units[unit]):
        return LeafScore("excluded", ZERO, ZERO)
    answer = told(leaf.raw["rule"], case.rows.get((unit, leaf.id), []))
    policy = covering_policy(case, unit, leaf)
    if policy is None and answer.what == "not_applicable" and leaf.not_applicable != "forbidden":
        policy = leaf.not_applicable
    if policy is not None:
        return not_applicable(policy, maximum)
    if answer.what in {"invalid", "not_applicable"}:
        return LeafScore("invalid", ZERO, maximum)
    if answer.what == "blank":
        return missing(case, leaf, maximum)
    return answered(case, leaf, answer, maximum)


def answered(case: Case, leaf: Node, answer: Told, maximum: Fraction) -> LeafScore:
    """Return the score of a leaf that has an answer."""
    rule = leaf.raw["rule"]
    outcome: Outcome = KINDS[rule["kind"]](rule, answer.given, setting_of(case, maximum))
    if outcome == MISSING:
        return missing(case, leaf, maximum)
    if outcome == INVALID:
        return LeafScore("invalid", ZERO, maximum)
    if outcome.state == "not_applicable":
        return not_applicable(outcome.policy, maximum)
    decimals = case.decimals("points", "2")
    points = slow_text.rounded(outcome.points, POINTS_CARRIED if decimals is None else decimals, case.mode)
    return LeafScore("scored", points, maximum)


def not_applicable(policy: str, maximum: Fraction) -> LeafScore:
    """Return the score of what does not apply: full, zero or exclude."""
    points = maximum if policy == "full" else ZERO
    return LeafScore("not_applicable", points, ZERO if policy == "exclude" else maximum)


def missing(case: Case, leaf: Node, maximum: Fraction) -> LeafScore:
    """Return the score of a leaf without an answer: zero, exclude or invalid, perhaps by source."""
    policy = case.policy.get("missing", "zero")
    if isinstance(policy, dict):
        policy = policy.get(leaf.source, "zero")
    if policy == "invalid":
        return LeafScore("invalid", ZERO, maximum)
    return LeafScore("unanswered", ZERO, ZERO if policy == "exclude" else maximum)


def setting_of(case: Case, maximum: Fraction) -> Setting:
    """Return what a rule needs beside its parameters."""
    days = case.criteria.get("calendar", {})
    return Setting(
        maximum=maximum,
        year=case.year,
        rate_decimals=case.decimals("rate", "none"),
        mode=case.mode,
        holidays=frozenset(date.fromisoformat(one) for one in days.get("holidays", [])),
        working_days=frozenset(date.fromisoformat(one) for one in days.get("working_days", [])),
    )


def score_node(case: Case, unit: str, node: Node, scores: Scores) -> tuple[Fraction, Fraction]:
    """Score an inner node and all below it; return its points and its applicable maximum."""
    if node.is_leaf:
        leaf = scores.leaves[unit, node.id]
        return leaf.points or ZERO, leaf.max_points
    below = [score_node(case, unit, child, scores) for child in case.children(node)]
    points, maximum = sum((one for one, _ in below), ZERO), sum((one for _, one in below), ZERO)
    if node.cut_at is not None:
        points, maximum = min(points, node.cut_at), min(maximum, node.cut_at)
    shown = points if case.has_answers(unit) else None
    scores.nodes[unit, node.id] = NodeScore(shown, maximum, index_of(case, shown, maximum))
    return points, maximum


def unit_total(case: Case, unit: str, scores: Scores) -> UnitScore:
    """Return core + bonus - penalty, at least 0, with its index."""
    group = str(case.policy.get("ranking", {}).get("within", "none"))
    group = "" if group == "none" else slow_text.tidy(case.units[unit].get(group))
    areas = [node for node in case.nodes.values() if not node.above]
    core_areas = [area for area in areas if area.area_code not in OUTSIDE]
    maximum = sum((scores.nodes[unit, area.id].max_points for area in core_areas), ZERO)
    if not case.has_answers(unit):
        return UnitScore(unit, group, None, None, None, None, maximum, None, provisional=False)
    core = _points_of(unit, core_areas, scores)
    bonus = _points_of(unit, [area for area in areas if area.area_code == "bonus"], scores)
    penalty = _points_of(unit, [area for area in areas if area.area_code == "penalty"], scores)
    total = max(ZERO, core + bonus - penalty)
    index = index_of(case, total, maximum)
    cap = case.policy.get("index_cap", "100")
    if index is not None and cap != "none":
        index = min(index, Fraction(cap))
    provisional = is_provisional(case, unit, scores)
    return UnitScore(unit, group, core, bonus, penalty, total, maximum, index, provisional)


def _points_of(unit: str, areas: list[Node], scores: Scores) -> Fraction:
    return sum((scores.nodes[unit, area.id].points or ZERO for area in areas), ZERO)


def is_provisional(case: Case, unit: str, scores: Scores) -> bool:
    """Tell whether a leaf in a penalty area is invalid."""
    return any(
        node.is_leaf and node.area_code == "penalty" and scores.leaves[unit, node.id].state == "invalid"
        for node in case.nodes.values()
    )
