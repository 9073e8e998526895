"""Forms that were written by the program are read without a problem, and what is overwritten in them is one."""

from pathlib import Path
from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.sheets.layout import Field, Sheet
from tests.scoring.small import COUNT, YES_NO, area, criteria, frame, leaf, units
from tests.sheets.made import found, given
from tests.sheets.sheets import opened, read

FED: Final = {"kind": "proportional", "when_zero": "invalid", "numerator": "dung_han", "denominator": "ho_so"}
OF: Final = criteria(
    leaf("1.1", YES_NO),
    leaf("1.2", COUNT, source="system"),
    leaf("1.3", FED),
    data=[
        {"id": "ho_so", "title": "Hồ sơ", "source": "system"},
        {"id": "dung_han", "title": "Hồ sơ đúng hạn"},
    ],
)
UNITS: Final = units({"unit": "X", "name": "Xã Tân An"}, {"unit": "Y", "name": "Xã Đồng Lộc"})
KNOWN: Final = [
    {"unit": "X", "criterion": "1.2", "answer": "3", "points": "1"},
    {"unit": "X", "criterion": "ho_so", "answer": "1.316"},
    {"unit": "X", "criterion": "dung_han", "answer": "100"},
    {"unit": "Y", "criterion": "ho_so", "answer": "20"},
    {"unit": "Y", "criterion": "dung_han", "answer": "10"},
]


def sent(folder: Path, **call: Any) -> Path:
    """Write forms with what is known in them."""
    answers = cchc.read_answers(frame(KNOWN), OF, units=UNITS)
    cchc.write_templates(OF, UNITS, folder, answers=answers, **call)
    return folder


def test_a_form_as_it_was_sent_has_no_problem(tmp_path: Path) -> None:
    """The total below the criteria belongs nowhere and is no problem, nor is what is shown of other sources."""
    answers = cchc.read_answers(sent(tmp_path), OF, units=UNITS)
    assert found(answers) == []
    assert list(given(answers, "dung_han").values()) == [100]
    assert given(answers, "1.2") == {}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_others_say_in_words_is_no_problem(tmp_path: Path, lang: Any) -> None:
    """Words of other sources, of a leaf or of a node above some, are as they were sent in either language."""
    of = criteria(
        area(
            "1",
            leaf("1.1", YES_NO),
            leaf("1.2", COUNT, source="self"),
            source="survey",
            not_applicable="full",
        )
    )
    rows = [
        {"unit": "X", "criterion": "1", "answer": "không áp dụng"},
        {"unit": "Y", "criterion": "1.1", "answer": "có"},
    ]
    answers = cchc.read_answers(frame(rows), of, units=UNITS)
    cchc.write_templates(of, UNITS, tmp_path, answers=answers, lang=lang)
    assert found(cchc.read_answers(tmp_path, of, units=UNITS)) == []


def test_units_that_share_a_workbook_have_data_items_of_their_own(tmp_path: Path) -> None:
    """In a workbook of several units a cell that repeats a data item is compared with that of its own unit."""
    answers = cchc.read_answers(sent(tmp_path, one_file=True), OF, units=UNITS)
    assert found(answers) == []
    assert [*given(answers, "dung_han").values(), *given(answers, "dung_han", "Y").values()] == [100, 10]


def test_what_is_shown_of_other_sources_may_not_be_overwritten(tmp_path: Path) -> None:
    """A locked cell that says something else than when it was sent is a problem at that cell, and not used."""
    path = sent(tmp_path) / "Xa_Tan_An.xlsx"
    book = opened(path)
    sheet = read(book, Sheet.CRITERIA.value.vi)
    cell = sheet.cell(sheet.row_of("1.2"), Field.ANSWER)
    cell.value = 4
    book.save(path)
    answers = cchc.read_answers(path, OF, units=UNITS)
    assert found(answers) == [("not-the-units-to-answer", f"Tự chấm › {cell.coordinate}")]
    assert given(answers, "1.2") == {}


@pytest.mark.parametrize("number", ["1000000000000001", "999999999999999", "0,1234567890123456", "12,5"])
def test_no_digit_of_a_number_is_lost_in_a_form(tmp_path: Path, number: str) -> None:
    """A number with more digits than cells of numbers have is written as a text, and reads back whole."""
    of = criteria(
        leaf(
            "1.1",
            {
                "kind": "linear",
                "of": "value",
                "through": [{"at": "0", "points": "0"}, {"at": "9", "points": "2"}],
            },
        )
    )
    rows = frame([{"unit": "X", "criterion": "1.1", "answer": number}])
    wanted = cchc.read_answers(rows, of, units=UNITS)
    cchc.write_templates(of, UNITS, tmp_path, answers=wanted)
    assert given(cchc.read_answers(tmp_path, of, units=UNITS), "1.1") == given(wanted, "1.1") != {}
