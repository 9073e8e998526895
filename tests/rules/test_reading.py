"""From what people write to typed values: numbers, percentages, dates, words; nothing is ever guessed."""

import datetime
import math
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.answers.table import exact_cell, is_blank
from cchc_index.language import Text
from cchc_index.rules.contract import Choice, Input, Slot, SlotType
from cchc_index.rules.reading import (
    Unreadable,
    is_not_applicable,
    neat,
    read_answer,
    read_slot,
    unanswered_slots,
)
from tests.oracle import spell
from tests.rules.cases import leaf

OPTIONS = (
    Choice("mot", Text("Một phần", "In part")),
    Choice("2", Text("Toàn phần")),
    Choice("khong", Text("Không")),
)
Found = int | str | Fraction


def slot(kind: str) -> Slot:
    """Return a slot of a type; a signed one is a number that may be below 0."""
    types: dict[str, SlotType] = {"signed": "number"}
    chosen: Any = types.get(kind, kind)
    return Slot("a", chosen, Text("a"), choices=OPTIONS, negative=kind == "signed")


def read(kind: str, cell: Any) -> Fraction | str:
    """Return the value that a cell gives a slot of a type, or the code of its problem."""
    try:
        return read_slot(slot(kind), cell)
    except Unreadable as error:
        return error.code


def ordinal(text: str) -> int:
    """Return the day number of ``yyyy-mm-dd``."""
    return datetime.date.fromisoformat(text).toordinal()


def nfd(text: str) -> str:
    """Return the text with its accents as signs of their own."""
    return unicodedata.normalize("NFD", text)


NUMBERS: list[tuple[str, str, str]] = [
    ("0", "number", "0"),
    ("7", "number", "7"),
    ("007", "number", "7"),
    (" 7 ", "number", "7"),
    ("2,5", "number", "2.5"),
    ("2.5", "number", "2.5"),
    ("2,50", "number", "2.5"),
    ("1316,5", "number", "1316.5"),
    ("1.316,5", "number", "1316.5"),
    ("1.316.000,25", "number", "1316000.25"),
    ("1316.5", "number", "1316.5"),
    ("1.316.000", "number", "1316000"),
    ("1.316.000.000.000.000", "number", "1316000000000000"),
    ("0.375", "number", "0.375"),
    ("0,375", "number", "0.375"),
    ("00.375", "number", "0.375"),
    ("01.316", "number", "1.316"),
    ("1,316", "number", "1.316"),
    ("1.3165", "number", "1.3165"),
    ("1316.500", "number", "1316.5"),
    ("1.316", "number", "ambiguous-number"),
    ("92.500", "number", "ambiguous-number"),
    ("999.999", "number", "ambiguous-number"),
    ("1,316,000", "number", "number-wanted"),
    ("1,316.5", "number", "number-wanted"),
    ("13.16,5", "number", "number-wanted"),
    ("1.3165,5", "number", "number-wanted"),
    ("0.316,5", "number", "number-wanted"),
    ("12.34.567", "number", "number-wanted"),
    ("1.316.00", "number", "number-wanted"),
    ("3..5", "number", "number-wanted"),
    (",5", "number", "number-wanted"),
    (".5", "number", "number-wanted"),
    ("5,", "number", "number-wanted"),
    ("5.", "number", "number-wanted"),
    ("1 316", "number", "number-wanted"),
    ("1\u00a0316", "number", "number-wanted"),
    ("1'316", "number", "number-wanted"),
    ("1_316", "number", "number-wanted"),
    ("1/2", "number", "number-wanted"),
    ("1e3", "number", "number-wanted"),
    ("1E3", "number", "number-wanted"),
    ("0x10", "number", "number-wanted"),
    ("½", "number", "number-wanted"),
    ("²", "number", "number-wanted"),
    ("١٢", "number", "number-wanted"),
    ("１２", "number", "number-wanted"),
    ("hai", "number", "number-wanted"),
    ("2 hồ sơ", "number", "number-wanted"),
    ("+2", "number", "number-wanted"),
    ("nan", "number", "number-wanted"),
    ("inf", "number", "number-wanted"),
    ("2%", "number", "number-wanted"),
    ("", "number", "number-wanted"),
    ("-3", "number", "negative-number"),
    ("−3", "number", "negative-number"),
    ("-0,5", "number", "negative-number"),
    ("-0", "number", "0"),
    ("- 3", "number", "number-wanted"),
    ("--3", "number", "number-wanted"),
    ("-3", "signed", "-3"),
    ("−3,25", "signed", "-3.25"),
    ("-1.316,5", "signed", "-1316.5"),
    ("-1.316", "signed", "ambiguous-number"),
    ("-0.375", "signed", "-0.375"),
    ("1" * 40, "number", "1" * 40),
    ("1" * 41, "number", "number-too-long"),
]
WHOLES: list[tuple[str, str, str]] = [
    ("0", "whole", "0"),
    ("12", "whole", "12"),
    ("1.316", "whole", "1316"),
    ("1.316.000", "whole", "1316000"),
    ("1000000000000000", "whole", "1000000000000000"),
    ("1.000.000.000.000.000", "whole", "1000000000000000"),
    ("12.000", "whole", "12000"),
    ("2,0", "whole", "2"),
    ("2.0", "whole", "2"),
    ("2,5", "whole", "whole-number-wanted"),
    ("2.5", "whole", "whole-number-wanted"),
    ("0.375", "whole", "whole-number-wanted"),
    ("1.316,5", "whole", "whole-number-wanted"),
    ("1316.500", "whole", "whole-number-wanted"),
    ("hai", "whole", "whole-number-wanted"),
    ("1 316", "whole", "whole-number-wanted"),
    ("12%", "whole", "whole-number-wanted"),
    ("1/2", "whole", "whole-number-wanted"),
    ("1e3", "whole", "whole-number-wanted"),
    ("-3", "whole", "negative-number"),
    ("có", "whole", "whole-number-wanted"),
]
PERCENTAGES: list[tuple[str, str, str]] = [
    ("92.5", "percent", "92.5"),
    ("92,5", "percent", "92.5"),
    ("92,5%", "percent", "92.5"),
    ("92.5%", "percent", "92.5"),
    ("92,5 %", "percent", "92.5"),
    ("  92,5  %  ", "percent", "92.5"),
    ("100", "percent", "100"),
    ("100%", "percent", "100"),
    ("0%", "percent", "0"),
    ("120,5%", "percent", "120.5"),
    ("0.375%", "percent", "0.375"),
    ("92.500", "percent", "ambiguous-number"),
    ("92.500%", "percent", "ambiguous-number"),
    ("92,500%", "percent", "92.5"),
    ("%", "percent", "percentage-wanted"),
    ("92,5%%", "percent", "percentage-wanted"),
    ("%92", "percent", "percentage-wanted"),
    ("92,5 phần trăm", "percent", "percentage-wanted"),
    ("37/40", "percent", "percentage-wanted"),
    ("9e1", "percent", "percentage-wanted"),
    ("-5%", "percent", "negative-number"),
    ("92،5", "percent", "percentage-wanted"),
]


@pytest.mark.parametrize(("text", "kind", "expected"), [*NUMBERS, *WHOLES, *PERCENTAGES])
def test_numbers_as_people_write_them(text: str, kind: str, expected: str) -> None:
    """Vietnamese and plain numbers are read; what could be two numbers, or is none, is told of."""
    found = read(kind, text)
    assert found == (expected if isinstance(found, str) else Fraction(expected))


YES_NO = [
    *((text, 1) for text in ("có", "đạt", "đúng", "x", "yes", "true", "1")),
    *((text, 0) for text in ("không", "không đạt", "sai", "no", "false", "0")),
    *(
        (text, "yes-or-no-wanted")
        for text in ("co", "khong", "ok", "v", "2", "-", "có không", "chưa", "1,0", "")
    ),
]


@pytest.mark.parametrize(("text", "expected"), YES_NO)
@pytest.mark.parametrize("manner", [str, str.upper, str.capitalize, nfd, "  {} ".format])
@pytest.mark.parametrize("kind", ["yes_no", "tick"])
def test_words_for_yes_and_no(text: str, expected: Found, manner: Any, kind: str) -> None:
    """The words of the design page are read in any case, form and spacing, and no others."""
    assert read(kind, manner(text)) == expected


def test_inner_blanks_of_words_are_single() -> None:
    """Two blanks, a tab or a blank that does not break are one blank."""
    for text in ("không  đạt", "không\tđạt", "không\u00a0đạt", "không \n đạt"):
        assert read("yes_no", text) == 0


DATES: list[tuple[str, Found]] = [
    ("05/02/2025", ordinal("2025-02-05")),
    ("5/2/2025", ordinal("2025-02-05")),
    (" 31/12/2024 ", ordinal("2024-12-31")),
    ("2025-02-05", ordinal("2025-02-05")),
    ("29/02/2024", ordinal("2024-02-29")),
    ("29/02/2025", "no-such-date"),
    ("31/04/2025", "no-such-date"),
    ("2025-13-01", "no-such-date"),
    ("00/01/2025", "no-such-date"),
    ("01/01/0000", "no-such-date"),
    ("02/31/2025", "no-such-date"),
    ("05/02/25", "date-wanted"),
    ("05-02-2025", "date-wanted"),
    ("05.02.2025", "date-wanted"),
    ("2025/02/05", "date-wanted"),
    ("20250205", "date-wanted"),
    ("2025-02-05T10:00", "date-wanted"),
    ("05/02/2025 10:30", "date-wanted"),
    ("ngày 5 tháng 2", "date-wanted"),
    ("٠٥/٠٢/٢٠٢٥", "date-wanted"),
    ("45678", "date-wanted"),
    ("có", "date-wanted"),
    ("", "date-wanted"),
    *((text, 0) for text in ("chưa", "không", "not done", "Chưa", "KHÔNG", "Not  Done", nfd("chưa"))),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_as_people_write_them(text: str, expected: Found) -> None:
    """Dates are day/month/year or year-month-day; what was not done is said in words."""
    assert read("date", text) == expected


NAMED = [
    *((text, 0) for text in ("mot", "MOT", "Một phần", "một  phần", "MỘT PHẦN", nfd("Một phần"), "in part")),
    *((text, 1) for text in ("2", "Toàn phần")),
    *((text, 2) for text in ("khong", "không", "Không")),
    *((text, "option-wanted") for text in ("", "một", "3", "mot; 2", "1")),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_options_by_id_or_title(text: str, expected: Found) -> None:
    """An option is named by its id or a title, in any case and form."""
    assert read("option", text) == expected


def test_an_option_that_is_a_number_may_be_a_number_cell() -> None:
    """A spreadsheet that holds 2 as a number names the option 2."""
    assert read("option", 2) == 1
    assert read("option", exact_cell(2.0)) == 1


CELLS: list[tuple[Any, str, Found]] = [
    (3, "whole", 3),
    (3.0, "whole", 3),
    (2.5, "whole", "whole-number-wanted"),
    (0.1, "number", Fraction(1, 10)),
    (92.5, "percent", Fraction("92.5")),
    (1.316, "number", Fraction("1.316")),
    (0.1 + 0.2, "number", Fraction("0.3")),
    (1 / 3, "number", Fraction("0.333333333333333")),
    (1e15, "whole", 10**15),
    (123456789012345.678, "number", 123456789012346),
    (1e22, "whole", 10**22),
    (1e-7, "number", Fraction(1, 10**7)),
    (-2.5, "number", "negative-number"),
    (-2.5, "signed", Fraction("-2.5")),
    (np.float64(2.0), "whole", 2),
    (np.float32(0.5), "number", Fraction(1, 2)),
    (np.int64(7), "whole", 7),
    (Decimal("2.50"), "number", Fraction("2.5")),
    (math.inf, "number", "number-wanted"),
    (-math.inf, "number", "number-wanted"),
    (Decimal("Infinity"), "number", "number-wanted"),
    (True, "yes_no", 1),
    (False, "yes_no", 0),
    (np.bool_(1), "yes_no", 1),
    (True, "tick", 1),
    (1, "yes_no", 1),
    (1.0, "yes_no", 1),
    (0.0, "yes_no", 0),
    (2.0, "yes_no", "yes-or-no-wanted"),
    (True, "whole", "whole-number-wanted"),
    (True, "number", "number-wanted"),
    (False, "percent", "percentage-wanted"),
    (datetime.date(2025, 2, 5), "date", ordinal("2025-02-05")),
    (datetime.datetime(2025, 2, 5), "date", ordinal("2025-02-05")),  # noqa: DTZ001 - cells have no zone
    (datetime.datetime(2025, 2, 5, 10), "date", "date-wanted"),  # noqa: DTZ001 - cells have no zone
    (datetime.date(2025, 2, 5), "whole", "whole-number-wanted"),
    (45678, "date", "date-wanted"),
]


@pytest.mark.parametrize(("cell", "kind", "expected"), CELLS)
def test_cells_that_their_file_already_typed(cell: Any, kind: str, expected: Found) -> None:
    """A number is the decimal that a spreadsheet would show, a date a date, and a truth yes or no."""
    assert read(kind, exact_cell(cell)) == expected


@pytest.mark.parametrize(
    "cell", [None, math.nan, np.float64("nan"), Decimal("NaN"), "", "   ", "\t", "\u00a0"]
)
def test_blank_cells(cell: Any) -> None:
    """Nothing, not-a-number and blanks say nothing."""
    assert is_blank(exact_cell(cell))


@given(st.integers(-(10**14), 10**14), st.integers(0, 12))
def test_a_float_is_the_decimal_that_was_typed(digits: int, places: int) -> None:
    """A decimal of at most fifteen digits survives its way through a float."""
    number = Fraction(digits, 10**places)
    assert read("signed", exact_cell(float(number))) == number


@given(st.integers(0, 10**15))
def test_whole_numbers_are_read_back(number: int) -> None:
    """A whole number is read with and without dots between its thousands."""
    assert read("whole", str(number)) == read("whole", spell.grouped(str(number))) == number


@given(st.integers(0, 10**12), st.integers(1, 9), st.data())
def test_decimals_are_read_back(digits: int, places: int, data: st.DataObject) -> None:
    """A decimal is read from every spelling that leaves no doubt."""
    value = Fraction(digits, 10**places)
    assert read("number", data.draw(spell.decimal(value))) == value
    assert read("percent", data.draw(spell.percentage(value))) == value


@given(
    st.text(max_size=12),
    st.sampled_from(["whole", "number", "signed", "percent", "date", "yes_no", "option"]),
)
def test_any_text_is_a_value_or_a_problem(text: str, kind: str) -> None:
    """Whatever is written reads as a value or as one problem, the same way each time."""
    assert read(kind, text) == read(kind, text)


@given(st.text("0123456789.,%- ", max_size=12), st.sampled_from(["whole", "number", "percent"]))
def test_digits_and_signs_give_no_negative_number(text: str, kind: str) -> None:
    """Where a number may not be below 0 none is."""
    found = read(kind, text)
    assert isinstance(found, str) or found >= 0


def test_neat_texts() -> None:
    """A neat text is in NFC, trimmed, with single blanks."""
    assert neat(f"  {nfd('Xã')} \t Tân\u00a0 Sơn\n") == "Xã Tân Sơn"


def answered(inputs: tuple[Input, ...], cell: Any) -> Any:
    """Return the typed values of an answer, or the code of its problem."""
    try:
        return read_answer(inputs, cell)
    except Unreadable as error:
        return error.code


FAULTS = [{"id": "a", "title": "nhẹ", "each": "1"}, {"id": "b", "title": "nặng", "each": "1"}]
DEDUCTION = leaf("deduction", faults=FAULTS).rule.inputs()
ONE_FAULT = leaf("deduction", faults=FAULTS[:1]).rule.inputs()
LISTED: list[tuple[str, Any]] = [
    ("a=3; b=1", {"a": 3, "b": 1}),
    ("b=1;a=3", {"a": 3, "b": 1}),
    (" a = 3 ;b= 1.316 ; ", {"a": 3, "b": 1316}),
    ("a=3", {"a": 3, "b": 0}),
    ("a=3; a=3", {"a": 3, "b": 0}),
    ("a=3; a=4", "input-twice"),
    ("a=3; c=1", "unknown-input"),
    ("a=3; 4", "unknown-input"),
    ("a=", "whole-number-wanted"),
    ("=3", "unknown-input"),
    ("a==3", "whole-number-wanted"),
    ("a=ba", "whole-number-wanted"),
    ("a=-1", "negative-number"),
    ("3", "inputs-wanted"),
]


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_several_inputs_in_one_cell(text: str, expected: Any) -> None:
    """Inputs are named one by one; what is not listed is 0 where it has a default."""
    assert answered(DEDUCTION, text) == expected


@pytest.mark.parametrize("cell", ["3", 3, "a=3"])
def test_the_only_input_is_answered_bare_too(cell: Any) -> None:
    """A leaf with one input takes its answer without a name."""
    assert answered(ONE_FAULT, cell) == {"a": 3}


def test_names_of_inputs_may_be_decomposed() -> None:
    """The name of an input is the same with its accents as signs of their own."""
    inputs = leaf(
        "deduction", faults=[{"id": "lỗi_nhẹ", "title": "nhẹ", "each": "1"}, FAULTS[1]]
    ).rule.inputs()
    assert answered(inputs, nfd("lỗi_nhẹ=2")) == {"lỗi_nhẹ": 2, "b": 0}


SURVEY_OPTIONS = [
    {"id": "A", "title": "Hài lòng", "percent": "100"},
    {"id": "B", "title": "Khác", "percent": "0"},
]
GROUPS = [{"id": "citizens", "weight": "1"}, {"id": "firms", "weight": "1"}]
SURVEY = leaf("survey", options=SURVEY_OPTIONS).rule.inputs()
GROUPED = leaf("survey", options=SURVEY_OPTIONS, groups=GROUPS).rule.inputs()
SURVEYS: list[tuple[tuple[Input, ...], str, Any]] = [
    (SURVEY, "A=120", {"A": 120, "B": 0}),
    (SURVEY, "A=120; B=3", {"A": 120, "B": 3}),
    (SURVEY, "92,5%", {"rate": Fraction("92.5")}),
    (SURVEY, "rate=92,5", {"rate": Fraction("92.5")}),
    (SURVEY, "A=1,5", "whole-number-wanted"),
    (GROUPED, "citizens.A=120", {"citizens.A": 120, "citizens.B": 0}),
    (GROUPED, "citizens.A=120; firms=80%", {"citizens.A": 120, "citizens.B": 0, "firms": 80}),
    (GROUPED, "citizens.A=1; firms.B=2", {"citizens.A": 1, "citizens.B": 0, "firms.A": 0, "firms.B": 2}),
    (GROUPED, "A=120", "unknown-input"),
    (GROUPED, "90%", "inputs-wanted"),
    (GROUPED, "officials.A=1", "unknown-input"),
]


@pytest.mark.parametrize(("inputs", "text", "expected"), SURVEYS)
def test_counts_of_respondents(inputs: tuple[Input, ...], text: str, expected: Any) -> None:
    """Counts are named by option, in groups behind the group; a group that is not named has none."""
    assert answered(inputs, text) == expected


ITEMS = [
    {"id": "a", "title": "Trang thông tin"},
    {"id": "b", "title": "Bảng; biển"},
    {"id": "c", "title": "C"},
]
TICKED = leaf("checklist", items=ITEMS, at_least=[{"items": "1", "points": "1"}]).rule.inputs()
TICKS: list[tuple[Any, Any]] = [
    ("a; c", (1, 0, 1)),
    ("c;a", (1, 0, 1)),
    ("A;", (1, 0, 0)),
    ("trang  thông tin; c", (1, 0, 1)),
    ("Bảng; biển", (0, 1, 0)),
    ("không", (0, 0, 0)),
    ("None", (0, 0, 0)),
    ("0", (0, 0, 0)),
    (0, (0, 0, 0)),
    (False, (0, 0, 0)),
    ("a=x; b=không", (1, 0, 0)),
    ("a=0", (0, 0, 0)),
    ("a, c", "item-wanted"),
    ("a; d", "item-wanted"),
    ("a; không", "item-wanted"),
    (";", "item-wanted"),
    ("1", "item-wanted"),
    ("d=x", "unknown-input"),
    ("a=có lẽ", "yes-or-no-wanted"),
]


@pytest.mark.parametrize(("cell", "expected"), TICKS)
def test_ticked_items(cell: Any, expected: Any) -> None:
    """Ticked items are listed with semicolons; none of them is a word, and an unknown one is told of."""
    wanted = dict(zip("abc", expected, strict=True)) if isinstance(expected, tuple) else expected
    assert answered(TICKED, cell) == wanted


def test_an_item_called_like_nothing_is_ticked() -> None:
    """Where an item is called `0`, its name ticks it."""
    inputs = leaf("checklist", items=[{"id": "0", "title": "Không phép", "points": "1"}]).rule.inputs()
    assert answered(inputs, "0") == {"0": 1}


def test_titles_with_an_equals_sign_are_names() -> None:
    """An option or item whose title has an equals sign is named by it all the same."""
    option = [{"id": "a", "title": "Điểm = 5", "points": "1"}]
    assert answered(leaf("choice", options=option).rule.inputs(), "điểm = 5") == {"option": 0}
    assert answered(leaf("checklist", items=option).rule.inputs(), "điểm = 5") == {"a": 1}


RATE = leaf("proportional").rule.inputs()
RATES: list[tuple[Any, Any]] = [
    ("92,5%", {"rate": Fraction("92.5")}),
    (92.5, {"rate": Fraction("92.5")}),
    ("numerator=1.850; denominator=2.000", {"numerator": 1850, "denominator": 2000}),
    ("numerator=3", {"numerator": 3}),
    ("37/40", "percentage-wanted"),
]


@pytest.mark.parametrize(("cell", "expected"), RATES)
def test_rates(cell: Any, expected: Any) -> None:
    """A rate is a percentage, or a numerator and a denominator."""
    assert answered(RATE, exact_cell(cell)) == expected


DEADLINE = leaf("deadline", due={"within_days": "5"}).rule.inputs()


def test_the_main_input_is_answered_bare() -> None:
    """Where a start is asked too, a bare date is the day on which the task was done."""
    date, start = ordinal("2025-03-08"), ordinal("2025-03-03")
    assert answered(DEADLINE, "08/03/2025") == {"date": date}
    assert answered(DEADLINE, "date=08/03/2025; start=2025-03-03") == {"date": date, "start": start}
    assert answered(DEADLINE, "chưa") == {"date": 0}


MISSING: list[tuple[tuple[Input, ...], str, list[str]]] = [
    (RATE, "numerator=3", ["denominator"]),
    (RATE, "denominator=3", ["numerator"]),
    (RATE, "92", []),
    (DEADLINE, "08/03/2025", ["start"]),
    (DEDUCTION, "a=1", []),
    (SURVEY, "A=1", []),
    (GROUPED, "citizens.A=1", []),
]


@pytest.mark.parametrize(("inputs", "text", "missing"), MISSING)
def test_what_an_answer_leaves_out(inputs: tuple[Input, ...], text: str, missing: list[str]) -> None:
    """Slots without which an answer is none are named; those with a default are not."""
    assert [each.id for each in unanswered_slots(inputs, read_answer(inputs, text))] == missing


NOT_APPLICABLE = [
    *((text, True) for text in ("không áp dụng", "Không Phát Sinh", "NOT_APPLICABLE", nfd("không áp dụng"))),
    *((text, False) for text in ("không", "n/a", "không áp dụng.", "", None, 0, False)),
]


@pytest.mark.parametrize(("cell", "expected"), NOT_APPLICABLE)
def test_words_for_not_applicable(cell: Any, expected: bool) -> None:  # noqa: FBT001
    """Two Vietnamese words and the code say that a leaf does not apply, and nothing else does."""
    assert is_not_applicable(RATE, cell) is expected


def test_an_option_may_be_called_not_applicable() -> None:
    """Where an option is called so, the word chooses the option."""
    options = [{"id": "a", "title": "Không phát sinh", "points": "1"}]
    inputs = leaf("choice", options=options).rule.inputs()
    assert not is_not_applicable(inputs, "không phát sinh")
    assert answered(inputs, "không phát sinh") == {"option": 0}


def test_information_is_any_text() -> None:
    """What only informs is taken as it is, equals signs and all."""
    inputs = leaf("informative", "0").rule.inputs()
    assert answered(inputs, "a=1; b=2") == answered(inputs, "14 thủ tục") == {"text": 0}
