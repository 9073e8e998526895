"""What a unit's form looks like to the unit: what is open, what guides it, what is hidden, what is never run."""

from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.scoring import fingerprints
from cchc_index.sheets.layout import ABOUT, COLUMNS, Field, Sheet
from cchc_index.sheets.live import LATER, LEFT_OUT
from cchc_index.sheets.unit_forms import Occasion, UnitForms
from tests.scoring.small import FAULTS, RATE, YES_NO, area, criteria, frame, inner, leaf, units
from tests.sheets.sheets import Read, opened, read

CHOICE: Final = {
    "kind": "choice",
    "options": [
        {"id": "a", "title": "Toàn phần, kịp thời", "points": "2"},
        {"id": "b", "title": "Chưa làm", "points": "0"},
    ],
}
DUE: Final = {"kind": "deadline", "due": {"within_days": "5"}}
TICKS: Final = {
    "kind": "checklist",
    "items": [
        {"id": "web", "title": "Trang thông tin", "points": "1"},
        {"id": "bang", "title": "Bảng niêm yết", "points": "1"},
    ],
}
FED: Final = {"kind": "proportional", "when_zero": "zero", "denominator": "ho_so"}
DATA: Final = [
    {"id": "ho_so", "title": "Hồ sơ đã giải quyết", "kind": "whole"},
    {"id": "don", "title": "Đơn thư", "kind": "whole", "source": "system"},
]
OF: Final = criteria(
    area(
        "1",
        inner(
            "1.1",
            leaf("1.1.1", YES_NO, not_applicable="full", evidence="Quyết định ban hành"),
            leaf("1.1.2", RATE),
            leaf("1.1.3", FED),
        ),
        leaf("1.2", CHOICE, applies_to={"kind": ["xa"]}),
        leaf("1.3", DUE),
        leaf("1.4", TICKS),
        leaf("1.5", FAULTS, source="survey"),
    ),
    unit_kinds=["xa", "phuong"],
    data=DATA,
    checks=[{"that": "don <= ho_so", "message": "Đơn nhiều hơn hồ sơ"}],
)
UNITS: Final = units(
    {"unit": "X01", "name": "Xã Tân An", "kind": "xa"},
    {"unit": "X02", "name": "Xã <Bình> & Minh", "kind": "xa"},
    {"unit": "P01", "name": "Phường Mới", "kind": "phuong"},
)


def form(unit: str, answers: Any = None) -> Any:
    """Return the workbook of a unit."""
    forms = UnitForms(Occasion(OF, 2025), answers)
    return opened(forms.of(next(each for each in UNITS.units if each.id == unit)))


@pytest.fixture(scope="module")
def sheet() -> Read:
    """The sheet of criteria of a commune."""
    return read(form("X01"), Sheet.CRITERIA.value.vi)


@pytest.fixture(scope="module")
def ward() -> Read:
    """The sheet of criteria of a ward."""
    return read(form("P01"), Sheet.CRITERIA.value.vi)


def test_the_hidden_sheet_says_what_the_workbook_is() -> None:
    """A very hidden sheet holds the set, its version and fingerprint, the year, the stage and the unit."""
    hidden = form("X02")[ABOUT]
    about = {row[0]: row[1] or "" for row in hidden.iter_rows(values_only=True)}
    assert hidden.sheet_state == "veryHidden"
    assert about == {
        "format": "1", "purpose": "form", "set": "thu", "version": "1.0.0",
        "fingerprint": fingerprints.scoring(OF), "year": "2025", "stage": "self", "unit": "X02", "by": "",
    }  # fmt: skip


def test_the_heading_is_the_official_one() -> None:
    """Above the table stand the unit, the country and its motto, and what the form is."""
    texts = {
        str(cell.value) for row in form("X02")[Sheet.CRITERIA.value.vi].iter_rows(max_row=6) for cell in row
    }
    assert {
        "XÃ <BÌNH> & MINH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "PHIẾU TỰ ĐÁNH GIÁ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025",
    } <= texts


def test_columns_have_codes_below_their_headings(sheet: Read) -> None:
    """Every column has its heading and, in a hidden row below, its code; the columns of codes are hidden."""
    headings = {
        field: sheet.sheet[f"{letter}{sheet.head - 1}"].value for field, letter in sheet.columns.items()
    }
    assert headings == {field: COLUMNS[field].heading.vi for field in sheet.columns}
    assert sheet.sheet.row_dimensions[sheet.head].hidden
    assert sheet.sheet.column_dimensions["A"].hidden


def test_every_slot_has_a_row(sheet: Read) -> None:
    """A leaf has a row for each thing that it asks, by the name that tables of answers use."""
    asked = [(sheet.value(row, Field.CRITERION), sheet.value(row, Field.INPUT)) for row in sheet.rows()]
    assert asked == [
        ("1", None), ("1.1", None), ("1.1.1", None), ("1.1.2", "numerator"), ("1.1.2", "denominator"),
        ("1.1.3", "numerator"), ("1.1.3", "denominator"), ("1.2", None), ("1.3", "date"), ("1.3", "start"),
        ("1.4", "web"), ("1.4", "bang"), ("1.5", "nhẹ"), ("1.5", "nặng"),
    ]  # fmt: skip


def test_only_what_the_unit_fills_in_is_open(sheet: Read) -> None:
    """The answer, the claim, evidence and note of the unit's own leaves are open, and nothing else is."""
    fields = [Field.ANSWER, Field.STATE, Field.EVIDENCE, Field.CLAIM, Field.NOTE]
    looked = {
        criterion: [
            field.value
            for field in fields
            if not sheet.cell(sheet.row_of(criterion), field).protection.locked
        ]
        for criterion in ("1.1", "1.1.1", "1.1.2", "1.5")
    }
    assert looked == {
        "1.1": [],
        "1.1.1": ["answer", "state", "evidence", "claim", "note"],
        "1.1.2": ["answer", "evidence", "claim", "note"],
        "1.5": [],
    }
    assert sheet.sheet.protection.sheet
    assert not sheet.sheet.protection.password


def test_a_slot_of_a_data_item_is_not_asked_again(sheet: Read) -> None:
    """The row of a slot that a data item fills shows the item's cell, locked."""
    cell = sheet.cell(sheet.row_of("1.1.3", "denominator"), Field.ANSWER)
    assert cell.protection.locked
    assert str(cell.value).startswith(f"=IF('{Sheet.DATA.value.vi}'!")


def test_data_items_are_asked_once() -> None:
    """The first sheet asks each data item; one that comes from a system is locked."""
    book = form("X01")
    data = read(book, Sheet.DATA.value.vi)
    assert book.sheetnames[0] == Sheet.DATA.value.vi
    locked = {
        data.value(row, Field.CRITERION): data.cell(row, Field.ANSWER).protection.locked
        for row in data.rows()
    }
    assert locked == {"ho_so": False, "don": True}


@pytest.mark.parametrize(
    ("criterion", "asked", "field", "expected"),
    [
        ("1.1.1", "", Field.ANSWER, ("list", "có; không")),
        ("1.1.1", "", Field.STATE, ("list", "Không áp dụng")),
        ("1.1.1", "", Field.CLAIM, ("decimal", "0")),
        ("1.1.2", "numerator", Field.ANSWER, ("whole", "0")),
        ("1.2", "", Field.ANSWER, ("list", "Toàn phần, kịp thời; Chưa làm")),
        ("1.4", "web", Field.ANSWER, ("list", "x; không")),
    ],
)
def test_cells_guide(
    sheet: Read, criterion: str, asked: str, field: Field, expected: tuple[str, str]
) -> None:
    """A cell takes only what is asked, and says what that is."""
    found = sheet.validation(sheet.row_of(criterion, asked), field)
    assert (found.type, sheet.offered(found) or found.formula1) == expected
    assert found.prompt
    assert found.error


def test_guides_keep_the_bounds_of_excel(sheet: Read) -> None:
    """Titles have at most 32 characters, messages and formulas 255; no drop-down depends on separators."""
    guides = sheet.sheet.data_validations.dataValidation
    assert guides
    for guide in guides:
        assert max(len(guide.promptTitle or ""), len(guide.errorTitle or "")) <= 32
        assert max(len(guide.prompt or ""), len(guide.error or "")) <= 255
        assert max(len(guide.formula1 or ""), len(guide.formula2 or "")) <= 255
        assert guide.type != "list" or sheet.offered(guide)


def test_numbers_are_shown_without_a_lone_decimal_sign(sheet: Read) -> None:
    """No open cell has a format that ends a whole number in a decimal comma, nor is one a text."""
    answers = [sheet.cell(row, Field.ANSWER) for row in sheet.rows()]
    formats = {cell.number_format for cell in answers if not cell.protection.locked}
    assert formats == {"General", "#,##0", "dd/mm/yyyy"}


def test_dates_may_be_undone(sheet: Read) -> None:
    """The date of a task may be a date or “chưa”; the day from which is counted has to be a date."""
    done, start = (sheet.validation(sheet.row_of("1.3", asked), Field.ANSWER) for asked in ("date", "start"))
    assert '"chưa"' in done.formula1
    assert '"chưa"' not in start.formula1


def test_leaves_for_others_are_grey(ward: Read) -> None:
    """A leaf that is not for the unit is greyed out and has no open cell."""
    row = ward.row_of("1.2")
    assert ward.cell(row, Field.ANSWER).protection.locked
    assert ward.cell(row, Field.TITLE).fill.start_color.rgb == "FFD9D9D9"
    assert ward.value(row, Field.COMPUTED) is None


def test_it_prints_as_an_annex(sheet: Read) -> None:
    """A4 landscape, one page wide, the head on every page and in sight, areas in an outline."""
    page = sheet.sheet
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    assert page.print_title_rows == f"${sheet.head - 1}:${sheet.head - 1}"
    assert page.freeze_panes.endswith(str(sheet.head + 1))
    assert page.row_dimensions[sheet.row_of("1.1.1")].outlineLevel == 2
    assert sheet.cell(sheet.row_of("1.1.1"), Field.TITLE).font.name == "Times New Roman"


def test_the_same_form_is_the_same_bytes() -> None:
    """Written twice, stamped first or later, a form has the same bytes."""
    forward = UnitForms(Occasion(OF, 2025))
    backward = UnitForms(Occasion(OF, 2025))
    first = [forward.of(unit) for unit in UNITS.units]
    assert first == [backward.of(unit) for unit in reversed(UNITS.units)][::-1]


def test_forms_hold_what_is_known() -> None:
    """Answers, states, claims, evidence, notes and data items that are known stand in their cells."""
    rows = [
        {"criterion": "1.1.1", "answer": "yes", "points": "2", "evidence": "QĐ 1", "note": "=1+1"},
        {"criterion": "1.1.2", "answer": "92.5"},
        {"criterion": "1.4", "answer": "bang"},
        {"criterion": "ho_so", "answer": "50"},
    ]
    answers = cchc.read_answers(frame({"unit": "X01", **row} for row in rows), OF, units=UNITS)
    book = form("X01", answers)
    sheet = read(book, Sheet.CRITERIA.value.vi)
    first = sheet.row_of("1.1.1")
    beside = (Field.ANSWER, Field.CLAIM, Field.EVIDENCE, Field.NOTE)
    assert [sheet.value(first, field) for field in beside] == ["có", 2, "QĐ 1", "=1+1"]
    assert sheet.cell(first, Field.NOTE).data_type == "s"
    assert sheet.value(sheet.row_of("1.1.2"), Field.ANSWER) == 92.5
    assert [sheet.value(sheet.row_of("1.4", item), Field.ANSWER) for item in ("web", "bang")] == [
        "không",
        "x",
    ]
    data = read(book, Sheet.DATA.value.vi)
    assert data.value(data.row_of("ho_so"), Field.ANSWER) == 50


@pytest.mark.parametrize("sign", "=+-@")
def test_texts_are_never_run(sign: str) -> None:
    """Titles and names that begin as formulas do are texts."""
    text = f"{sign}HYPERLINK(1)"
    of = criteria(leaf("1.1", YES_NO, evidence=text))
    unit = units({"unit": text, "name": text})
    book = opened(UnitForms(Occasion(of, 2025)).of(unit.units[0]))
    found = [
        cell
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.value in {text, text.upper()}
    ]
    assert len(found) >= 3
    assert {cell.data_type for cell in found} == {"s"}


def test_one_workbook_for_all_names_the_unit_of_every_row() -> None:
    """In a workbook of all units each has its sheets, whose rows say whose they are."""
    book = opened(UnitForms(Occasion(OF, 2025)).of_all(UNITS.units))
    title = f"2. {UNITS.units[1].name}"
    sheet = read(book, title)
    assert {sheet.value(row, Field.UNIT) for row in sheet.rows()} == {UNITS.units[1].id}
    assert len(book.sheetnames) == 2 * len(UNITS) + 4


def test_a_checklist_of_which_nothing_is_done_is_answered() -> None:
    """A form that is filled with “không” for a checklist says so in its cells, and not nothing."""
    answers = cchc.read_answers(
        frame([{"unit": "X01", "criterion": "1.4", "answer": "không"}]), OF, units=UNITS
    )
    sheet = read(form("X01", answers), Sheet.CRITERIA.value.vi)
    assert [sheet.value(sheet.row_of("1.4", each), Field.ANSWER) for each in ("web", "bang")] == ["không"] * 2


def test_a_rate_given_beside_its_counts_has_a_row_too() -> None:
    """A form shows a rate and the counts beside it, and reads back as both; its points are left to the engine."""
    of, known = criteria(leaf("1.1", RATE)), units({"unit": "X"})
    row = {"unit": "X", "criterion": "1.1", "answer": "50", "numerator": "5", "denominator": "10"}
    forms = UnitForms(Occasion(of, 2025), cchc.read_answers(frame([row]), of, units=known))
    sheet = read(opened(forms.of(known.units[0])), Sheet.CRITERIA.value.vi)
    rows = [each for each in sheet.rows() if sheet.value(each, Field.INPUT)]
    asked = {sheet.value(each, Field.INPUT): sheet.value(each, Field.ANSWER) for each in rows}
    assert asked == {"numerator": 5, "denominator": 10, "rate": 50}
    assert sheet.value(rows[0], Field.COMPUTED) == LATER.vi


def test_a_leaf_of_data_items_may_be_said_not_to_apply() -> None:
    """Data items that answer a leaf are no answer beside the word that it does not apply."""
    of = criteria(
        leaf("1.1", {**RATE, "numerator": "ho_so", "denominator": "tat_ca"}, not_applicable="exclude"),
        data=[{"id": "ho_so", "title": "Hồ sơ"}, {"id": "tat_ca", "title": "Tất cả"}],
    )
    rows = [{"criterion": "ho_so", "answer": "1"}, {"criterion": "tat_ca", "answer": "2"}]
    rows.append({"criterion": "1.1", "answer": "không áp dụng"})
    known = units({"unit": "X"})
    answers = cchc.read_answers(frame({"unit": "X", **row} for row in rows), of, units=known)
    book = opened(UnitForms(Occasion(of, 2025), answers).of(known.units[0]), values=True)
    sheet = read(book, Sheet.CRITERIA.value.vi)
    assert sheet.value(sheet.row_of("1.1"), Field.COMPUTED) == LEFT_OUT.vi
