"""Small seasons, computed by hand, stage by stage: the library gives what their tables say."""

import json
from decimal import Decimal
from typing import Any, Final

import pytest

import cchc_index as cchc
from tests.laws import engine
from tests.oracle.generate import GeneratedCase
from tests.oracle.test_slow_seasons import criteria_of, load, rows_of
from tests.scoring.small import TOP

Node = dict[str, Any]
LISTS: Final = ("options", "items", "faults", "variables")
"""Lists of a rule whose entries have a title in a file, and none in the tables."""
ONLY_HERE: Final = frozenset({"decision-with-content", "rows-differ"})


def titled(nodes: list[Node]) -> list[Node]:
    """Return entries with their ids for titles."""
    return [{"title": node["id"]} | node for node in nodes]


def complete(node: Node) -> Node:
    """Return a node with the titles in its rules that a file needs."""
    found = dict(node)
    for key in LISTS:
        if isinstance(found.get(key), list) and found[key] and "id" in found[key][0]:
            found[key] = titled(found[key])
    return {
        key: complete(value) if isinstance(value, dict) else
        [complete(each) if isinstance(each, dict) else each for each in value] if isinstance(value, list) else value
        for key, value in found.items()
    }  # fmt: skip


def case_of(season: Node) -> GeneratedCase:
    """Return a season of the tables as a whole set with its rows."""
    criteria = criteria_of(season)
    criteria["data"] = titled(criteria.get("data", []))
    criteria["checks"] = [{"message": "Số liệu chưa khớp"} | check for check in criteria.get("checks", [])]
    return GeneratedCase(TOP | complete(criteria), season.get("units"), rows_of(season["rows"]), 2025)


def shown(value: engine.Cell) -> str:
    """Return a number as the tables write it."""
    return "blank" if value is None else f"{Decimal(str(value)):f}"


def found_in(result: cchc.Result, place: str) -> str:
    """Return a leaf as `state points/max`, a node or the whole of a unit as `points/max`."""
    unit, _, node = place.rpartition(":")
    tables = engine.tables(result)
    row = tables.ranking[unit or "u",]
    if node in {"claim", "provisional", "class"}:
        told = row[node]
        return str(told).lower() if isinstance(told, bool) else shown(told) if node == "claim" else str(told)
    if (unit or "u", node) in tables.nodes:
        row = tables.nodes[unit or "u", node]
    leaf = tables.leaves.get((unit or "u", node), {})
    state = f"{leaf['state']} " if leaf else ""
    row = leaf or row
    claim = f" claim {shown(leaf['claim'])}" if leaf.get("claim") is not None else ""
    points = row["points"] if leaf == {} else row["points"] or Decimal(0)
    return f"{state}{shown(points)}/{shown(row['max_points'])}{claim}"


@pytest.mark.parametrize("season", load())
def test_a_season_gives_what_is_computed_by_hand(season: Node) -> None:
    """Every season gives, at every stage, the states, points and maxima that its table says, and its problems."""
    case = case_of(season)
    for stage, expected in season["gives"].items():
        result = engine.run(case, stage=None if stage == "default" else stage)
        assert {place: found_in(result, place) for place in expected} == expected, stage
    told = {problem.code for problem in result.scores.problems}
    assert set(season.get("problems", [])) <= told
