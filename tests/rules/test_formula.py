"""Rule `formula`: points by a formula over named variables, in branches."""

from fractions import Fraction
from typing import Any

import pytest

from tests.rules.cases import Leaf, leaf, refused

VARIABLES = [
    {"id": "giao", "title": {"vi": "nhiệm vụ được giao", "en": "tasks given"}, "kind": "whole"},
    {"id": "xong", "title": {"vi": "nhiệm vụ hoàn thành", "en": "tasks done"}, "kind": "whole"},
]
FORMULAS = [
    {"when": "giao == 0", "points": "max_points"},
    {"when": "xong / giao >= 0.5", "points": "max_points * xong / giao"},
    {"points": "0"},
]


def tasks(**parameters: Any) -> Leaf:
    """Return a leaf worth 2 points for tasks that are done."""
    return leaf("formula", "2", **{"variables": VARIABLES, "formulas": FORMULAS, **parameters})


ANSWERS = [
    ("giao=8; xong=6", "1.5", "formula:2"),
    ("giao=8; xong=4", "1", "formula:2"),
    ("giao=8; xong=3", "0", "formula:3"),
    ("giao=8; xong=8", "2", "formula:2"),
    ("giao=0; xong=0", "2", "formula:1"),
    ("giao=8; xong=9", "0", "beyond"),
    ("giao=1000000000000000; xong=500000000000000", "1", "formula:2"),
    ("giao=1000000000000000; xong=499999999999999", "0", "formula:3"),
]


@pytest.mark.parametrize(("answer", "points", "branch"), ANSWERS)
def test_the_first_formula_that_holds(answer: str, points: str, branch: str) -> None:
    """The first formula whose condition holds gives the points; nothing later is looked at."""
    assert tasks().scored(answer) == (Fraction(points), branch)


BEYOND = [("giao=8; xong=9", "2", "formula:2"), ("giao=8; xong=16", "2", "formula:2")]


@pytest.mark.parametrize(("answer", "points", "branch"), BEYOND)
def test_points_beyond_may_be_cut(answer: str, points: str, branch: str) -> None:
    """With `beyond: cap` points are cut at 0 and at the maximum."""
    assert tasks(beyond="cap").scored(answer) == (Fraction(points), branch)


def test_points_below_0() -> None:
    """Points below 0 are invalid, or 0 where they are cut."""
    less = [{"points": "max_points - 3 * giao / xong"}]
    assert tasks(formulas=less).scored("giao=2; xong=1") == (0, "beyond")
    assert tasks(formulas=less, beyond="cap").scored("giao=2; xong=1") == (0, "formula:1")
    assert tasks(formulas=less).scored("giao=2; xong=3") == (0, "formula:1")


def test_points_that_are_invalid_say_so() -> None:
    """The problem names what the formula gave, and the most that it may."""
    assert tasks().branch("giao=8; xong=9").state.code == "invalid"
    assert tasks().problem("giao=8; xong=9") == (
        "Công thức cho kết quả 2,25, ngoài khoảng từ 0 đến 2 điểm của tiêu chí."
    )


ZERO = [
    ("full", "2", "not_applicable", True),
    ("zero", "0", "not_applicable", True),
    ("exclude", "0", "not_applicable", False),
]


@pytest.mark.parametrize(
    ("when_zero", "points", "state", "counts"), [*ZERO, ("invalid", "0", "invalid", True)]
)
def test_a_division_by_0(when_zero: str, points: str, state: str, counts: bool) -> None:  # noqa: FBT001
    """A division by 0 in what is looked at gives what `when_zero` says."""
    found = tasks(formulas=[{"points": "xong / giao"}], when_zero=when_zero)
    assert found.points("giao=0; xong=3") == Fraction(points)
    branch = found.branch("giao=0; xong=3")
    assert (branch.id, branch.state.code, branch.counts) == ("division_by_zero", state, counts)


def test_a_division_by_0_that_is_not_looked_at() -> None:
    """What an earlier formula or the left of `or` and `and` decides divides nothing."""
    guarded = [{"when": "giao == 0 or xong / giao < 0.5", "points": "0"}, {"points": "xong / giao"}]
    assert tasks(formulas=guarded).scored("giao=0; xong=3") == (0, "formula:1")
    asked = [{"when": "xong / giao < 0.5 or giao == 0", "points": "0"}, {"points": "1"}]
    assert tasks(formulas=asked).branch("giao=0; xong=3").id == "division_by_zero"


def test_no_formula_holds() -> None:
    """Data that meet no condition are invalid."""
    found = tasks(formulas=FORMULAS[:2])
    assert found.scored("giao=8; xong=3") == (0, "no_formula")
    assert found.branch("giao=8; xong=3").state.code == "invalid"


def test_variables_take_decimals_unless_they_are_whole() -> None:
    """A variable of kind `number`, which is the default, takes decimals."""
    found = leaf("formula", "2", variables=[{"id": "x", "title": "hệ số"}], formulas=[{"points": "x / 3"}])
    assert found.points("1,5") == found.points("x=1,5") == Fraction("0.5")
    assert found.points("1") == Fraction(1, 3)


def test_sentences() -> None:
    """The explanation says the variables and how the points follow."""
    assert tasks().both("giao=1.000; xong=900") == (
        (
            "nhiệm vụ được giao: 1.000; nhiệm vụ hoàn thành: 900;"
            " nhiệm vụ hoàn thành ÷ nhiệm vụ được giao ≥ 0,5"
            " nên điểm bằng điểm tối đa × nhiệm vụ hoàn thành ÷ nhiệm vụ được giao"
        ),
        (
            "tasks given: 1,000; tasks done: 900; tasks done ÷ tasks given ≥ 0.5:"
            " the maximum × tasks done ÷ tasks given"
        ),
    )
    assert tasks().both("giao=0; xong=0") == (
        "nhiệm vụ được giao: 0; nhiệm vụ hoàn thành: 0; nhiệm vụ được giao = 0 nên được điểm tối đa",
        "tasks given: 0; tasks done: 0; tasks given = 0: the maximum",
    )
    assert tasks().both("giao=8; xong=1") == (
        "nhiệm vụ được giao: 8; nhiệm vụ hoàn thành: 1; thuộc trường hợp còn lại nên được 0 điểm",
        "tasks given: 8; tasks done: 1; none of the other cases: 0 points",
    )


def test_sentences_of_results_that_are_cut() -> None:
    """Where `beyond: cap` cuts the result, the explanation says so."""
    found = tasks(formulas=[{"points": "max_points - 3 + xong - giao"}], beyond="cap")
    said = "điểm bằng điểm tối đa − 3 + nhiệm vụ hoàn thành − nhiệm vụ được giao"
    assert found.said("giao=1; xong=5").endswith(f"; {said}, tối đa 2 điểm")
    assert found.said("giao=1; xong=0").endswith(f"; {said}, thấp nhất 0 điểm")
    assert found.said("giao=1; xong=3").endswith(f"; {said}")


def test_sentences_where_there_are_no_points() -> None:
    """The explanation says why a formula gives no points."""
    assert tasks().both("giao=8; xong=9") == (
        "nhiệm vụ được giao: 8; nhiệm vụ hoàn thành: 9; kết quả nằm ngoài khoảng từ 0 đến điểm tối đa",
        "tasks given: 8; tasks done: 9; the result is not from 0 to the maximum",
    )
    assert tasks(formulas=FORMULAS[:2]).both("giao=8; xong=3") == (
        "nhiệm vụ được giao: 8; nhiệm vụ hoàn thành: 3; không thuộc công thức nào",
        "tasks given: 8; tasks done: 3; no formula applies",
    )
    assert tasks(formulas=[{"points": "xong / giao"}]).both("giao=0; xong=0") == (
        "nhiệm vụ được giao: 0; nhiệm vụ hoàn thành: 0; mẫu số bằng 0 nên không tính được điểm",
        "tasks given: 0; tasks done: 0; a division by 0: no points",
    )
    full = tasks(formulas=[{"points": "xong / giao"}], when_zero="full")
    assert full.said("giao=0; xong=0").endswith("; không phát sinh, tính đủ điểm")


def test_descriptions() -> None:
    """The description lists the formulas with their conditions, the variables by their titles."""
    assert tasks().described() == (
        (
            "Nhiệm vụ được giao = 0: điểm tối đa; nhiệm vụ hoàn thành ÷ nhiệm vụ được giao ≥ 0,5:"
            " điểm tối đa × nhiệm vụ hoàn thành ÷ nhiệm vụ được giao; còn lại: 0 điểm."
        ),
        (
            "Tasks given = 0: the maximum; tasks done ÷ tasks given ≥ 0.5:"
            " the maximum × tasks done ÷ tasks given; otherwise: 0 points."
        ),
    )
    alone = tasks(formulas=[{"points": "xong / giao"}])
    assert alone.described() == (
        "Điểm bằng nhiệm vụ hoàn thành ÷ nhiệm vụ được giao.",
        "Points: tasks done ÷ tasks given.",
    )


def test_checks() -> None:
    """Variables are told apart, formulas are of the grammar, and each can be tried."""
    assert tasks().faults() == []
    twice = [VARIABLES[0], {**VARIABLES[1], "id": "giao"}]
    assert tasks(variables=twice, formulas=[{"points": "giao"}]).faults() == [
        ("repeated-name", ("variables", 1, "id"))
    ]
    assert tasks(formulas=[{"points": "1"}, {"points": "2"}]).faults() == [
        ("formula-never-tried", ("formulas", 1))
    ]


TEXTS = [
    ({"points": "giao >= 1"}, "points", "expression-not-a-number"),
    ({"points": "giao +"}, "points", "expression-unexpected"),
    ({"points": "giao + nhan"}, "points", "expression-unknown-variable"),
    ({"points": "1", "when": "giao"}, "when", "expression-not-a-condition"),
    ({"points": "1", "when": "giao = 1"}, "when", "expression-unexpected"),
    ({"points": "(" * 41 + "1" + ")" * 41}, "points", "expression-too-long"),
]


@pytest.mark.parametrize(("branch", "key", "code"), TEXTS)
def test_texts_that_are_no_formulas(branch: dict[str, str], key: str, code: str) -> None:
    """A text that is not of the grammar is told of at its key."""
    assert tasks(formulas=[branch]).faults() == [(code, ("formulas", 0, key))]


def test_examples_are_checked() -> None:
    """An example names every variable and the points, and they are right."""
    right = {"giao": "8", "xong": "6", "points": "1.5"}
    assert tasks(example=right).faults() == []
    assert tasks(example={**right, "points": "1.4"}).faults() == [("example-differs", ("example",))]
    assert tasks(example={"giao": "8", "points": "1"}).faults() == [("example-incomplete", ("example",))]
    assert tasks(example={**right, "khac": "1"}).faults() == [("example-incomplete", ("example",))]
    assert tasks(example={"giao": "8", "xong": "9", "points": "0"}).faults() == [
        ("example-invalid", ("example",))
    ]


def test_an_example_is_an_answer_that_can_be_given() -> None:
    """An example with half a task, where only whole ones can be answered, is told of."""
    found = tasks(example={"giao": "5", "xong": "2.5", "points": "1"})
    assert [path for _, path in found.faults()] in ([("example",)], [("example", "xong")])


IDS = ["tổng", "a b", "a-b", "1a", "a.b", "and", "or", "not", "min", "max", "max_points", ""]


@pytest.mark.parametrize("id_", IDS)
def test_names_that_no_variable_may_have(id_: str) -> None:
    """Variables have ascii names that begin with a letter and are no word of the grammar."""
    codes = refused("formula", variables=[{"id": id_, "title": "x"}], formulas=[{"points": "1"}])
    assert codes == [("bad-variable", ("variables", 0, "id"))]


def test_a_variable_called_points_could_have_no_example() -> None:
    """In an example `points` are the points, so no variable may be called so."""
    found = refused("formula", variables=[{"id": "points", "title": "x"}], formulas=[{"points": "1"}])
    assert found == [("bad-variable", ("variables", 0, "id"))]


def test_what_a_file_may_not_write() -> None:
    """There are variables and formulas; `beyond` and `when_zero` are words of the page."""
    assert refused("formula", variables=[], formulas=FORMULAS) == [("too_short", ("variables",))]
    assert refused("formula", variables=VARIABLES, formulas=[]) == [("too_short", ("formulas",))]
    assert refused("formula", variables=VARIABLES, formulas=[{"when": "giao > 1"}]) == [
        ("missing", ("formulas", 0, "points"))
    ]
    assert refused("formula", variables=VARIABLES, formulas=FORMULAS, beyond="keep") == [
        ("literal_error", ("beyond",))
    ]
    assert refused("formula", variables=[{**VARIABLES[0], "kind": "rate"}], formulas=FORMULAS) == [
        ("literal_error", ("variables", 0, "kind"))
    ]


def test_reach() -> None:
    """An answer that gives as many points is named where round numbers do."""
    for points in ("0", "1", "1.9", "2"):
        found = tasks().reached(points)
        assert found is not None
        assert tasks().points(found) >= Fraction(points)
    assert tasks().reached("2.1") is None
    rare = [{"when": "giao == 7 and xong == 3", "points": "2"}, {"points": "0"}]
    example = {"giao": "7", "xong": "3", "points": "2"}
    assert tasks(formulas=rare, example=example).reached("2") == {"giao": 7, "xong": 3}
