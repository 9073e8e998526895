"""The season of communes and wards (examples/mau-cap-xa): its changes, its states, and what its stages leave alone."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

import cchc_index as cchc
from tests.examples.compare_published import rows

FOLDER: Final = Path(__file__).resolve().parents[2] / "examples" / "mau-cap-xa"
FIRST: Final = ("tu-danh-gia.csv", "he-thong.csv")
LATER: Final = ("tham-dinh.csv", "giai-trinh.csv", "tham-dinh-lan-2.csv")
FILES: Final = (*FIRST, "dieu-tra.csv", *LATER)


@cache
def result(*names: str) -> cchc.Result:
    """Return the result of some files of the season."""
    criteria = cchc.load_criteria("mau-cap-xa")
    units = cchc.read_units(FOLDER / "units.csv")
    files = [FOLDER / name for name in names]
    return cchc.score(criteria, cchc.read_answers(files, criteria, units=units))


def change(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """Return what a change says, with its points as numbers."""
    points = (str(float(row[name])) for name in ("points_before", "points_after"))
    return (*(str(row[name]) for name in ("unit", "criterion", "stage", "by", "decision", "note")), *points)


def test_every_change_of_a_leaf_is_the_expected_one() -> None:
    """Who changed which leaf in which stage, from how many points to how many, and why, is as expected."""
    expected = rows(FOLDER / "expected-changes.csv")
    leaves = {row["criterion"] for row in rows(FOLDER / "expected-leaves.csv")}
    found = result(*FILES).changes.fillna("")
    found = found[found["criterion"].isin(leaves)]
    assert sorted(map(change, found.to_dict("records"))) == sorted(map(change, expected))


@pytest.mark.parametrize("kind", ["change", "reject", "accept", "exempt", "explain"])
def test_every_kind_of_change_occurs(kind: str) -> None:
    """Each thing that can be said of a leaf after the first stage is said in the season."""
    assert kind in {row["decision"] for row in rows(FOLDER / "expected-changes.csv")}


def test_every_state_that_the_set_knows_occurs() -> None:
    """Each state but `claimed`, which the set does not have, occurs at the end or before the survey is there."""
    there = {*result(*FILES).leaves["state"], *result(*FIRST).leaves["state"]}
    assert there == {state.code for state in cchc.State} - {"claimed"}


def test_an_explanation_alone_moves_nothing() -> None:
    """Points, indices, ranks and classes are those of the appraisal until somebody decided on the explanations."""
    before, after = (result(*FIRST, *LATER[:many]).ranking for many in (1, 2))
    columns = ["rank", "unit", "points", "max_points", "index", "class"]
    assert after[columns].equals(before[columns])


def test_a_unit_that_sent_nothing_has_no_result() -> None:
    """The unit that sent nothing is listed last, without points, rank and class."""
    last = result(*FILES).ranking.iloc[-1]
    assert last["unit"] == "X07"
    assert last[["rank", "points", "index"]].isna().all()
    assert last["class"] == ""
