"""Forms that come back in the state that people leave them in."""

import datetime
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cchc_index as cchc
from cchc_index.answers.slots import VALUE
from cchc_index.sheets.layout import COLUMNS, About, Field
from tests.scoring.small import COUNT, FAULTS, RATE, YES_NO, area, criteria, inner, leaf, units
from tests.sheets.formats import Nought, sheets_of, write_xls
from tests.sheets.made import Made, Said, appraisal, found, given, read

DATE = {"kind": "deadline", "due": {"month": "3", "day": "31"}}
FED = {"kind": "proportional", "when_zero": "invalid", "numerator": "dung_han", "denominator": "ho_so"}
SET = criteria(
    area("1", inner("1.1", leaf("1.1.1", YES_NO, not_applicable="full"), leaf("1.1.2", RATE)), leaf("1.2", COUNT)),
    area("2", leaf("2.1", DATE), leaf("2.2", FAULTS), leaf("2.3", YES_NO, source="system"), leaf("2.10", FED), code="other"),
    data=[{"id": "ho_so", "title": "Hồ sơ"}, {"id": "dung_han", "title": "Hồ sơ đúng hạn"}],
)  # fmt: skip
A, S, C, E, N = Field.ANSWER, Field.STATE, Field.CLAIM, Field.EVIDENCE, Field.NOTE
SAID: Said = {
    ("1.1.1", ""): {A: "Có", C: 2, E: "QĐ 12", N: "ghi chú"},
    ("1.1.2", "numerator"): {A: 45, Field.ASKED: "Tử số"},
    ("1.1.2", "denominator"): {A: 50, Field.ASKED: "Mẫu số"},
    ("1.2", ""): {A: 3},
    ("2.1", ""): {A: "31/03/2025"},
    ("ho_so", ""): {A: 20},
}
ANSWERS = {
    "1.1.1": {VALUE: 1}, "1.1.2": {"numerator": 45, "denominator": 50}, "1.2": {VALUE: 3},
    "2.1": {VALUE: datetime.date(2025, 3, 31).toordinal()}, "ho_so": {VALUE: 20},
}  # fmt: skip


def values(answers: cchc.Answers) -> dict[str, dict[str, Any]]:
    """Return the values of unit X, whatever its slots are called."""
    return {id_: given(answers, id_) for id_ in ANSWERS}


def test_a_form_gives_the_answers_that_were_filled_in(tmp_path: Path) -> None:
    """Answers, claims, evidence and notes of a form are those of its cells, without any problem."""
    answers = read(Made(SET, SAID).write(tmp_path / "a.xlsx"), SET)
    assert found(answers) == []
    assert [sorted(each.values()) for each in values(answers).values()] == [
        sorted(each.values()) for each in ANSWERS.values()
    ]
    result = cchc.score(SET, answers)
    row = result.leaves.query("criterion == '1.1.1'").iloc[0]
    assert (row["claim"], row["state"]) == (2.0, "scored")


def left_as(change: str, made: Made) -> None:  # noqa: C901, PLR0912 - one for each thing that people do
    """Change a form as people do."""
    match change:
        case "renamed":
            made.title = "Sheet1 (2)"
        case "rows above":
            made.above += [["Ghi chú thêm"], []]
        case "sorted":
            made.rows.reverse()
            made.below = []
        case "inserted":
            made.rows.insert(2, {})
            made.rows.insert(4, {Field.TITLE: "Ghi chú của cán bộ"})
        case "moved columns":
            order = [*made.fields[8:], *made.fields[:8]]
            made.fields = tuple(order)
            made.codes = [field.value for field in order]
            made.headings = [COLUMNS[field].heading.vi for field in order]
        case "no codes":
            made.coded = False
        case "lost hidden columns":
            made.fields = made.fields[3:]
            made.codes, made.headings = made.codes[3:], made.headings[3:]
        case "lost codes and hidden columns":
            made.coded = False
            made.fields = made.fields[3:]
            made.headings = made.headings[3:]
        case "nfd":
            made.headings = [unicodedata.normalize("NFD", text) for text in made.headings]
            for cells in made.rows:
                cells |= {f: unicodedata.normalize("NFD", c) for f, c in cells.items() if isinstance(c, str)}
        case "texts":
            for row in made.rows:
                row.update({A: f" {row[A]} "} if A in row else {})
        case "hidden rows":
            made.hidden = set(range(len(made.rows)))
        case "blank rows below":
            made.below += [[" "] * 20, [], ["", "", "", "", "NGƯỜI LẬP", "", "", "CHỦ TỊCH"]]


@pytest.mark.parametrize(
    "change",
    [
        "renamed", "rows above", "sorted", "inserted", "moved columns", "no codes", "lost hidden columns",
        "lost codes and hidden columns", "nfd", "texts", "hidden rows", "blank rows below",
    ],
)  # fmt: skip
def test_what_people_do_to_a_form_changes_no_answer(change: str, tmp_path: Path) -> None:
    """A form that was renamed, sorted, moved about or stripped of what is hidden reads the same."""
    plain = read(Made(SET, SAID).write(tmp_path / "a.xlsx"), SET)
    made = Made(SET, SAID)
    left_as(change, made)
    answers = read(made.write(tmp_path / "b.xlsx"), SET)
    assert found(answers) == []
    assert values(answers) == values(plain)


@pytest.mark.parametrize("cell", ["92,5", "92,5%", "92.5", 92.5])
def test_a_percentage_is_read_however_it_is_written(cell: Any, tmp_path: Path) -> None:
    """A percentage typed as a text, with a comma or a sign, is the number."""
    answers = read(Made(SET, {("1.1.2", ""): {A: cell}}).write(tmp_path / "a.xlsx"), SET)
    assert list(given(answers, "1.1.2").values()) == [Fraction("92.5")]


def test_a_cell_shown_in_percent_is_what_is_shown(tmp_path: Path) -> None:
    """0.925 in a cell of percentages is 92.5."""
    made = Made(SET, {("1.1.2", ""): {A: 0.925}})
    made.formats[made.row("1.1.2") - made.first - 1, A] = "0.0%"
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    assert list(given(answers, "1.1.2").values()) == [Fraction("92.5")]


def test_problems_name_the_cell(tmp_path: Path) -> None:
    """A wrong answer is named by file, sheet and cell, and so is a wrong claim beside a good answer."""
    made = Made(SET, {("1.2", ""): {A: "hai"}, ("1.1.1", ""): {A: "có", C: 9}, ("2.2", ""): {S: "lạ"}})
    answers = read(made.write(tmp_path / "Xa_Tan_An.xlsx"), SET)
    assert found(answers) == [
        ("points-out-of-range", made.cell("1.1.1", C)),
        ("whole-number-wanted", made.cell("1.2", A)),
        ("unknown-state", made.cell("2.2", S)),
    ]
    assert answers.problems[0].file == str(tmp_path / "Xa_Tan_An.xlsx")


def test_a_claim_that_differs_is_named_by_its_own_cell(tmp_path: Path) -> None:
    """A claim that differs from the computed points is named by the cell of the claim."""
    made = Made(SET, {("1.1.1", ""): {A: "có", C: 1}})
    result = cchc.score(SET, read(made.write(tmp_path / "a.xlsx"), SET))
    assert [p.place for p in result.scores.problems if p.code == "claim-differs"] == [made.cell("1.1.1", C)]


def test_a_unit_cannot_answer_what_is_not_its_own(tmp_path: Path) -> None:
    """What a unit writes at a leaf of another source is a problem and not used; a note there is nothing."""
    made = Made(SET, {("2.3", ""): {A: "có", C: 2, N: "Lấy từ hệ thống"}})
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    assert found(answers) == [
        ("not-the-units-to-answer", made.cell("2.3", A)),
        ("not-the-units-to-answer", made.cell("2.3", C)),
    ]
    assert given(answers, "2.3") == {}


def test_computed_columns_are_never_read(tmp_path: Path) -> None:
    """What stands in computed or locked columns is not read, nor the sums of claims."""
    said: Said = {
        ("1.1.1", ""): {Field.COMPUTED: "#", Field.APPRAISED: 7, Field.RULE: "x"},
        ("1", ""): {C: 99},
    }
    answers = read(Made(SET, said).write(tmp_path / "a.xlsx"), SET)
    assert found(answers) == []
    assert not answers.leaves


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({About.YEAR: 2019}, "form-of-other-year"),
        ({About.SET: "khac"}, "form-of-other-set"),
        ({About.UNIT: "Z"}, "form-of-unknown-unit"),
        ({About.STAGE: "appraisal"}, "form-of-others-stage"),
        ({About.STAGE: "lạ"}, "form-stage-unknown"),
        ({About.FORMAT: 9}, "form-format-unknown"),
        ({About.PURPOSE: "lạ"}, "form-format-unknown"),
    ],
)
def test_a_form_that_belongs_elsewhere_is_not_used(about: Any, code: str, tmp_path: Path) -> None:
    """A form of another set, year, unit or stage stops where it was named, and is listed in a folder."""
    known = units({"unit": "X"}, {"unit": "Y"})
    path = Made(SET, SAID, about=about).write(tmp_path / "a.xlsx")
    with pytest.raises(cchc.DataError, match=code):
        read(path, SET, units=known)
    Made(SET, SAID, about={About.UNIT: "Y"}).write(tmp_path / "b.xlsx")
    answers = read(tmp_path, SET, units=known)
    assert [p.code for p in answers.problems] == [code]
    assert given(answers, "1.2", "Y")
    assert not given(answers, "1.2", "X")


def test_of_another_version_what_has_not_changed_counts(tmp_path: Path) -> None:
    """A form of another version says so once; rows whose title and maximum are as now count, others do not."""
    made = Made(SET, SAID, about={About.FINGERPRINT: "cũ", About.VERSION: "0.9.0"})
    made.rows[made.row("1.2") - made.first - 1][Field.MAX_POINTS] = 1
    made.rows[made.row("1.1.2") - made.first - 1][Field.TITLE] = "Khác"
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    changed = ("leaf-changed", made.cell("1.1.2", A))
    below = f"Tự chấm › H{made.row('1.1.2') + 1}"
    assert found(answers) == [
        ("form-of-other-version", "_cchc"), changed, ("leaf-changed", below), ("leaf-changed", made.cell("1.2", A)),
    ]  # fmt: skip
    assert given(answers, "1.1.1")
    assert not given(answers, "1.2")


def test_a_row_of_another_unit_is_not_used(tmp_path: Path) -> None:
    """A row that names another unit than the form's is a problem."""
    made = Made(SET, {("1.2", ""): {A: 3, Field.UNIT: "Y"}})
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    assert found(answers) == [("form-row-of-other-unit", made.cell("1.2", A))]


def test_without_ids_numbers_and_titles_must_agree(tmp_path: Path) -> None:
    """Where the hidden ids are lost, a number beside another title is not guessed at."""
    made = Made(SET, {("1.2", ""): {A: 3}, ("2.1", ""): {A: "31/03/2025", Field.TITLE: "Việc khác"}})
    left_as("lost hidden columns", made)
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    assert found(answers) == [("form-row-title-differs", made.cell("2.1", A))]
    assert given(answers, "1.2")


def test_a_filled_row_that_belongs_nowhere_is_a_problem(tmp_path: Path) -> None:
    """A row inserted among the criteria and filled in is a problem."""
    made = Made(SET, SAID)
    made.rows.insert(2, {Field.TITLE: "Bổ sung", A: 5})
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    assert found(answers) == [("form-row-unplaced", f"Tự chấm › H{made.first + 3}")]


def test_formulas_without_values_and_errors_are_problems(tmp_path: Path) -> None:
    """A formula that was never computed is a problem; an error is what it shows; a computed one is its value."""
    made = Made(SET, SAID)
    place = made.row("1.2") - made.first - 1
    made.formulas[place, A] = ("=1+2", 3)
    made.formulas[place - 1, A] = ("=1/0", "#DIV/0!")
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    assert found(answers) == [("whole-number-wanted", f"Tự chấm › H{made.row('1.2') - 1}")]
    assert list(given(answers, "1.2").values()) == [3]
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book.save(tmp_path / "b.xlsx")
    answers = read(tmp_path / "b.xlsx", SET)
    assert ("formula-without-value", made.cell("1.2", A)) in found(answers)


def test_documents_merged_over_rows_are_for_all_of_them(tmp_path: Path) -> None:
    """A document in a merged cell is named for every criterion that the cell spans."""
    made = Made(SET, {("1.1.1", ""): {A: "có"}, ("1.1.2", ""): {A: 90}})
    place = made.row("1.1.1") - made.first - 1
    made.merged = [(place, place + 1, E, "QĐ 5")]
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    evidence = answers.rows.column("evidence")
    assert [evidence.at(row) for row in range(answers.rows.size)] == ["QĐ 5", "QĐ 5"]


def test_a_cell_that_repeats_a_data_item_is_compared_and_not_read(tmp_path: Path) -> None:
    """A leaf's cell that a data item fills is not an answer; one that was overwritten is a problem."""
    said: Said = {("ho_so", ""): {A: 20}, ("2.10", "numerator"): {A: 7}, ("2.10", "denominator"): {A: 20}}
    made = Made(SET, {**said, ("dung_han", ""): {A: 10}})
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    assert found(answers) == [("linked-cell-differs", made.cell("2.10", A))]
    assert given(answers, "2.10") == {}


def test_a_formula_of_an_old_workbook_that_came_to_0_is_not_overwritten(tmp_path: Path) -> None:
    """LibreOffice writes a blank text that a formula came to as 0 in .xls: the cell still repeats the data item."""
    made = Made(SET, {("2.10", "numerator"): {A: 7}})
    place = made.row("2.10") - 1, made.fields.index(A)
    for cell, problems in ((Nought(), []), (0, [("linked-cell-differs", made.cell("2.10", A))])):
        write_xls(tmp_path / "a.xls", sheets_of(made, tmp_path / "a.xlsx", {place: cell}))
        assert found(read(tmp_path / "a.xls", SET)) == problems


def test_an_appraisers_workbook_decides_in_its_stage(tmp_path: Path) -> None:
    """Decisions, awards and reasons of an appraiser's workbook are its rows."""
    Made(SET, SAID).write(tmp_path / "x.xlsx")
    rows = [
        {
            Field.CRITERION: "1.2",
            Field.UNIT: "X",
            Field.DECISION: "Không công nhận",
            Field.REASON: "thiếu hồ sơ",
        },
        {Field.CRITERION: "1.1.1", Field.UNIT: "X", Field.AWARD: 1, Field.REASON: "trễ hạn"},
        {Field.CRITERION: "2.1", Field.UNIT: "X", Field.DECISION: "hả"},
    ]
    made = appraisal(SET, rows)
    made.write(tmp_path / "y.xlsx")
    result = cchc.score(SET, read(tmp_path, SET))
    leaves = result.leaves.set_index("criterion")
    assert leaves.loc[["1.2", "1.1.1"], "state"].tolist() == ["rejected", "awarded"]
    assert [str(p.place) for p in result.scores.problems if p.code == "decision-unknown"] == [
        made.cell("2.1", Field.DECISION)
    ]


def test_an_appraisers_workbook_says_nothing_in_a_units_stage(tmp_path: Path) -> None:
    """An appraiser's workbook that names the units' stage is refused."""
    made = appraisal(SET, [{Field.CRITERION: "1.2", Field.UNIT: "X", Field.AWARD: 1}], stage="self")
    with pytest.raises(cchc.DataError, match="form-of-others-stage"):
        read(made.write(tmp_path / "y.xlsx"), SET)


def test_a_sheet_copied_out_of_its_workbook_is_named(tmp_path: Path) -> None:
    """A form without its hidden sheet could be any unit's, and is refused."""
    made = Made(SET, SAID)
    made.about = {}
    with pytest.raises(cchc.DataError, match="form-without-about"):
        read(made.write(tmp_path / "a.xlsx"), SET)


def test_an_answer_merged_over_criteria_is_nobodys(tmp_path: Path) -> None:
    """An answer in a cell that spans several criteria counts for none of them."""
    made = Made(SET, {("1.2", ""): {A: 3}})
    place = made.row("1.1.1") - made.first - 1
    made.merged = [(place, place + 1, A, "có")]
    answers = read(made.write(tmp_path / "a.xlsx"), SET)
    assert found(answers) == [("merged-over-criteria", made.cell("1.1.1", A))]
    assert given(answers, "1.2")
    assert not given(answers, "1.1.1")
