"""The library and the slow scorer give the same, digit for digit, on generated sets and answers."""

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import engine
from tests.laws.expected import assert_equal
from tests.laws.seasons import SETS
from tests.oracle import generate
from tests.oracle.generate import GeneratedCase


@SETS
@given(generate.cases())
def test_whole_seasons_are_equal(case: GeneratedCase) -> None:
    """Every state, point, index, rank and class of a random season equals the slow scorer's."""
    assert_equal(case)


@SETS
@given(st.sampled_from(sorted(generate.RULE_KINDS)).flatmap(lambda kind: generate.cases((kind,))))
def test_seasons_of_one_kind_are_equal(case: GeneratedCase) -> None:
    """Seasons whose leaves are all of one rule kind equal the slow scorer's."""
    assert_equal(case)


@SETS
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
