"""Hypothesis strategies that make sound criteria sets, tables of units and rows of answers."""

import json
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from hypothesis import strategies as st

from tests.oracle import generate_answers, generate_rules, spell
from tests.oracle.generate_rules import Draw, chance
from tests.oracle.spell import plain

Criteria = dict[str, Any]
Row = dict[str, str]

YEAR: Final = 2025
RULE_KINDS: Final = tuple(generate_rules.KINDS)
UNIT_KINDS: Final = ("xa", "phuong", "dac_khu")
REGIONS: Final = ("nui", "bien")
SOURCES: Final = ("self", "survey", "appraiser", "system")
POLICIES: Final = ("full", "zero", "exclude", "forbidden")
CORE_CODES: Final = (
    "direction",
    "legal_documents",
    "procedures",
    "apparatus",
    "staff",
    "public_finance",
    "modernization",
    "impact",
    "other",
)
ROW_COLUMNS: Final = ("unit", "criterion", "input", "answer", "numerator", "denominator", "state")
SEASON_COLUMNS: Final = (*ROW_COLUMNS, "points", "decision", "stage", "by", "evidence", "note")
QUOTED: Final = frozenset({"id", "title", "node", "name", "break_by", "that", "message"})
BARE: Final = re.compile(r"-?[A-Za-z0-9_][A-Za-z0-9_.-]*")


@dataclass(frozen=True)
class GeneratedCase:
    """A criteria set with its units, answers and year."""

    criteria: Criteria
    units: list[dict[str, str]] | None
    rows: list[Row]
    year: int


@dataclass(frozen=True)
class Place:
    """Where a node is made: how deep it may go, and what it may say."""

    depth: int
    decimals: int
    kinds: tuple[str, ...]
    by_kind: bool
    always: bool
    shapes: bool = False


def to_yaml(value: Any) -> str:
    """Write nested mappings and lists as YAML, with ids and titles in quotes."""
    return "\n".join(_lines(value, "")) + "\n"


def _scalar(key: str, text: str) -> str:
    return text if key not in QUOTED and BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _lines(value: Any, key: str) -> list[str]:
    if isinstance(value, dict):
        return [line for name, item in value.items() for line in _entry(name, item)] or ["{}"]
    if isinstance(value, list):
        return [line for item in value for line in _item(item, key)] or ["[]"]
    return [_scalar(key, value)]


def _entry(name: str, item: Any) -> list[str]:
    shown = name if BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    lines = _lines(item, name)
    if isinstance(item, str) or not item:
        return [f"{shown}: {lines[0]}"]
    return [f"{shown}:", *("  " + line for line in lines)]


def _item(item: Any, key: str) -> list[str]:
    first, *rest = _lines(item, key)
    return [f"- {first}", *("  " + line for line in rest)]


def maximum_of(node: Criteria, kind: str, applies_to: dict[str, list[str]]) -> Fraction:
    """Return the maximum below a node for a kind of unit, other attributes taken as fitting."""
    applies_to = node.get("applies_to", applies_to)
    if is_leaf(node):
        applies = kind in applies_to.get("kind", [kind])
        return Fraction(node.get("max_points", "0")) if applies else Fraction(0)
    children = [child for child in node["criteria"] if "subtracts" not in child]
    maxima = [maximum_of(child, kind, applies_to) for child in children]
    total = max(maxima) if "combine" in node else sum(maxima, Fraction(0))
    return min(total, Fraction(node.get("max_points", total))) if is_cut(node) else total


def is_cut(node: Criteria) -> bool:
    """Tell whether the sum below a node is cut at its maximum."""
    return node.get("cap") == "true" or node.get("code") in {"bonus", "penalty"}


def is_leaf(node: Criteria) -> bool:
    """Tell whether a node has a rule, or several."""
    return "criteria" not in node and "areas" not in node


def below(node: Criteria) -> list[Criteria]:
    """Return the areas of a set, or the criteria right below a node."""
    children: list[Criteria] = node["areas"] if "areas" in node else node.get("criteria", [])
    return children


def leaves_of(node: Criteria) -> list[Criteria]:
    """Return the leaves of a node, or of a set, in file order."""
    return [node] if is_leaf(node) else [leaf for child in below(node) for leaf in leaves_of(child)]


def inner_of(node: Criteria) -> list[Criteria]:
    """Return the areas and inner criteria of a set, in file order."""
    return [one for child in below(node) if not is_leaf(child) for one in [child, *inner_of(child)]]


def _attributes(draw: Draw, place: Place) -> dict[str, list[str]]:
    kinds = draw(st.lists(st.sampled_from(UNIT_KINDS), min_size=1, max_size=2, unique=True))
    if not place.by_kind or chance(draw, 3):
        wanted = {"vung": [draw(st.sampled_from(REGIONS))]}
        return wanted | {"kind": kinds} if place.by_kind and chance(draw, 2) else wanted
    return {"kind": kinds}


def _inherited(draw: Draw, place: Place) -> Criteria:
    said: Criteria = {}
    if chance(draw, 4):
        said["source"] = draw(st.sampled_from(SOURCES))
    if chance(draw, 3):
        said["not_applicable"] = draw(st.sampled_from(POLICIES))
    if not place.always and chance(draw, 6):
        said["applies_to"] = _attributes(draw, place)
    return said


def _leaf(draw: Draw, name: str, place: Place) -> Criteria:
    kind = draw(st.sampled_from(place.kinds))
    if place.always and kind == "informative":
        kind = "yes_no"
    size = draw(st.sampled_from(["0.25", "0.5", "1", "1.5", "2", "3", "0.75"]))
    maximum = Fraction(size)
    if (maximum * 10**place.decimals).denominator != 1:
        maximum = Fraction(max(1, int(maximum)))
    leaf: Criteria = {"id": name, "title": f"Tiêu chí {name}"}
    if kind != "informative":
        leaf["max_points"] = plain(maximum)
    return leaf | {"rule": generate_rules.KINDS[kind](draw, maximum)} | _inherited(draw, place)


def _node(draw: Draw, name: str, place: Place) -> Criteria:
    if place.depth == 0 or chance(draw, 2):
        return _leaf(draw, name, place)
    node: Criteria = {"id": name, "title": f"Nhóm {name}"} | _inherited(draw, place)
    best = place.shapes and chance(draw, 4)
    capped = not best and chance(draw, 4)
    if best:
        node["combine"] = "max"
    node["criteria"] = _children(draw, node, _below(place, capped=capped))
    _state_maximum(draw, node, capped=capped)
    return node


def _below(place: Place, *, capped: bool) -> Place:
    return replace(place, depth=place.depth - 1, by_kind=place.by_kind and not capped)


def _children(draw: Draw, node: Criteria, place: Place) -> list[Criteria]:
    children = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        first = number == 1
        # The first child counts always, so that no node is without a maximum.
        below = replace(place, by_kind=place.by_kind and not first, always=place.always or first)
        name = f"{node['id']}.{number}"
        taken = place.shapes and not first and "combine" not in node and chance(draw, 5)
        children.append(_subtracting(draw, name, below) if taken else _node(draw, name, below))
    return children


def _subtracting(draw: Draw, name: str, place: Place) -> Criteria:
    """Make a node whose points are taken from its parent's; its maximum is its cap."""
    node = _node(draw, name, replace(place, by_kind=False, always=True, shapes=False))
    maximum = maximum_of(node, UNIT_KINDS[0], {})
    if not is_leaf(node):
        node.pop("cap", None)
        node["max_points"] = plain(maximum - 1 if maximum > 1 and chance(draw, 2) else maximum)
    return node | {"subtracts": "true"}


def _state_maximum(draw: Draw, node: Criteria, *, capped: bool) -> None:
    maxima = {maximum_of(node, kind, {}) for kind in UNIT_KINDS}
    if len(maxima) > 1 or 0 in maxima:
        return
    maximum = maxima.pop()
    if capped:
        node["cap"] = "true"
        node["max_points"] = plain(maximum - 1 if maximum > 1 and chance(draw, 2) else maximum)
    elif chance(draw, 2):
        node["max_points"] = plain(maximum)


def _area(draw: Draw, number: int, place: Place) -> Criteria:
    codes = CORE_CODES if number == 1 else (*CORE_CODES, *["bonus", "penalty"] * 4)
    code = draw(st.sampled_from(codes))
    outside = code in {"bonus", "penalty"}
    name = draw(st.sampled_from([str(number), str(number), f"Đ{number}"]))
    area: Criteria = {"id": name, "code": code, "title": f"Lĩnh vực {number}"}
    capped = not outside and chance(draw, 4)
    by_kind = number > 1 and not outside and not capped
    here = replace(place, by_kind=by_kind, always=number == 1, shapes=place.shapes and not outside)
    area |= _inherited(draw, here)
    area["criteria"] = _children(draw, area, here)
    if outside:
        maximum = maximum_of(area, "xa", {})
        area["max_points"] = plain(maximum - 1 if maximum > 1 and chance(draw, 2) else maximum)
    else:
        _state_maximum(draw, area, capped=capped)
    return area


def _policy(draw: Draw, decimals: str) -> Criteria:
    policy: Criteria = {
        "rounding": {
            "points": decimals,
            "rate": draw(st.sampled_from(["none", "none", "0", "1", "2"])),
            "index": draw(st.sampled_from(["2", "2", "0", "1", "3"])),
            "mode": draw(st.sampled_from(["half_up", "half_even", "down"])),
        },
        "missing": draw(st.sampled_from(["zero", "exclude", "invalid"])),
        "index_cap": draw(st.sampled_from(["100", "none", "110"])),
    }
    if chance(draw, 3):
        sources = draw(st.lists(st.sampled_from(SOURCES), min_size=1, unique=True))
        policy["missing"] = {one: draw(st.sampled_from(["zero", "exclude", "invalid"])) for one in sources}
    if chance(draw, 4):
        del policy[draw(st.sampled_from(["rounding", "missing", "index_cap"]))]
    return policy


def _ranking(draw: Draw, criteria: Criteria) -> Criteria:
    nodes = [one["id"] for one in inner_of(criteria)]
    nodes += [one["id"] for one in leaves_of(criteria) if one["rule"]["kind"] != "informative"]
    ranking: Criteria = {"ties": draw(st.sampled_from(["competition", "dense"]))}
    if chance(draw, 2):
        ranking["break_by"] = draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=2, unique=True))
    if chance(draw, 2):
        ranking["within"] = draw(st.sampled_from(["kind", "vung", "none"]))
    return ranking


def _requirement(draw: Draw, criteria: Criteria) -> Criteria:
    leaf = draw(st.sampled_from(leaves_of(criteria)))
    rule = leaf["rule"]
    if rule["kind"] == "yes_no":
        return {"node": leaf["id"], "answer_is": draw(st.sampled_from(["không", "có"]))}
    if rule["kind"] == "choice":
        return {"node": leaf["id"], "answer_is": draw(st.sampled_from(rule["options"]))["id"]}
    node = draw(st.sampled_from(inner_of(criteria)))
    return {"node": node["id"], "index_at_least": draw(st.sampled_from(["50", "80", "33.3"]))}


def _classes(draw: Draw, criteria: Criteria) -> list[Criteria]:
    bounds = sorted(draw(st.lists(st.integers(5, 95), max_size=4, unique=True)), reverse=True)
    classes: list[Criteria] = []
    for number, bound in enumerate(bounds):
        one: Criteria = {"name": f"Loại {number}", draw(st.sampled_from(["at_least", "above"])): str(bound)}
        if chance(draw, 3):
            one["applies_to"] = {"kind": [draw(st.sampled_from(UNIT_KINDS))]}
        if chance(draw, 2):
            one["requires"] = [_requirement(draw, criteria) for _ in range(draw(st.integers(1, 2)))]
        classes.append(one)
    return [*classes, {"name": "Yếu", "at_least": "0"}]


@st.composite
def criteria_sets(draw: Draw, kinds: tuple[str, ...] = RULE_KINDS, *, shapes: bool = False) -> Criteria:
    """Make a sound criteria set of random shape, in file order, with best children and deductions or without."""
    decimals = draw(st.sampled_from(["2", "2", "1", "0", "3", "none"]))
    policy = _policy(draw, decimals)
    places = {"none": 9}.get(decimals) or int(decimals)
    places = places if "rounding" in policy else 2
    areas = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        place = Place(draw(st.integers(0, 2)), places, kinds, by_kind=True, always=False, shapes=shapes)
        areas.append(_area(draw, number, place))
    core = [area for area in areas if area["code"] not in {"bonus", "penalty"}]
    maxima = {kind: sum((maximum_of(area, kind, {}) for area in core), Fraction(0)) for kind in UNIT_KINDS}
    criteria: Criteria = {
        "format": "1",
        "id": "bo-tieu-chi-thu",
        "version": "1.0.0",
        "status": "draft",
        "title": "Bộ tiêu chí thử",
        "level": "commune",
        "years": [str(YEAR)],
        "unit_kinds": list(UNIT_KINDS),
        "max_points": {kind: plain(maximum) for kind, maximum in maxima.items()},
        "calendar": {"holidays": ["2025-01-01", "2025-04-30", "2025-05-01"], "working_days": ["2025-04-26"]},
        "areas": areas,
    }
    if len(set(maxima.values())) == 1:
        criteria["max_points"] = plain(maxima["xa"])
    criteria["policy"] = policy | {"ranking": _ranking(draw, criteria)}
    if chance(draw, 2):
        criteria["classes"] = _classes(draw, criteria)
    return criteria


@st.composite
def unit_tables(draw: Draw, most: int = 6) -> list[dict[str, str]]:
    """Make a table of a few units with kinds, regions and some that are not ranked."""
    units = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        kind = draw(st.sampled_from(UNIT_KINDS))
        units.append(
            {
                "unit": f"u{number}",
                "name": f"Xã Tân Sơn {number}",
                "aliases": f"TS{number}; Tân Sơn {number}",
                "kind": kind,
                "parent": "",
                "ranked": draw(st.sampled_from(["", "", "có", "không", "no", "yes"])),
                "vung": draw(st.sampled_from([*REGIONS, ""])),
            }
        )
    return units


def _row(unit: str, criterion: str, cells: dict[str, str]) -> Row:
    return dict.fromkeys(ROW_COLUMNS, "") | {"unit": unit, "criterion": criterion} | cells


def called(draw: Draw, unit: dict[str, str], *, table: bool) -> str:
    """Return how a row names a unit: by its id, its name or an alias."""
    if not table:
        return unit["unit"]
    name = draw(st.sampled_from([unit["unit"], unit["unit"], unit["name"], *unit["aliases"].split("; ")]))
    return str(draw(spell.blanks(name)))


@st.composite
def answer_rows(
    draw: Draw, criteria: Criteria, units: list[dict[str, str]], *, table: bool = True
) -> list[Row]:
    """Make the rows of all units; now and then a unit answers nothing, or an inner node does not apply."""
    rows: list[Row] = []
    for unit in units:
        if chance(draw, 8):
            continue
        for leaf in leaves_of(criteria):
            told = generate_answers.rows_of(draw, leaf)
            rows += [_row(called(draw, unit, table=table), leaf["id"], cells) for cells in told]
        if chance(draw, 4):
            node = draw(st.sampled_from(inner_of(criteria)))
            cells = generate_answers.not_applicable(draw)[0]
            rows.append(_row(called(draw, unit, table=table), node["id"], cells))
    if chance(draw, 6):
        unknown = [_row("Xã Không Có", leaves_of(criteria)[0]["id"], {"answer": "1"})]
        rows += unknown if table else rows[:1]
    return list(draw(st.permutations(rows))) if len(rows) < 12 else rows


@st.composite
def cases(draw: Draw, kinds: tuple[str, ...] = RULE_KINDS) -> GeneratedCase:
    """Make a criteria set with units and answers, mostly with a table of units."""
    criteria = draw(criteria_sets(kinds))
    units = draw(unit_tables())
    table = not chance(draw, 6)
    rows = draw(answer_rows(criteria, units, table=table))
    return GeneratedCase(criteria, units if table or not rows else None, rows, YEAR)


def _relative(rule: Any) -> Any:
    """Write points of a rule that was made for a maximum of 1 as percentages, so that it fits every maximum."""
    if isinstance(rule, list):
        return [_relative(part) for part in rule]
    if not isinstance(rule, dict):
        return rule
    said = {key: _relative(part) for key, part in rule.items() if key != "points"}
    if "points" in rule:
        said["percent"] = plain(Fraction(rule["points"]) * 100)
    for key in {"otherwise", "below", "each"} & said.keys():
        # A step's `below` is a bound, and stands beside its points.
        if isinstance(rule[key], str) and "percent" not in said:
            said[key] = {"percent": plain(Fraction(rule[key]) * 100)}
    return said


def _twins(draw: Draw, area: str, decimals: int) -> list[Criteria]:
    """Make leaves with equal rules, of different maxima where the rule allows."""
    kind = draw(st.sampled_from(RULE_KINDS))
    least = Fraction(1, {0: 1, 1: 2}.get(decimals, 4))
    sizes = draw(st.lists(st.integers(1, 12), min_size=2, max_size=4))
    maxima = [least * size for size in sizes]
    if kind in {"formula", "given", "informative"}:
        rule = generate_rules.KINDS[kind](draw, least)
    else:
        rule = _relative(generate_rules.KINDS[kind](draw, Fraction(1)))
    if any("times_rate" in step for step in rule.get("steps", [])):
        maxima = [Fraction(1)] * len(maxima)
    leaves: list[Criteria] = [
        {"id": f"{area}.{number}", "title": f"Tiêu chí {area}.{number}", "rule": rule}
        for number in range(1, len(maxima) + 1)
    ]
    if kind != "informative":
        for leaf, maximum in zip(leaves, maxima, strict=True):
            leaf["max_points"] = plain(maximum)
    return leaves


@st.composite
def block_cases(draw: Draw) -> GeneratedCase:
    """Make a set of leaves with equal rules, nearly all answered by every unit."""
    places = {"2": 2, "1": 1, "0": 0, "3": 3, "none": 9}
    decimals = draw(st.sampled_from(sorted(places)))
    policy = _policy(draw, decimals)
    twins = _twins(draw, "1.2", places[decimals] if "rounding" in policy else 2)
    first: Criteria = {"id": "1.1", "title": "Tiêu chí 1.1", "max_points": "1", "rule": {"kind": "yes_no"}}
    group: Criteria = {"id": "1.2", "title": "Nhóm 1.2", "criteria": twins} | _inherited(
        draw, Place(0, 2, RULE_KINDS, by_kind=False, always=True)
    )
    area = {"id": "1", "code": "staff", "title": "Lĩnh vực 1", "criteria": [first, group]}
    criteria: Criteria = {
        "format": "1",
        "id": "bo-tieu-chi-thu",
        "version": "1.0.0",
        "status": "draft",
        "title": "Bộ tiêu chí thử",
        "level": "commune",
        "years": [str(YEAR)],
        "unit_kinds": list(UNIT_KINDS),
        "max_points": plain(maximum_of(area, "xa", {})),
        "calendar": {"holidays": ["2025-01-01", "2025-04-30", "2025-05-01"], "working_days": ["2025-04-26"]},
        "areas": [area],
        "policy": policy,
    }
    units = draw(unit_tables())
    rows = [
        _row(unit["unit"], leaf["id"], cells)
        for leaf in leaves_of(criteria)
        for answers in [generate_answers.rows_of if chance(draw, 12) else generate_answers.good]
        for unit in units
        for cells in answers(draw, leaf)
    ]
    return GeneratedCase(criteria, units, rows, YEAR)
