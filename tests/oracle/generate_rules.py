"""Hypothesis strategies that make a sound rule of every kind, with every parameter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from tests.oracle.spell import plain

Draw = Callable[..., Any]
Rule = dict[str, Any]

WHEN_ZERO: Final = ("full", "zero", "exclude", "invalid")
TITLES: Final = ("Rất tốt", "Khá ổn", "Chưa đủ", "Kém hẳn", "Hạn chế")
LETTERS: Final = ("a", "b", "c", "d")


@dataclass(frozen=True)
class Range:
    """Where the bounds of steps and lines lie, and what the last reaches at least."""

    low: int
    high: int
    top: int = -100


def chance(draw: Draw, one_in: int) -> bool:
    """Draw true once in so many times; shrinks to false."""
    return bool(draw(_below(one_in)) == one_in - 1)


@cache
def _below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


def share(draw: Draw, maximum: Fraction, percent: Fraction) -> Rule:
    """Write a list's share of the maximum, as points or as a percentage."""
    if chance(draw, 2):
        return {"percent": plain(percent)}
    return {"points": plain(maximum * percent / 100)}


def lone(draw: Draw, maximum: Fraction, percent: Fraction) -> Any:
    """Write a lone share of the maximum, as points or as a percentage."""
    one = share(draw, maximum, percent)
    return one.get("points", one)


def some_percent(draw: Draw) -> Fraction:
    """Draw a share between nothing and all."""
    return Fraction(draw(st.sampled_from(["50", "25", "75", "10", "33", "66.6", "12.5", "99", "1"])))


def falling(draw: Draw, size: int) -> list[Fraction]:
    """Draw shares of the maximum, the first 100, each lower than the one before and above 0."""
    others = draw(st.lists(st.integers(1, 99), min_size=size - 1, max_size=size - 1, unique=True))
    return [Fraction(100), *map(Fraction, sorted(others, reverse=True))]


def bounds(draw: Draw, size: int, within: Range) -> list[Fraction]:
    """Draw rising bounds, more than one apart, the last not below the range's top."""
    low, high = within.low, within.high
    width = max(2, (high - low) // size)
    starts = [low + width * number for number in range(size)]
    halves = st.sampled_from([Fraction(0), Fraction(1, 2)])
    gaps = [Fraction(draw(st.integers(0, width - 2))) for _ in starts]
    rising = [
        min(Fraction(high), start + gap + (draw(halves) if gap < width - 2 else 0))
        for start, gap in zip(starts, gaps, strict=True)
    ]
    return [*rising[:-1], max(rising[-1], Fraction(within.top))]


def yes_no(draw: Draw, maximum: Fraction) -> Rule:
    """Draw a yes_no rule."""
    rule: Rule = {"kind": "yes_no"}
    if chance(draw, 2):
        rule["otherwise"] = lone(draw, maximum, some_percent(draw))
    return rule


def choice(draw: Draw, maximum: Fraction) -> Rule:
    """Draw a choice rule of two to four options."""
    shares = falling(draw, draw(st.integers(2, 4)))
    options = [
        {"id": letter, "title": title, **share(draw, maximum, percent)}
        for letter, title, percent in zip(LETTERS, TITLES, shares, strict=False)
    ]
    return {"kind": "choice", "options": draw(st.permutations(options))}


def rate_parameters(draw: Draw, *, complement: bool = True) -> Rule:
    """Draw what every rate rule takes."""
    rule: Rule = {"when_zero": draw(st.sampled_from(WHEN_ZERO))} if not chance(draw, 5) else {}
    if chance(draw, 3):
        rule["above_100"] = draw(st.sampled_from(["cap", "invalid"]))
    if complement and chance(draw, 4):
        rule["complement"] = draw(st.sampled_from(["true", "true", "false"]))
    return rule


def measure_parameters(draw: Draw) -> tuple[Rule, Range]:
    """Draw whether steps or lines go by rate or value, and the range of their bounds."""
    if chance(draw, 3):
        if chance(draw, 2):
            return {"of": "value", "negative": "true"}, Range(-50, 200)
        return {"of": "value"}, Range(2, 1000)
    said = {"of": "rate"} if chance(draw, 3) else {}
    if chance(draw, 5):
        return said | rate_parameters(draw, complement=False) | {"above_100": "keep"}, Range(2, 150, top=120)
    return said | rate_parameters(draw), Range(2, 98)


def steps(draw: Draw, maximum: Fraction) -> Rule:
    """Draw a ladder, falling or rising, with strict and full bounds."""
    parameters, within = measure_parameters(draw)
    size = draw(st.integers(1, 4))
    falls = not chance(draw, 3)
    at = sorted(bounds(draw, size, within), reverse=falls)
    names = ("at_least", "above") if falls else ("at_most", "below")
    ladder = [
        {draw(st.sampled_from(names)): plain(bound), **share(draw, maximum, percent)}
        for bound, percent in zip(at, falling(draw, size), strict=True)
    ]
    if size > 1 and chance(draw, 4):
        _meet(ladder, at[0] // 1, ("above", "at_least") if falls else ("below", "at_most"))
    elif falls and within.high < 100 and chance(draw, 4):
        ladder[0] = {"at_least": plain(at[0]), "times_rate": plain(maximum)}
    rule: Rule = {"kind": "steps", **parameters, "steps": ladder}
    if chance(draw, 3):
        rule["otherwise"] = lone(draw, maximum, Fraction(1, 2))
    return rule


def _meet(ladder: list[Rule], bound: int, names: tuple[str, str]) -> None:
    """Let the first two steps part at one bound: the second holds exactly there."""
    for number, name in enumerate(names):
        shared = {key: text for key, text in ladder[number].items() if key in {"points", "percent"}}
        ladder[number] = {name: str(bound), **shared}


def proportional(draw: Draw, _maximum: Fraction) -> Rule:
    """Draw a proportional rule."""
    rule: Rule = {"kind": "proportional", **rate_parameters(draw)}
    if chance(draw, 2):
        rule["full_at"] = draw(st.sampled_from(["80", "90", "66.6", "100", "95.5"]))
    if chance(draw, 3):
        rule["zero_below"] = draw(st.sampled_from(["50", "30.5", "10"]))
    return rule


def linear(draw: Draw, maximum: Fraction) -> Rule:
    """Draw straight lines, falling or rising, sometimes with a value before the first."""
    parameters, within = measure_parameters(draw)
    size = draw(st.integers(2, 4))
    rises = not chance(draw, 3)
    shares = sorted(falling(draw, size), reverse=not rises)
    corners = [
        {"at": plain(at), **share(draw, maximum, percent)}
        for at, percent in zip(bounds(draw, size, within), shares, strict=True)
    ]
    rule: Rule = {"kind": "linear", **parameters, "through": corners}
    if chance(draw, 3):
        rule["below"] = lone(draw, maximum, draw(st.sampled_from([Fraction(0), Fraction(1, 2)])))
    return rule


def count(draw: Draw, maximum: Fraction) -> Rule:
    """Draw a count rule."""
    return {"kind": "count", "each": lone(draw, maximum, some_percent(draw))}


def deduction(draw: Draw, maximum: Fraction) -> Rule:
    """Draw a deduction rule of one to three faults."""
    faults = [
        {"id": letter, "title": title, "each": lone(draw, maximum, some_percent(draw))}
        for letter, title in zip(LETTERS[: draw(st.integers(1, 3))], TITLES, strict=False)
    ]
    return {"kind": "deduction", "faults": faults}


def checklist(draw: Draw, maximum: Fraction) -> Rule:
    """Draw a checklist, by points or by how many are ticked."""
    size = draw(st.integers(2, 4))
    items: list[Rule] = [{"id": LETTERS[number], "title": TITLES[number]} for number in range(size)]
    if chance(draw, 3):
        numbers = sorted(draw(st.sets(st.integers(1, size), min_size=1)), reverse=True)
        shares = falling(draw, len(numbers))
        bounded = [
            {"items": str(number), **share(draw, maximum, percent)}
            for number, percent in zip(numbers, shares, strict=True)
        ]
        return {"kind": "checklist", "items": items, "at_least": bounded}
    first = draw(st.sampled_from([50, 40, 12]))
    rest = Fraction(100 - first)
    for item, percent in zip(
        items, [Fraction(first), *[rest / 8] * (size - 2), rest - rest / 8 * (size - 2)], strict=True
    ):
        item.update(share(draw, maximum, percent))
    return {"kind": "checklist", "items": items}


def _due(draw: Draw) -> Rule:
    due = {"month": str(draw(st.integers(1, 12))), "day": draw(st.sampled_from(["last", "1", "15", "28"]))}
    if chance(draw, 2):
        due["year"] = draw(st.sampled_from(["0", "1", "-1"]))
    return due


def deadline(draw: Draw, maximum: Fraction) -> Rule:
    """Draw a deadline, fixed or within days of a start, with lateness by days or by dates."""
    rule: Rule = {"kind": "deadline", "due": _due(draw)}
    size = draw(st.integers(0, 3))
    shares = falling(draw, size + 1)[1:]
    lateness = sorted(draw(st.lists(st.integers(1, 30), min_size=size, max_size=size, unique=True)))
    late: list[Rule] = [{"days": str(days)} for days in lateness]
    if chance(draw, 3):
        rule["due"] = {"within_days": draw(st.sampled_from(["5", "10", "1", "30"]))}
    elif chance(draw, 3):
        year = int(rule["due"].get("year", "0")) + 1
        late = [
            {"until": {"month": str(number + 1), "day": "last", "year": str(year)}} for number in range(size)
        ]
    if late:
        rule["late"] = [
            one | share(draw, maximum, percent) for one, percent in zip(late, shares, strict=True)
        ]
    if chance(draw, 2):
        rule["working_days"] = "true"
    return rule


def survey(draw: Draw, _maximum: Fraction) -> Rule:
    """Draw a survey of two to four options, with groups or without."""
    percents = ["100", *draw(st.permutations(["60", "20", "0", "33.3"]))[: draw(st.integers(1, 2))]]
    if chance(draw, 2):
        percents.append("none")
    options = [
        {"id": letter.upper(), "title": title, "percent": percent}
        for letter, title, percent in zip(LETTERS, TITLES, percents, strict=False)
    ]
    rule: Rule = {"kind": "survey", "options": options}
    if chance(draw, 2):
        rule["full_at"] = draw(st.sampled_from(["80", "90", "100"]))
    if chance(draw, 4):
        rule["zero_below"] = draw(st.sampled_from(["50", "10"]))
    if chance(draw, 2):
        rule["respondents_at_least"] = draw(st.sampled_from(["1", "5", "30"]))
    if chance(draw, 2):
        weights = draw(st.sampled_from([("60", "40"), ("1", "2"), ("0.3", "0.7"), ("50", "30", "20")]))
        names = ("citizens", "firms", "officials")
        rule["groups"] = [{"id": one, "weight": weight} for one, weight in zip(names, weights, strict=False)]
        if chance(draw, 2):
            rule["missing_group"] = draw(st.sampled_from(["reweight", "invalid"]))
    return rule


def _number(draw: Draw, names: Sequence[str], depth: int) -> str:
    if depth == 0 or chance(draw, 4):
        return str(draw(st.sampled_from([*names, *names, "max_points", "0.5", "2", "10"])))
    left, right = _number(draw, names, depth - 1), _number(draw, names, depth - 1)
    form = draw(
        st.sampled_from(
            [
                "{} + {}",
                "({} - {})",
                "{} * {}",
                "({}) / ({} + a)",
                "min({}, {})",
                "max({}, {}, 1)",
                "-{} + {}",
            ]
        )
    )
    return str(form.format(f"({left})", f"({right})"))


def _condition(draw: Draw, names: Sequence[str]) -> str:
    sign = draw(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]))
    test = f"{_number(draw, names, 1)} {sign} {_number(draw, names, 1)}"
    form = draw(st.sampled_from(["{}", "not {}", "{} and b > 0", "b == 0 or {}", "({}) and (a / b >= 0.5)"]))
    return str(form.format(test))


FORMULAS: Final = (
    [{"points": "max_points * min(a, b) / max(a, b)"}],
    [
        {"when": "b > 0 and a / b >= 0.5", "points": "max_points"},
        {"points": "0.5 * max_points * a / (a + b)"},
    ],
    [{"when": "a >= b", "points": "max_points"}, {"when": "a * 2 >= b", "points": "max_points / 2"}],
    [{"points": "max_points - 0.1 * (b - a)"}],
    [{"when": "not (a == 0 or b == 0)", "points": "min(max_points, a / b)"}, {"points": "0"}],
)


def formula(draw: Draw, _maximum: Fraction) -> Rule:
    """Draw a formula of two variables, from a shelf or at random."""
    names = ("a", "b")
    branches = [dict(one) for one in draw(st.sampled_from(FORMULAS))]
    if chance(draw, 2):
        branches = [{"when": _condition(draw, names), "points": _number(draw, names, 2)} for _ in LETTERS[:2]]
        branches.append({"points": f"({_number(draw, names, 1)}) * a / (a + b)"})
    kinds = draw(st.sampled_from([("whole", "whole"), ("number", "whole"), ("number", "number")]))
    variables = [
        {"id": name, "title": title, "kind": kind}
        for name, title, kind in zip(names, TITLES, kinds, strict=False)
    ]
    rule: Rule = {"kind": "formula", "variables": variables, "formulas": branches}
    if not chance(draw, 4):
        rule["when_zero"] = draw(st.sampled_from(WHEN_ZERO))
    if chance(draw, 2):
        rule["beyond"] = "cap"
    return rule


def given(draw: Draw, maximum: Fraction) -> Rule:
    """Draw a given rule, sometimes with a step of which the maximum is a multiple."""
    rule: Rule = {"kind": "given"}
    if chance(draw, 2):
        rule["step"] = plain(maximum / draw(st.sampled_from([1, 2, 4, 5])))
    return rule


def informative(_draw: Draw, _maximum: Fraction) -> Rule:
    """Draw an informative rule."""
    return {"kind": "informative"}


KINDS: Final[dict[str, Callable[[Draw, Fraction], Rule]]] = {
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
    "given": given,
    "informative": informative,
}
