"""Which points a rule can give at all: whether some answer gives exactly these, after rounding."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Final

from tests.oracle import slow_rules
from tests.oracle.slow_model import Case
from tests.oracle.slow_rules import Rule, Setting, lone
from tests.oracle.slow_text import Percentage

BOUNDS: Final = ("at_least", "above", "at_most", "below", "at")
GAP: Final = Fraction(1)


def can_give(case: Case, rule: Rule, setting: Setting, points: Fraction) -> bool:
    """Tell whether some answer of a rule gives exactly these points, after rounding; a formula may give any."""
    if rule["kind"] in {"formula", "given"} and "step" not in rule:
        return 0 <= points <= setting.maximum
    if rule["kind"] in {"steps", "proportional", "linear", "survey"}:
        return any(case.rounded(one) == points for one in measured(case, rule, setting, points))
    return any(case.rounded(one) == points for one in LISTED[rule["kind"]](rule, setting))


def yes_no(rule: Rule, setting: Setting) -> list[Fraction]:
    """Return the points of yes and of no."""
    return [slow_rules.yes_no(rule, {"": said}, setting).points for said in (True, False)]


def choice(rule: Rule, setting: Setting) -> list[Fraction]:
    """Return the points of every option."""
    return [slow_rules.listed(one, setting.maximum) for one in rule["options"]]


def count(rule: Rule, setting: Setting) -> list[Fraction]:
    """Return the points of every number up to the one that is enough."""
    enough = int(setting.maximum / lone(rule["each"], setting.maximum)) + 1
    return [slow_rules.count(rule, {"": Fraction(number)}, setting).points for number in range(enough + 1)]


def deduction(rule: Rule, setting: Setting) -> list[Fraction]:
    """Return what is left after every number of every fault."""
    left = {setting.maximum}
    for fault in rule["faults"]:
        each = lone(fault["each"], setting.maximum)
        numbers = range(int(setting.maximum / each) + 2)
        left = {max(Fraction(0), one - each * number) for one in left for number in numbers}
    return sorted(left)


def checklist(rule: Rule, setting: Setting) -> list[Fraction]:
    """Return the points of every choice of items."""
    ids = [item["id"] for item in rule["items"]]
    chosen = [frozenset(some) for size in range(len(ids) + 1) for some in combinations(ids, size)]
    return [slow_rules.checklist(rule, {"": some}, setting).points for some in chosen]


def deadline(rule: Rule, setting: Setting) -> list[Fraction]:
    """Return the points in time, of every lateness, and of what is not done."""
    late = [slow_rules.listed(one, setting.maximum) for one in rule.get("late", [])]
    return [setting.maximum, *late, Fraction(0)]


def given(rule: Rule, setting: Setting) -> list[Fraction]:
    """Return every step up to the maximum."""
    step = Fraction(rule["step"])
    return [step * number for number in range(int(setting.maximum / step) + 1)]


def informative(_rule: Rule, _setting: Setting) -> list[Fraction]:
    """Return nothing but 0."""
    return [Fraction(0)]


LISTED: Final[dict[str, Callable[[Rule, Setting], list[Fraction]]]] = {
    "yes_no": yes_no,
    "choice": choice,
    "count": count,
    "deduction": deduction,
    "checklist": checklist,
    "deadline": deadline,
    "given": given,
    "informative": informative,
}


def measured(case: Case, rule: Rule, setting: Setting, points: Fraction) -> Iterator[Fraction]:
    """Return points of a rule that measures: at its bounds, and between them all that could round to these."""
    bounds = turns_of(rule)
    if is_in_percent(rule) and setting.rate_decimals is not None:
        yield from on_the_grid(rule, setting, bounds)
        return
    for bound in bounds:
        yield from points_at(rule, setting, bound)
    for low, high in pairwise(bounds):
        yield from between(case, rule, setting, (low, high), points)


def is_in_percent(rule: Rule) -> bool:
    """Tell whether a rule measures a rate."""
    return slow_rules.is_rate(rule) or rule["kind"] == "survey"


def turns_of(rule: Rule) -> list[Fraction]:
    """Return the values at which a rule's points may turn, with both ends of what may be told."""
    said = [step[name] for step in rule.get("steps", []) for name in BOUNDS if name in step]
    said += [corner["at"] for corner in rule.get("through", [])]
    said += [rule[name] for name in ("full_at", "zero_below") if name in rule]
    found = {Fraction(one) for one in said}
    if is_in_percent(rule):
        found |= {100 - one for one in found} | {Fraction(0), Fraction(100)}
        highest = max(found) + GAP if rule.get("above_100") == "keep" else Fraction(100)
        return sorted({one for one in found if 0 <= one <= highest} | {highest})
    lowest = min(found) - GAP if rule.get("negative") == "true" else Fraction(0)
    return sorted({one for one in found if one >= lowest} | {lowest, max(found) + GAP})


def points_at(rule: Rule, setting: Setting, value: Fraction) -> Iterator[Fraction]:
    """Return the points of one value, if it gives any."""
    if rule["kind"] == "survey":
        yield slow_rules.in_proportion(rule, value, setting).points
        return
    told = Percentage(value, 0) if slow_rules.is_rate(rule) else value
    outcome = slow_rules.KINDS[rule["kind"]](rule, {"": told}, setting)
    if outcome.state == "scored":
        yield outcome.points


def on_the_grid(rule: Rule, setting: Setting, bounds: list[Fraction]) -> Iterator[Fraction]:
    """Return the points of every rate that rounding leaves."""
    size = 10 ** (setting.rate_decimals or 0)
    unrounded = replace(setting, rate_decimals=None)
    for number in range(int(bounds[-1] * size) + 1):
        yield from points_at(rule, unrounded, Fraction(number, size))


def between(
    case: Case, rule: Rule, setting: Setting, ends: tuple[Fraction, Fraction], points: Fraction
) -> Iterator[Fraction]:
    """Return points strictly between two bounds, where they lie on a straight line, near those looked for."""
    low, high = ends
    third = (high - low) / 3
    inside = [one for at in (low + third, high - third) for one in points_at(rule, setting, at)]
    if len(inside) < 2 or inside[0] == inside[1]:
        yield from inside
        return
    rise = inside[1] - inside[0]
    first, last = sorted((inside[0] - rise, inside[1] + rise))
    marks = sorted({first, last, *(one for one in rounding_marks(case, points) if first < one < last)})
    yield from marks[1:-1]
    yield from (middle(left, right) for left, right in pairwise(marks))


def rounding_marks(case: Case, points: Fraction) -> list[Fraction]:
    """Return the points around which rounding turns, near these."""
    decimals = case.decimals("points", "2")
    half = Fraction(1, 2 * 10 ** (9 if decimals is None else decimals))
    return [points + half * number for number in (-2, -1, 0, 1, 2)]


def middle(left: Fraction, right: Fraction) -> Fraction:
    """Return what lies in the middle."""
    return (left + right) / 2
