"""Rows of one unit and one leaf, merged into what the leaf was told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.oracle import slow_text
from tests.oracle.slow_rules import DATE_INPUT, START_INPUT, Given, Rule, is_rate

Row = dict[str, str]
Reader = Callable[[str], Any]

CONTENT: Final = ("answer", "numerator", "denominator", "state")
SAID: Final = (*CONTENT, "points", "decision")
BESIDE: Final = ("evidence", "note")


@dataclass(frozen=True)
class Told:
    """What the rows say of a leaf: blank, not_applicable, invalid, or answered with values by input."""

    what: str
    given: Given = field(default_factory=dict)


def _is_filled(row: Row, *columns: str) -> bool:
    return any(slow_text.tidy(row.get(column)) for column in columns)


def is_blank(row: Row) -> bool:
    """Tell whether a row says nothing at all, not even in its note."""
    return not _is_filled(row, *SAID, *BESIDE)


def says_something(row: Row) -> bool:
    """Tell whether a row has an answer, a state, points or a decision."""
    return _is_filled(row, *SAID)


def has_answer(row: Row) -> bool:
    """Tell whether a row answers, be it that the leaf does not apply."""
    return _is_filled(row, *CONTENT) and not (
        says_exempt(row) and not _is_filled(row, "answer", "numerator", "denominator")
    )


def says_exempt(row: Row) -> bool:
    """Tell whether a row exempts its node."""
    return slow_text.is_exempt(row.get("state"))


def says_not_applicable(row: Row) -> bool:
    """Tell whether a row says, in its state or its answer, that the node does not apply."""
    return slow_text.is_not_applicable(row.get("state")) or slow_text.is_not_applicable(row.get("answer"))


def _whole(text: str) -> Any:
    return slow_text.number(text, whole=True)


def _survey_readers(rule: Rule) -> dict[str, Reader]:
    options = [one["id"] for one in rule["options"]]
    if "groups" not in rule:
        return {"": slow_text.percentage} | dict.fromkeys(options, _whole)
    groups = [one["id"] for one in rule["groups"]]
    shares: dict[str, Reader] = dict.fromkeys(groups, slow_text.percentage)
    return shares | {f"{group}.{one}": _whole for group in groups for one in options}


def _variable_reader(variable: dict[str, str]) -> Reader:
    return _whole if variable["kind"] == "whole" else slow_text.number


def readers(rule: Rule) -> dict[str, Reader]:
    """Return how each input of a leaf is read; the only, unnamed one is ""."""
    match rule["kind"]:
        case "deduction":
            return {fault["id"]: _whole for fault in rule["faults"]}
        case "formula":
            return {one["id"]: _variable_reader(one) for one in rule["variables"]}
        case "survey":
            return _survey_readers(rule)
        case "deadline" if "within_days" in rule["due"]:
            return {DATE_INPUT: slow_text.day, START_INPUT: slow_text.day}
        case _:
            return {"": _single_reader(rule)}


def _single_reader(rule: Rule) -> Reader:
    negative = rule.get("negative", "false") == "true"
    single: dict[str, Reader] = {
        "yes_no": slow_text.yes_no,
        "choice": lambda text: slow_text.option(text, rule["options"]),
        "count": _whole,
        "checklist": lambda text: slow_text.ticks(text, [one["id"] for one in rule["items"]]),
        "deadline": slow_text.day,
        "given": slow_text.number,
        "informative": slow_text.tidy,
    }
    if is_rate(rule):
        return slow_text.percentage
    return single.get(rule["kind"], lambda text: slow_text.number(text, negative=negative))


def _pairs(rule: Rule, row: Row) -> list[tuple[str, str]]:
    known, text = readers(rule), row.get("answer", "")
    if slow_text.tidy(row.get("input")):
        return [(slow_text.tidy(row["input"]), text)]
    if list(known) == [""]:
        return [("", text)]
    if "=" in text:
        return slow_text.named_inputs(text)
    if "" in known:
        return [("", text)]
    if len(known) == 1:
        return [(next(iter(known)), text)]
    raise slow_text.UnreadableError(text)


def _row_values(rule: Rule, row: Row) -> list[tuple[str, Any]]:
    if slow_text.tidy(row.get("state")) and not says_exempt(row):
        raise slow_text.UnreadableError(row["state"])
    values: list[tuple[str, Any]] = []
    if slow_text.tidy(row.get("answer")):
        known = readers(rule)
        for name, text in _pairs(rule, row):
            if name not in known:
                raise slow_text.UnreadableError(name)
            values.append((name, known[name](text)))
    counts = [column for column in ("numerator", "denominator") if slow_text.tidy(row.get(column))]
    return values + [(column, _whole(row[column])) for column in counts]


def told(rule: Rule, rows: list[Row]) -> Told:
    """Merge the rows of one unit and one leaf: blank and filled merge, what differs is invalid."""
    rows = [row for row in rows if has_answer(row)]
    if not rows:
        return Told("blank")
    if all(says_not_applicable(row) for row in rows):
        return Told("not_applicable")
    if any(says_not_applicable(row) for row in rows):
        return Told("invalid")
    given: Given = {}
    try:
        for name, value in [pair for row in rows for pair in _row_values(rule, row)]:
            if given.setdefault(name, value) != value:
                return Told("invalid")
    except slow_text.UnreadableError:
        return Told("invalid")
    return Told("answered", given)
