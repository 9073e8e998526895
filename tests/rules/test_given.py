"""Rule `given`: points that somebody gives, between 0 and the maximum."""

from fractions import Fraction

import pytest

from cchc_index.rules.reading import Unreadable
from tests.rules.cases import leaf, refused

ANY = [
    ("0", "0", "as_given"),
    ("1,25", "1.25", "as_given"),
    ("2", "2", "as_given"),
    ("2,001", "0", "above_maximum"),
]


@pytest.mark.parametrize(("answer", "points", "branch"), [*ANY, ("20", "0", "above_maximum")])
def test_points_are_as_given(answer: str, points: str, branch: str) -> None:
    """Points from 0 to the maximum stand as they are; more are invalid."""
    found = leaf("given", "2")
    assert (found.points(answer) if branch == "as_given" else 0, found.branch(answer).id) == (
        Fraction(points),
        branch,
    )
    assert (found.branch(answer).state.code == "invalid") == (branch != "as_given")


STEPPED = [
    ("0", "as_given"),
    ("0,5", "as_given"),
    ("2", "as_given"),
    ("0,49", "off_step"),
    ("0,51", "off_step"),
    ("0,500000001", "off_step"),
    ("2,5", "above_maximum"),
]


@pytest.mark.parametrize(("answer", "branch"), STEPPED)
def test_a_step_refuses_what_lies_between(answer: str, branch: str) -> None:
    """With `step` only its multiples stand."""
    assert leaf("given", "2", step="0.5").branch(answer).id == branch


def test_points_below_0_are_not_read() -> None:
    """Negative points are no answer."""
    with pytest.raises(Unreadable) as caught:
        leaf("given", "2").points("-1")
    assert caught.value.code == "negative-number"


def test_problems() -> None:
    """The problem names the points and what they may be."""
    found = leaf("given", "2", step="0.5")
    assert found.problem("2,5") == "Ghi 2,5 điểm, vượt điểm tối đa của tiêu chí là 2."
    assert found.problem("1,3") == "Ghi 1,3 điểm; điểm của tiêu chí này phải là bội số của 0,5."


def test_sentences() -> None:
    """The explanation says the points, or why they do not stand."""
    found = leaf("given", "2", step="0.5")
    assert found.both("1,5") == ("chấm 1,5 điểm", "given 1.5 points")
    assert found.both("1") == ("chấm 1 điểm", "given 1 point")
    assert found.both("2,5") == (
        "2,5 điểm, vượt điểm tối đa (2 điểm)",
        "2.5 points, above the maximum of 2 points",
    )
    assert found.both("1,3") == (
        "1,3 điểm, không phải bội số của 0,5 điểm",
        "1.3 points, no multiple of 0.5 points",
    )


def test_descriptions() -> None:
    """The description says the range, and the step."""
    assert leaf("given", "2").described() == (
        "Chấm trực tiếp từ 0 đến 2 điểm.",
        "Given, from 0 to 2 points.",
    )
    assert leaf("given", "1", step="0.25").described() == (
        "Chấm trực tiếp từ 0 đến 1 điểm, mỗi mức cách nhau 0,25 điểm.",
        "Given, from 0 to 1 point, in steps of 0.25 points.",
    )


def test_checks() -> None:
    """The maximum is a multiple of the step, which is above 0."""
    assert leaf("given", "2", step="0.4").faults() == []
    assert leaf("given", "2", step="2").faults() == []
    for step in ("0", "0.3", "4"):
        assert leaf("given", "2", step=step).faults() == [("step-misses-max", ("step",))]
    assert refused("given", step="-0.5") == [("negative-parameter", ("step",))]


def test_reach() -> None:
    """Just as many points are named, on the next step."""
    assert leaf("given", "2").reached("1.3") == {"points": Fraction("1.3")}
    assert leaf("given", "2", step="0.5").reached("1.3") == {"points": Fraction("1.5")}
    assert leaf("given", "2").reached("2.1") is None
