"""Rows: which unit, which criterion, what was said; equal rows merge, differing ones contradict each other."""

import unicodedata
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

import cchc_index as cchc
from tests.scoring.small import (
    COUNT,
    FAULTS,
    RATE,
    TEXT,
    THREE,
    YES_NO,
    codes,
    criteria,
    frame,
    leaf,
    leaf_of,
    said,
    score,
    states,
    units,
)

DATE = {"kind": "deadline", "due": {"month": "3", "day": "31"}}
ITEMS = {
    "kind": "checklist",
    "items": [
        {"id": "a", "title": "Bảng tin", "points": "1"},
        {"id": "b", "title": "Trang mạng", "points": "1"},
    ],
}
SET = criteria(
    leaf("1.1", YES_NO, not_applicable="zero"),
    leaf("1.2", RATE, not_applicable="zero"),
    leaf("1.3", COUNT),
    leaf("1.4", FAULTS, not_applicable="zero"),
    leaf("1.5", TEXT),
    leaf("1.6", THREE),
    leaf("1.7", DATE),
    leaf("1.8", ITEMS),
)
Row = dict[str, Any]


def one(*rows: Row) -> Row:
    """Return what became of the leaf that the rows answer."""
    return leaf_of(score(SET, rows), str(rows[0]["criterion"]).strip())


def found(*rows: Row) -> list[str]:
    """Return what was found in the rows, as people read it."""
    return said(score(SET, rows))


def test_an_unknown_criterion_is_listed_with_the_nearest_and_costs_its_row_only() -> None:
    """An unknown criterion is a problem with the nearest known one; all other rows are scored."""
    rows = [{"criterion": "1.11", "answer": "có"}, {"criterion": "1.1", "answer": "có"}]
    assert found(*rows) == [
        "2: error unknown-criterion: Không có tiêu chí 1.11 trong bộ tiêu chí; gần nhất là 1.1. Dòng này chưa được tính."
    ]
    assert leaf_of(score(SET, rows), "1.1")["state"] == "scored"


def test_an_unknown_criterion_far_from_all_names_none() -> None:
    """A criterion that is like none of the set's is listed without a guess."""
    assert found({"criterion": "xyz", "answer": "có"})[0] == (
        "2: error unknown-criterion: Không có tiêu chí xyz trong bộ tiêu chí. Dòng này chưa được tính."
    )


def test_an_unknown_unit_is_listed_with_the_nearest_and_costs_its_rows_only() -> None:
    """A unit that the table of units does not have is a problem with the nearest; the others are scored."""
    known = units({"unit": "X01", "name": "Xã Tân Sơn"}, {"unit": "X02", "name": "Xã Văn Luông"})
    rows = [
        {"unit": "Xã Tân Sn", "criterion": "1.1", "answer": "có"},
        {"unit": "Xã Văn Luông", "criterion": "1.1", "answer": "có"},
    ]
    result = score(SET, rows, known)
    assert said(result)[0] == (
        "2: error unknown-unit: Không có đơn vị “Xã Tân Sn” trong bảng đơn vị; gần nhất là “Xã Tân Sơn”. "
        "Dòng này chưa được tính."
    )
    assert states(result, "1.1") == {"X01": "unanswered", "X02": "scored"}


def test_a_problem_names_unit_and_criterion_as_the_row_does() -> None:
    """A problem carries what its row says, known or not."""
    (problem,) = cchc.read_answers(
        frame([{"unit": " Xã  A", "criterion": "9.9", "answer": "có"}]), SET
    ).problems
    assert (problem.unit, problem.criterion, problem.place) == ("Xã A", "9.9", "2")


@pytest.mark.parametrize("missing", ["unit", "criterion"])
def test_data_without_unit_or_criterion_are_a_problem(missing: str) -> None:
    """A row with data but no unit, or no criterion, is a problem of its own."""
    row = {"unit": "X", "criterion": "1.1", "answer": "có", missing: " "}
    name = {"unit": "đơn vị", "criterion": "tiêu chí"}[missing]
    assert (
        found(row)[0]
        == f"2: error {missing}-missing: Dòng có số liệu nhưng không ghi {name}; dòng này chưa được tính."
    )


def test_blank_rows_are_nothing() -> None:
    """Rows without data are no problem, whatever they name."""
    rows = [{"unit": "", "criterion": ""}, {"unit": "X", "criterion": ""}, {"unit": "", "criterion": "1.1"}]
    result = score(SET, [*rows, {"unit": "X", "criterion": "1.1", "answer": "có"}])
    assert codes(result) == []


@pytest.mark.parametrize(
    "rows",
    [
        [{"criterion": "1.1", "answer": "có"}, {"criterion": "1.1", "answer": "có"}],
        [{"criterion": "1.1", "answer": "có"}, {"criterion": "1.1", "answer": "X"}],
        [{"criterion": "1.1", "answer": "có"}, {"criterion": "1.1", "answer": ""}],
        [{"criterion": "1.1", "answer": ""}, {"criterion": "1.1", "answer": "có"}],
        [{"criterion": "1.3", "answer": "4"}, {"criterion": "1.3", "answer": 4.0}],
        [{"criterion": "1.2", "numerator": "1"}, {"criterion": "1.2", "denominator": "1"}],
        [{"criterion": "1.2", "answer": "100%"}, {"criterion": "1.2", "numerator": "7", "denominator": "7"}],
        [{"criterion": "1.4", "answer": "nhẹ=0"}, {"criterion": "1.4", "input": "nặng", "answer": "0"}],
        [{"criterion": "1.6", "input": name, "answer": "1"} for name in "abc"],
        [{"criterion": "1.7", "answer": "31/03/2025"}, {"criterion": "1.7", "answer": "2025-03-31"}],
        [{"criterion": "1.8", "answer": "a; b"}, {"criterion": "1.8", "answer": "Trang mạng; A"}],
    ],
)
def test_rows_that_say_the_same_merge(rows: list[Row]) -> None:
    """Rows of a unit that say the same in any spelling merge, blank and filled alike."""
    assert (one(*rows)["state"], one(*rows)["points"]) == ("scored", 2.0)
    assert found(*rows) == []


@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [
        ([{"criterion": "1.1", "answer": "có"}, {"criterion": "1.1", "answer": "không"}], "có", "không"),
        (
            [{"criterion": "1.1", "answer": "không áp dụng"}, {"criterion": "1.1", "answer": "có"}],
            "có",
            "không áp dụng",
        ),
        ([{"criterion": "1.2", "answer": "50"}, {"criterion": "1.2", "answer": "51"}], "50", "51"),
        ([{"criterion": "1.8", "answer": "a"}, {"criterion": "1.8", "answer": "a; b"}], "a", "a; b"),
        (
            [{"criterion": "1.7", "answer": "chưa"}, {"criterion": "1.7", "answer": "01/02/2025"}],
            "01/02/2025",
            "chưa",
        ),
    ],
)
def test_rows_that_differ_make_the_leaf_invalid(rows: list[Row], first: str, second: str) -> None:
    """Two rows of a unit that differ make the leaf invalid, and the problem says both."""
    assert (one(*rows)["state"], one(*rows)["points"]) == ("invalid", 0.0)
    assert found(*rows) == [
        f"3: error rows-differ: Hai dòng của cùng đơn vị, cùng tiêu chí ghi khác nhau (“{first}” và “{second}”); "
        "tiêu chí chưa được chấm."
    ]


def test_denominators_that_differ_make_the_leaf_invalid() -> None:
    """Equal numerators over other denominators contradict each other."""
    rows = [{"criterion": "1.2", "numerator": "1", "denominator": bottom} for bottom in ("2", "4")]
    assert one(*rows)["state"] == "invalid"
    assert codes(score(SET, rows)) == ["rows-differ"]


def test_three_rows_that_differ_are_one_problem() -> None:
    """However many rows of a leaf differ, one problem says so."""
    rows = [{"criterion": "1.3", "answer": number} for number in ("1", "2", "3")]
    assert codes(score(SET, rows)) == ["rows-differ"]


def test_rows_of_other_units_and_leaves_do_not_meet() -> None:
    """Rows contradict each other only where unit and criterion are the same."""
    rows = [
        {"unit": "A", "criterion": "1.1", "answer": "có"},
        {"unit": "B", "criterion": "1.1", "answer": "không"},
        {"unit": "A", "criterion": "1.3", "answer": "1"},
    ]
    assert codes(score(SET, rows)) == []


def test_a_unit_called_by_two_names_contradicts_itself() -> None:
    """Rows that call one unit by its id and by its name meet."""
    known = units({"unit": "X01", "name": "Xã Tân Sơn"})
    rows = [
        {"unit": "X01", "criterion": "1.1", "answer": "có"},
        {"unit": "xã tân sơn", "criterion": "1.1", "answer": "không"},
    ]
    assert codes(score(SET, rows, known)) == ["rows-differ"]


def test_a_percentage_that_agrees_with_its_counts_is_taken() -> None:
    """A percentage beside counts may be their rate rounded to as many decimals as people write."""
    for rate in ("33,33%", "33.3", "33", "33,3333"):
        row = one({"criterion": "1.2", "answer": rate, "numerator": "1", "denominator": "3"})
        assert (row["state"], row["points"]) == ("scored", 0.67)


def test_a_percentage_that_disagrees_with_its_counts_is_invalid() -> None:
    """A percentage beside counts that is not their rate makes the leaf invalid."""
    row = {"criterion": "1.2", "answer": "92%", "numerator": "1.850", "denominator": "2.000"}
    assert found(row) == ["2: error rate-disagrees: Tỷ lệ 92% khác với 1.850/2.000; tiêu chí chưa được chấm."]
    assert one(row)["state"] == "invalid"


def test_a_row_without_an_answer_is_no_part_of_an_invalid_one() -> None:
    """What is written of an invalid answer is the same whether a claim stands beside it or in a row of its own."""
    wrong = {"criterion": "1.2", "answer": "numerator=1; denominator=2; rate=33"}
    beside, apart = one({**wrong, "points": "1"}), one(wrong, {"criterion": "1.2", "points": "1"})
    assert beside["answer"] == apart["answer"] == wrong["answer"]


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ({"criterion": "1.2", "numerator": "5"}, "mẫu số"),
        ({"criterion": "1.2", "denominator": "5"}, "tử số"),
        ({"criterion": "1.2", "answer": "numerator=5"}, "mẫu số"),
        ({"criterion": "1.2", "answer": "50", "numerator": "5"}, "mẫu số"),
        ({"criterion": "1.6", "answer": "a=1; c=1"}, "Số b"),
        ({"criterion": "1.6", "input": "b", "answer": "1"}, "Số a, Số c"),
    ],
)
def test_an_incomplete_answer_says_what_is_missing(row: Row, missing: str) -> None:
    """Where a part of an answer is missing the leaf is invalid and the problem names the part."""
    assert found(row) == [f"2: error answer-incomplete: Câu trả lời chưa đủ; còn thiếu: {missing}."]
    assert one(row)["state"] == "invalid"


def test_an_input_that_is_unknown_is_listed_with_those_there_are() -> None:
    """An input that the leaf does not ask is a problem that names what can be given."""
    assert found({"criterion": "1.4", "input": "nhe", "answer": "1"}) == [
        "2: error unknown-input: Tiêu chí này không có số liệu “nhe”; có thể ghi: nhẹ, nặng."
    ]


def test_inputs_may_stand_in_rows_of_their_own() -> None:
    """Rows that name an input give that input; those of a deduction not given are 0."""
    row = one({"criterion": "1.4", "input": "nặng", "answer": "1"})
    assert (row["answer"], row["points"]) == ("nhẹ=0; nặng=1", 1.0)


def test_an_input_given_twice_must_be_the_same() -> None:
    """One input given twice in one answer with other values is a problem."""
    assert found({"criterion": "1.4", "answer": "nhẹ=1; nhẹ=2"}) == [
        "2: error input-twice: Số liệu “nhẹ” được ghi hai lần khác nhau; chỉ ghi một lần."
    ]


def test_ids_of_inputs_are_the_same_in_any_normal_form() -> None:
    """An input named with accents as characters of their own is the same input, in every place."""
    name = unicodedata.normalize("NFD", "nặng")
    for row in ({"answer": f"{name}=1"}, {"input": name, "answer": "1"}):
        assert one({"criterion": "1.4", **row})["points"] == 1.0


def test_an_answer_in_the_column_state_is_not_taken() -> None:
    """The column state takes “không áp dụng” or nothing."""
    assert found({"criterion": "1.1", "answer": "có", "state": "xong"}) == [
        "2: error unknown-state: Ghi “xong” ở cột state; cần “không áp dụng” hoặc để trống."
    ]


@pytest.mark.parametrize("word", ["exempt", "miễn", "Được miễn"])
def test_an_exemption_is_read_in_every_spelling(word: str) -> None:
    """An exemption is read without regard to case and language, and makes the leaf exempt."""
    row = {"criterion": "1.1", "state": word, "note": "Công văn 5"}
    assert (one(row)["state"], one(row)["max_points"]) == ("exempt", 0.0)
    assert found(row) == []


@pytest.mark.parametrize("column", ["points", "decision", "stage", "by", "evidence", "note"])
def test_columns_of_a_season_may_be_blank(column: str) -> None:
    """A column of a season that holds only blanks changes nothing and is no problem."""
    row = {"criterion": "1.1", "answer": "có"}
    assert one({**row, column: " "})["points"] == 2.0
    assert found({**row, column: " "}) == []


@pytest.mark.parametrize("word", ["đồng ý", "ĐỒNG  Ý", "agree", unicodedata.normalize("NFD", "đồng ý")])
def test_a_decision_is_read_in_every_spelling(word: str) -> None:
    """A decision is read in both languages, without regard to case, blanks and normal form."""
    rows = [
        {"criterion": "1.1", "answer": "có"},
        {"criterion": "1.1", "stage": "appraisal", "decision": word},
    ]
    assert one(*rows)["state"] == "scored"
    assert found(*rows) == []


@pytest.mark.parametrize("column", ["points", "evidence", "note"])
def test_a_row_with_only_a_cell_beside_the_answer_is_no_answer(column: str) -> None:
    """A claim, a document or a note alone leaves the leaf unanswered."""
    rows = [{"criterion": "1.1", column: "1"}, {"criterion": "1.3", "answer": "1"}]
    assert one(*rows)["state"] == "unanswered"


@pytest.mark.parametrize("cell", ["-1", "một", "1.316"])
def test_points_that_cannot_be_read_are_not_used(cell: str) -> None:
    """Points that are no number from 0 on are a problem at their row, and the answer is scored all the same."""
    row = {"criterion": "1.1", "answer": "có", "points": cell}
    assert (one(row)["state"], one(row)["points"]) == ("scored", 2.0)
    assert [line.split()[1] for line in found(row)] == ["error"]


def test_rows_that_claim_other_points_differ() -> None:
    """Two rows of a unit that claim different points contradict each other, and the leaf is invalid."""
    rows = [{"criterion": "1.1", "answer": "có", "points": points} for points in ("1", "2")]
    assert one(*rows)["state"] == "invalid"
    assert codes(score(SET, rows)) == ["rows-differ"]


def test_counts_where_no_rate_is_asked_are_a_problem() -> None:
    """A numerator in the row of a leaf that asks for no rate is a problem."""
    assert found({"criterion": "1.1", "numerator": "5"}) == [
        "2: error no-rate-asked: Tiêu chí này không tính theo tỷ lệ nên không dùng cột numerator."
    ]


@pytest.mark.parametrize(
    "answer",
    ["KHÔNG ÁP DỤNG", "không  phát sinh", " Not_Applicable", unicodedata.normalize("NFD", "không áp dụng")],
)
def test_not_applicable_is_read_in_every_spelling(answer: str) -> None:
    """“Không áp dụng” is read without regard to case, blanks and normal form."""
    assert one({"criterion": "1.1", "answer": answer})["state"] == "not_applicable"


@pytest.mark.parametrize(
    ("cell", "state"),
    [(True, "scored"), (False, "scored"), (1, "scored"), (0.0, "scored"), (2, "invalid"), (None, "unanswered"), (float("nan"), "unanswered"), (pd.NA, "unanswered")],
)  # fmt: skip
def test_cells_that_are_typed_already_are_read(cell: Any, state: str) -> None:
    """Booleans are yes and no, 1 and 0 too; nothing and not-a-number are blank."""
    rows = [{"criterion": "1.1", "answer": cell}, {"criterion": "1.3", "answer": "1"}]
    assert leaf_of(score(SET, rows), "1.1")["state"] == state


def test_a_float_is_the_decimal_that_a_spreadsheet_shows() -> None:
    """A number cell is the decimal of at most 15 digits: 0.1 + 0.2 is 0.3."""
    assert one({"criterion": "1.2", "answer": 0.1 + 0.2})["answer"] == "0.3"
    assert one({"criterion": "1.2", "answer": 92.5})["points"] == 1.85


def test_large_counts_are_exact() -> None:
    """Counts up to 10^15 and beyond keep every digit."""
    row = {"criterion": "1.2", "numerator": str(10**15 - 1), "denominator": str(10**15 + 1)}
    answers = cchc.read_answers(frame([row]), SET)
    (given,) = answers.leaves.values()
    assert given.of_unit(0) == {"numerator": Fraction(10**15 - 1), "denominator": Fraction(10**15 + 1)}
    assert one({**row, "numerator": 10**30, "denominator": 10**30})["points"] == 2.0


@pytest.mark.parametrize("digits", [16, 40])
def test_long_numbers_are_read_exactly(digits: int) -> None:
    """A whole number of up to 40 digits is read as it stands."""
    assert one({"criterion": "1.3", "answer": "9" * digits})["answer"] == "9" * digits


def test_a_number_that_is_too_long_is_a_problem() -> None:
    """A number of 5,000 digits is a problem, in a text as in a number cell."""
    said_of_text = found({"criterion": "1.3", "answer": "9" * 5000})
    assert said_of_text == [f"2: error number-too-long: “{'9' * 80}…” dài hơn 40 ký tự; cần một số ngắn hơn."]
    assert one({"criterion": "1.3", "answer": 10**5000})["state"] == "invalid"


@pytest.mark.parametrize("cell", [10**5000, 1e300, 1e-70, -5], ids=["5,000 digits", "1e300", "1e-70", "-5"])
@pytest.mark.parametrize("criterion", ["1.1", "1.2", "1.3", "1.5", "1.7"])
def test_number_cells_of_any_size_end_in_a_state(cell: Any, criterion: str) -> None:
    """A number cell of any size is read or is a problem, and can be shown."""
    result = score(SET, [{"criterion": criterion, "answer": cell}])
    assert leaf_of(result, criterion)["state"] in {"scored", "invalid"}
    assert all(said(result))


@pytest.mark.parametrize("column", ["unit", "criterion", "input"])
def test_numbers_of_any_size_may_stand_in_any_column(column: str) -> None:
    """A number cell of 5,000 digits in a column of names is a name like another."""
    assert score(SET, [{"criterion": "1.1", "answer": "có", column: 10**5000}]) is not None
