"""Rule `yes_no`: the maximum for yes, `otherwise` for no."""

from fractions import Fraction
from typing import Any

import pytest

from tests.rules.cases import leaf, refused

YES = ["có", "Có", "CÓ", "đạt", "đúng", "x", "X", "yes", "true", "1"]
NO = ["không", "Không", "không đạt", "sai", "no", "false", "0"]


@pytest.mark.parametrize("answer", YES)
def test_yes_gives_the_maximum(answer: str) -> None:
    """Every word for yes gives the maximum."""
    assert leaf("yes_no", "1.5").scored(answer) == (Fraction("1.5"), "yes")


@pytest.mark.parametrize("answer", NO)
def test_no_gives_nothing(answer: str) -> None:
    """Every word for no gives 0 where the rule says nothing else."""
    assert leaf("yes_no", "1.5").scored(answer) == (0, "no")


@pytest.mark.parametrize(
    ("otherwise", "points"), [("0.5", "0.5"), ({"percent": "25"}, "0.375"), ({"points": "1"}, "1")]
)
def test_otherwise_is_what_no_gives(otherwise: Any, points: str) -> None:
    """No gives `otherwise`, written as points or as a percentage of the maximum."""
    found = leaf("yes_no", "1.5", otherwise=otherwise)
    assert found.scored("không") == (Fraction(points), "no")
    assert found.scored("có") == (Fraction("1.5"), "yes")


def test_sentences() -> None:
    """The explanation says the answer and nothing else."""
    assert leaf("yes_no").both("đạt") == ("có", "yes")
    assert leaf("yes_no", otherwise="0.5").both("0") == ("không", "no")


def test_descriptions() -> None:
    """The description says what yes and no give."""
    assert leaf("yes_no").described() == ("Có: 1 điểm; không: 0 điểm.", "Yes: 1 point; no: 0 points.")
    half = leaf("yes_no", "1.5", otherwise={"percent": "50"})
    assert half.described() == ("Có: 1,5 điểm; không: 0,75 điểm.", "Yes: 1.5 points; no: 0.75 points.")


def test_checks() -> None:
    """No may give as much as yes, and no more."""
    assert leaf("yes_no").faults() == []
    assert leaf("yes_no", otherwise="1").faults() == []
    assert leaf("yes_no", otherwise="1.01").faults() == [("points-exceed-max", ("otherwise",))]
    assert leaf("yes_no", otherwise={"percent": "100.1"}).faults() == [("points-exceed-max", ("otherwise",))]


def test_what_a_file_may_not_write() -> None:
    """An award is points or a percentage, not both, and not below 0."""
    both = {"points": "0.5", "percent": "50"}
    assert refused("yes_no", otherwise=both) == [("points-or-percent", ("otherwise",))]
    assert refused("yes_no", otherwise={}) == [("points-or-percent", ("otherwise",))]
    assert refused("yes_no", otherwise="-1") == [("negative-parameter", ("otherwise", "points"))]
    assert refused("yes_no", otherwise="nửa") == [("not-a-number", ("otherwise", "points"))]
    assert refused("yes_no", other="1") == [("extra_forbidden", ("other",))]


def test_reach() -> None:
    """No is named for what it gives already, yes for more, and nothing for more than the maximum."""
    found = leaf("yes_no", otherwise="0.5")
    assert found.reached("0.5") == {"answer": 0}
    assert found.reached("0.51") == found.reached("1") == {"answer": 1}
    assert found.reached("1.01") is None
