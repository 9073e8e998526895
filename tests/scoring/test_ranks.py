"""Ranks, case by case, from `cases/ranks.yaml`."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import cchc_index as cchc
from tests.scoring.small import area, criteria, leaf, node_of, score, unit_of, units
from tests.yaml_files import texts_of

Case = dict[str, Any]
CASES: list[Case] = texts_of(Path(__file__).with_name("cases").joinpath("ranks.yaml"))
AREAS = {"1": ("staff", "10"), "2": ("procedures", "10"), "8": ("bonus", "2"), "9": ("penalty", "5")}
ATTRIBUTES = ("kind", "khối", "ranked")


def given_points(case: Case) -> cchc.CriteriaSet:
    """Return a set whose leaves take the points that they are given."""
    areas = [
        area(
            id_,
            leaf(f"{id_}.1", {"kind": "given"}, most, not_applicable="exclude"),
            code=code,
            max_points=most,
        )
        for id_, (code, most) in AREAS.items()
    ]
    policy = {"ranking": case["ranking"], "index_cap": case.get("index_cap", "100")}
    if "rounding" in case:
        policy["rounding"] = case["rounding"]
    return criteria(*areas, policy={key: value for key, value in policy.items() if value})


def ranked(case: Case) -> cchc.Result:
    """Return the result of a case."""
    rows = [
        {"unit": unit, "criterion": f"{id_}.1", "answer": points}
        for unit, given in case["units"].items()
        for id_, points in given.items()
        if id_ in AREAS
    ]
    table = [
        {"unit": unit, **{name: given.get(name, "") for name in ATTRIBUTES}}
        for unit, given in case["units"].items()
    ]
    return score(given_points(case), rows, units(*table))


def shown(rank: Any) -> str:
    """Return a rank as the cases write it."""
    return "" if pd.isna(rank) else str(rank)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_ranks_are_those_of_the_case(case: Case) -> None:
    """Units are ranked by the rounded index as the set's policy says."""
    ranking = ranked(case).ranking
    assert {unit: shown(rank) for unit, rank in zip(ranking["unit"], ranking["rank"], strict=True)} == case[
        "ranks"
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_ranking_lists_groups_ranks_and_units_in_order(case: Case) -> None:
    """The ranking goes by group, then rank with the unranked last, then unit."""
    rows = ranked(case).ranking[["group", "rank", "unit"]].fillna({"rank": 10**6}).to_dict("records")
    keys = [(row["group"], int(row["rank"]), row["unit"]) for row in rows]
    assert keys == sorted(keys)


def test_nodes_are_ranked_like_the_whole() -> None:
    """A node has ranks of its own, by its own index."""
    case: Case = {"ranking": {}, "units": {"A": {"1": "9", "2": "5"}, "B": {"1": "8", "2": "10"}}}
    result = ranked(case)
    assert [node_of(result, "1", unit)["rank"] for unit in "AB"] == [1, 2]
    assert [unit_of(result, unit)["rank:2"] for unit in "AB"] == [2, 1]


def test_in_a_penalty_area_the_lower_goes_first() -> None:
    """The unit that loses least in a penalty area is first there."""
    case: Case = {
        "ranking": {},
        "units": {"A": {"1": "9", "9": "2"}, "B": {"1": "8", "9": "1"}, "C": {"1": "1"}},
    }
    result = ranked(case)
    assert {unit: unit_of(result, unit)["rank:9"] for unit in "ABC"} == {"A": 3, "B": 2, "C": 1}


def test_a_node_with_nothing_applicable_has_no_rank() -> None:
    """A node of which nothing applies to a unit has neither index nor rank there."""
    case: Case = {"ranking": {}, "units": {"A": {"1": "9", "2": "5"}, "B": {"1": "8", "2": "không áp dụng"}}}
    row = node_of(ranked(case), "2", "B")
    assert pd.isna(row["index"])
    assert shown(row["rank"]) == ""


def test_the_group_is_the_value_of_the_attribute() -> None:
    """The column group has each unit's value of the attribute within which ranks are counted."""
    case: Case = {
        "ranking": {"within": "khối"},
        "units": {"A": {"1": "9", "khối": "núi"}, "B": {"1": "8", "khối": "biển"}},
    }
    assert [unit_of(ranked(case), unit)["group"] for unit in "AB"] == ["núi", "biển"]


def test_an_attribute_is_found_whatever_the_case_of_its_heading() -> None:
    """The heading of an attribute and the set's word for it are compared without regard to case."""
    of = criteria(leaf("1.1", {"kind": "given"}), policy={"ranking": {"within": "Khối"}})
    result = score(of, [{"criterion": "1.1", "answer": "1"}], units({"unit": "X", "Khối": "núi"}))
    assert unit_of(result)["group"] == "núi"
    assert result.scores.problems == ()


def test_a_unit_without_the_attribute_is_a_problem() -> None:
    """A unit whose group is unknown is a problem that names what is missing."""
    of = criteria(leaf("1.1", {"kind": "given"}), policy={"ranking": {"within": "khối"}})
    (problem,) = score(of, [{"criterion": "1.1", "answer": "1"}], units({"unit": "X"})).scores.problems
    assert problem.code == "unit-attribute-missing"
    assert problem.unit == "X"
