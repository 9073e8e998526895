"""The slow scorer on small seasons computed by hand: stages, claims, evidence, data items and shapes."""

from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest

from tests.oracle import slow_scorer
from tests.oracle.slow_model import Season
from tests.yaml_files import texts_of

Cells = dict[str, str]
FOLDER: Final = Path(__file__).with_name("seasons")
STAGES: Final = [
    {"id": "self", "by": "unit"},
    {"id": "appraisal", "by": "appraiser"},
    {"id": "explanation", "by": "unit"},
    {"id": "appraisal_2", "by": "appraiser"},
]
LEAVES: Final = {
    "1.1": {"max_points": "2", "rule": {"kind": "proportional"}},
    "1.2": {"max_points": "1", "rule": {"kind": "count", "each": "0.5"}},
}


def load() -> list[Any]:
    """Return the seasons of the folder."""
    return [
        pytest.param(one, id=f"{path.stem}: {one['says']}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for one in texts_of(path)
    ]


def with_ids(nodes: dict[str, Any]) -> list[dict[str, Any]]:
    """Return nodes written by their ids as a list, at every level."""
    return [
        {"id": name, "title": name} | node | ({"criteria": with_ids(node["criteria"])} if "criteria" in node else {})
        for name, node in nodes.items()
    ]  # fmt: skip


def criteria_of(season: dict[str, Any]) -> dict[str, Any]:
    """Return the set of a season: its areas, or one area with two leaves and what it says of the first."""
    leaves = LEAVES | {"1.1": LEAVES["1.1"] | season.get("leaf", {})}
    areas = season.get("areas", {"1": {"code": "staff", "criteria": leaves}})
    criteria = {"areas": with_ids(areas), "policy": {"stages": STAGES} | season.get("policy", {})}
    return criteria | {key: season[key] for key in ("data", "checks", "classes") if key in season}


def rows_of(text: str) -> list[Cells]:
    """Return the rows of a small table, its cells parted by bars; they are of the unit u unless they say."""
    header, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [{"unit": "u"} | dict(zip(header, line, strict=False)) for line in lines]


def shown(value: Fraction | None) -> str:
    """Return a number as short text."""
    return "blank" if value is None else str(float(value)).removesuffix(".0")


def found_in(season: Season, place: str) -> str:
    """Return a leaf as `state points/max`, a node as `points/max`, the whole of a unit as `points/max` too."""
    unit, _, node = place.rpartition(":")
    unit = unit or "u"
    if node == "*":
        return f"{shown(season.units[unit].points)}/{shown(season.units[unit].max_points)}"
    if node == "claim":
        return shown(season.units[unit].claim)
    if node == "provisional":
        return str(season.units[unit].provisional).lower()
    if node == "class":
        return str(season.units[unit].class_name)
    if (unit, node) in season.nodes:
        inner = season.nodes[unit, node]
        return f"{shown(inner.points)}/{shown(inner.max_points)}"
    leaf = season.leaves[unit, node]
    claim = "" if leaf.claim is None else f" claim {shown(leaf.claim)}"
    return f"{leaf.state} {shown(leaf.points)}/{shown(leaf.max_points)}{claim}"


@pytest.mark.parametrize("season", load())
def test_a_season_gives_what_is_computed_by_hand(season: dict[str, Any]) -> None:
    """Every season gives, at every stage, the states, points, maxima and problems that its table says."""
    criteria, rows = criteria_of(season), rows_of(season["rows"])
    for stage, expected in season["gives"].items():
        units = season.get("units")
        at = None if stage == "default" else stage
        scores = slow_scorer.score(criteria, rows, units, 2025, at)
        assert {place: found_in(scores, place) for place in expected} == expected, stage
    found = sorted({code for code, _, _ in scores.problems})
    assert found == season.get("problems", [])


def test_there_are_enough_seasons() -> None:
    """At least sixty seasons are played, each under its own sentence."""
    says = [one.values[0]["says"] for one in load()]
    assert len(says) == len(set(says)) >= 60
