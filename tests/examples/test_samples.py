"""The seasons of the model sets as filled workbooks say what their tables say."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import cchc_index as cchc
from cchc_index.sheets.filling import evidence_of
from tests.docs.markdown import ROOT
from tests.examples.samples import FOLDER, LEFT, SAMPLES, STAGES, Sample, settle
from tests.scoring.small import COUNT, YES_NO, criteria, leaf, units
from tests.sheets.asked import Asked
from tests.sheets.circle import Circle

LARGEST = 2_600_000
MOST_LEFT = 20


@cache
def results(sample: Sample) -> tuple[cchc.Result, cchc.Result]:
    """Return the result of a season's workbooks, and that of its tables."""
    found = cchc.load_criteria(sample.name)
    known = cchc.read_units(sample.folder / "units.csv")
    beside = [sample.folder / name for name in (*sample.beside, "dieu-tra.csv")]
    workbooks = [sample.folder / FOLDER / name for name in STAGES.values()]
    tables = [sample.folder / f"{name}.csv" for name in STAGES.values()]
    read = [cchc.read_answers([*each, *beside], found, units=known) for each in (workbooks, tables)]
    return cchc.score(found, read[0]), cchc.score(found, read[1])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
@pytest.mark.parametrize("table", ["leaves", "ranking", "nodes", "changes"])
def test_workbooks_and_tables_give_the_same_result(sample: Sample, table: str) -> None:
    """Answers, claims, states, points, decisions with their reasons, ranks and classes are the same."""
    found, wanted = (getattr(result, table) for result in results(sample))
    assert found.to_csv() == wanted.to_csv()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_workbooks_and_tables_have_the_same_problems_and_documents(sample: Sample) -> None:
    """What was left wrong on purpose is found in both, and every document is named in both."""
    problems: list[Any] = []
    for result in results(sample):
        shown = result.problems[["severity", "code", "unit", "criterion"]]
        problems.append(sorted(map(tuple, shown.to_numpy().tolist())))
    assert problems[0] == problems[1]
    documents = [evidence_of(result.answers) for result in results(sample)]
    assert documents[0] == documents[1]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_stage_has_workbooks(sample: Sample) -> None:
    """There are workbooks of units, appraisers, explanations and the council, and few rows beside the last three."""
    for name in STAGES.values():
        folder = sample.folder / FOLDER / name
        assert list(folder.glob("*.xlsx"))
        left = folder / LEFT
        assert name == "tu-danh-gia" or not left.exists() or left.read_text("utf-8").count("\n") < MOST_LEFT


def test_samples_are_small() -> None:
    """All samples together are about as large as a photograph."""
    files = (ROOT / "examples").glob(f"*/{FOLDER}/*/*")
    assert sum(path.stat().st_size for path in files) < LARGEST


def test_samples_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    """A workbook that is written and filled in again is the same, byte by byte."""
    of = criteria(leaf("1.1", YES_NO), leaf("1.2", COUNT))
    known = units({"unit": "X", "name": "Xã Tân An"})
    found = []
    for name in "ab":
        circle = Circle(of, known, 2025, tmp_path / name)
        circle.play([Asked("X", "1.1", "", "self", "", {"answer": "có", "note": "ghi chú"}, "yes_no")])
        settle(tmp_path / name / "self" / "Xa_Tan_An.xlsx", tmp_path / f"{name}.xlsx")
        found.append((tmp_path / f"{name}.xlsx").read_bytes())
    assert found[0] == found[1]
