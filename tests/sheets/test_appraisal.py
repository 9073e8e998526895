"""What appraisers and units see in later stages, and that what they fill in reads back."""

import re
from pathlib import Path
from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.sheets.book import LISTS
from cchc_index.sheets.layout import ABOUT, About, Field, Sheet
from tests.scoring.small import COUNT, RATE, YES_NO, area, criteria, frame, leaf, units
from tests.sheets.sheets import Read, opened, read
from tests.sheets.typed import fill, row_of

STAGES: Final = [
    {"id": "self", "by": "unit"},
    {"id": "appraisal", "by": "appraiser"},
    {"id": "explanation", "by": "unit"},
    {"id": "appraisal_2", "by": "appraiser"},
]
OPTIONS: Final = {
    "kind": "choice",
    "options": [
        {"id": "du", "title": {"vi": "Đầy đủ", "en": "Complete"}, "points": "2"},
        {"id": "thieu", "title": {"vi": "Còn thiếu", "en": "In part"}, "points": "1"},
    ],
}
SURVEY: Final = {
    "kind": "survey",
    "options": [
        {"id": "tot", "title": "Tốt", "percent": "100"},
        {"id": "kem", "title": "Kém", "percent": "0"},
    ],
}
OF: Final = criteria(
    area(
        "1",
        leaf("1.1", YES_NO, evidence="Quyết định", not_applicable="full"),
        leaf("1.2", RATE),
        leaf("1.3", OPTIONS),
        leaf("1.4", SURVEY, source="survey"),
        leaf("1.5", COUNT),
    ),
    policy={"stages": STAGES},
    title={"vi": "Bộ tiêu chí thử", "en": "A set to try"},
)
UNITS: Final = units({"unit": "X", "name": "Xã Tân An"})
SELF: Final = [
    {"unit": "X", "criterion": "1.1", "answer": "yes"},
    {"unit": "X", "criterion": "1.2", "numerator": "45", "denominator": "60"},
    {"unit": "X", "criterion": "1.3", "answer": "thieu", "points": "2"},
    {"unit": "X", "criterion": "1.4", "answer": "tot=3; kem=1"},
]
REJECTED: Final = {
    "unit": "X", "criterion": "1.1", "decision": "không công nhận", "stage": "appraisal", "by": "Sở A",
    "note": "Sai ngày",
}  # fmt: skip
AGREED: Final = {"unit": "X", "criterion": "1.2", "decision": "đồng ý", "stage": "appraisal", "by": "Sở A"}
EXPLAINED: Final = {
    "unit": "X",
    "criterion": "1.2",
    "numerator": "60",
    "stage": "explanation",
    "note": "Nhầm",
}


def workbook(folder: Path, rows: list[dict[str, Any]], **call: Any) -> tuple[Path, Any]:
    """Return the first workbook of a call."""
    answers = cchc.read_answers(frame(rows), OF, units=UNITS) if rows else None
    names = cchc.write_templates(OF, UNITS, folder, answers=answers, **call)
    return folder / names[0], opened(folder / names[0])


def back(path: Path, book: Any, rows: list[dict[str, Any]]) -> cchc.Result:
    """Return what comes of rows and a filled workbook, which has to read without a problem."""
    book.save(path)
    answers = cchc.read_answers([frame(rows), str(path)], OF, units=UNITS)
    assert [str(problem) for problem in answers.problems] == []
    return cchc.score(OF, answers)


def points(result: cchc.Result, id_: str) -> float:
    """Return the points of the unit's leaf."""
    return float(result.leaves.query(f"criterion == '{id_}'")["points"].iloc[0])


def test_a_rate_is_appraised_input_by_input(tmp_path: Path) -> None:
    """Each count has a row with the unit's value beside the cell; one count that is changed moves the points."""
    path, book = workbook(tmp_path, SELF, stage="appraisal", appraiser="Sở A")
    sheet = read(book, "1.2")
    top, bottom = sheet.rows()
    assert [sheet.value(row, Field.ASKED) for row in (top, bottom)] == ["Tử số", "Mẫu số"]
    assert [sheet.value(row, Field.SHOWN_ANSWER) for row in (top, bottom)] == ["45", "60"]
    assert sheet.validation(bottom, Field.ANSWER).type == "whole"
    assert sheet.cell(bottom, Field.DECISION).protection.locked
    fill(sheet, top, decision="điều chỉnh", answer=30, reason="Đếm lại")
    assert points(back(path, book, SELF), "1.2") == 1


def test_half_an_answer_of_a_leaf_for_others_does_no_harm(tmp_path: Path) -> None:
    """An appraiser's workbook can be written though a unit gave one count of a rate that is not for it."""
    of = criteria(
        area("1", leaf("1.1", {**RATE, "numerator": "ho_so"}, applies_to={"kind": ["xa"]})),
        data=[{"id": "ho_so", "title": "Hồ sơ", "kind": "whole"}],
        policy={"stages": STAGES},
    )
    known = units({"unit": "X", "kind": "xa"}, {"unit": "P", "kind": "phuong"})
    rows = [{"unit": unit, "criterion": "1.1", "denominator": "9"} for unit in "XP"]
    answers = cchc.read_answers(frame(rows), of, units=known)
    assert cchc.write_templates(
        of, known, tmp_path, stage="appraisal", appraiser="Sở A", answers=answers
    ) == ("So_A.xlsx",)


def test_an_option_is_chosen_from_the_list(tmp_path: Path) -> None:
    """A leaf with one input guides as the unit's form does, and reads back."""
    path, book = workbook(tmp_path, SELF, stage="appraisal", appraiser="Sở A")
    sheet = read(book, "1.3")
    (row,) = sheet.rows()
    assert sheet.offered(sheet.validation(row, Field.ANSWER)) == "Đầy đủ; Còn thiếu"
    fill(sheet, row, answer="Đầy đủ", reason="Có bổ sung")
    assert points(back(path, book, SELF), "1.3") == 2


def test_counts_of_a_survey_stand_in_one_cell(tmp_path: Path) -> None:
    """A survey has one row, and the cell says how its counts are written."""
    path, book = workbook(tmp_path, SELF, stage="appraisal", appraiser="Sở A")
    sheet = read(book, "1.4")
    (row,) = sheet.rows()
    assert sheet.validation(row, Field.ANSWER).prompt == "Ghi trong một ô: tot=…; kem=…"
    fill(sheet, row, answer="tot=1; kem=1", reason="Đếm lại")
    assert points(back(path, book, SELF), "1.4") == 1


def choices(book: Any, sheet: Read, row: int) -> list[str]:
    """Return the words of a cell's drop-down list for what does not apply."""
    cell = sheet.cell(row, Field.STATE).coordinate
    (guide,) = [each for each in sheet.sheet.data_validations.dataValidation if cell in each.sqref]
    column, last = re.fullmatch(rf"{LISTS}!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)", guide.formula1).groups()
    return [book[LISTS][f"{column}{n}"].value for n in range(1, int(last) + 1)]


def test_not_applicable_is_decided_only_where_it_may_be(tmp_path: Path) -> None:
    """The list offers it where the criterion allows it, and everywhere that a unit is exempt."""
    path, book = workbook(tmp_path, SELF, stage="appraisal", appraiser="Sở A")
    sheet, rate = read(book, "1.1"), read(book, "1.2")
    (row,) = sheet.rows()
    assert choices(book, sheet, row) == ["Không áp dụng", "Miễn"]
    assert choices(book, rate, rate.rows()[0]) == ["Miễn"]
    fill(sheet, row, state="Không áp dụng", reason="Không phát sinh")
    fill(rate, rate.rows()[0], state="Miễn", reason="Khắc phục hậu quả bão")
    states = back(path, book, SELF).leaves.set_index("criterion")["state"]
    assert (states["1.1"], states["1.2"]) == ("not_applicable", "exempt")


def test_a_sheet_says_which_criterion_it_is_about(tmp_path: Path) -> None:
    """Above the rows stand title, maximum, rule and the documents asked for; the first sheet leads to each."""
    _, book = workbook(tmp_path, SELF, stage="appraisal", appraiser="Sở A")
    said = "\n".join(str(cell.value) for row in book["1.1"].iter_rows() for cell in row if cell.value)
    assert "1.1 Tiêu chí 1.1 (tối đa 2 điểm)" in said
    assert "Cách tính điểm: " in said
    assert "Tài liệu cần có: Quyết định" in said
    links = [cell.hyperlink.location for row in book["Mục lục"].iter_rows() for cell in row if cell.hyperlink]
    assert links[0] == "'1.1'!A1"
    texts = [cell.value for row in book["Mục lục"].iter_rows() for cell in row]
    assert "THỦ TRƯỞNG CƠ QUAN THẨM ĐỊNH" in texts


def test_what_was_lost_comes_first(tmp_path: Path) -> None:
    """The form to explain begins with leaves that were changed, rejected or below their maximum or claim."""
    full = {"unit": "X", "criterion": "1.5", "answer": "9"}
    path, book = workbook(tmp_path, [*SELF, full, REJECTED, AGREED], stage="explanation")
    sheet = read(book, "Giải trình")
    order = list(dict.fromkeys(sheet.value(row, Field.CRITERION) for row in sheet.rows()))
    assert order == ["1.1", "1.2", "1.3", "1.5", "1.4"]
    bands = [
        cell.value
        for row in sheet.sheet.iter_rows()
        for cell in row
        if str(cell.value)[:3] in {"A. ", "B. ", "C. "}
    ]
    assert [band[:1] for band in bands] == ["A", "B", "C"]
    shown = [
        sheet.value(row_of(sheet, criterion="1.2"), field)
        for field in (Field.SHOWN_DECISION, Field.SHOWN_ANSWER)
    ]
    assert shown == ["đồng ý (Sở A)", "45"]
    assert sheet.cell(row_of(sheet, criterion="1.4"), Field.NOTE).protection.locked
    fill(sheet, row_of(sheet, criterion="1.2", input="numerator"), answer=60, note="Nhầm")
    result = back(path, book, [*SELF, full, REJECTED, AGREED])
    (change,) = result.changes.query("stage == 'explanation'").to_dict("records")
    assert (change["criterion"], change["note"]) == ("1.2", "Nhầm")


def test_the_council_sees_what_accepting_gives(tmp_path: Path) -> None:
    """Beside claim, computed and appraised points stand those that accepting the explanation gives, and it gives them."""
    rows = [*SELF, REJECTED, AGREED, EXPLAINED]
    path, book = workbook(tmp_path, rows, stage="appraisal_2")
    sheet = read(book, "Hội đồng")
    row = row_of(sheet, criterion="1.2", input="numerator")
    shown = (Field.COMPUTED, Field.APPRAISED, Field.EXPLAINED, Field.SHOWN_EXPLANATION)
    assert [sheet.value(row, field) for field in shown] == [1.5, 1.5, 2, "Nhầm\nSố liệu: tử số: 60"]
    assert {sheet.value(each, Field.CRITERION) for each in sheet.rows()} == {"1.1", "1.2", "1.3"}
    fill(sheet, row, decision="tiếp thu")
    assert points(back(path, book, rows), "1.2") == 2


FULL: Final = [*SELF, REJECTED, AGREED, EXPLAINED]
KINDS: Final = {
    "form": {},
    "one file": {"one_file": True},
    "appraiser": {"stage": "appraisal", "appraiser": "Sở A"},
    "appraiser by unit": {"stage": "appraisal", "appraiser": "Sở A", "by_unit": True},
    "lead": {"stage": "appraisal", "appraiser": "Sở A", "lead": True},
    "explanation": {"stage": "explanation"},
    "council": {"stage": "appraisal_2"},
    "council by unit": {"stage": "appraisal_2", "by_unit": True},
}


def coded(book: Any) -> list[Read]:
    """Return the sheets of a workbook that have rows to fill in."""
    found = []
    for title in book.sheetnames:
        try:
            found.append(read(book, title))
        except (AssertionError, ValueError):
            continue
    return [sheet for sheet in found if sheet.rows()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_workbook_says_what_it_is(tmp_path: Path, kind: str) -> None:
    """Hidden inside any workbook are set, version, fingerprint, year and stage, and on every row its criterion and unit."""
    call: Any = KINDS[kind]
    _, book = workbook(tmp_path, FULL, **call)
    hidden = book[ABOUT]
    assert hidden.sheet_state == "veryHidden"
    said = {row[0].value: row[1].value for row in hidden.iter_rows()}
    assert said[About.SET.value] == OF.id
    assert said[About.VERSION.value] == OF.version
    assert len(said[About.FINGERPRINT.value]) == 64
    assert said[About.YEAR.value] == str(OF.years[0])
    assert said[About.STAGE.value] == call.get("stage", "self")
    sheets = coded(book)
    assert sheets
    ids = {item.id for item in cchc.read_answers(frame(SELF), OF).items}
    for sheet in sheets:
        assert {sheet.value(row, Field.CRITERION) for row in sheet.rows()} <= ids
        assert {said[About.UNIT.value] or sheet.value(row, Field.UNIT) for row in sheet.rows()} == {"X"}
        assert sheet.sheet.column_dimensions["A"].hidden
        assert sheet.sheet.row_dimensions[sheet.head].hidden
        assert sheet.sheet.freeze_panes
        assert sheet.sheet.print_title_rows == f"${sheet.head - 1}:${sheet.head - 1}"
        setup = sheet.sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)


def words(book: Any) -> set[str]:
    """Return the texts of a workbook, with those that guide."""
    found = {
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    }
    for sheet in book.worksheets:
        for each in sheet.data_validations.dataValidation:
            found |= {
                str(text) for text in (each.prompt, each.promptTitle, each.errorTitle, each.formula1) if text
            }
    return found | set(book.sheetnames)


VIETNAMESE: Final = set("ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
THEIRS: Final = {
    "xã tân an",
    "sở a",
    "sai ngày",
    "nhầm",
    "quyết định",
    "tốt",
    "kém",
    "hội đồng thẩm định",
    "tiêu chí 1",
    "lĩnh vực 1",
}
"""What the set and the rows say in Vietnamese only, and the council's name, by which its rows are known."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_workbook_is_there_in_english(tmp_path: Path, kind: str) -> None:
    """In an English workbook nothing of ours that people read is Vietnamese: headings, guidance, decisions, sheet names."""
    call: Any = KINDS[kind]
    _, book = workbook(tmp_path, FULL, lang="en", **call)
    left = set()
    for text in words(book):
        rest = "" if text.startswith("=") else text.casefold()
        for theirs in THEIRS:
            rest = rest.replace(theirs, "")
        if VIETNAMESE & set(rest):
            left.add(text)
    assert left == set()


def test_english_words_read_back(tmp_path: Path) -> None:
    """A form and decisions in English words read as those in Vietnamese do."""
    path, book = workbook(tmp_path / "form", [], lang="en")
    sheet = read(book, Sheet.CRITERIA.value.en)
    assert sheet.offered(sheet.validation(row_of(sheet, criterion="1.1"), Field.ANSWER)) == "yes; no"
    fill(sheet, row_of(sheet, criterion="1.1"), answer="yes")
    fill(sheet, row_of(sheet, criterion="1.3"), answer="Complete")
    book.save(path)
    answers = cchc.read_answers(path, OF, units=UNITS)
    result = cchc.score(OF, answers)
    assert (points(result, "1.1"), points(result, "1.3")) == (2, 2)
    path, book = workbook(tmp_path / "app", SELF, lang="en", stage="appraisal", appraiser="Sở A")
    sheet = read(book, "1.1")
    (row,) = sheet.rows()
    assert sheet.offered(sheet.validation(row, Field.DECISION)) == "agree; change; reject"
    fill(sheet, row, decision="reject", reason="No decision")
    other = read(book, "1.3")
    fill(other, other.rows()[0], decision="change", answer="Complete", reason="Found")
    result = back(path, book, SELF)
    assert (points(result, "1.1"), points(result, "1.3")) == (0, 2)


def test_not_applicable_reads_back_in_english(tmp_path: Path) -> None:
    """The word of an English drop-down says that a criterion does not apply."""
    path, book = workbook(tmp_path, [], lang="en")
    sheet = read(book, Sheet.CRITERIA.value.en)
    fill(sheet, row_of(sheet, criterion="1.1"), state="Not applicable", note="None there")
    book.save(path)
    result = cchc.score(OF, cchc.read_answers(path, OF, units=UNITS))
    assert result.leaves.query("criterion == '1.1'")["state"].iloc[0] == "not_applicable"


def test_an_appraiser_sees_what_was_said_of_a_whole_node(tmp_path: Path) -> None:
    """A criterion that is not applicable because the node above it is says so; one the appraiser answers is blank."""
    below = [leaf("1.9.1", RATE), leaf("1.9.2", COUNT, source="appraiser")]
    node = {"id": "1.9", "title": "Nhóm", "not_applicable": "full", "criteria": below}
    asked = criteria(area("1", node), policy={"stages": STAGES})
    rows = [
        {"unit": "X", "criterion": "1.9", "state": "không áp dụng"},
        {"unit": "Y", "criterion": "1.9.1", "answer": "50"},
    ]
    known = units({"unit": "X", "name": "Xã Tân An"}, {"unit": "Y", "name": "Xã Bình Yên"})
    answers = cchc.read_answers(frame(rows), asked, units=known)
    cchc.write_templates(asked, known, tmp_path, stage="appraisal", appraiser="Sở A", answers=answers)
    book = opened(tmp_path / "So_A.xlsx")
    rate, count = read(book, "1.9.1"), read(book, "1.9.2")
    assert rate.value(row_of(rate, unit="X"), Field.SHOWN_ANSWER) == "không áp dụng"
    assert count.value(row_of(count, unit="Y"), Field.SHOWN_ANSWER) in {None, ""}
