"""Which points the slow scorer says that a rule can give, on examples computed by hand."""

from fractions import Fraction
from typing import Any

import pytest

from tests.oracle import slow_reach
from tests.oracle.slow_model import Case
from tests.oracle.slow_rules import Setting

Rule = dict[str, Any]

LADDER = [{"at_least": "90", "points": "2"}, {"above": "70", "points": "1"}]
LOW_LADDER = [{"at_least": "50", "points": "2"}, {"at_least": "0", "points": "1"}]
TIMES = [{"at_least": "50", "times_rate": "2"}]
CORNERS = [{"at": "50", "points": "0.5"}, {"at": "80", "points": "2"}]
FAULTS = [{"id": "a", "each": "0.7"}, {"id": "b", "each": "0.5"}]
ITEMS = [{"id": "a", "points": "1.2"}, {"id": "b", "points": "0.5"}, {"id": "c", "points": "0.5"}]
BY_NUMBER = [{"items": "3", "points": "2"}, {"items": "1", "points": "0.4"}]
OPTIONS = [{"id": "a", "points": "2"}, {"id": "b", "percent": "33.3"}]
DUE = {"month": "1", "day": "31"}
ANY = [{"points": "a"}]


def can_give(rule: Rule, points: str, **rounding: str) -> bool:
    """Tell whether a rule of 2 points can give these, under a policy of rounding."""
    rate = rounding.get("rate", "none")
    decimals = None if rate == "none" else int(rate)
    mode = rounding.get("mode", "half_up")
    setting = Setting(Fraction(2), 2025, decimals, mode, frozenset(), frozenset())
    case = Case({"policy": {"rounding": rounding}}, {}, {}, [], {}, 2025)
    return slow_reach.can_give(case, rule, setting, Fraction(points))


CASES: list[tuple[Rule, str, str]] = [
    ({"kind": "yes_no", "otherwise": "0.5"}, "0.5 2", "0 1"),
    ({"kind": "choice", "options": OPTIONS}, "0.67 2", "0.66 0"),
    ({"kind": "steps", "steps": LADDER}, "0 1 2", "0.5 1.5"),
    ({"kind": "steps", "steps": LOW_LADDER}, "1 2", "0"),
    ({"kind": "steps", "of": "value", "steps": LOW_LADDER, "negative": "true"}, "0 1 2", "0.5"),
    ({"kind": "steps", "steps": TIMES}, "0 1 1.37 2", "0.99 0.5"),
    ({"kind": "proportional"}, "0 0.01 1.37 2", "2.01"),
    ({"kind": "proportional", "zero_below": "50", "full_at": "80"}, "0 1.25 1.26 2", "0.01 1.24"),
    ({"kind": "proportional", "complement": "true", "zero_below": "50"}, "0 1 2", "0.99"),
    ({"kind": "linear", "through": CORNERS}, "0.5 0.51 2", "0 0.49"),
    ({"kind": "linear", "through": CORNERS, "below": "0"}, "0 0.5 1.99", "0.25"),
    ({"kind": "linear", "of": "value", "through": CORNERS}, "0.5 1.11 2", "0"),
    ({"kind": "survey", "options": [], "zero_below": "50"}, "0 1 1.01 2", "0.99"),
    ({"kind": "count", "each": "0.7"}, "0 0.7 1.4 2", "1 2.1"),
    ({"kind": "deduction", "faults": FAULTS}, "2 1.5 1.3 0.8 0.6 0.3 0.1 0", "1.9 0.9"),
    ({"kind": "checklist", "items": ITEMS}, "0 0.5 1 1.2 1.7 2", "2.2 0.7"),
    ({"kind": "checklist", "items": ITEMS, "at_least": BY_NUMBER}, "0 0.4 2", "1.2"),
    ({"kind": "deadline", "due": DUE, "late": [{"days": "5", "points": "1"}]}, "0 1 2", "0.5"),
    ({"kind": "given", "step": "0.25"}, "0 0.25 1.75 2", "0.3 2.25"),
    ({"kind": "given"}, "0 0.3 2", "2.01"),
    ({"kind": "formula", "formulas": ANY}, "0 1.11 2", "2.01"),
    ({"kind": "informative"}, "0", "1"),
]


@pytest.mark.parametrize(("rule", "given", "not_given"), CASES)
def test_a_rule_gives_its_points_and_no_others(rule: Rule, given: str, not_given: str) -> None:
    """Every rule kind gives the points that some answer makes, after rounding, and no others."""
    assert [points for points in given.split() if not can_give(rule, points)] == []
    assert [points for points in not_given.split() if can_give(rule, points)] == []


@pytest.mark.parametrize(("mode", "given"), [("half_up", True), ("half_even", False), ("down", False)])
def test_the_mode_of_rounding_decides_about_halves(mode: str, given: bool) -> None:  # noqa: FBT001
    """A step of 0.125 gives 0.13 only where halves go up."""
    step = {"kind": "given", "step": "0.125"}
    assert can_give(step, "0.13", mode=mode) is given


def test_a_rounded_rate_leaves_only_some_points() -> None:
    """With whole percentages a rule of 2 points gives 0.02, 0.04 and so on."""
    assert can_give({"kind": "proportional"}, "0.02", rate="0")
    assert not can_give({"kind": "proportional"}, "0.03", rate="0")
    assert not can_give({"kind": "proportional", "full_at": "80"}, "1.01", rate="0")
    assert can_give({"kind": "proportional", "full_at": "80"}, "1.03", rate="0")


def test_an_open_end_is_reached_only_by_rounding() -> None:
    """Just above 50 % the points round to 1; from 50 % rounded down there is nothing below 1."""
    above = {"kind": "steps", "steps": [{"above": "50", "times_rate": "2"}]}
    assert can_give(above, "1")
    assert can_give(above, "1", mode="down")
    assert not can_give(above, "0.99", mode="down")
    assert can_give({"kind": "proportional", "zero_below": "49.8"}, "0.99", mode="down")
