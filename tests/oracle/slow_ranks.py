"""Ranks and classes of the design page, by comparing every unit with every other."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from tests.oracle import slow_text
from tests.oracle.slow_model import Case, Season, UnitScore, applies, index_of, rule_of

Key = tuple[Fraction, ...]
NO: Final = frozenset({"no", "không", "0", "false"})


def ranked(case: Case, season: Season) -> Season:
    """Return the season with the ranks of units and inner nodes, and with classes."""
    ranks = ranks_by(case, season, lambda unit: season.units[unit].index)
    units = {
        name: replace(unit, rank=ranks.get(name), class_name=class_of(case, season, unit))
        for name, unit in season.units.items()
    }
    nodes = dict(season.nodes)
    for node in {node for _, node in season.nodes}:
        for unit, rank in node_ranks(case, season, node).items():
            nodes[unit, node] = replace(nodes[unit, node], rank=rank)
    return replace(season, nodes=nodes, units=units)


def node_ranks(case: Case, season: Season, node: str) -> dict[str, int]:
    """Return the ranks of units in one inner node; the lower index goes first in what is taken off."""
    return ranks_by(case, season, lambda unit: signed_index(case, season, unit=unit, node=node))


def signed_index(case: Case, season: Season, *, unit: str, node: str) -> Fraction | None:
    """Return a node's index so that the higher goes first."""
    index = node_index(case, season, unit=unit, node=node)
    if index is not None and case.nodes[node].is_better_low:
        return -index
    return index


def node_index(case: Case, season: Season, *, unit: str, node: str) -> Fraction | None:
    """Return the rounded index of an inner node or of a leaf."""
    if (unit, node) in season.nodes:
        return season.nodes[unit, node].index
    leaf = season.leaves[unit, node]
    return index_of(case, leaf.points, leaf.max_points)


def ranks_by(case: Case, season: Season, index: Callable[[str], Fraction | None]) -> dict[str, int]:
    """Return one rank for each ranked unit with an index, within its group, ties shared."""
    keys = {unit: key_of(case, season, unit, index(unit)) for unit in season.units if is_ranked(case, unit)}
    present = {unit: key for unit, key in keys.items() if key is not None}
    ties = case.policy.get("ranking", {}).get("ties", "competition")
    ranks = {}
    for unit, key in present.items():
        group = season.units[unit].group
        rivals = [present[other] for other in present if season.units[other].group == group]
        better = [rival for rival in rivals if rival > key]
        ranks[unit] = 1 + (len(set(better)) if ties == "dense" else len(better))
    return ranks


def is_ranked(case: Case, unit: str) -> bool:
    """Tell whether the table lets the unit be ranked."""
    return slow_text.word(case.units[unit].get("ranked")) not in NO


def key_of(case: Case, season: Season, unit: str, index: Fraction | None) -> Key | None:
    """Return what is compared: the index, then each tie-breaking node's, blank last."""
    if index is None:
        return None
    key = [index]
    for node in case.policy.get("ranking", {}).get("break_by", []):
        tie = signed_index(case, season, unit=unit, node=node)
        key += [Fraction(0), Fraction(0)] if tie is None else [Fraction(1), tie]
    return tuple(key)


def class_of(case: Case, season: Season, unit: UnitScore) -> str | None:
    """Return the first class whose bound, kinds of unit and requirements hold."""
    if unit.index is None:
        return None
    for one in case.criteria.get("classes", []):
        within = (
            unit.index > Fraction(one["above"]) if "above" in one else unit.index >= Fraction(one["at_least"])
        )
        fits = applies(one.get("applies_to", {}), case.units[unit.unit])
        if within and fits and all(is_met(case, season, unit.unit, need) for need in one.get("requires", [])):
            return str(one["name"])
    return None


def is_met(case: Case, season: Season, unit: str, need: dict[str, str]) -> bool:
    """Tell whether a requirement holds; it does where nothing is applicable."""
    node = need["node"]
    if "index_at_least" in need:
        index = node_index(case, season, unit=unit, node=node)
        return index is None or index >= Fraction(need["index_at_least"])
    leaf = season.leaves[unit, node]
    if leaf.max_points == 0:
        return True
    rule = rule_of(case.nodes[node], case.units[unit])
    return leaf.state == "scored" and rule is not None and leaf.answer == wanted(rule, need)


def wanted(rule: dict[str, Any], need: dict[str, str]) -> object:
    """Return the answer that a requirement asks for, as its rule reads it."""
    if rule["kind"] == "yes_no":
        return slow_text.yes_no(need["answer_is"])
    return slow_text.option(need["answer_is"], rule["options"])
