"""The season of nine invented districts: what cases do not say of it."""

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd

import cchc_index as cchc
from tests.docs.markdown import ROOT

FOLDER: Final = ROOT / "examples" / "mau-cap-huyen"
FILES: Final = ("tu-danh-gia", "tham-dinh", "giai-trinh", "tham-dinh-lan-2", "dieu-tra")


@cache
def result(*files: str) -> cchc.Result:
    """Return the result of some files of the season."""
    criteria = cchc.load_criteria("mau-cap-huyen")
    units = cchc.read_units(FOLDER / "units.csv")
    return cchc.score(
        criteria, cchc.read_answers([FOLDER / f"{name}.csv" for name in files], criteria, units=units)
    )


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seen(row: dict[str, object]) -> tuple[object, ...]:
    """Return a change as it is compared: points by their value."""
    points = (Fraction(str(row[name])) for name in ("points_before", "points_after"))
    words = ("unit", "criterion", "stage", "by", "decision", "note")
    return (*("" if pd.isna(row[name]) else row[name] for name in words), *points)


def test_every_decision_of_the_season_is_among_the_changes() -> None:
    """Who changed what of which leaf, in which stage, from what to what and why, is as expected."""
    expected = [seen(dict(row)) for row in rows(FOLDER / "expected-changes.csv")]
    found = [seen(row) for row in result(*FILES).changes.to_dict("records")]
    assert sorted(map(str, found)) == sorted(map(str, expected))


def test_results_are_provisional_until_the_survey_arrives() -> None:
    """Before the survey the result of every unit with answers is provisional, after it of none."""
    for files, provisional in ((FILES[:-1], True), (FILES, False)):
        ranking = result(*files).ranking.dropna(subset="points")
        assert len(ranking) == 8
        assert set(ranking["provisional"]) == {provisional}


def test_every_state_that_the_set_knows_occurs() -> None:
    """Each state but claimed, which the set has not, occurs in some stage of the season."""
    found = {state for files in (FILES[:1], FILES) for state in result(*files).leaves["state"]}
    assert found == {state.code for state in cchc.State} - {"claimed"}
