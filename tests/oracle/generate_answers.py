"""Hypothesis strategies that make rows for one leaf: good, at the boundary, wrong, repeated, missing."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from hypothesis import strategies as st

from tests.oracle import spell
from tests.oracle.generate_rules import Draw, Rule, chance
from tests.oracle.slow_rules import DATE_INPUT, START_INPUT, is_rate
from tests.oracle.slow_text import rounded

Cells = dict[str, str]
BIG: Final = 10**15
STEPS: Final = ("at_least", "above", "at_most", "below")
WRONG: Final = (
    "hai",
    "1/2",
    "1e3",
    "-3",
    "?",
    "12,3,4",
    "3..5",
    "1.316",
    "9999999",
    "101%",
    "2,5",
    "zz=1",
    "a=",
    "1 2",
    "31/02/2025",
    "2025-13-01",
    "0.375",
    "a; zz",
    "100,001",
    "100.0004",
    "1.316.000",
    "12.34.567",
    "½",
)
WHOLES: Final = st.one_of(st.integers(0, 12), st.integers(0, 5000), st.integers(0, BIG), st.just(BIG))


def whole(draw: Draw, number: int) -> str:
    """Spell a whole number."""
    return str(draw(spell.whole(number)))


def bounds_of(rule: Rule) -> list[Fraction]:
    """Return the values at which the points of a rule turn."""
    turns = [step[name] for step in rule.get("steps", []) for name in STEPS if name in step]
    turns += [corner["at"] for corner in rule.get("through", [])]
    turns += [rule[name] for name in ("full_at", "zero_below") if name in rule]
    found = [Fraction(turn) for turn in turns] + [Fraction(0), Fraction(100)]
    return [100 - turn for turn in found] if rule.get("complement") == "true" else found


def counts(draw: Draw, rule: Rule) -> tuple[int, int]:
    """Draw a numerator and a denominator: 0/0, exactly on a bound, one beside it, or anything."""
    manner = draw(st.sampled_from(["free", "bound", "beside", "zero", "big"]))
    if manner == "zero":
        return 0, 0
    if manner in {"bound", "beside"}:
        denominator = draw(st.sampled_from([1000, 2000, 10**6, BIG]))
        exact = abs(draw(st.sampled_from(bounds_of(rule)))) * denominator / 100
        nudge = draw(st.sampled_from([-1, 1])) if manner == "beside" else 0
        return max(0, int(exact) + nudge), denominator
    denominator = draw(st.integers(1, 200 if manner == "free" else BIG))
    above = denominator // 4 if chance(draw, 6) else 0
    return draw(st.integers(0, denominator + above)), denominator


def percents(draw: Draw, rule: Rule) -> Fraction:
    """Draw a percentage on a bound or anywhere."""
    if chance(draw, 2):
        return abs(Fraction(draw(st.sampled_from(bounds_of(rule)))))
    return Fraction(draw(st.integers(0, 10**4)), 10 ** draw(st.integers(1, 4)))


def rate(draw: Draw, rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw a rate as counts, as a percentage, or as both, agreeing or nearly."""
    manner = draw(st.sampled_from(["counts", "counts", "percent", "both"]))
    if manner == "percent":
        return [{"answer": draw(spell.percentage(percents(draw, rule)))}]
    numerator, denominator = counts(draw, rule)
    row = {"numerator": whole(draw, numerator), "denominator": whole(draw, denominator)}
    if manner == "both" and denominator:
        shown = rounded(Fraction(numerator, denominator) * 100, draw(st.integers(0, 4)), "half_up")
        nudge = Fraction(1, 10) if chance(draw, 6) else Fraction(0)
        row["answer"] = draw(spell.percentage(shown + nudge))
    return [row]


def measure(draw: Draw, rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw a value on a bound, beside it, or anywhere."""
    bound = Fraction(draw(st.sampled_from(bounds_of(rule))))
    value = bound + Fraction(draw(st.sampled_from([0, 1, -1, 500])), draw(st.sampled_from([10, 100, 1])))
    if chance(draw, 5):
        value = Fraction(draw(st.integers(0, BIG)))
    return [{"answer": draw(spell.decimal(value))}]


def steps_or_line(draw: Draw, rule: Rule, maximum: Fraction) -> list[Cells]:
    """Draw what a ladder or a line asks."""
    return rate(draw, rule, maximum) if is_rate(rule) else measure(draw, rule, maximum)


def yes_no(draw: Draw, _rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw yes or no."""
    return [{"answer": draw(spell.yes_or_no(yes=draw(st.booleans())))}]


def choice(draw: Draw, rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw an option, by its id or by its title."""
    one = draw(st.sampled_from(rule["options"]))
    return [{"answer": draw(st.one_of(st.just(one["id"]), spell.words(one["title"])))}]


def count(draw: Draw, _rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw a whole number."""
    return [{"answer": whole(draw, draw(WHOLES))}]


def inputs(draw: Draw, pairs: dict[str, str]) -> list[Cells]:
    """Write named inputs in one row, or in a row each."""
    if chance(draw, 3):
        return [{"input": name, "answer": text} for name, text in pairs.items()]
    joint = draw(st.sampled_from(["; ", ";", " ; "]))
    return [{"answer": joint.join(f"{name}={text}" for name, text in pairs.items())}]


def deduction(draw: Draw, rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw numbers of faults; those left out are 0."""
    names = [fault["id"] for fault in rule["faults"]]
    if len(names) == 1 and chance(draw, 2):
        return [{"answer": whole(draw, draw(WHOLES))}]
    named = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    return inputs(draw, {name: whole(draw, draw(WHOLES)) for name in named})


def checklist(draw: Draw, rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw ticked items, perhaps none."""
    ticked = draw(st.lists(st.sampled_from([item["id"] for item in rule["items"]]), unique=True))
    if not ticked:
        return [{"answer": draw(spell.words("không", "none", "0"))}]
    return [{"answer": draw(st.sampled_from(["; ", ";"])).join(ticked)}]


def _day_near(draw: Draw, around: date) -> str:
    shift = draw(st.one_of(st.integers(-3, 40), st.integers(-400, 400)))
    return str(draw(spell.day(around + timedelta(days=shift))))


def deadline(draw: Draw, rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw a date near the due date, or not done; with its start date where that is asked."""
    if "within_days" in rule["due"]:
        start = date(2025, 1, 1) + timedelta(days=draw(st.integers(0, 300)))
        done = start + timedelta(days=draw(st.integers(0, 60)))
        text = draw(spell.day(done))
        if chance(draw, 6):
            text = "chưa"
        return inputs(draw, {START_INPUT: draw(spell.day(start)), DATE_INPUT: text})
    if chance(draw, 6):
        return [{"answer": draw(spell.words("chưa", "không", "not done"))}]
    due = rule["due"]
    number = 28 if due["day"] == "last" else int(due["day"])
    return [{"answer": _day_near(draw, date(2025 + int(due.get("year", "0")), int(due["month"]), number))}]


def _group_answer(draw: Draw, rule: Rule, group: str) -> dict[str, str]:
    if group and chance(draw, 3):
        return {group: draw(spell.percentage(percents(draw, rule)))}
    prefix = f"{group}." if group else ""
    named = draw(st.lists(st.sampled_from([one["id"] for one in rule["options"]]), min_size=1, unique=True))
    return {prefix + name: whole(draw, draw(WHOLES)) for name in named}


def survey(draw: Draw, rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw counts of respondents or a percentage, by group where there are groups."""
    if "groups" not in rule:
        if chance(draw, 3):
            return [{"answer": draw(spell.percentage(percents(draw, rule)))}]
        return inputs(draw, _group_answer(draw, rule, ""))
    names = [group["id"] for group in rule["groups"]]
    asked = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    pairs: dict[str, str] = {}
    for name in asked:
        pairs |= _group_answer(draw, rule, name)
    return inputs(draw, pairs)


def formula(draw: Draw, rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw a number for each variable."""
    pairs = {}
    for variable in rule["variables"]:
        number = draw(WHOLES)
        if variable["kind"] == "whole":
            pairs[variable["id"]] = whole(draw, number)
        else:
            pairs[variable["id"]] = draw(
                spell.decimal(Fraction(number % 10**9, draw(st.sampled_from([1, 10, 100]))))
            )
    return inputs(draw, pairs)


def given(draw: Draw, rule: Rule, maximum: Fraction) -> list[Cells]:
    """Draw points, mostly in the rule's steps."""
    step = Fraction(rule.get("step", "0.05"))
    value = step * draw(st.integers(0, int(maximum / step)))
    if chance(draw, 5):
        value += Fraction(draw(st.sampled_from([1, 5, 45])), 1000)
    return [{"answer": draw(spell.decimal(value))}]


def informative(draw: Draw, _rule: Rule, _maximum: Fraction) -> list[Cells]:
    """Draw any text."""
    return [{"answer": draw(st.sampled_from(["có kế hoạch số 12", "12", "xem phụ lục", "a, b"]))}]


KINDS: Final[dict[str, Callable[[Draw, Rule, Fraction], list[Cells]]]] = {
    "yes_no": yes_no,
    "choice": choice,
    "steps": steps_or_line,
    "proportional": rate,
    "linear": steps_or_line,
    "count": count,
    "deduction": deduction,
    "checklist": checklist,
    "deadline": deadline,
    "survey": survey,
    "formula": formula,
    "given": given,
    "informative": informative,
}


def good(draw: Draw, leaf: dict[str, Any]) -> list[Cells]:
    """Draw a well-formed answer of a leaf, which may still be out of range."""
    rule = leaf["rule"]
    return KINDS[rule["kind"]](draw, rule, Fraction(leaf.get("max_points", "1")))


def wrong(draw: Draw, leaf: dict[str, Any]) -> list[Cells]:
    """Draw an answer that most leaves cannot use."""
    if leaf["rule"]["kind"] == "informative":
        return good(draw, leaf)
    if is_rate(leaf["rule"]) and chance(draw, 2):
        return [
            draw(
                st.sampled_from(
                    [
                        {"numerator": "3"},
                        {"denominator": "4"},
                        {"numerator": "3", "denominator": "0"},
                        {"numerator": "-3", "denominator": "4"},
                        {"numerator": "5", "denominator": "bốn"},
                        {"numerator": "5", "denominator": "4"},
                        {"numerator": "3", "denominator": "4", "answer": "74,9"},
                    ]
                )
            )
        ]
    return [{"answer": draw(st.sampled_from(WRONG))}]


def twice(draw: Draw, leaf: dict[str, Any]) -> list[Cells]:
    """Draw an answer that is given twice: the same, in halves, or another one."""
    rows = good(draw, leaf)
    if chance(draw, 2):
        return [*rows, *rows]
    if "numerator" in rows[0] and chance(draw, 2):
        return [{"numerator": rows[0]["numerator"]}, {"denominator": rows[0]["denominator"]}]
    if len(rows) == 1 and "answer" in rows[0] and "=" not in rows[0]["answer"] and "numerator" not in rows[0]:
        again = good(draw, leaf)
        if len(again) == 1 and "answer" in again[0] and "=" not in again[0]["answer"]:
            return [*rows, *again] if "numerator" not in again[0] else rows
    return rows


def not_applicable(draw: Draw) -> list[Cells]:
    """Draw an answer that says that the leaf does not apply."""
    text = draw(spell.words("không áp dụng", "không phát sinh", "not_applicable"))
    return [{draw(st.sampled_from(["state", "answer"])): text}]


def rows_of(draw: Draw, leaf: dict[str, Any]) -> list[Cells]:
    """Draw the rows of one unit for one leaf."""
    fate = draw(
        st.sampled_from(["good"] * 12 + ["na", "na", "wrong", "wrong", "missing", "blank", "twice", "clash"])
    )
    if fate == "clash":
        return [*good(draw, leaf), *not_applicable(draw)]
    makers: dict[str, Callable[[], list[Cells]]] = {
        "na": lambda: not_applicable(draw),
        "wrong": lambda: wrong(draw, leaf),
        "missing": list,
        "blank": lambda: [{}],
        "twice": lambda: twice(draw, leaf),
    }
    return makers.get(fate, lambda: good(draw, leaf))()
