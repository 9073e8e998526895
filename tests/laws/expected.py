"""What the tables of a result should say, by the slow scorer."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.laws import engine
from tests.laws.engine import Cell, Table
from tests.oracle import slow_scorer
from tests.oracle.generate import GeneratedCase
from tests.oracle.slow_model import OUTSIDE, Season, flatten


def decimal(value: Fraction | int | None) -> Cell:
    """Return an exact number as its decimal."""
    if value is None:
        return None
    exact = Fraction(value)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).normalize() + 0


def text(value: str | None) -> Cell:
    """Return a text, None where it is blank."""
    return value or None


def expected_leaves(season: Season) -> Table:
    """Return what the table of leaves should say."""
    return {
        key: {
            "state": leaf.state,
            "points": decimal(leaf.points),
            "max_points": decimal(leaf.max_points),
            "claim": decimal(leaf.claim),
        }
        for key, leaf in season.leaves.items()
    }


def expected_nodes(season: Season) -> Table:
    """Return what the table of nodes should say."""
    return {
        key: {
            "points": decimal(node.points),
            "max_points": decimal(node.max_points),
            "index": decimal(node.index),
            "rank": decimal(node.rank),
        }
        for key, node in season.nodes.items()
    }


def expected_ranking(case: GeneratedCase, season: Season) -> Table:
    """Return what the ranking should say."""
    named = {unit["unit"]: unit for unit in case.units or []}
    return {
        (name,): {
            "rank": decimal(unit.rank),
            "group": text(unit.group),
            "kind": text(named.get(name, {}).get("kind")),
            "points": decimal(unit.points),
            "max_points": decimal(unit.max_points),
            "index": decimal(unit.index),
            "class": unit.class_name,
            "provisional": unit.provisional,
            "claim": decimal(unit.claim),
            **({"name": named[name]["name"]} if named else {}),
            **area_columns(case, season, name),
            **source_columns(case, season, name),
        }
        for name, unit in season.units.items()
    }


def area_columns(case: GeneratedCase, season: Season, unit: str) -> dict[str, Cell]:
    """Return the columns of a unit's areas."""
    columns: dict[str, Cell] = {}
    for area in case.criteria["areas"]:
        node = season.nodes[unit, area["id"]]
        shown = {"points": node.points, "index": node.index, "rank": node.rank}
        columns |= {f"{name}:{area['id']}": decimal(value) for name, value in shown.items()}
    return columns


def source_columns(case: GeneratedCase, season: Season, unit: str) -> dict[str, Cell]:
    """Return a unit's points by source; sets whose leaves do not simply add up are left to another test."""
    everything = flatten(case.criteria)
    nodes = [node for node in everything if node.is_leaf]
    if any(node.area_code in OUTSIDE or node.is_taken or "combine" in node.raw for node in everything):
        return {}
    sums: dict[str, Cell] = {}
    for source in {node.source for node in nodes}:
        found = [season.leaves[unit, node.id].points for node in nodes if node.source == source]
        known = [one for one in found if one is not None]
        sums[f"source:{source}"] = decimal(sum(known, Fraction(0))) if known else None
    return sums


def differences(expected: Table, found: Table) -> list[Any]:
    """Return where two tables differ: key, column, what the slow scorer says, what the library says."""
    missing = [(key, "row", key in expected, key in found) for key in sorted(expected.keys() ^ found.keys())]
    return missing + [
        (key, name, value, found[key].get(name, "no column"))
        for key, row in expected.items()
        if key in found
        for name, value in row.items()
        if found[key].get(name, "no column") != value
    ]


def assert_equal(case: GeneratedCase, stage: str | None = None) -> None:
    """Score a case both ways, at a stage or at the last played, and compare all tables."""
    found = engine.tables(engine.run(case, stage=stage))
    season = slow_scorer.score(case.criteria, case.rows, case.units, case.year, stage)
    assert differences(expected_leaves(season), found.leaves) == []
    assert differences(expected_nodes(season), found.nodes) == []
    assert differences(expected_ranking(case, season), found.ranking) == []
