"""The season of the departments (examples/mau-so-nganh): what its cases cannot say."""

import math
from functools import cache
from pathlib import Path

import pytest

import cchc_index as cchc
from tests.examples.compare_published import rows

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "mau-so-nganh"
APPRAISED = ("tu-danh-gia.csv", "tham-dinh.csv", "giai-trinh.csv", "tham-dinh-lan-2.csv")
KEY = ("stage", "unit", "criterion")


@cache
def result(*files: str) -> cchc.Result:
    """Return the result of some of the season's files."""
    criteria = cchc.load_criteria(ROOT / "criteria" / "mau-so-nganh.yaml")
    units = cchc.read_units(FOLDER / "units.csv")
    answers = cchc.read_answers([FOLDER / file for file in files], criteria, units=units)
    return cchc.score(criteria, answers)


def shown(points: float) -> str:
    """Return points with two decimals, nothing where there are none."""
    return "" if math.isnan(points) else f"{points:.2f}"


def test_what_was_changed_and_explained_is_the_expected() -> None:
    """Whatever is said of an answer after the first stage is kept: by whom, from how many points to how many."""
    found = [
        {name: str(row[name] or "") for name in ("unit", "criterion", "stage", "by", "decision")}
        | {name: shown(row[name]) for name in ("points_before", "points_after")}
        for row in result(*APPRAISED, "dieu-tra.csv").changes.fillna({"by": ""}).to_dict("records")
        if row["stage"] != "appraisal" or row["answer_before"]
    ]
    expected = rows(FOLDER / "expected-changes.csv")
    assert sorted(found, key=lambda row: [row[k] for k in KEY]) == sorted(
        expected, key=lambda row: [row[k] for k in KEY]
    )


@pytest.mark.parametrize(("files", "provisional"), [(APPRAISED, True), ((*APPRAISED, "dieu-tra.csv"), False)])
def test_a_result_is_provisional_until_the_survey_arrives(
    files: tuple[str, ...], *, provisional: bool
) -> None:
    """Results are provisional without the survey and final with it."""
    ranked = result(*files).ranking.dropna(subset="points")
    assert set(ranked["provisional"]) == {provisional}


@pytest.mark.parametrize("state", list(cchc.State), ids=lambda state: state.code)
def test_every_state_occurs_at_some_stage(state: cchc.State) -> None:
    """Each state of a leaf occurs in the season, before or after the survey."""
    seasons = (APPRAISED[:2], APPRAISED, (*APPRAISED, "dieu-tra.csv"))
    assert any(state.code in set(result(*files).leaves["state"]) for files in seasons)
