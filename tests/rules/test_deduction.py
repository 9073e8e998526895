"""Rule `deduction`: the maximum, less so much for each fault, at least 0."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.rules.reading import read_number
from tests.rules.cases import Leaf, leaf, refused

FAULTS = [
    {"id": "nhe", "title": {"vi": "lỗi nhẹ", "en": "light faults"}, "each": "0.25"},
    {"id": "nang", "title": {"vi": "lỗi nặng", "en": "grave faults"}, "each": {"percent": "50"}},
]


def quality() -> Leaf:
    """Return a leaf worth 2 points: 0.25 off for a light fault, half for a grave one."""
    return leaf("deduction", "2", faults=FAULTS)


ANSWERS = [
    ("nhe=0; nang=0", "2", "no_fault"),
    ("nhe=0", "2", "no_fault"),
    ("nhe=1", "1.75", "deducted"),
    ("nang=1", "1", "deducted"),
    ("nhe=3; nang=1", "0.25", "deducted"),
    ("nhe=7", "0.25", "deducted"),
    ("nhe=8", "0", "used_up"),
    ("nhe=4; nang=1", "0", "used_up"),
    ("nang=2", "0", "used_up"),
    ("nang=1.000.000.000.000.000", "0", "used_up"),
]


@pytest.mark.parametrize(("answer", "points", "branch"), ANSWERS)
def test_faults_take_points_down_to_0(answer: str, points: str, branch: str) -> None:
    """Every fault takes its points until nothing is left; one that is not listed is 0."""
    assert quality().scored(answer) == (Fraction(points), branch)


def test_the_only_fault_is_also_answered_bare() -> None:
    """Where there is one kind of fault its number alone answers."""
    found = leaf("deduction", "2", faults=FAULTS[:1])
    assert found.scored("3") == found.scored("nhe=3") == (Fraction("1.25"), "deducted")


def test_sentences() -> None:
    """The explanation says the faults that there were, and what each took."""
    assert quality().both("nhe=2") == (
        "2 lỗi nhẹ, mỗi lỗi trừ 0,25 điểm",
        "2 light faults, 0.25 points off for each",
    )
    assert quality().both("nhe=0") == ("không có lỗi", "no fault")
    assert quality().both("nhe=1.200; nang=1") == (
        "1.200 lỗi nhẹ, mỗi lỗi trừ 0,25 điểm; 1 lỗi nặng, mỗi lỗi trừ 1 điểm; trừ hết điểm",
        "1,200 light faults, 0.25 points off for each; 1 grave faults, 1 point off for each; nothing left",
    )


@given(st.integers(0, 8), st.integers(0, 2))
def test_the_sentence_adds_up_to_what_was_taken(light: int, grave: int) -> None:
    """From the numbers of the sentence follow the points."""
    answer = {"nhe": light, "nang": grave}
    said = [part for part in quality().said(answer).split("; ") if "mỗi lỗi trừ" in part]
    taken = [read_number(part.split()[0]) * read_number(part.split()[-2]) for part in said]
    assert quality().points(answer) == max(2 - sum(taken), 0)


def test_descriptions() -> None:
    """The description says what each kind of fault takes."""
    assert quality().described() == (
        "Không có lỗi: 2 điểm; mỗi lỗi nhẹ trừ 0,25 điểm; mỗi lỗi nặng trừ 1 điểm; thấp nhất là 0 điểm.",
        (
            "No fault: 2 points; light faults: 0.25 points off for each; grave faults: 1 point off for each;"
            " never below 0."
        ),
    )


def test_checks() -> None:
    """Faults are told apart, and each takes something; one may take more than there is."""
    assert quality().faults() == []
    assert leaf("deduction", "2", faults=[{**FAULTS[0], "each": "3"}]).faults() == []
    twice = [FAULTS[0], {**FAULTS[1], "id": "nhe"}]
    assert leaf("deduction", "2", faults=twice).faults() == [("repeated-name", ("faults", 1, "id"))]
    assert leaf("deduction", "2", faults=[{**FAULTS[0], "each": "0"}]).faults() == [
        ("takes-nothing", ("faults", 0, "each"))
    ]


def test_what_a_file_may_not_write() -> None:
    """A rule has faults, and each of them an id, a title and `each`."""
    assert refused("deduction", faults=[]) == [("too_short", ("faults",))]
    assert refused("deduction", faults=[{"id": "a"}]) == [
        ("missing", ("faults", 0, "title")),
        ("missing", ("faults", 0, "each")),
    ]
    assert refused("deduction", faults=[{**FAULTS[0], "each": "-1"}]) == [
        ("negative-parameter", ("faults", 0, "each", "points"))
    ]


def test_reach() -> None:
    """As many faults as may be are named, and none that cannot be."""
    assert quality().reached("2") == {"nhe": 0, "nang": 0}
    assert quality().reached("1.5") == quality().reached("1.26") == {"nhe": 2, "nang": 0}
    assert quality().reached("0") == {"nhe": 8, "nang": 0}


def test_more_than_the_maximum_is_out_of_reach() -> None:
    """No answer gives more than the maximum, least of all a negative number of faults."""
    assert quality().reached("2.01") is None
    assert quality().reached("3") is None
