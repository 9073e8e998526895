"""The rate, how it is said, and what every rule about one takes: `when_zero`, `above_100`, `complement`."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.exact import Mode
from cchc_index.rules.rate import say_percent, say_points
from cchc_index.rules.reading import read_number
from tests.rules.cases import Leaf, leaf, rounding

KINDS: dict[str, dict[str, Any]] = {
    "proportional": {},
    "steps": {"steps": [{"at_least": "90", "points": "2"}], "otherwise": "0.5"},
    "linear": {"through": [{"at": "0", "points": "0.5"}, {"at": "100", "points": "2"}]},
}


def rated(kind: str, **parameters: Any) -> Leaf:
    """Return a leaf worth 2 points, of a kind that is about a rate."""
    return leaf(kind, "2", **{"when_zero": "zero", **KINDS[kind], **parameters})


@dataclass(frozen=True)
class Zero:
    """What 0/0 gives: points, a state, whether the leaf counts, and what is said."""

    when_zero: str
    points: int
    state: str
    counts: bool
    said: str


ZEROS = [
    Zero("full", 2, "not_applicable", counts=True, said="không phát sinh, tính đủ điểm"),
    Zero("zero", 0, "not_applicable", counts=True, said="không phát sinh, không có điểm"),
    Zero(
        "exclude",
        0,
        "not_applicable",
        counts=False,
        said="không phát sinh; không tính vào điểm tối đa của đơn vị",
    ),
    Zero("invalid", 0, "invalid", counts=True, said="0/0, không tính được tỷ lệ"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("zero", ZEROS, ids=lambda zero: zero.when_zero)
def test_nothing_of_nothing(kind: str, zero: Zero) -> None:
    """0/0 gives what `when_zero` says, whatever the rule makes of other rates."""
    found = rated(kind, when_zero=zero.when_zero)
    answer = "numerator=0; denominator=0"
    branch = found.branch(answer)
    assert (found.points(answer), branch.id) == (zero.points, "zero_of_zero")
    assert (branch.state.code, branch.counts) == (zero.state, zero.counts)
    assert found.said(answer) == zero.said


@pytest.mark.parametrize("kind", KINDS)
def test_0_of_0_is_invalid_where_the_rule_does_not_say(kind: str) -> None:
    """A rule that leaves `when_zero` out is warned of, and 0/0 is invalid."""
    found = leaf(kind, "2", **KINDS[kind])
    assert found.faults() == [("when-zero-unsaid", ())]
    assert found.branch("numerator=0; denominator=0").state.code == "invalid"
    assert found.problem("numerator=0; denominator=0") == (
        "Tử số và mẫu số đều bằng 0 nên không tính được tỷ lệ; tiêu chí này không nhận số liệu 0/0."
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("when_zero", ["full", "zero", "exclude", "invalid"])
def test_something_of_nothing_is_invalid(kind: str, when_zero: str) -> None:
    """A denominator of 0 with another numerator is invalid whatever `when_zero` says."""
    found = rated(kind, when_zero=when_zero)
    branch = found.branch("numerator=3; denominator=0")
    assert (branch.id, branch.state.code) == ("of_nothing", "invalid")
    assert found.points("numerator=3; denominator=0") == 0
    assert found.both("numerator=3; denominator=0") == (
        "3/0, mẫu số bằng 0 nên không tính được tỷ lệ",
        "3/0, the denominator is 0: there is no rate",
    )
    assert found.problem("numerator=3; denominator=0") == (
        "Tử số là 3 nhưng mẫu số là 0; mẫu số phải lớn hơn 0."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_percentage_of_0_is_a_rate(kind: str) -> None:
    """A rate of 0 that is given directly is no 0/0."""
    assert rated(kind, when_zero="full").branch("0").id != "zero_of_zero"
    assert rated(kind, when_zero="full").points("0") < 2


ABOVE = [
    "numerator=101; denominator=100",
    "100,000000001",
    "numerator=1000000000000001; denominator=1000000000000000",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answer", ABOVE)
def test_rates_above_100_are_invalid(kind: str, answer: str) -> None:
    """A rate above 100 is invalid, said or not; 100 itself is not."""
    for parameters in ({}, {"above_100": "invalid"}):
        found = rated(kind, **parameters)
        branch = found.branch(answer)
        assert (branch.id, branch.state.code, found.points(answer)) == ("above_100", "invalid", 0)
        assert found.said(answer).endswith(", tỷ lệ lớn hơn 100% nên không tính được điểm")
        assert found.branch("numerator=100; denominator=100").id != "above_100"


def test_problems_of_rates_above_100() -> None:
    """The problem names the counts, or the percentage where that was given."""
    found = rated("proportional")
    assert found.problem("numerator=120; denominator=100") == (
        "Tử số 120 lớn hơn mẫu số 100; kiểm tra lại số liệu đã ghi."
    )
    assert found.problem("120,5%") == "Tỷ lệ 120,5% lớn hơn 100%; kiểm tra lại số liệu đã ghi."


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answer", ABOVE)
def test_rates_above_100_may_be_cut(kind: str, answer: str) -> None:
    """With `above_100: cap` a rate above 100 counts as 100, and is said so."""
    found = rated(kind, above_100="cap")
    assert found.points(answer) == 2
    assert found.said(answer).startswith("100%")
    assert "above_100" not in {branch.id for branch in found.rule.branches()}


@pytest.mark.parametrize("kind", ["steps", "linear"])
def test_rates_above_100_may_be_kept(kind: str) -> None:
    """With `above_100: keep` a rate above 100 stays what it is."""
    found = rated(kind, above_100="keep")
    assert found.points("130") == 2
    assert found.said("130").startswith("130%")


@pytest.mark.parametrize("kind", KINDS)
def test_the_complement_of_a_rate(kind: str) -> None:
    """With `complement` the points follow 100 less the rate."""
    turned, plain = rated(kind, complement="true"), rated(kind, complement="false")
    for rate in ("0", "9,99", "10", "10,01", "50", "100"):
        rest = 100 - read_number(rate)
        assert turned.points(rate) == plain.points({"rate": rest})


def test_the_order_of_the_steps_to_a_rate() -> None:
    """A rate is first cut at 100, then rounded, and only then taken from 100."""
    found = rounding(rated("proportional", complement="true", above_100="cap"), 0)
    assert found.points("numerator=5; denominator=200") == Fraction(2) * 97 / 100
    assert found.points("numerator=201; denominator=200") == 0
    invalid = rounding(rated("proportional"), 0)
    assert invalid.branch("numerator=2001; denominator=2000").id == "above_100"
    assert found.said("numerator=5; denominator=200") == "100% trừ 3% (5/200) còn 97%, tính theo tỷ lệ"


MODES: list[tuple[Mode, str]] = [("half_up", "3"), ("half_even", "2"), ("down", "2")]


@pytest.mark.parametrize(("mode", "rate"), MODES)
def test_rates_are_rounded_as_the_set_says(mode: Mode, rate: str) -> None:
    """Half a percent goes the way of the set's rounding."""
    found = rounding(rated("proportional"), 0, mode)
    assert found.points("2,5") == Fraction(2) * Fraction(rate) / 100


@given(st.integers(0, 10**15), st.integers(1, 10**15))
def test_counts_give_their_exact_rate(top: int, rest: int) -> None:
    """The rate of counts is never rounded unless the set says so."""
    found = rated("proportional")
    assert found.points({"numerator": top, "denominator": top + rest}) == Fraction(2 * top, top + rest)


RATES = [
    ("92.5", "92,5%"),
    ("1/3*100", "33,33%"),
    ("89.996", "89,996%"),
    ("99.9999", "99,9999%"),
    ("0.001", "0,001%"),
    ("100", "100%"),
    ("0", "0%"),
    ("-20", "-20%"),
    ("66.6999", "66,6999%"),
]


@pytest.mark.parametrize(("rate", "said"), RATES)
def test_a_rate_never_passes_for_a_rounder_one(rate: str, said: str) -> None:
    """Rates have two decimals, or as many as keep them from looking like a rounder number."""
    number, _, times = rate.partition("*")
    assert say_percent(Fraction(number) * int(times or 1), "vi") == said


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_that_is_said_is_near_the_rate(top: int, bottom: int) -> None:
    """What is said is at most half a hundredth of a percent away, and whole only where the rate is."""
    rate = Fraction(min(top, bottom), bottom) * 100
    said = read_number(say_percent(rate, "vi"), percent=True)
    assert abs(said - rate) <= Fraction(1, 200)
    assert said.denominator > 1 or said == rate


def test_points_in_words() -> None:
    """Points are said with their word, in English one or several."""
    assert say_points(Fraction("0.75"), "vi") == "0,75 điểm"
    assert [say_points(Fraction(each), "en") for each in ("0", "1", "1.5")] == [
        "0 points",
        "1 point",
        "1.5 points",
    ]
