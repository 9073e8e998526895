"""A slow, obvious scorer in exact fractions, written from sections 4, 5 and 6 of the design page."""

from fractions import Fraction

from tests.oracle import slow_data, slow_ranks, slow_stages, slow_text
from tests.oracle.slow_answers import Row, is_blank
from tests.oracle.slow_model import (
    Case,
    Criteria,
    LeafScore,
    Node,
    NodeScore,
    Season,
    Turns,
    Unit,
    UnitScore,
    flatten,
    index_of,
)
from tests.oracle.slow_stages import Stage
from tests.oracle.slow_tree import Tree


def score(
    criteria: Criteria, rows: list[Row], units: list[Unit] | None, year: int, stage: str | None = None
) -> Season:
    """Score rows of answers by a criteria set at a stage, slowly and exactly."""
    case = case_of(criteria, rows, units, year)
    case = at_stage(case, slow_stages.number_of(stage, case.stages) if stage else None)
    trees = {unit: Tree(case, unit) for unit in case.units}
    leaves = {
        (unit, node.id): shown(case, unit, tree.leaf(node))
        for unit, tree in trees.items()
        for node in case.nodes.values()
        if node.is_leaf
    }
    nodes = {
        (unit, node.id): node_score(case, tree, node)
        for unit, tree in trees.items()
        for node in case.nodes.values()
        if not node.is_leaf
    }
    totals = {unit: unit_total(case, tree) for unit, tree in trees.items()}
    for unit in case.units:
        slow_data.report_breaches(case, unit)
    return slow_ranks.ranked(case, Season(leaves, nodes, totals, frozenset(case.problems)))


def case_of(criteria: Criteria, rows: list[Row], units: list[Unit] | None, year: int) -> Case:
    """Return what is scored, with the rows of all stages."""
    nodes = {node.id: node for node in flatten(criteria)}
    known = units_by_id(rows, units)
    stages = slow_stages.stages_of(criteria)
    places = {*nodes, *slow_data.items_of(criteria)}
    found: dict[tuple[str, str], Turns] = {}
    for row in rows:
        unit = unit_of(row["unit"], known) if units is not None else slow_text.tidy(row["unit"])
        node, number = slow_text.tidy(row["criterion"]), slow_stages.number_of(row.get("stage"), stages)
        if unit and node in places and number is not None and not is_blank(row):
            found.setdefault((unit, node), {}).setdefault(number, []).append(row)
    return Case(criteria, nodes, known, stages, found, year)


def at_stage(case: Case, number: int | None) -> Case:
    """Return the case with the rows of the stages up to one, by default up to the last that has rows."""
    last = slow_stages.last_played(list(case.rows.values())) if number is None else number
    played = {
        place: {turn: rows for turn, rows in turns.items() if turn <= last}
        for place, turns in case.rows.items()
    }
    stages: list[Stage] = case.stages[: last + 1]
    return Case(case.criteria, case.nodes, case.units, stages, played, case.year)


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


def shown(case: Case, unit: str, leaf: LeafScore) -> LeafScore:
    """Return a leaf's score; a unit without answers has no points."""
    if case.has_answers(unit):
        return leaf
    return LeafScore(leaf.state, None, leaf.max_points)


def node_score(case: Case, tree: Tree, node: Node) -> NodeScore:
    """Return the points, the applicable maximum and the index of an inner node."""
    points = tree.points(node) if case.has_answers(tree.unit) else None
    maximum = tree.maximum(node)
    return NodeScore(points, maximum, index_of(case, points, maximum))


def unit_total(case: Case, tree: Tree) -> UnitScore:
    """Return core + bonus - penalty, at least 0, with its index."""
    unit, maximum = tree.unit, tree.core_maximum()
    group = str(case.policy.get("ranking", {}).get("within", "none"))
    group = "" if group == "none" else slow_text.tidy(case.units[unit].get(group))
    if not case.has_answers(unit):
        return UnitScore(unit, group, None, maximum, None, provisional=False)
    points = tree.total(tree.points)
    index = index_of(case, points, maximum)
    cap = case.policy.get("index_cap", "100")
    if index is not None and cap != "none":
        index = min(index, Fraction(cap))
    has_claims = any(leaf.claim is not None for leaf in tree.leaves.values())
    claim = tree.total(tree.claims) if has_claims else None
    return UnitScore(unit, group, points, maximum, index, is_provisional(tree), claim=claim)


def is_provisional(tree: Tree) -> bool:
    """Tell whether a leaf is awaited, or one whose points are taken off is invalid."""
    return any(
        leaf.state == "awaited" or (leaf.state == "invalid" and tree.case.nodes[name].is_better_low)
        for name, leaf in tree.leaves.items()
    )
