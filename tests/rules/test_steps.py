"""Rule `steps`: the points of the first step that the rate or value reaches."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.rules.reading import read_number
from tests.oracle.slow_text import rounded
from tests.rules.cases import Leaf, leaf, refused, rounding

LADDER = [
    {"at_least": "100", "points": "1"},
    {"at_least": "90", "points": "0.75"},
    {"above": "50", "percent": "25"},
]


def ladder(**parameters: Any) -> Leaf:
    """Return a ladder worth 1 point: from 100%, from 90%, above 50%."""
    return leaf("steps", steps=LADDER, **{"when_zero": "zero", **parameters})


RATES = [
    ("100", "1", "at_least:100"),
    ("99,999999999", "0.75", "at_least:90"),
    ("90,000000001", "0.75", "at_least:90"),
    ("90", "0.75", "at_least:90"),
    ("89,999999999", "0.25", "above:50"),
    ("50,000000001", "0.25", "above:50"),
    ("50", "0", "otherwise"),
    ("49,999999999", "0", "otherwise"),
    ("0", "0", "otherwise"),
]


@pytest.mark.parametrize(("rate", "points", "branch"), RATES)
def test_rising_steps_at_their_bounds(rate: str, points: str, branch: str) -> None:
    """`at_least` holds at its bound, `above` only beyond it."""
    assert ladder().scored(rate) == (Fraction(points), branch)


FALLING = [
    {"below": "2", "points": "1"},
    {"at_most": "5", "points": "0.5"},
    {"at_most": "10.5", "percent": "10"},
]
VALUES = [
    ("0", "1", "below:2"),
    ("1,999999999", "1", "below:2"),
    ("2", "0.5", "at_most:5"),
    ("5", "0.5", "at_most:5"),
    ("5,000000001", "0.1", "at_most:10.5"),
    ("10,5", "0.1", "at_most:10.5"),
    ("10,500000001", "0.05", "otherwise"),
    ("1.000.000", "0.05", "otherwise"),
]


@pytest.mark.parametrize(("value", "points", "branch"), VALUES)
def test_falling_steps_at_their_bounds(value: str, points: str, branch: str) -> None:
    """`below` holds before its bound, `at_most` at it too, and `otherwise` beyond all."""
    found = leaf("steps", of="value", steps=FALLING, otherwise="0.05")
    assert found.faults() == []
    assert found.scored(value) == (Fraction(points), branch)


COUNTS = [
    ("9000000000000000", "0.75"),
    ("8999999999999999", "0.25"),
    ("5000000000000000", "0"),
    ("5000000000000001", "0.25"),
]


@pytest.mark.parametrize(("top", "points"), COUNTS)
def test_one_in_ten_to_the_sixteen_decides(top: str, points: str) -> None:
    """A rate of counts is compared exactly, to the last unit of the largest numbers."""
    assert ladder().points({"numerator": top, "denominator": 10**16}) == Fraction(points)


SLOPE = [{"at_least": "80", "points": "2"}, {"at_least": "50", "times_rate": "2"}]
SLOPED = [("80", "2"), ("79,99", "1.5998"), ("60", "1.2"), ("50", "1"), ("49,99", "0.1")]


@pytest.mark.parametrize(("rate", "points"), SLOPED)
def test_times_rate_gives_a_share_of_the_rate(rate: str, points: str) -> None:
    """A step with `times_rate` gives so much times the rate over 100."""
    found = leaf("steps", "2", steps=SLOPE, otherwise={"percent": "5"}, when_zero="zero")
    assert found.faults() == []
    assert found.points(rate) == Fraction(points)


BELOW_ZERO = [("-5,1", "1"), ("-5", "1"), ("-4,99", "0.5"), ("-0,01", "0.5"), ("0", "0"), ("3", "0")]


@pytest.mark.parametrize(("value", "points"), BELOW_ZERO)
def test_values_below_0(value: str, points: str) -> None:
    """With `negative` a value and its bounds may lie below 0."""
    steps = [{"at_most": "-5", "points": "1"}, {"below": "0", "points": "0.5"}]
    found = leaf("steps", of="value", negative="true", steps=steps)
    assert found.faults() == []
    assert found.points(value) == Fraction(points)


def test_steps_above_100() -> None:
    """`above_100: keep` lets a rate reach steps beyond 100%."""
    found = leaf(
        "steps", above_100="keep", when_zero="zero", steps=[{"at_least": "120", "points": "1"}, *LADDER[1:]]
    )
    assert found.faults() == []
    assert found.scored("numerator=12; denominator=10") == (1, "at_least:120")
    assert found.scored("119,99") == (Fraction("0.75"), "at_least:90")


def test_the_first_step_that_holds_is_taken() -> None:
    """Steps are tried in the order of the file, one between two others included."""
    steps = [
        {"above": "90", "points": "0.5"},
        {"at_least": "90", "points": "1"},
        {"at_least": "10", "points": "0.2"},
    ]
    found = leaf("steps", when_zero="zero", steps=steps)
    assert found.faults() == []
    assert [found.points(rate) for rate in ("91", "90", "89")] == [Fraction("0.5"), 1, Fraction("0.2")]


def test_sentences_on_rates() -> None:
    """The explanation says the rate, its counts, and the range of the step between its neighbours."""
    assert ladder().both("numerator=1850; denominator=2000") == (
        "92,5% (1.850/2.000), thuộc mức từ 90% đến dưới 100%",
        "92.5% (1,850/2,000), in the step from 90% to below 100%",
    )
    assert ladder().both("100") == ("100%, thuộc mức từ 100%", "100%, in the step from 100%")
    assert ladder().both("50,5%") == (
        "50,5%, thuộc mức trên 50% đến dưới 90%",
        "50.5%, in the step above 50% to below 90%",
    )
    assert ladder().both("12") == ("12%, không thuộc mức nào", "12%, in no step")


def test_sentences_on_values() -> None:
    """A value is said without a percent sign; the ranges follow from the steps before."""
    found = leaf("steps", of="value", steps=FALLING)
    assert found.both("1.316.000,5") == ("1.316.000,5, không thuộc mức nào", "1,316,000.5, in no step")
    assert found.both("1") == ("1, thuộc mức dưới 2", "1, in the step below 2")
    assert found.both("5") == ("5, thuộc mức từ 2 đến 5", "5, in the step from 2 to 5")
    assert found.both("7") == ("7, thuộc mức trên 5 đến 10,5", "7, in the step above 5 to 10.5")


def shown_bounds(said: str) -> list[tuple[str, Fraction]]:
    """Return the words and numbers of the range in a Vietnamese sentence."""
    words = said.partition("thuộc mức ")[2].split()
    pairs = [(words[place - 1], words[place]) for place in range(1, len(words)) if words[place].endswith("%")]
    return [(word, read_number(text, percent=True)) for word, text in pairs]


COMPARISONS = {
    "từ": lambda rate, bound: rate >= bound,
    "trên": lambda rate, bound: rate > bound,
    "đến": lambda rate, bound: rate <= bound,
    "dưới": lambda rate, bound: rate < bound,
}


@given(st.integers(2, 299), st.integers(2, 300), st.integers(0, 3))
def test_the_rate_that_is_said_lies_in_the_range_that_is_said(top: int, bottom: int, decimals: int) -> None:
    """A rate is shown with so many decimals that it never seems to lie outside its step."""
    counts = f"numerator={min(top, bottom - 1)}; denominator={bottom}"
    bound = rounded(Fraction(min(top, bottom - 1), bottom) * 100, decimals, "half_up")
    steps = [{"at_least": bound, "points": "1"}, {"at_least": "0.1", "points": "0.5"}]
    said = leaf("steps", when_zero="zero", steps=steps).said(counts)
    rate = read_number(said.split()[0].rstrip(","), percent=True)
    assert all(COMPARISONS[word](rate, shown) for word, shown in shown_bounds(said))


def test_two_thirds_do_not_seem_to_reach_66_67() -> None:
    """A rate that falls short of a bound in the third decimal is shown to fall short."""
    steps = [{"at_least": "66.67", "points": "1"}]
    assert leaf("steps", when_zero="zero", steps=steps).said("numerator=2; denominator=3") in {
        "66,667% (2/3), không thuộc mức nào",
        "66,6667% (2/3), không thuộc mức nào",
        "66,666% (2/3), không thuộc mức nào",
        "66,666666667% (2/3), không thuộc mức nào",
    }


def test_descriptions() -> None:
    """The description gives each range with its points, then the rest."""
    assert ladder(when_zero="full").described() == (
        (
            "Tỷ lệ từ 100%: 1 điểm; từ 90% đến dưới 100%: 0,75 điểm; trên 50% đến dưới 90%: 0,25 điểm;"
            " còn lại: 0 điểm; không phát sinh (0/0): đủ điểm."
        ),
        (
            "Rate from 100%: 1 point; from 90% to below 100%: 0.75 points;"
            " above 50% to below 90%: 0.25 points; otherwise: 0 points; nothing arose (0/0): full points."
        ),
    )
    assert leaf("steps", of="value", steps=FALLING, otherwise="0.05").described() == (
        "Giá trị dưới 2: 1 điểm; từ 2 đến 5: 0,5 điểm; trên 5 đến 10,5: 0,1 điểm; còn lại: 0,05 điểm.",
        (
            "Value below 2: 1 point; from 2 to 5: 0.5 points; above 5 to 10.5: 0.1 points;"
            " otherwise: 0.05 points."
        ),
    )
    assert leaf("steps", "2", steps=SLOPE, when_zero="exclude").described() == (
        (
            "Tỷ lệ từ 80%: 2 điểm; từ 50% đến dưới 80%: 2 điểm × tỷ lệ; còn lại: 0 điểm;"
            " không phát sinh (0/0): không tính vào điểm tối đa."
        ),
        (
            "Rate from 80%: 2 points; from 50% to below 80%: 2 points × rate; otherwise: 0 points;"
            " nothing arose (0/0): left out of the maximum."
        ),
    )


def test_a_complement_is_said_in_full() -> None:
    """With `complement` the explanation and the description say what is taken from 100%."""
    found = ladder(complement="true")
    assert found.both("numerator=1; denominator=40") == (
        "100% trừ 2,5% (1/40) còn 97,5%, thuộc mức từ 90% đến dưới 100%",
        "100% less 2.5% (1/40) leaves 97.5%, in the step from 90% to below 100%",
    )
    assert found.described()[0].startswith("100% trừ tỷ lệ từ 100%: 1 điểm;")


def checked(*steps: dict[str, str], **parameters: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return the faults of steps worth 1 point."""
    return leaf("steps", steps=list(steps), **{"when_zero": "zero", **parameters}).faults()


TOP = {"at_least": "90", "points": "1"}
SHADED = [
    [TOP, {"at_least": "90", "points": "0.5"}],
    [TOP, {"above": "90", "points": "0.5"}],
    [TOP, {"at_least": "95", "points": "0.5"}],
    [{"at_most": "10", "points": "1"}, {"below": "10", "points": "0.5"}],
    [{"at_most": "10", "points": "1"}, {"at_most": "9.5", "points": "0.5"}],
    [TOP, {"above": "0", "points": "0.5"}, {"at_least": "50", "points": "0.6"}],
]


@pytest.mark.parametrize("steps", SHADED)
def test_a_step_behind_an_easier_one_is_unreachable(steps: list[dict[str, str]]) -> None:
    """A step that a step before it leaves no number to is told of."""
    assert checked(*steps) == [("unreachable-step", ("steps", len(steps) - 1))]


def test_steps_between_them_may_cover_everything() -> None:
    """A step that two others together leave no number to is unreachable too."""
    faults = checked(TOP, {"below": "90", "points": "0.5"}, {"at_least": "20", "points": "0.2"})
    assert faults == [("unreachable-step", ("steps", 2))]


OUTSIDE = [{"above": "100"}, {"at_least": "100.1"}, {"below": "0"}, {"at_most": "-0.1"}]


@pytest.mark.parametrize("step", OUTSIDE)
def test_a_step_outside_what_a_rate_can_be(step: dict[str, str]) -> None:
    """A bound that no rate reaches is told of, without naming another step."""
    assert checked({**step, "points": "0.5"}, TOP) == [("step-out-of-range", ("steps", 0))]
    assert checked(TOP, {**step, "points": "0.5"}) == [("step-out-of-range", ("steps", 1))]


def test_points_of_steps() -> None:
    """No step passes the maximum, and the best gives exactly it."""
    assert checked(TOP, otherwise="1.5") == [("points-exceed-max", ("otherwise",))]
    assert checked({"at_least": "90", "percent": "101"}) == [("points-exceed-max", ("steps", 0))]
    assert checked({"at_least": "90", "points": "0.9"}) == [("max-not-reached", ("steps",))]
    assert checked({"at_least": "0", "times_rate": "1"}) == []
    assert checked({"at_least": "0", "times_rate": "1.1"}) == [("points-exceed-max", ("steps", 0))]
    assert checked({"below": "100", "times_rate": "1"}) == [("max-not-reached", ("steps",))]


def test_words_of_the_other_measure_have_no_effect() -> None:
    """Words of rates on a value, and of values on a rate, are told of."""
    found = checked(TOP, of="value", above_100="cap", complement="true")
    keys = ["when_zero", "above_100", "complement"]
    assert found == [("parameter-without-effect", (key,)) for key in keys]
    assert checked(TOP, negative="true") == [("parameter-without-effect", ("negative",))]
    timed = {"at_least": "5", "times_rate": "1"}
    faults = leaf("steps", of="value", steps=[{"at_least": "9", "points": "1"}, timed]).faults()
    assert ("parameter-without-effect", ("steps", 1, "times_rate")) in faults


def test_a_rate_above_100_that_is_kept_and_taken_from_100_gives_no_points_below_0() -> None:
    """Points stay in 0 to the maximum, also where `complement` turns a kept rate negative."""
    steps = [{"at_least": "100", "points": "1"}, {"at_most": "50", "times_rate": "1"}]
    found = leaf("steps", above_100="keep", complement="true", when_zero="zero", steps=steps)
    assert found.faults() or found.points("numerator=12; denominator=10") >= 0


def test_what_a_file_may_not_write() -> None:
    """A step has one bound, and points, a percentage or `times_rate`."""
    assert refused("steps", steps=[]) == [("too_short", ("steps",))]
    assert refused("steps", steps=[{"points": "1"}]) == [("one-bound", ("steps", 0))]
    two = {"at_least": "1", "below": "2", "points": "1"}
    assert refused("steps", steps=[two]) == [("one-bound", ("steps", 0))]
    assert refused("steps", steps=[{"at_least": "1"}]) == [("points-or-percent", ("steps", 0))]
    both = {"at_least": "1", "points": "1", "times_rate": "1"}
    assert refused("steps", steps=[both]) == [("points-or-percent", ("steps", 0))]
    assert refused("steps", steps=[TOP], of="count") == [("literal_error", ("of",))]
    assert refused("steps", steps=[TOP], when_zero="half") == [("literal_error", ("when_zero",))]


def test_reach() -> None:
    """The lowest rate of the lowest step that gives enough is named."""
    assert ladder().reached("0") == {"rate": 0}
    assert ladder().reached("0.5") == ladder().reached("0.75") == {"rate": 90}
    assert ladder().reached("0.76") == {"rate": 100}
    assert ladder().reached("1.01") is None
    assert ladder(complement="true").reached("0.75") == {"rate": 10}
    sloped = leaf("steps", "2", steps=SLOPE, when_zero="zero")
    assert sloped.reached("1.2") == {"rate": 60}
    fewer = leaf("steps", of="value", steps=FALLING)
    assert fewer.points(fewer.reached("0.5") or {}) == Fraction("0.5")


def test_reach_below_0_and_above_100() -> None:
    """The maximum is reached where only a negative value, or a rate above 100, gives it."""
    negative = leaf("steps", of="value", negative="true", steps=[{"at_most": "-5", "points": "1"}])
    assert negative.points(negative.reached("1") or {"value": 0}) == 1
    beyond = leaf(
        "steps",
        above_100="keep",
        complement="true",
        when_zero="zero",
        steps=[{"at_most": "-5", "points": "1"}],
    )
    assert beyond.faults() == []
    assert beyond.points(beyond.reached("1") or {"rate": 0}) == 1


def test_rounded_rates_decide_the_step() -> None:
    """Where the set rounds rates, the rounded one is compared, and said."""
    whole = rounding(ladder(), 0)
    assert whole.scored("numerator=179; denominator=200") == (Fraction("0.75"), "at_least:90")
    assert whole.said("numerator=179; denominator=200") == "90% (179/200), thuộc mức từ 90% đến dưới 100%"
    down = rounding(ladder(), 0, "down")
    assert down.scored("numerator=179; denominator=200") == (Fraction("0.25"), "above:50")
