"""The library on the small seasons that were computed by hand, stage by stage."""

from typing import Any, Final

import pytest

from tests.laws import engine
from tests.oracle.generate import GeneratedCase
from tests.oracle.test_slow_seasons import criteria_of, load, rows_of, shown

HEAD: Final = {
    "format": "1",
    "id": "bo-thu",
    "version": "1.0.0",
    "status": "draft",
    "title": "Bộ thử",
    "level": "commune",
    "years": ["2025"],
}


def titled(found: Any) -> Any:
    """Return a part of a set with the titles and messages that a file must give."""
    if isinstance(found, list):
        return [titled(each) for each in found]
    if not isinstance(found, dict):
        return found
    said = {"title": found["id"]} if "id" in found and "by" not in found else {}
    said |= {"message": "Số liệu không khớp"} if "that" in found else {}
    return said | {key: titled(value) for key, value in found.items()}


def case_of(season: dict[str, Any]) -> GeneratedCase:
    """Return a small season as a case that the library can be run on."""
    criteria = HEAD | titled(criteria_of(season))
    return GeneratedCase(
        criteria=criteria, rows=rows_of(season["rows"]), units=season.get("units"), year=2025
    )


def found_in(result: Any, place: str) -> str:
    """Return what the library gives at a place, as the tables of the seasons write it."""
    unit, _, node = place.rpartition(":")
    found = engine.tables(result)
    unit = unit or "u"
    whole = found.ranking[unit,]
    if node == "*":
        return f"{decimal(whole['points'])}/{decimal(whole['max_points'])}"
    if node == "claim":
        return decimal(whole["claim"])
    if node == "provisional":
        return str(whole["provisional"]).lower()
    if node == "class":
        return str(whole["class"])
    if (unit, node) in found.nodes:
        inner = found.nodes[unit, node]
        return f"{decimal(inner['points'])}/{decimal(inner['max_points'])}"
    leaf = found.leaves[unit, node]
    claim = "" if leaf["claim"] is None else f" claim {decimal(leaf['claim'])}"
    return f"{leaf['state']} {decimal(leaf['points'])}/{decimal(leaf['max_points'])}{claim}"


def decimal(value: Any) -> str:
    """Return a cell as short text."""
    return shown(None if value is None else value)


@pytest.mark.parametrize("season", load())
def test_a_season_gives_what_is_computed_by_hand(season: dict[str, Any]) -> None:
    """Every season gives, at every stage, the states, points, maxima and problems that its table says."""
    case = case_of(season)
    for stage, expected in season["gives"].items():
        result = engine.run(case, stage=None if stage == "default" else stage)
        assert {place: found_in(result, place) for place in expected} == expected, stage
        codes = {problem.code for problem in result.scores.problems}
    assert set(season.get("problems", [])) <= codes
