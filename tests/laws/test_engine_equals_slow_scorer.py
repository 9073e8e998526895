"""The library and the slow scorer give the same, digit for digit, on generated sets and answers."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.laws import engine
from tests.laws.engine import Cell, Table
from tests.oracle import generate, slow_scorer
from tests.oracle.generate import GeneratedCase
from tests.oracle.slow_model import OUTSIDE, Season, flatten

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


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
            "claim": None,
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
            "claim": None,
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
    """Return a unit's points by source; sets with areas outside the total are left to another test."""
    nodes = [node for node in flatten(case.criteria) if node.is_leaf]
    if any(node.area_code in OUTSIDE for node in nodes):
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


def assert_equal(case: GeneratedCase) -> None:
    """Score a case both ways and compare all tables."""
    found = engine.tables(engine.run(case))
    season = slow_scorer.score(case.criteria, case.rows, case.units, case.year)
    assert differences(expected_leaves(season), found.leaves) == []
    assert differences(expected_nodes(season), found.nodes) == []
    assert differences(expected_ranking(case, season), found.ranking) == []


@UNHURRIED
@given(generate.cases())
def test_whole_seasons_are_equal(case: GeneratedCase) -> None:
    """Every state, point, index, rank and class of a random season equals the slow scorer's."""
    assert_equal(case)


@UNHURRIED
@given(st.sampled_from(sorted(generate.RULE_KINDS)).flatmap(lambda kind: generate.cases((kind,))))
def test_seasons_of_one_kind_are_equal(case: GeneratedCase) -> None:
    """Seasons whose leaves are all of one rule kind equal the slow scorer's."""
    assert_equal(case)


@UNHURRIED
@given(generate.cases())
def test_tables_have_the_promised_columns_and_order(case: GeneratedCase) -> None:
    """The tables have their columns in order, and the ranking goes by group, rank and unit."""
    result = engine.run(case)
    areas = [area["id"] for area in case.criteria["areas"]]
    fixed = [
        "rank",
        "group",
        "unit",
        "name",
        "kind",
        "points",
        "max_points",
        "index",
        "class",
        "provisional",
        "claim",
    ]
    sources = [name for name in result.ranking.columns if name.startswith("source:")]
    by_area = [f"{name}:{area}" for area in areas for name in ("points", "index", "rank")]
    assert list(result.ranking.columns) == [*fixed, *sources, *by_area]
    assert list(result.leaves.columns) == [
        "unit",
        "criterion",
        "state",
        "answer",
        "points",
        "max_points",
        "claim",
        "stage",
        "branch",
    ]
    assert list(result.nodes.columns) == ["unit", "node", "points", "max_points", "index", "rank"]
    order = [
        (str(row["group"] or ""), row["rank"] is None, row["rank"] or 0, str(row["unit"]))
        for row in engine.tables(result).ranking.values()
    ]
    assert order == sorted(order, key=lambda row: row[:3])
