"""Rule `proportional`: points in proportion to a rate, full from `full_at` on, none below `zero_below`."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.rules.reading import read_number
from tests.rules.cases import Leaf, leaf, refused, rounding


def line(max_points: str = "2", **parameters: Any) -> Leaf:
    """Return a proportional leaf for which 0/0 is 0."""
    return leaf("proportional", max_points, **{"when_zero": "zero", **parameters})


WHOLE = [
    ("0", "0", "in_proportion"),
    ("50", "1", "in_proportion"),
    ("99,999999999", "1.99999999998", "in_proportion"),
]


@pytest.mark.parametrize(("rate", "points", "branch"), [*WHOLE, ("100", "2", "full")])
def test_points_follow_the_rate(rate: str, points: str, branch: str) -> None:
    """Points are the maximum times the rate over 100, full at 100%."""
    assert line().scored(rate) == (Fraction(points), branch)


FULL = [
    ("89,999999999", Fraction(2) * Fraction("89.999999999") / 90, "in_proportion"),
    ("90", Fraction(2), "full"),
    ("90,000000001", Fraction(2), "full"),
    ("100", Fraction(2), "full"),
    ("45", Fraction(1), "in_proportion"),
]


@pytest.mark.parametrize(("rate", "points", "branch"), FULL)
def test_points_are_full_from_full_at_on(rate: str, points: Fraction, branch: str) -> None:
    """With `full_at` the points grow in proportion up to it and then stay."""
    assert line(full_at="90").scored(rate) == (points, branch)


LOW = [
    ("49,999999999", "0", "too_low"),
    ("50", "1", "in_proportion"),
    ("50,000000001", "1.00000000002", "in_proportion"),
]


@pytest.mark.parametrize(("rate", "points", "branch"), [("0", "0", "too_low"), *LOW])
def test_there_are_no_points_below_zero_below(rate: str, points: str, branch: str) -> None:
    """With `zero_below` a lower rate gives 0, the bound itself its share."""
    assert line(zero_below="50").scored(rate) == (Fraction(points), branch)


def test_zero_below_may_be_full_at() -> None:
    """With both bounds at one rate it is all or nothing."""
    found = line(full_at="80", zero_below="80")
    assert found.faults() == []
    assert [found.points(rate) for rate in ("79,99", "80")] == [0, 2]


def test_large_counts_stay_exact() -> None:
    """One of ten to the fifteenth is worth its share to the last digit."""
    assert line().points({"numerator": 10**15 - 1, "denominator": 10**15}) == Fraction(
        2 * (10**15 - 1), 10**15
    )


SENTENCES = [
    (
        {},
        "numerator=1850; denominator=2000",
        "92,5% (1.850/2.000), tính theo tỷ lệ",
        "92.5% (1,850/2,000), in proportion",
    ),
    ({}, "100", "100%, tính theo tỷ lệ", "100%, in proportion"),
    (
        {"full_at": "90"},
        "numerator=421; denominator=500",
        "84,2% (421/500), tính theo tỷ lệ, đủ điểm từ 90% trở lên",
        "84.2% (421/500), in proportion, full points from 90% on",
    ),
    ({"full_at": "90"}, "95,5%", "95,5%, đủ điểm từ 90% trở lên", "95.5%, full points from 90% on"),
    (
        {"zero_below": "50"},
        "numerator=1; denominator=3",
        "33,33% (1/3), chưa đạt mức tối thiểu 50%",
        "33.33% (1/3), below 50%, the least that counts",
    ),
    (
        {"complement": "true"},
        "numerator=5; denominator=200",
        "100% trừ 2,5% (5/200) còn 97,5%, tính theo tỷ lệ",
        "100% less 2.5% (5/200) leaves 97.5%, in proportion",
    ),
]


@pytest.mark.parametrize(("parameters", "answer", "vi", "en"), SENTENCES)
def test_sentences(parameters: dict[str, str], answer: str, vi: str, en: str) -> None:
    """The explanation says the rate, its counts, and from where on the points are full."""
    assert line(**parameters).both(answer) == (vi, en)


DESCRIPTIONS = [
    ({}, "2 điểm × tỷ lệ; không phát sinh (0/0): 0 điểm.", "2 points × rate; nothing arose (0/0): 0 points."),
    (
        {"full_at": "90", "zero_below": "33.3", "when_zero": "full"},
        "2 điểm × tỷ lệ ÷ 90%, đủ điểm từ 90% trở lên; dưới 33,3%: 0 điểm; không phát sinh (0/0): đủ điểm.",
        "2 points × rate ÷ 90%, full points from 90% on; below 33.3%: 0 points; nothing arose (0/0): full points.",
    ),
    (
        {"complement": "true", "when_zero": "exclude"},
        "2 điểm × (100% trừ tỷ lệ); không phát sinh (0/0): không tính vào điểm tối đa.",
        "2 points × (100% less the rate); nothing arose (0/0): left out of the maximum.",
    ),
]


@pytest.mark.parametrize(("parameters", "vi", "en"), DESCRIPTIONS)
def test_descriptions(parameters: dict[str, str], vi: str, en: str) -> None:
    """The description gives the line, its bounds and what 0/0 gives."""
    assert line(**parameters).described() == (vi, en)


def test_checks() -> None:
    """Both bounds lie above 0 and at most at 100, in order; nothing above 100 can be kept."""
    assert line().faults() == []
    assert line(full_at="100", zero_below="100").faults() == []
    for bound in ("0", "100.1"):
        assert line(full_at=bound).faults() == [("bound-out-of-range", ("full_at",))]
    for bound in ("0", "90.1"):
        assert line(full_at="90", zero_below=bound).faults() == [("bound-out-of-range", ("zero_below",))]
    assert line(above_100="keep").faults() == [("parameter-without-effect", ("above_100",))]
    assert leaf("proportional").faults() == [("when-zero-unsaid", ())]


def test_what_a_file_may_not_write() -> None:
    """Bounds are decimals with a point, not below 0; flags are yes or no."""
    assert refused("proportional", full_at="90%") == [("not-a-number", ("full_at",))]
    assert refused("proportional", full_at="92,5") == [("not-a-number", ("full_at",))]
    assert refused("proportional", zero_below="-1") == [("negative-parameter", ("zero_below",))]
    assert refused("proportional", complement="maybe") == [("not-a-flag", ("complement",))]
    assert refused("proportional", of="value") == [("extra_forbidden", ("of",))]


def test_reach() -> None:
    """The lowest rate that gives as many points is named."""
    assert line().reached("0") == {"rate": 0}
    assert line().reached("0.5") == {"rate": 25}
    assert line(full_at="90").reached("2") == {"rate": 90}
    assert line(zero_below="50").reached("0.5") == {"rate": 50}
    assert line(complement="true").reached("0.5") == {"rate": 75}
    assert line().reached("2.01") is None
    assert line(full_at="50").reached("2.01") is None


def test_reach_with_rounded_rates() -> None:
    """Where rates are rounded down, the next rate that suffices is named."""
    down = rounding(line(), 0, "down")
    found = down.reached("0.51")
    assert found is not None
    assert down.points(found) >= Fraction("0.51")


@given(st.integers(0, 10000), st.sampled_from(["100", "90", "66.6"]), st.sampled_from(["true", "false"]))
def test_the_sentence_says_the_rate_that_is_scored(steps: int, full_at: str, complement: str) -> None:
    """From the last rate of the sentence follow the points."""
    found = line(full_at=full_at, complement=complement)
    answer = {"rate": Fraction(steps, 100)}
    first = found.said(answer).partition(",  ")[0].partition(" tính theo")[0].partition(" đủ điểm")[0]
    rates = [
        read_number(word.rstrip(","), percent=True)
        for word in first.split()
        if word.rstrip(",").endswith("%")
    ]
    assert found.points(answer) == 2 * min(rates[-1], Fraction(full_at)) / Fraction(full_at)
