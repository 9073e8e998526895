"""Workbooks written as a folder: for units, for appraisers, for explanation, for the council."""

from pathlib import Path
from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.sheets.layout import ABOUT, LISTS, Field
from tests.cli.calls import ROOT, Calls
from tests.scoring.small import RATE, YES_NO, area, criteria, frame, leaf, units
from tests.sheets.sheets import Read, opened, read

STAGES: Final = [
    {"id": "self", "by": "unit"},
    {"id": "appraisal", "by": "appraiser"},
    {"id": "explanation", "by": "unit"},
    {"id": "appraisal_2", "by": "appraiser"},
]
OF: Final = criteria(
    area("1", leaf("1.1", YES_NO, appraiser="Sở Tư pháp"), leaf("1.2", RATE, appraiser="Sở Nội vụ")),
    policy={"stages": STAGES},
)
UNITS: Final = units({"unit": "X", "name": "Xã Tân An"}, {"unit": "STP", "name": "Sở Tư pháp"})
SELF: Final = [
    {"unit": "X", "criterion": "1.1", "answer": "yes", "points": "2", "evidence": "QĐ 1"},
    {"unit": "X", "criterion": "1.2", "numerator": "1", "denominator": "2", "points": "1"},
    {"unit": "STP", "criterion": "1.1", "answer": "no"},
]
CHANGE: Final = {
    "unit": "X", "criterion": "1.1", "points": "1", "decision": "điều chỉnh", "stage": "appraisal",
    "by": "Sở Tư pháp", "note": "Thiếu phụ lục",
}  # fmt: skip


def written(folder: Path, rows: list[dict[str, Any]], **call: Any) -> Any:
    """Return the one workbook that a call writes."""
    answers = cchc.read_answers(frame(rows), OF, units=UNITS)
    names = cchc.write_templates(OF, UNITS, folder / "ra", answers=answers, **call)
    return opened(folder / "ra" / names[0])


def locked(sheet: Read, row: int) -> list[bool]:
    """Return whether the cells of a decision are locked."""
    fields = (Field.DECISION, Field.AWARD, Field.REASON)
    return [sheet.cell(row, field).protection.locked for field in fields]


def test_names_of_files_are_the_units(tmp_path: Path) -> None:
    """Each unit has a workbook under its name without marks; units of one name, under their ids too."""
    alike = units(
        {"unit": "a/1", "name": "Xã Đông"}, {"unit": "a:1", "name": "Xã Đông"}, {"unit": "c", "name": "?"}
    )
    seen: list[tuple[int, int]] = []
    names = cchc.write_templates(
        OF, alike, tmp_path / "ra", progress=lambda done, of: seen.append((done, of))
    )
    assert names == ("Xa_Dong_a_1.xlsx", "Xa_Dong_a_1_2.xlsx", "phieu.xlsx")
    assert {path.name for path in (tmp_path / "ra").iterdir()} == {*names, "manifest.json"}
    assert seen[-1] == (3, 3)


def test_a_long_name_has_room(tmp_path: Path) -> None:
    """The heading of a unit with a long name is as high as its lines, whoever's form was made before."""
    long = "Đặc khu Hòn Sao và các đảo phụ thuộc khu vực biên giới biển phía Đông Nam tỉnh Thí Dụ"
    named = units({"unit": "A", "name": "Xã Đông"}, {"unit": "B", "name": long})
    short, tall = (opened(tmp_path / name) for name in cchc.write_templates(OF, named, tmp_path))
    heights = [[sheet.row_dimensions[1].height for sheet in book.worksheets[:2]] for book in (short, tall)]
    assert all(room >= 2 * usual - 5 for usual, room in zip(*heights, strict=True))


def test_forms_that_were_filled_in_are_not_overwritten(tmp_path: Path) -> None:
    """Forms are written again over untouched ones, and never over one that was changed."""
    (name, _) = cchc.write_templates(OF, UNITS, tmp_path)
    cchc.write_templates(OF, UNITS, tmp_path)
    (tmp_path / name).write_bytes(b"filled")
    with pytest.raises(cchc.UsageError, match="được sửa sau khi lập"):
        cchc.write_templates(OF, UNITS, tmp_path)
    assert (tmp_path / name).read_bytes() == b"filled"


def test_an_appraiser_gets_its_criteria(tmp_path: Path) -> None:
    """A sheet a criterion of the appraiser's, a row a unit with what it said; its own unit is locked."""
    book = written(tmp_path, SELF, stage="appraisal", appraiser="Sở Tư pháp")
    assert book.sheetnames == ["Mục lục", "1.1", ABOUT, LISTS]
    sheet = read(book, "1.1")
    own, other = sheet.rows()
    shown = (Field.UNIT_NAME, Field.SHOWN_ANSWER, Field.SHOWN_CLAIM, Field.COMPUTED, Field.SHOWN_EVIDENCE)
    assert [sheet.value(other, field) for field in shown] == ["Xã Tân An", "có", 2, 2, "QĐ 1"]
    assert sheet.value(own, Field.UNIT) == "STP"
    assert (locked(sheet, own), locked(sheet, other)) == ([True] * 3, [False] * 3)
    guide = sheet.validation(other, Field.DECISION)
    assert sheet.offered(guide) == "đồng ý; điều chỉnh; không công nhận"


def test_rows_that_guide_alike_share_a_validation(tmp_path: Path) -> None:
    """An appraiser's sheet does not repeat for every unit how its columns guide; every cell is guided."""
    many = units(*({"unit": f"U{number}", "name": f"Xã {number}"} for number in range(30)))
    known = cchc.read_answers(frame({**SELF[1], "unit": unit.id} for unit in many.units), OF, units=many)
    call: dict[str, Any] = {"stage": "appraisal", "appraiser": "Sở Nội vụ", "answers": known}
    sheet = read(opened(tmp_path / "ra" / cchc.write_templates(OF, many, tmp_path / "ra", **call)[0]), "1.2")
    guided = (Field.DECISION, Field.ANSWER, Field.AWARD)
    firsts = [row for row in sheet.rows() if sheet.value(row, Field.UNIT_NAME)]
    assert len(firsts) == len(many)
    assert all(sheet.validation(row, field) for row in firsts for field in guided)
    assert len(sheet.sheet.data_validations.dataValidation) == len(guided) + 2


def test_or_a_sheet_a_unit(tmp_path: Path) -> None:
    """By unit, the workbook has a sheet a unit and a row a criterion."""
    book = written(tmp_path, SELF, stage="appraisal", appraiser="Sở Tư pháp", by_unit=True)
    assert book.sheetnames == ["Mục lục", "Sở Tư pháp", "Xã Tân An", ABOUT, LISTS]


def test_the_unit_gets_decisions_back_to_explain(tmp_path: Path) -> None:
    """For explanation the unit sees its answer, what was decided and why, and has cells of its own."""
    answers = cchc.read_answers(frame([*SELF, CHANGE]), OF, units=UNITS)
    cchc.write_templates(OF, UNITS, tmp_path, stage="explanation", answers=answers)
    sheet = read(opened(tmp_path / "Xa_Tan_An.xlsx"), "Giải trình")
    row = sheet.row_of("1.1")
    shown = (Field.SHOWN_ANSWER, Field.APPRAISED, Field.SHOWN_DECISION, Field.SHOWN_REASON)
    assert [sheet.value(row, field) for field in shown] == [
        "có", 1, "điều chỉnh (Sở Tư pháp)", "Thiếu phụ lục",
    ]  # fmt: skip
    assert sheet.value(row, Field.ANSWER) is None
    assert not sheet.cell(row, Field.NOTE).protection.locked


def test_the_council_sees_what_differs(tmp_path: Path) -> None:
    """The council's workbook has only leaves on which claim, computed and appraised points differ."""
    explained = {"unit": "X", "criterion": "1.1", "stage": "explanation", "note": "Đã bổ sung"}
    book = written(tmp_path, [*SELF, CHANGE, explained], stage="appraisal_2")
    assert book.sheetnames == ["Hội đồng", ABOUT, LISTS]
    sheet = read(book, "Hội đồng")
    own, row = sheet.rows()
    assert sheet.value(own, Field.UNIT) == "STP"
    shown = (
        Field.SHOWN_CLAIM, Field.COMPUTED, Field.APPRAISED, Field.EXPLAINED, Field.SHOWN_EXPLANATION,
    )  # fmt: skip
    assert [sheet.value(row, field) for field in shown] == [2, 2, 1, 2, "Đã bổ sung"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"stage": "appraisal"}, "cần số liệu của các vòng trước"),
        ({"appraiser": "Sở Tư pháp"}, "không có phiếu của cơ quan thẩm định"),
        ({"stage": "nope"}, "Không có vòng"),
        ({"year": 1999}, "không dùng cho năm 1999"),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path: Path, call: dict[str, Any], said: str) -> None:
    """A stage without answers, a stage of units for an appraiser, an unknown stage or year: nothing is written."""
    with pytest.raises(cchc.UsageError, match=said):
        cchc.write_templates(OF, UNITS, tmp_path / "ra", **call)
    assert not (tmp_path / "ra").exists()


def test_the_command_writes_them(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`cchc-index template` writes a workbook a unit and says how many."""
    folder = ROOT / "examples" / "cap-xa-nho"
    out = tmp_path / "phieu"
    ended = Calls(capsys)(
        "template", str(folder / "bo-tieu-chi.yaml"), "--units", str(folder / "units.csv"), "--out", str(out)
    )
    count = len(list(out.glob("*.xlsx")))
    assert (ended.status, ended.out) == (0, f"Đã lập {count} phiếu trong thư mục {out}.\n")
    assert count > 1


def test_the_command_names_the_lead(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--lead` without an appraiser is a wrong call, told in the language of the call."""
    folder = ROOT / "examples" / "mau-so-nganh"
    ended = Calls(capsys)(
        "template", "mau-so-nganh", str(folder / "tu-danh-gia.csv"), "--units", str(folder / "units.csv"),
        "--stage", "appraisal", "--lead", "--out", str(tmp_path / "x"), "--lang", "en",
    )  # fmt: skip
    assert ended.status == 2
    assert "The lead department is not named." in ended.err


def test_what_appraisers_dispute_goes_to_the_council_with_both_sides(tmp_path: Path) -> None:
    """Where two appraisers disagree, what stood stands and nothing differs: the council has it, with who said what."""
    claim = {**SELF[0], "unit": "X"}
    sides = [
        {**CHANGE, "points": "", "decision": "không công nhận"},
        {"unit": "X", "criterion": "1.1", "decision": "đồng ý", "stage": "appraisal", "by": "Sở Nội vụ"},
    ]
    sheet = read(written(tmp_path, [claim, *sides], stage="appraisal_2"), "Hội đồng")
    (row,) = sheet.rows()
    assert sheet.value(row, Field.CRITERION) == "1.1"
    assert set(sheet.value(row, Field.SHOWN_DECISION).split("\n")) == {
        "không công nhận (Sở Tư pháp)",
        "đồng ý (Sở Nội vụ)",
    }
    assert sheet.value(row, Field.SHOWN_REASON) == "Sở Tư pháp: Thiếu phụ lục"
    assert not locked(sheet, row)[0]


def test_what_cannot_be_used_goes_to_the_council(tmp_path: Path) -> None:
    """A leaf without an answer that can be used is settled by nobody, though no points differ."""
    wrong = {"unit": "X", "criterion": "1.2", "numerator": "3", "denominator": "2"}
    sheet = read(written(tmp_path, [wrong], stage="appraisal_2"), "Hội đồng")
    assert {sheet.value(row, Field.CRITERION) for row in sheet.rows()} == {"1.2"}


def test_appraisers_share_a_folder(tmp_path: Path) -> None:
    """A second appraiser's workbook leaves the first one's where it is; the forms of another stage make room."""
    written(tmp_path, SELF, stage="appraisal", appraiser="Sở Tư pháp")
    second = written(tmp_path, SELF, stage="appraisal", appraiser="Sở Nội vụ")
    assert "1.2" in second.sheetnames
    names = {path.name for path in (tmp_path / "ra").iterdir()}
    assert names == {"So_Tu_phap.xlsx", "So_Noi_vu.xlsx", "manifest.json"}
    written(tmp_path, SELF, stage="appraisal_2")
    assert {path.name for path in (tmp_path / "ra").iterdir()} == {"Hoi_dong.xlsx", "manifest.json"}


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ({}, ("So_Tu_phap.xlsx", "So_Noi_vu.xlsx")),
        ({"appraiser": "sở nội vụ", "lead": True}, ("So_Tu_phap.xlsx", "So_Noi_vu.xlsx")),
        ({"appraiser": "Sở A", "lead": True}, ("So_Tu_phap.xlsx", "So_Noi_vu.xlsx", "So_A.xlsx")),
    ],
)
def test_one_call_writes_every_appraisers_workbook(
    tmp_path: Path, call: dict[str, Any], names: tuple[str, ...]
) -> None:
    """Every appraiser that the set names gets a workbook, and so does a lead."""
    answers = cchc.read_answers(frame(SELF), OF, units=UNITS)
    done = cchc.write_templates(
        OF, UNITS, tmp_path / "ra", stage="appraisal", answers=answers, each_appraiser=True, **call
    )
    assert done == names


def test_every_appraiser_of_a_set_that_names_none_is_a_wrong_call(tmp_path: Path) -> None:
    """Where the set names no appraiser, there is nobody to write workbooks for."""
    plain = criteria(area("1", leaf("1.1", YES_NO)), policy={"stages": STAGES})
    answers = cchc.read_answers(frame([SELF[0]]), plain, units=UNITS)
    with pytest.raises(cchc.UsageError, match="không giao tiêu chí cho cơ quan thẩm định nào"):
        cchc.write_templates(
            plain, UNITS, tmp_path / "ra", stage="appraisal", answers=answers, each_appraiser=True
        )


def test_what_others_answer_has_no_appraiser_but_the_lead(tmp_path: Path) -> None:
    """A survey without an appraiser makes nobody an appraiser; the lead sees it, and has no decision to make on it."""
    asked = criteria(
        area("1", leaf("1.1", YES_NO, appraiser="Sở A"), leaf("1.2", YES_NO, source="survey")),
        policy={"stages": STAGES},
    )
    answers = cchc.read_answers(frame([SELF[0]]), asked, units=UNITS)
    call = {"stage": "appraisal", "answers": answers}
    with pytest.raises(cchc.UsageError, match="không giao tiêu chí nào cho “Sở B”"):
        cchc.write_templates(asked, UNITS, tmp_path / "b", appraiser="Sở B", **call)
    cchc.write_templates(
        asked, UNITS, tmp_path / "ra", appraiser="Sở A", lead=True, each_appraiser=True, **call
    )
    book = opened(tmp_path / "ra" / "So_A.xlsx")
    assert {"1.1", "1.2"} <= set(book.sheetnames)
    contents = {row[3].value: row[5].value for row in book["Mục lục"].iter_rows() if row[3].value}
    assert (contents["1.1"], contents["1.2"]) == (1, 0)
