"""Rule `linear`: straight lines through given points; the ends' points beyond the ends."""

from fractions import Fraction
from typing import Any

import pytest

from tests.rules.cases import Leaf, leaf, refused

THROUGH = [{"at": "50", "points": "0.5"}, {"at": "80", "points": "1.1"}, {"at": "100", "percent": "100"}]


def rising(**parameters: Any) -> Leaf:
    """Return lines worth 2 points: 0.5 at 50%, 1.1 at 80%, 2 at 100%."""
    return leaf("linear", "2", through=THROUGH, **{"when_zero": "zero", **parameters})


RATES = [
    ("0", "0.5", "before"),
    ("49,999999999", "0.5", "before"),
    ("50", "0.5", "from:50"),
    ("50,000000001", "0.50000000002", "from:50"),
    ("65", "0.8", "from:50"),
    ("79,999999999", "1.09999999998", "from:50"),
    ("80", "1.1", "from:80"),
    ("80,000000001", "1.100000000045", "from:80"),
    ("90", "1.55", "from:80"),
    ("99,999999999", "1.999999999955", "from:80"),
    ("100", "2", "after"),
]


@pytest.mark.parametrize(("rate", "points", "branch"), RATES)
def test_points_lie_on_the_lines(rate: str, points: str, branch: str) -> None:
    """Between two marks the points are on the line; beyond the ends they are the end's."""
    assert rising().scored(rate) == (Fraction(points), branch)


@pytest.mark.parametrize(("below", "points"), [("0", "0"), ("0.25", "0.25"), ({"percent": "5"}, "0.1")])
def test_below_replaces_the_points_before_the_first_mark(below: Any, points: str) -> None:
    """`below` holds before the first mark, and not at it."""
    found = rising(below=below)
    assert found.scored("49,999999999") == (Fraction(points), "before")
    assert found.scored("50") == (Fraction("0.5"), "from:50")


FALLING = [{"at": "-10", "points": "1"}, {"at": "0", "points": "0.5"}, {"at": "7.5", "points": "0"}]
VALUES = [
    ("-11", "1", "before"),
    ("-10", "1", "from:-10"),
    ("-5", "0.75", "from:-10"),
    ("0", "0.5", "from:0"),
    ("2,5", Fraction(1, 3), "from:0"),
    ("7,5", "0", "after"),
    ("1.000.000", "0", "after"),
]


@pytest.mark.parametrize(("value", "points", "branch"), VALUES)
def test_lines_on_a_value_that_may_be_negative(value: str, points: str | Fraction, branch: str) -> None:
    """Lines on a value may fall, and lie below 0 with `negative`."""
    found = leaf("linear", of="value", negative="true", through=FALLING)
    assert found.faults() == []
    assert found.scored(value) == (Fraction(points), branch)


def test_lines_above_100() -> None:
    """`above_100: keep` lets a rate go on along a line beyond 100%."""
    through = [{"at": "50", "points": "0"}, {"at": "150", "points": "1"}]
    found = leaf("linear", above_100="keep", when_zero="zero", through=through)
    assert found.faults() == []
    assert found.points("125") == Fraction("0.75")
    assert found.points("200") == 1


def test_sentences() -> None:
    """The explanation says between which marks the rate or value lies."""
    assert rising().both("numerator=3; denominator=4") == (
        "75% (3/4), nội suy giữa hai mốc 50% và 80%",
        "75% (3/4), on the line between 50% and 80%",
    )
    assert rising().both("12,5%") == ("12,5%, dưới mốc đầu 50%", "12.5%, below the first mark 50%")
    assert rising().both("100") == ("100%, đạt mốc cuối 100%", "100%, reaching the last mark 100%")
    value = leaf("linear", of="value", negative="true", through=FALLING)
    assert value.both("-2,5") == (
        "-2,5, nội suy giữa hai mốc -10 và 0",
        "-2.5, on the line between -10 and 0",
    )
    assert value.both("8") == ("8, từ mốc cuối 7,5 trở lên", "8, at or above the last mark 7.5")


def test_descriptions() -> None:
    """The description lists the marks with their points."""
    assert rising(below="0").described() == (
        (
            "Nội suy theo tỷ lệ giữa các mốc 50% (0,5 điểm), 80% (1,1 điểm) và 100% (2 điểm);"
            " dưới 50%: 0 điểm; không phát sinh (0/0): 0 điểm."
        ),
        (
            "On straight lines by rate: 50% (0.5 points), 80% (1.1 points) and 100% (2 points);"
            " below 50%: 0 points; nothing arose (0/0): 0 points."
        ),
    )
    assert leaf("linear", of="value", negative="true", through=FALLING).described() == (
        "Nội suy theo giá trị giữa các mốc -10 (1 điểm), 0 (0,5 điểm) và 7,5 (0 điểm).",
        "On straight lines by value: -10 (1 point), 0 (0.5 points) and 7.5 (0 points).",
    )


def test_checks() -> None:
    """Marks rise, lie where answers can, and the highest gives exactly the maximum."""
    assert rising().faults() == []
    assert leaf(
        "linear", "3", through=[*THROUGH[:2], {"at": "90", "points": "2"}], when_zero="zero"
    ).faults() == [("max-not-reached", ("through",))]
    assert leaf("linear", "1", through=THROUGH, when_zero="zero").faults() == [
        ("points-exceed-max", ("through", 1))
    ]
    assert rising(below="2.1").faults() == [("points-exceed-max", ("below",))]
    assert rising(negative="true").faults() == [("parameter-without-effect", ("negative",))]
    assert leaf("linear", "2", through=THROUGH).faults() == [("when-zero-unsaid", ())]


def faults_of(*marks: str, **parameters: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return the faults of a rising line of 1 point through these marks."""
    shares = [f"{100 * place / (len(marks) - 1):.0f}" for place in range(len(marks))]
    through = [{"at": at, "percent": share} for at, share in zip(marks, shares, strict=True)]
    return leaf("linear", through=through, **parameters).faults()


def test_marks_in_order_and_in_range() -> None:
    """A mark that is not above the one before it, or that no answer meets, is told of."""
    rate = {"when_zero": "zero"}
    assert faults_of("50", "50", **rate) == [("knots-out-of-order", ("through", 1, "at"))]
    assert faults_of("50", "100", "90", **rate) == [("knots-out-of-order", ("through", 2, "at"))]
    assert faults_of("-1", "100", **rate) == [("bound-out-of-range", ("through", 0, "at"))]
    assert faults_of("0", "100.5", **rate) == [("bound-out-of-range", ("through", 1, "at"))]
    assert faults_of("0", "100.5", above_100="keep", **rate) == []
    assert faults_of("-1", "5", of="value") == [("bound-out-of-range", ("through", 0, "at"))]
    assert faults_of("-1", "5", of="value", negative="true") == []


def test_what_a_file_may_not_write() -> None:
    """A line needs two marks, each with points or a percentage."""
    assert refused("linear", through=THROUGH[:1]) == [("too_short", ("through",))]
    assert refused("linear", through=[{"at": "1"}, THROUGH[0]]) == [("points-or-percent", ("through", 0))]
    assert refused("linear", through=[{"points": "1"}, THROUGH[0]]) == [("missing", ("through", 0, "at"))]


def test_reach() -> None:
    """The answer is where a line first meets the points."""
    assert rising().reached("0.8") == {"rate": 65}
    assert rising().reached("1.55") == {"rate": 90}
    assert rising().reached("2") == {"rate": 100}
    assert rising().reached("2.1") is None
    low = rising().reached("0.5")
    assert low is not None
    assert rising().points(low) == Fraction("0.5")
    assert rising(complement="true").reached("0.8") == {"rate": 35}
    falling = leaf("linear", of="value", negative="true", through=FALLING)
    assert falling.points(falling.reached("0.75") or {"value": 9}) >= Fraction("0.75")
