"""`cchc-index status`: who has returned what."""

import re
from pathlib import Path

import openpyxl
import pytest

import cchc_index as cchc
from cchc_index.cli import run
from cchc_index.sheets.layout import About, Field
from cchc_index.sheets.status import of_units
from tests.scoring.small import COUNT, YES_NO, criteria, criteria_text, frame, leaf, units
from tests.sheets.made import Made, appraisal, found, given, read

LEAVES = (leaf("1.1", YES_NO, appraiser="Sở A"), leaf("1.2", COUNT, appraiser="Sở B"))
SET = criteria(*LEAVES)
A, C = Field.ANSWER, Field.CLAIM


@pytest.fixture
def season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with two forms of one unit, one of another, and an appraiser's workbook."""
    monkeypatch.chdir(tmp_path)
    Path("bo.yaml").write_text(criteria_text(*LEAVES), encoding="utf-8")
    Path("units.csv").write_text("unit,name\nX,Xã An\nY,Xã Bình\nZ,Xã Chi\n", encoding="utf-8")
    folder = tmp_path / "phieu"
    folder.mkdir()
    Made(SET, {("1.1", ""): {A: "có", C: 1}, ("1.2", ""): {A: 2}}).write(folder / "x.xlsx")
    for number in (1, 2):
        made = Made(SET, {("1.2", ""): {A: number}}, about={About.UNIT: "Y"})
        made.write(folder / f"y{number}.xlsx")
    rows = [{Field.CRITERION: "1.1", Field.UNIT: "X", Field.DECISION: "đồng ý"}]
    appraisal(SET, rows).write(folder / "so-a.xlsx")
    return folder


def printed(capsys: pytest.CaptureFixture[str]) -> tuple[list[list[str]], str]:
    """Return the cells of every line of the status, and what was said of problems."""
    assert run(["status", "bo.yaml", "phieu", "--units", "units.csv"]) in {0, 1}
    said = capsys.readouterr()
    return [re.split(" {2,}", line) for line in said.out.splitlines()], said.err


def test_status_lists_units_and_what_appraisers_have_left(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each unit has its line: forms, day, percent, problems, claim and points; each appraiser what is left."""
    lines, problems = printed(capsys)
    assert [line[:2] for line in lines[:4]] == [
        ["Đơn vị", "Số phiếu"], ["Xã An", "1"], ["Xã Bình", "2"], ["Xã Chi", "0"]
    ]  # fmt: skip
    assert lines[1][3:] == ["100", "0", "1", "1,00", "3,00"]
    assert lines[2][3:5] == ["0", "1"]
    assert lines[3][2:4] == ["chưa gửi", "0"]
    assert lines[4] == ["Đã nhận phiếu của 2/3 đơn vị."]
    assert lines[7:] == [["Sở A", "1", "0", "0"], ["Sở B", "0", "1", "1"]]
    assert "workbooks-differ" in problems


def test_appraisers_have_work_as_soon_as_units_have_answered(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anybody has decided, every appraiser has all answered leaves left."""
    (season / "so-a.xlsx").unlink()
    lines, _ = printed(capsys)
    assert lines[7:] == [["Sở A", "0", "1", "1"], ["Sở B", "0", "1", "1"]]


def test_a_unit_whose_form_cannot_be_used_has_sent_one(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A unit whose only form is of another year is not among those that have sent nothing."""
    Made(SET, {}, about={About.UNIT: "Z", About.YEAR: 1999}).write(season / "z.xlsx")
    lines, problems = printed(capsys)
    assert lines[3][:5] == ["Xã Chi", "0", "chưa dùng được", "0", "1"]
    assert "form-of-other-year" in problems


def test_figures_that_others_deliver_are_not_the_units_faults(tmp_path: Path) -> None:
    """A data item of a system that is not there yet is no problem of the units in the status."""
    fed = {"kind": "proportional", "when_zero": "invalid", "numerator": "xong", "denominator": "tong"}
    data = [{"id": "xong", "title": "Xong"}, {"id": "tong", "title": "Tổng", "source": "system"}]
    of = criteria(leaf("1.1", fed), data=data)
    answers = read(Made(of, {("xong", ""): {A: 3}}).write(tmp_path / "a.xlsx"), of)
    problems = cchc.score(of, answers).scores.problems
    assert [problem.code for problem in problems] == ["data-missing"]
    assert of_units(problems, of) == ()


def test_forms_as_they_are_sent_out_have_no_faults(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A form with its sums and its signatures that comes back as it was sent has no problem."""
    for file in season.iterdir():
        file.unlink()
    given_rows = [{"unit": "X", "criterion": "1.1", "answer": "có", "points": "2"}]
    known = cchc.read_units("units.csv")
    cchc.write_templates(SET, known, season, answers=cchc.read_answers(frame(given_rows), SET, units=known))
    (season / "manifest.json").unlink()
    lines, problems = printed(capsys)
    assert [line[1:5] for line in lines[1:4]] == [
        ["1", lines[1][2], "50", "0"], ["1", lines[1][2], "0", "0"], ["1", lines[1][2], "0", "0"]
    ]  # fmt: skip
    assert problems == ""


def test_days_of_the_register_are_days_however_they_are_written(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last day on which forms came is the latest, not the one with the largest first sign."""
    rows = ["file,unit,received,stands", "y1.xlsx,Y,9/12/2025,", "y2.xlsx,Y,2025-12-10,có"]
    (season / "received.csv").write_text("\n".join(rows), encoding="utf-8")
    lines, _ = printed(capsys)
    assert lines[2][2] == "10/12/2025"


def test_a_drafted_register_settles_once_it_is_filled_in(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The draft names every form; with a word in its last column the differing forms are settled."""
    register = season / "received.csv"
    run(["status", "bo.yaml", "phieu", "--units", "units.csv", "--register", str(register)])
    lines = register.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["file", "x.xlsx", "y1.xlsx", "y2.xlsx"]
    assert [line.endswith("có") for line in lines[1:]] == [True, False, False]
    register.write_text("\n".join([*lines[:3], f"{lines[3]}có"]), encoding="utf-8")
    answers = read(season, SET)
    assert [code for code, _ in found(answers)] == ["workbook-superseded"]
    assert list(given(answers, "1.2", "Y").values()) == [2]


def test_a_unit_that_sent_two_forms_is_scored_by_the_one_that_stands(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From differing forms to a score: none counts until the register that the status drafts says which stands."""
    call = ["score", "bo.yaml", "phieu", "--units", "units.csv", "--stage", "self"]
    assert run(call) == 1
    assert "y1.xlsx, y2.xlsx" in capsys.readouterr().err
    register = season / "received.csv"
    run(["status", "bo.yaml", "phieu", "--units", "units.csv", "--register", str(register)])
    text = register.read_text(encoding="utf-8-sig")
    register.write_text(re.sub(r"(?m)^(y1.xlsx,.*,)$", r"\1x", text), encoding="utf-8-sig")
    capsys.readouterr()
    assert run(call) == 0
    printed = capsys.readouterr()
    assert "workbook-superseded" in printed.err
    assert re.search(r"Xã Bình .* 0,50", printed.out)


def test_tables_that_lie_elsewhere_are_named_beside_the_folder(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table outside the folder counts too, and forms are still called by their path in the folder."""
    Path("he-thong.csv").write_text("unit,criterion,answer\nZ,1.2,3\n", encoding="utf-8")
    call = ["phieu", "he-thong.csv", "--units", "units.csv", "--register", "received.csv"]
    assert run(["status", "bo.yaml", *call]) == 1
    lines = [re.split(" {2,}", line) for line in capsys.readouterr().out.splitlines()]
    assert lines[3][:4] == ["Xã Chi", "0", "trong bảng", "50"]
    register = Path("received.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in register[1:]] == ["x.xlsx", "y1.xlsx", "y2.xlsx"]


def test_what_a_form_shows_is_nobodys_fault_when_its_hidden_columns_are_lost(tmp_path: Path) -> None:
    """Counts of groups of a survey that a form was sent with are known by what people see, and are no answer of the unit."""
    survey = {
        "kind": "survey",
        "options": [
            {"id": "tot", "title": "Tốt", "percent": "100"},
            {"id": "kem", "title": "Kém", "percent": "0"},
        ],
        "groups": [
            {"id": "dan", "title": "Người dân", "weight": "1"},
            {"id": "dn", "title": "Doanh nghiệp", "weight": "1"},
        ],
    }
    rate = {"kind": "steps", "of": "value", "steps": [{"at_most": "8", "points": "2"}]}
    of = criteria(
        leaf("1.1", YES_NO), leaf("1.2", survey, source="survey"), leaf("1.3", rate, source="system")
    )
    known = units({"unit": "X", "name": "Xã An"})
    rows = [
        {"unit": "X", "criterion": "1.1", "answer": "có"},
        {"unit": "X", "criterion": "1.2", "answer": "dan.tot=3; dan.kem=1; dn.tot=2; dn.kem=2"},
        {"unit": "X", "criterion": "1.3", "answer": "7"},
    ]
    cchc.write_templates(of, known, tmp_path, answers=cchc.read_answers(frame(rows), of, units=known))
    book = openpyxl.load_workbook(tmp_path / "Xa_An.xlsx")
    book["Tự chấm"].delete_cols(1, 3)
    book.save(tmp_path / "Xa_An.xlsx")
    (tmp_path / "manifest.json").unlink()
    assert found(cchc.read_answers(tmp_path, of, units=known)) == []


def test_of_a_workbook_of_all_units_those_that_filled_it_in_have_sent_it(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One workbook for all is a form of each unit whose sheet holds anything."""
    for file in season.iterdir():
        file.unlink()
    known = cchc.read_units("units.csv")
    cchc.write_templates(SET, known, season, one_file=True)
    (season / "manifest.json").unlink()
    assert [line[1:3] for line in printed(capsys)[0][1:4]] == [["0", "chưa gửi"]] * 3
    book = openpyxl.load_workbook(season / "Cac_don_vi.xlsx")
    sheet = next(each for each in book if "Bình" in each.title)
    answer = next(cell.column for cell in sheet[8] if cell.value == "answer")
    row = next(cell.row for cell in sheet["A"] if cell.value == "1.2")
    sheet.cell(row, answer).value = 2
    book.save(season / "Cac_don_vi.xlsx")
    lines, _ = printed(capsys)
    assert [line[1] for line in lines[1:4]] == ["0", "1", "0"]
    assert lines[4] == ["Đã nhận phiếu của 1/3 đơn vị."]
