"""The thirteen rule kinds of the design page, one obvious function each, in exact fractions."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from tests.oracle import slow_formula, slow_text

if TYPE_CHECKING:
    from tests.oracle.slow_text import Percentage

HUNDRED: Final = Fraction(100)
DATE_INPUT: Final = "date"
START_INPUT: Final = "start"

Rule = dict[str, Any]
Given = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What a rule makes of an answer: scored, not_applicable (by a policy), invalid, or as if missing."""

    state: str
    points: Fraction = Fraction(0)
    policy: str = ""


INVALID: Final = Outcome("invalid")
MISSING: Final = Outcome("missing")


@dataclass(frozen=True)
class Setting:
    """What a rule needs beside its parameters: the leaf's maximum, the year and the set's policy."""

    maximum: Fraction
    year: int
    rate_decimals: int | None
    mode: str
    holidays: frozenset[date]
    working_days: frozenset[date]


def scored(points: Fraction) -> Outcome:
    """Return the outcome of an answer that the rule could use."""
    return Outcome("scored", points)


def zero_over_zero(policy: str, maximum: Fraction) -> Outcome:
    """Return the outcome of 0/0 by its policy."""
    if policy == "invalid":
        return INVALID
    return Outcome("not_applicable", maximum if policy == "full" else Fraction(0), policy)


def lone(value: Any, maximum: Fraction) -> Fraction:
    """Read a lone value: points, or a percentage of the maximum."""
    if isinstance(value, dict):
        return maximum * Fraction(value["percent"]) / 100
    return Fraction(value)


def listed(entry: dict[str, Any], maximum: Fraction) -> Fraction:
    """Read the points of a list's entry, or its percentage of the maximum."""
    if "percent" in entry:
        return maximum * Fraction(entry["percent"]) / 100
    return Fraction(entry["points"])


def is_rate(rule: Rule) -> bool:
    """Tell whether the rule asks a rate."""
    return rule["kind"] == "proportional" or (
        rule["kind"] in {"steps", "linear"} and rule.get("of", "rate") == "rate"
    )


def rate_of(rule: Rule, given: Given, setting: Setting) -> Fraction | Outcome:
    """Return the rate: first the rate, then above_100, then rounding, then the complement."""
    rate = raw_rate(given)
    if rate is None:
        return INVALID
    if rate == "0/0":
        return zero_over_zero(rule.get("when_zero", "invalid"), setting.maximum)
    if rate > HUNDRED:
        above = rule.get("above_100", "invalid")
        if above == "invalid":
            return INVALID
        rate = HUNDRED if above == "cap" else rate
    rate = rounded_rate(rate, setting)
    return HUNDRED - rate if rule.get("complement", "false") == "true" else rate


def raw_rate(given: Given) -> Any:
    """Return the rate as reported: a fraction, "0/0", or None where it is invalid."""
    percent: Percentage | None = given.get("")
    numerator, denominator = given.get("numerator"), given.get("denominator")
    if numerator is None and denominator is None:
        return percent.value if percent else None
    if numerator is None or denominator is None:
        return None
    if denominator == 0:
        return "0/0" if numerator == 0 and percent is None else None
    rate = numerator / denominator * 100
    if percent and slow_text.rounded(rate, percent.decimals, "half_up") != percent.value:
        return None
    return rate


def rounded_rate(rate: Fraction, setting: Setting) -> Fraction:
    """Round a rate by the policy."""
    if setting.rate_decimals is None:
        return rate
    return slow_text.rounded(rate, setting.rate_decimals, setting.mode)


def yes_no(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score yes with max, no with `otherwise`."""
    return scored(setting.maximum if given[""] else lone(rule.get("otherwise", "0"), setting.maximum))


def choice(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score the points of the chosen option."""
    return next(scored(listed(one, setting.maximum)) for one in rule["options"] if one["id"] == given[""])


def _holds(step: dict[str, Any], value: Fraction) -> bool:
    tests: dict[str, Callable[[Fraction], bool]] = {
        "at_least": lambda bound: value >= bound,
        "above": lambda bound: value > bound,
        "at_most": lambda bound: value <= bound,
        "below": lambda bound: value < bound,
    }
    return all(test(Fraction(step[name])) for name, test in tests.items() if name in step)


def _measured(rule: Rule, given: Given, setting: Setting) -> Fraction | Outcome:
    if is_rate(rule):
        return rate_of(rule, given, setting)
    value: Fraction = given[""]
    return value


def steps(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score the first step that holds, else `otherwise`."""
    value = _measured(rule, given, setting)
    if isinstance(value, Outcome):
        return value
    for step in rule["steps"]:
        if _holds(step, value):
            if "times_rate" in step:
                return scored(lone(step["times_rate"], setting.maximum) * value / 100)
            return scored(listed(step, setting.maximum))
    return scored(lone(rule.get("otherwise", "0"), setting.maximum))


def in_proportion(rule: Rule, rate: Fraction, setting: Setting) -> Outcome:
    """Score max x min(rate, full_at) / full_at, 0 below `zero_below`."""
    full_at = Fraction(rule.get("full_at", "100"))
    if rate < Fraction(rule.get("zero_below", "0")):
        return scored(Fraction(0))
    return scored(setting.maximum * min(rate, full_at) / full_at)


def proportional(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score a rate in proportion."""
    rate = rate_of(rule, given, setting)
    return rate if isinstance(rate, Outcome) else in_proportion(rule, rate, setting)


def linear(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score on straight lines through the given points."""
    value = _measured(rule, given, setting)
    if isinstance(value, Outcome):
        return value
    corners = [(Fraction(one["at"]), listed(one, setting.maximum)) for one in rule["through"]]
    if value < corners[0][0]:
        return scored(lone(rule["below"], setting.maximum) if "below" in rule else corners[0][1])
    for (left, low), (right, high) in pairwise(corners):
        if left <= value <= right:
            return scored(low + (high - low) * (value - left) / (right - left))
    return scored(corners[-1][1])


def count(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score each x number, at most max."""
    return scored(min(setting.maximum, lone(rule["each"], setting.maximum) * given[""]))


def deduction(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score max less each fault's share, at least 0."""
    lost = sum(
        (lone(fault["each"], setting.maximum) * given.get(fault["id"], 0) for fault in rule["faults"]),
        Fraction(0),
    )
    return scored(max(Fraction(0), setting.maximum - lost))


def checklist(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score the sum of what is ticked, at most max, or by how many are ticked."""
    ticked = given[""]
    if "at_least" in rule:
        for step in rule["at_least"]:
            if len(ticked) >= int(step["items"]):
                return scored(listed(step, setting.maximum))
        return scored(Fraction(0))
    total = sum((listed(one, setting.maximum) for one in rule["items"] if one["id"] in ticked), Fraction(0))
    return scored(min(setting.maximum, total))


def _date_in(where: dict[str, str], year: int) -> date:
    of_year, month = year + int(where.get("year", "0")), int(where["month"])
    last = calendar.monthrange(of_year, month)[1]
    return date(of_year, month, last if where["day"] == "last" else int(where["day"]))


def is_working_day(one: date, setting: Setting) -> bool:
    """Tell whether a day counts as a working day by the set's calendar."""
    if one in setting.working_days:
        return True
    return one.weekday() < 5 and one not in setting.holidays


def days_after(start: date, end: date, *, working: bool, setting: Setting) -> int:
    """Count the days after `start` up to and including `end`."""
    days = [start + timedelta(days=number) for number in range(1, (end - start).days + 1)]
    return sum(1 for one in days if not working or is_working_day(one, setting))


def deadline(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score max in time, else the first lateness that is not passed, else 0."""
    due, working = rule["due"], rule.get("working_days", "false") == "true"
    name = DATE_INPUT if "within_days" in due else ""
    if name not in given or (name and START_INPUT not in given):
        return INVALID
    done = given[name]
    if done is None:
        return scored(Fraction(0))
    if name:
        if given[START_INPUT] is None:
            return INVALID
        late = days_after(given[START_INPUT], done, working=working, setting=setting) - int(
            due["within_days"]
        )
    else:
        late = days_after(_date_in(due, setting.year), done, working=working, setting=setting)
    if late <= 0:
        return scored(setting.maximum)
    for step in rule.get("late", []):
        if late <= int(step["days"]) if "days" in step else done <= _date_in(step["until"], setting.year):
            return scored(listed(step, setting.maximum))
    return scored(Fraction(0))


def survey(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score the (weighted) rate of respondents in proportion."""
    rate = _grouped_rate(rule, given) if "groups" in rule else _group_rate(rule, given, "")
    if rate == "nobody":
        return INVALID
    if rate == "too few":
        return MISSING
    if isinstance(rate, Outcome):
        return rate
    return in_proportion(rule, rounded_rate(rate, setting), setting)


def _group_rate(rule: Rule, given: Given, group: str) -> Any:
    if group in given:
        percent = given[group].value
        return INVALID if percent > HUNDRED else percent
    prefix = f"{group}." if group else ""
    asked = [one for one in rule["options"] if one["percent"] != "none"]
    counts = [(given.get(prefix + one["id"], Fraction(0)), Fraction(one["percent"])) for one in asked]
    respondents = sum((number for number, _ in counts), Fraction(0))
    if respondents == 0:
        return "nobody"
    if respondents < int(rule.get("respondents_at_least", "0")):
        return "too few"
    return sum((number * percent for number, percent in counts), Fraction(0)) / respondents


def _grouped_rate(rule: Rule, given: Given) -> Any:
    rates = {group["id"]: _group_rate(rule, given, group["id"]) for group in rule["groups"]}
    if INVALID in rates.values():
        return INVALID
    if set(rates.values()) == {"nobody"}:
        return "nobody"
    if set(rates.values()) <= {"nobody", "too few"}:
        return "too few"
    there = [group for group in rule["groups"] if rates[group["id"]] not in {"nobody", "too few"}]
    if len(there) < len(rates) and rule.get("missing_group", "reweight") == "invalid":
        return INVALID
    weights = sum((Fraction(group["weight"]) for group in there), Fraction(0))
    return sum((Fraction(group["weight"]) * rates[group["id"]] for group in there), Fraction(0)) / weights


def formula(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score the first formula whose condition holds."""
    if any(variable["id"] not in given for variable in rule["variables"]):
        return INVALID
    names = {**given, "max_points": setting.maximum}
    try:
        points = _first_that_holds(rule, names)
    except ZeroDivisionError:
        return zero_over_zero(rule.get("when_zero", "invalid"), setting.maximum)
    if points is None:
        return INVALID
    if 0 <= points <= setting.maximum:
        return scored(points)
    if rule.get("beyond") == "cap":
        return scored(max(Fraction(0), min(setting.maximum, points)))
    return INVALID


def _first_that_holds(rule: Rule, names: dict[str, Fraction]) -> Fraction | None:
    for branch in rule["formulas"]:
        if "when" not in branch or slow_formula.holds(branch["when"], names):
            return slow_formula.value(branch["points"], names)
    return None


def given_points(rule: Rule, given: Given, setting: Setting) -> Outcome:
    """Score points as given, 0 to max, in steps."""
    points = given[""]
    if points > setting.maximum or ("step" in rule and (points / Fraction(rule["step"])).denominator != 1):
        return INVALID
    return scored(points)


def informative(_rule: Rule, _given: Given, _setting: Setting) -> Outcome:
    """Score nothing: shown, never counted."""
    return scored(Fraction(0))


KINDS: Final[dict[str, Callable[[Rule, Given, Setting], Outcome]]] = {
    "yes_no": yes_no,
    "choice": choice,
    "steps": steps,
    "proportional": proportional,
    "linear": linear,
    "count": count,
    "deduction": deduction,
    "checklist": checklist,
    "deadline": deadline,
    "survey": survey,
    "formula": formula,
    "given": given_points,
    "informative": informative,
}
