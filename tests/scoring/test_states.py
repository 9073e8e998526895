"""The state table, row by row, from `cases/states.yaml`."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import cchc_index as cchc
from tests.scoring import small
from tests.scoring.small import YES_NO, area, criteria, inner, leaf, leaf_of, score, units
from tests.yaml_files import texts_of

Case = dict[str, Any]
CASES: list[Case] = texts_of(Path(__file__).with_name("cases").joinpath("states.yaml"))


def scored(case: Case) -> cchc.Result:
    """Return the result of a case; a second leaf 1.2 lets the unit answer something else."""
    most = {} if case["leaf"]["rule"]["kind"] == "informative" else {"max_points": "2"}
    first = {"id": "1.1", "title": "Tiêu chí 1.1", **most, **case["leaf"]}
    of = criteria(
        area("1", first, **case.get("area", {})),
        area("2", leaf("1.2", YES_NO)),
        policy=case.get("policy", {"index_cap": "100"}),
        unit_kinds=["xa", "phuong"],
    )
    rows = [{"criterion": "1.1", **row} for row in case["rows"]]
    return score(of, rows, units({"unit": "X", "kind": "xa"}))


def found_of(result: cchc.Result) -> list[str]:
    """Return the codes that concern the leaf or its area."""
    return [problem.code for problem in result.scores.problems if problem.criterion != "1.2"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_state_points_and_maximum_are_those_of_the_table(case: Case) -> None:
    """A leaf takes the first state of the table that holds, with its points and its place in the maximum."""
    result = scored(case)
    row = leaf_of(result, "1.1")
    expected = case["expect"]
    assert row["state"] == expected["state"]
    assert (row["points"], row["max_points"]) == (float(expected["points"]), float(expected["max_points"]))
    assert found_of(result) == case.get("problems", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_state_enters_the_area_as_it_is(case: Case) -> None:
    """An area above one leaf has the leaf's points and maximum, and no index where nothing is applicable."""
    result = scored(case)
    node, row = small.node_of(result, "1"), leaf_of(result, "1.1")
    assert (node["points"], node["max_points"]) == (row["points"], row["max_points"])
    assert pd.isna(node["index"]) == (row["max_points"] == 0)


def test_every_state_has_a_case() -> None:
    """The cases hold every state that there is."""
    assert {case["expect"]["state"] for case in CASES} == {state.code for state in cchc.State}


def test_the_inner_node_answers_for_what_is_below_it_only() -> None:
    """An inner criterion that is not applicable leaves its neighbours as they were."""
    of = criteria(
        area("1", inner("1.1", leaf("1.1.1", YES_NO), not_applicable="exclude"), leaf("1.2", YES_NO))
    )
    result = score(
        of, [{"criterion": "1.1", "answer": "không áp dụng"}, {"criterion": "1.2", "answer": "có"}]
    )
    assert leaf_of(result, "1.1.1")["state"] == "not_applicable"
    assert leaf_of(result, "1.2")["state"] == "scored"
    assert small.unit_of(result)["max_points"] == 2.0


def test_an_inner_node_takes_no_data() -> None:
    """Data in the row of an inner node are a problem and score nothing."""
    result = score(criteria(leaf("1.1", YES_NO)), [{"criterion": "1", "answer": "có"}])
    assert small.said(result)[0] == (
        "2: error not-a-leaf: 1 là mục gồm nhiều tiêu chí thành phần, không chấm trực tiếp; chỉ nhận “không áp dụng”."
    )
    assert leaf_of(result, "1.1")["state"] == "unanswered"


def test_a_missing_answer_that_is_invalid_is_a_problem_of_unit_and_leaf() -> None:
    """Where missing answers are invalid, each one is a problem that names its unit and its leaf."""
    of = criteria(leaf("1.1", YES_NO), leaf("1.2", YES_NO), policy={"missing": "invalid"})
    (problem,) = score(of, [{"criterion": "1.1", "answer": "có"}]).scores.problems
    assert (problem.unit, problem.criterion) == ("X", "1.2")
    assert str(problem) == (
        "error answer-missing: Chưa kê khai; theo bộ tiêu chí, đây là số liệu không hợp lệ."
    )
