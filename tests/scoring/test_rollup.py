"""From leaves up to the whole: caps, what is left out, bonus, penalty, and the index of every node."""

from typing import Any

import pandas as pd
import pytest

import cchc_index as cchc
from tests.scoring.small import (
    RATE,
    YES_NO,
    area,
    criteria,
    inner,
    leaf,
    leaf_of,
    node_of,
    score,
    unit_of,
    units,
)

GIVEN = {"kind": "given"}


def gives(**points: str) -> list[dict[str, str]]:
    """Return a row for each leaf, named like ``a1`` for 1.1, ``b1`` for 8.1 (bonus), ``p1`` for 9.1 (penalty)."""
    areas = {"a": "1", "c": "2", "b": "8", "p": "9"}
    return [
        {"criterion": f"{areas[name[0]]}.{name[1:]}", "answer": answer} for name, answer in points.items()
    ]


def with_bonus_and_penalty(**policy: Any) -> cchc.CriteriaSet:
    """Return a set of 10 core points, with a bonus of at most 2 and a penalty of at most 3."""
    return criteria(
        area("1", leaf("1.1", GIVEN, "10")),
        area("8", leaf("8.1", GIVEN), leaf("8.2", GIVEN), code="bonus", max_points="2"),
        area("9", leaf("9.1", GIVEN), leaf("9.2", GIVEN), code="penalty", max_points="3"),
        policy=policy or {"index_cap": "100"},
    )


def test_leaves_are_rounded_and_then_only_added() -> None:
    """Three thirds of a point are 0.33 each and add up to 0.99."""
    of = criteria(*(leaf(f"1.{number}", RATE, "1") for number in (1, 2, 3)))
    rows = [{"criterion": f"1.{number}", "numerator": "1", "denominator": "3"} for number in (1, 2, 3)]
    result = score(of, rows)
    assert leaf_of(result, "1.1")["points"] == 0.33
    assert node_of(result, "1")["points"] == unit_of(result)["points"] == 0.99
    assert unit_of(result)["index"] == 33.0


@pytest.mark.parametrize(
    ("mode", "points", "index"), [("half_up", 0.13, 6.5), ("half_even", 0.12, 6.0), ("down", 0.12, 6.0)]
)
def test_points_are_rounded_as_the_policy_says(mode: str, points: float, index: float) -> None:
    """A half is rounded away from zero, to even, or down."""
    result = score(
        criteria(leaf("1.1", RATE), policy={"rounding": {"mode": mode}}),
        [{"criterion": "1.1", "answer": "6,25%"}],
    )
    assert (unit_of(result)["points"], unit_of(result)["index"]) == (points, index)


@pytest.mark.parametrize(("decimals", "index"), [("0", 67.0), ("1", 66.7), ("2", 66.67), ("9", 66.666666667)])
def test_the_index_has_the_decimals_of_the_policy(decimals: str, index: float) -> None:
    """An index is rounded to the decimals that the policy names."""
    of = criteria(leaf("1.1", GIVEN, "3"), policy={"rounding": {"index": decimals}})
    assert unit_of(score(of, [{"criterion": "1.1", "answer": "2"}]))["index"] == index


def test_points_without_rounding_are_carried_to_nine_decimals() -> None:
    """Where points are not rounded they are carried to nine decimals."""
    of = criteria(leaf("1.1", RATE, "1"), policy={"rounding": {"points": "none"}})
    result = score(of, [{"criterion": "1.1", "numerator": "1", "denominator": "3"}])
    assert leaf_of(result, "1.1")["points"] == 0.333333333


def capped() -> cchc.CriteriaSet:
    """Return a set of one area, cut at 3 points, with leaves of 2, 2 and 1, two of which may be left out."""
    return criteria(
        area(
            "1",
            leaf("1.1", GIVEN),
            leaf("1.2", GIVEN, not_applicable="exclude"),
            leaf("1.3", GIVEN, "1", not_applicable="exclude"),
            cap="true",
            max_points="3",
        )
    )


def test_a_cap_cuts_the_sum_and_the_maximum() -> None:
    """A capped node has at most its cap of points, over a maximum of its cap."""
    row = node_of(score(capped(), gives(a1="2", a2="2", a3="0")), "1")
    assert (row["points"], row["max_points"], row["index"]) == (3.0, 3.0, 100.0)


def test_a_cap_that_is_not_reached_cuts_nothing() -> None:
    """Points below the cap stay as they are, over a maximum of the cap."""
    row = node_of(score(capped(), gives(a1="1", a2="1", a3="0")), "1")
    assert (row["points"], row["max_points"]) == (2.0, 3.0)


def test_what_is_left_of_the_maxima_may_be_below_the_cap() -> None:
    """The maximum of a capped node is what is left of its leaves, at most the cap."""
    one_out = node_of(score(capped(), gives(a1="2", a2="2", a3="không áp dụng")), "1")
    two_out = node_of(score(capped(), gives(a1="1", a2="không áp dụng", a3="không áp dụng")), "1")
    assert (one_out["points"], one_out["max_points"]) == (3.0, 3.0)
    assert (two_out["points"], two_out["max_points"], two_out["index"]) == (1.0, 2.0, 50.0)


def test_a_cap_inside_a_cap_is_cut_first() -> None:
    """An inner cap is cut before the sum above is."""
    of = criteria(
        area(
            "1",
            inner("1.1", leaf("1.1.1", GIVEN), leaf("1.1.2", GIVEN), cap="true", max_points="3"),
            leaf("1.2", GIVEN),
            cap="true",
            max_points="4.5",
        )
    )
    rows = [{"criterion": id_, "answer": "2"} for id_ in ("1.1.1", "1.1.2")]
    result = score(of, [*rows, {"criterion": "1.2", "answer": "1"}])
    assert node_of(result, "1.1")["points"] == 3.0
    assert (node_of(result, "1")["points"], node_of(result, "1")["max_points"]) == (4.0, 4.5)


def test_bonus_points_add_to_the_total_and_not_to_the_maximum() -> None:
    """Bonus points come on top of the core points, over the core maximum alone."""
    row = unit_of(score(with_bonus_and_penalty(), gives(a1="7", b1="1")))
    assert (row["points"], row["max_points"], row["index"]) == (8.0, 10.0, 80.0)


def test_bonus_and_penalty_are_cut_at_their_maximum() -> None:
    """A bonus or penalty area counts at most its maximum, without saying cap."""
    result = score(with_bonus_and_penalty(), gives(a1="7", b1="2", b2="1.5", p1="2", p2="2"))
    assert (node_of(result, "8")["points"], node_of(result, "8")["max_points"]) == (2.0, 2.0)
    assert (node_of(result, "9")["points"], node_of(result, "9")["max_points"]) == (3.0, 3.0)
    assert unit_of(result)["points"] == 6.0


def test_the_total_is_never_below_zero() -> None:
    """A penalty beyond what a unit has leaves it at 0."""
    row = unit_of(score(with_bonus_and_penalty(), gives(a1="1", p1="2", p2="1")))
    assert (row["points"], row["index"]) == (0.0, 0.0)


def test_points_of_a_penalty_area_are_what_is_taken() -> None:
    """In a penalty area points are what is taken away, and its index is their share."""
    row = node_of(score(with_bonus_and_penalty(), gives(a1="7", p1="1.5")), "9")
    assert (row["points"], row["index"]) == (1.5, 50.0)


def test_the_index_is_cut_at_its_cap_and_the_points_are_not() -> None:
    """Points may pass the maximum by a bonus; the index stops at its cap."""
    row = unit_of(score(with_bonus_and_penalty(), gives(a1="10", b1="1")))
    assert (row["points"], row["index"]) == (11.0, 100.0)


def test_without_a_cap_the_index_may_pass_100() -> None:
    """An index without a cap says what points and maximum give."""
    row = unit_of(score(with_bonus_and_penalty(index_cap="none"), gives(a1="10", b1="1")))
    assert row["index"] == 110.0


def test_what_does_not_apply_leaves_the_maximum_of_every_node_above() -> None:
    """A leaf that is left out makes the maximum of all nodes above smaller."""
    of = criteria(
        area("1", inner("1.1", leaf("1.1.1", YES_NO, not_applicable="exclude"), leaf("1.1.2", YES_NO))),
        area("2", leaf("2.1", YES_NO)),
    )
    answers = {"1.1.1": "không áp dụng", "1.1.2": "có", "2.1": "không"}
    result = score(of, [{"criterion": id_, "answer": cell} for id_, cell in answers.items()])
    assert [node_of(result, id_)["max_points"] for id_ in ("1.1", "1", "2")] == [2.0, 2.0, 2.0]
    assert (unit_of(result)["points"], unit_of(result)["max_points"]) == (2.0, 4.0)


def test_nothing_applicable_has_no_index_no_rank_and_no_class() -> None:
    """A unit to which nothing applies is listed, without index, rank and class."""
    of = criteria(leaf("1.1", YES_NO, not_applicable="exclude"), classes=[{"name": "Yếu", "at_least": "0"}])
    row = unit_of(score(of, [{"criterion": "1.1", "answer": "không áp dụng"}]))
    assert (row["points"], row["max_points"], row["class"]) == (0.0, 0.0, "")
    assert pd.isna(row["index"])
    assert pd.isna(row["rank"])


def test_each_kind_of_unit_has_its_own_maximum() -> None:
    """Leaves for one kind alone make the maxima of kinds differ."""
    of = criteria(
        leaf("1.1", YES_NO),
        leaf("1.2", YES_NO, "3", applies_to={"kind": ["xa"]}),
        unit_kinds=["xa", "phuong"],
    )
    known = units({"unit": "A", "kind": "xa"}, {"unit": "B", "kind": "phuong"})
    rows = [{"unit": unit, "criterion": "1.1", "answer": "có"} for unit in "AB"]
    result = score(of, rows, known)
    assert [(unit_of(result, unit)["max_points"], unit_of(result, unit)["index"]) for unit in "AB"] == [
        (5.0, 40.0),
        (2.0, 100.0),
    ]


def test_points_by_source_are_those_of_core_leaves() -> None:
    """The columns by source share out the core points."""
    of = criteria(
        area("1", leaf("1.1", GIVEN), leaf("1.2", GIVEN, source="survey")),
        area("8", leaf("8.1", GIVEN), code="bonus", max_points="2"),
    )
    row = unit_of(score(of, gives(a1="1.5", a2="0.5", b1="1")))
    assert (row["source:self"], row["source:survey"], row["points"]) == (1.5, 0.5, 3.0)


def test_very_many_points_are_added_exactly() -> None:
    """The most points that a set may state are added without overflow, at nine decimals."""
    of = criteria(
        leaf("1.1", YES_NO, "500000"),
        leaf("1.2", YES_NO, "1000000"),
        policy={"rounding": {"points": "none"}},
    )
    result = score(of, [{"criterion": "1.1", "answer": "có"}, {"criterion": "1.2", "answer": "không"}])
    assert unit_of(result)["points"] == 500_000.0
    assert unit_of(result)["index"] == 33.33


def test_a_result_is_provisional_while_a_penalty_is_invalid() -> None:
    """An answer in a penalty area that cannot be read leaves the result provisional."""
    rows = gives(a1="7", p1="hai")
    assert unit_of(score(with_bonus_and_penalty(), rows))["provisional"]


@pytest.mark.parametrize(
    "answers", [{"a1": "hai"}, {"a1": "7", "b1": "hai"}, {"a1": "7"}, {"a1": "7", "p1": "1"}]
)
def test_a_result_is_final_where_no_penalty_is_invalid(answers: dict[str, str]) -> None:
    """Invalid core and bonus leaves, and penalties that are missing or read, leave the result final."""
    assert not unit_of(score(with_bonus_and_penalty(), gives(**answers)))["provisional"]


def test_a_unit_without_answers_is_reported_and_has_nothing() -> None:
    """A listed unit without answers has no points, no index, no rank, no class, and is reported."""
    of = criteria(leaf("1.1", YES_NO), classes=[{"name": "Yếu", "at_least": "0"}])
    known = units({"unit": "A", "name": "Xã A"}, {"unit": "B", "name": "Xã B"})
    result = score(of, [{"unit": "A", "criterion": "1.1", "answer": "có"}], known)
    row = unit_of(result, "B")
    assert all(pd.isna(row[name]) for name in ("points", "index", "rank", "points:1", "source:self"))
    assert (row["class"], row["max_points"], row["provisional"]) == ("", 2.0, False)
    assert pd.isna(leaf_of(result, "1.1", "B")["points"])
    assert pd.isna(node_of(result, "1", "B")["points"])
    (problem,) = result.scores.problems
    assert str(problem) == (
        "warning unit-without-answers: Xã B chưa có số liệu nào; không có điểm, không xếp hạng, không xếp loại."
    )


def test_a_unit_without_answers_is_not_in_the_summary() -> None:
    """The summary counts the units that have an index."""
    of = criteria(leaf("1.1", YES_NO))
    known = units({"unit": "A"}, {"unit": "B"}, {"unit": "C"})
    rows = [
        {"unit": unit, "criterion": "1.1", "answer": cell} for unit, cell in (("A", "có"), ("B", "không"))
    ]
    summary = score(of, rows, known).summary.set_index("node").loc["*"]
    assert [float(summary[name]) for name in ("units", "mean", "median", "best", "worst")] == [
        2.0,
        50.0,
        50.0,
        100.0,
        0.0,
    ]


def test_an_answer_that_is_invalid_is_an_answer() -> None:
    """A unit whose only answer cannot be read is scored, with 0."""
    row = unit_of(score(criteria(leaf("1.1", YES_NO)), [{"criterion": "1.1", "answer": "hai"}]))
    assert (row["points"], row["rank"]) == (0.0, 1)
