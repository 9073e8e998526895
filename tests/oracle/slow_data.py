"""Data items: their values, the slots of leaves that they fill, and the checks between them."""

from typing import Any

from tests.oracle import slow_formula, slow_text
from tests.oracle.slow_answers import Told, readers
from tests.oracle.slow_model import Case, Node
from tests.oracle.slow_rules import Given, Rule, is_rate
from tests.oracle.slow_standing import Asked, Standing, first, is_other_way, standing


def items_of(criteria: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the data items of a set by id."""
    return {one["id"]: one for one in criteria.get("data", [])}


def rule_of_item(item: dict[str, str]) -> Rule:
    """Return a rule that asks what a data item asks: a whole number or a number."""
    return {"kind": "count"} if item.get("kind", "number") == "whole" else {"kind": "steps", "of": "value"}


def item_told(case: Case, unit: str, name: str) -> Told:
    """Return what stands for a data item: blank, invalid, or its value."""
    item = items_of(case.criteria)[name]
    return only_value(standing(case, unit, Asked(name, rule_of_item(item))).told)


def first_told(case: Case, unit: str, name: str) -> Told:
    """Return what a unit said of a data item in the first stage."""
    item = items_of(case.criteria)[name]
    return only_value(first(Asked(name, rule_of_item(item)), case.turns(unit, name).get(0, [])).told)


def only_value(told: Told) -> Told:
    """Return what was told, invalid where it is anything but blank or one value."""
    return told if told.what == "blank" or set(told.given) == {""} else Told("invalid")


def slots_of(rule: Rule) -> dict[str, str]:
    """Return the inputs of a rule that data items fill, with the items' ids."""
    if rule["kind"] == "formula":
        return {one["id"]: one["data"] for one in rule["variables"] if "data" in one}
    return {name: rule[name] for name in ("numerator", "denominator") if name in rule}


def inputs_of(rule: Rule) -> set[str]:
    """Return the inputs that a rule with slots needs."""
    return {"numerator", "denominator"} if is_rate(rule) else set(readers(rule))


def asked_of(case: Case, unit: str, leaf: Node, rule: Rule) -> Asked:
    """Return what a leaf asks, with what the unit's data items said in the first stage."""
    items = slots_of(rule)
    told = {slot: first_told(case, unit, item) for slot, item in items.items()}
    shared = {slot: one.given[""] for slot, one in told.items() if one.what == "answered"}
    is_fed = any(case.turns(unit, item) for item in items.values())
    return Asked(leaf.id, rule, leaf.max_points, leaf.not_applicable != "forbidden", shared, is_fed)


def fed(case: Case, unit: str, asked: Asked, stands: Standing) -> Told:
    """Return what a leaf is told when data items fill its slots, but for those that an appraiser replaced."""
    own = stands.told
    slots = {
        slot: item
        for slot, item in slots_of(asked.rule).items()
        if not any(slot == name or is_other_way(slot, name) for name in stands.replaced)
    }
    if not slots or own.what in {"invalid", "not_applicable"}:
        return own
    items = {slot: item_told(case, unit, item) for slot, item in slots.items()}
    if any(one.what == "invalid" for one in items.values()):
        return Told("invalid")
    given = {slot: one.given[""] for slot, one in items.items() if one.what == "answered"}
    if own.what == "blank" and (not given or set(slots) != inputs_of(asked.rule)):
        return own
    return completed(case, unit, asked, own.given | given)


def completed(case: Case, unit: str, asked: Asked, given: Given) -> Told:
    """Return the answer, or an invalid one where a slot of a data item stays empty."""
    if not set(slots_of(asked.rule)) <= set(given) and "" not in given:
        case.problems.add(("data-missing", unit, asked.name))
        return Told("invalid")
    return Told("answered", given)


def report_breaches(case: Case, unit: str) -> None:
    """Warn where a unit's data items break a check; a check with an item missing is skipped."""
    told = {name: item_told(case, unit, name) for name in items_of(case.criteria)}
    values = {name: one.given[""] for name, one in told.items() if one.what == "answered"}
    for check in case.criteria.get("checks", []):
        if set(slow_formula.names_in(check["that"])) <= set(values) and not _holds(check["that"], values):
            case.problems.add(("check-breached", unit, slow_text.tidy(check["that"])))


def _holds(that: str, values: Given) -> bool:
    try:
        return slow_formula.holds(that, values)
    except ZeroDivisionError:
        return True
