"""Who decides where an appraiser is itself a unit: the lead department, and the council on the lead."""

from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.sheets.layout import Field
from tests.sheets.sheets import Read, opened, read
from tests.sheets.typed import fill, row_of

FOLDER: Final = Path(__file__).resolve().parents[2] / "examples" / "mau-so-nganh"
CRITERIA: Final = cchc.load_criteria("mau-so-nganh")
LEAF: Final = "2.2.1"
"""A leaf of Sở Tư pháp."""
LEADS: Final = "1.1.1"
"""A leaf of Sở Nội vụ, the lead."""


def units() -> cchc.Units:
    """Return the departments of the example, two of which appraise the others."""
    table = pd.read_csv(FOLDER / "units.csv", dtype=str, encoding="utf-8-sig").fillna("")
    table["aliases"] = table["unit"].map({"STL": "Sở Tư pháp", "SNL": "Sở Nội vụ"}).fillna("")
    return cchc.read_units(table)


UNITS: Final = units()


@pytest.fixture(scope="module")
def answers() -> Any:
    """The answers of the first stage."""
    return cchc.read_answers(FOLDER / "tu-danh-gia.csv", CRITERIA, units=UNITS)


def workbook(folder: Path, answers: Any, by: str = "Sở Nội vụ", **call: Any) -> tuple[Path, Any]:
    """Return the workbook of an appraiser."""
    (name,) = cchc.write_templates(
        CRITERIA, UNITS, folder, year=2026, stage="appraisal", appraiser=by, answers=answers, **call
    )
    return folder / name, opened(folder / name)


def units_of(sheet: Read) -> set[str]:
    """Return the units on whose rows something may be decided."""
    return {
        sheet.value(row, Field.UNIT)
        for row in sheet.rows()
        if not sheet.cell(row, Field.DECISION).protection.locked
    }


def test_the_own_unit_is_locked_and_goes_to_the_lead(tmp_path: Path, answers: Any) -> None:
    """An appraiser's own row is locked; the lead's workbook has that row, open, and no other unit's of the leaf."""
    _, own = workbook(tmp_path / "stp", answers, "Sở Tư pháp")
    sheet = read(own, LEAF)
    assert "STL" not in units_of(sheet)
    row = row_of(sheet, criterion=LEAF, unit="STL")
    assert "chuyển cơ quan chủ trì" in sheet.value(row, Field.UNIT_NAME)
    _, lead = workbook(tmp_path / "snv", answers, lead=True)
    assert units_of(read(lead, LEAF)) == {"STL"}
    assert "thay Sở Tư pháp" in read(lead, LEAF).value(row_of(read(lead, LEAF), unit="STL"), Field.UNIT_NAME)
    assert LEAF not in workbook(tmp_path / "khong", answers)[1].sheetnames


def test_what_the_lead_decides_counts(tmp_path: Path, answers: Any) -> None:
    """The lead's decision on another appraiser's own unit reads back as the lead's, and moves the points."""
    path, book = workbook(tmp_path / "snv", answers, lead=True)
    sheet = read(book, LEAF)
    row = row_of(sheet, criterion=LEAF, unit="STL")
    fill(sheet, row, decision="điều chỉnh", award=0.25, reason="Thiếu hồ sơ")
    book.save(path)
    back = cchc.read_answers([FOLDER / "tu-danh-gia.csv", path], CRITERIA, units=UNITS)
    assert [problem for problem in back.problems if problem.file == str(path)] == []
    result = cchc.score(CRITERIA, back, year=2026)
    (change,) = result.changes.query(f"unit == 'STL' and criterion == '{LEAF}'").to_dict("records")
    assert (change["stage"], change["by"], change["points_after"]) == ("appraisal", "Sở Nội vụ", 0.25)


def test_an_appraiser_cannot_decide_on_itself(tmp_path: Path, answers: Any) -> None:
    """What an appraiser writes in its own locked row is a problem and does not count."""
    path, book = workbook(tmp_path / "stp", answers, "Sở Tư pháp")
    sheet = read(book, LEAF)
    row = row_of(sheet, criterion=LEAF, unit="STL")
    sheet.cell(row, Field.AWARD).value = 0.75
    book.save(path)
    back = cchc.read_answers([FOLDER / "tu-danh-gia.csv", path], CRITERIA, units=UNITS)
    (problem,) = [problem for problem in back.problems if problem.code == "own-unit-decided"]
    assert f"{LEAF} › " in problem.place
    assert "Sở Tư pháp" in problem.message


def test_the_leads_own_unit_goes_to_the_council(tmp_path: Path, answers: Any) -> None:
    """The lead's own rows are locked for it too; the council has them, though nothing differs there yet."""
    _, lead = workbook(tmp_path / "snv", answers, lead=True)
    sheet = read(lead, LEADS)
    assert "SNL" not in units_of(sheet)
    assert "chuyển Hội đồng" in sheet.value(row_of(sheet, unit="SNL"), Field.UNIT_NAME)
    (name,) = cchc.write_templates(
        CRITERIA, UNITS, tmp_path / "hd", year=2026, stage="appraisal_2", answers=answers
    )
    council = read(opened(tmp_path / "hd" / name), "Hội đồng")
    assert row_of(council, criterion=LEADS, unit="SNL")
    assert not [
        row
        for row in council.rows()
        if (council.value(row, Field.CRITERION), council.value(row, Field.UNIT)) == (LEADS, "BKV")
    ]


@pytest.mark.parametrize(
    ("call", "code"),
    [({"appraiser": "Sở Tư pháp tỉnh"}, "unknown-appraiser"), ({"lead": True}, "lead-unnamed")],
)
def test_an_appraiser_has_to_be_known(tmp_path: Path, answers: Any, call: Any, code: str) -> None:
    """A name that the set does not know, or a lead without a name, is a wrong call."""
    with pytest.raises(cchc.UsageError) as raised:
        cchc.write_templates(
            CRITERIA, UNITS, tmp_path / "x", year=2026, stage="appraisal", answers=answers, **call
        )
    assert [problem.code for problem in raised.value.problems] == [code]
