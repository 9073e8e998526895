"""Rule `count`: so many points for each, at most the maximum."""

from fractions import Fraction

import pytest

from tests.rules.cases import leaf, refused

NUMBERS = [
    ("0", "0", "counted"),
    ("1", "0.5", "counted"),
    ("3", "1.5", "counted"),
    ("4", "2", "at_maximum"),
    ("5", "2", "at_maximum"),
    ("1.000", "2", "at_maximum"),
    ("1000000000000000", "2", "at_maximum"),
]


@pytest.mark.parametrize(("number", "points", "branch"), NUMBERS)
def test_each_gives_points_up_to_the_maximum(number: str, points: str, branch: str) -> None:
    """Every one counts until the maximum is full."""
    assert leaf("count", "2", each="0.5").scored(number) == (Fraction(points), branch)


@pytest.mark.parametrize(("number", "points"), [("1", "0.6"), ("3", "1.8"), ("4", "2")])
def test_each_may_be_a_percentage(number: str, points: str) -> None:
    """`each` may be a percentage of the maximum, which need not be a multiple of it."""
    assert leaf("count", "2", each={"percent": "30"}).points(number) == Fraction(points)


def test_sentences() -> None:
    """The explanation says how many, what each gives, and where it is cut."""
    found = leaf("count", "2", each="0.5")
    assert found.both("3") == ("3 trường hợp, mỗi trường hợp 0,5 điểm", "3 cases, 0.5 points each")
    assert found.both("4") == ("4 trường hợp, mỗi trường hợp 0,5 điểm", "4 cases, 0.5 points each")
    assert found.both("1")[1] == "1 case, 0.5 points each"
    assert found.both("0") == ("không có trường hợp nào", "no case")
    assert found.both("1.200") == (
        "1.200 trường hợp, mỗi trường hợp 0,5 điểm, tối đa 2 điểm",
        "1,200 cases, 0.5 points each, at most 2 points",
    )


def test_descriptions() -> None:
    """The description says what each gives and where it ends."""
    assert leaf("count", "2", each="0.5").described() == (
        "Mỗi trường hợp 0,5 điểm, tối đa 2 điểm.",
        "0.5 points each, at most 2 points.",
    )
    assert leaf("count", "2", each={"percent": "50"}).described() == (
        "Mỗi trường hợp 1 điểm, tối đa 2 điểm.",
        "1 point each, at most 2 points.",
    )


def test_checks() -> None:
    """Each gives something, and not more than the maximum."""
    assert leaf("count", "2", each="2").faults() == []
    assert leaf("count", "2", each="2.1").faults() == [("points-exceed-max", ("each",))]
    assert leaf("count", "2", each="0").faults() == [("max-not-reached", ("each",))]


def test_what_a_file_may_not_write() -> None:
    """`each` is required and not below 0."""
    assert refused("count") == [("missing", ("each",))]
    assert refused("count", each="-0.5") == [("negative-parameter", ("each", "points"))]


def test_reach() -> None:
    """The least number that gives as many points is named."""
    found = leaf("count", "2", each="0.3")
    assert [found.reached(points) for points in ("0", "0.3", "0.31", "2")] == [
        {"number": number} for number in (0, 1, 2, 7)
    ]
    assert found.reached("2.01") is None
