"""Wide tables, a row a unit, read by a mapping file."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import cchc_index as cchc
from tests.scoring.small import FAULTS, RATE, YES_NO, area, codes, criteria, leaf, leaf_of, states, units

SET = criteria(
    area("1", leaf("1.1", YES_NO, not_applicable="zero"), leaf("1.2", RATE), not_applicable="zero"),
    area("2", leaf("2.1", FAULTS)),
)
TABLE = pd.DataFrame(
    {
        "Đơn vị": ["Xã A", "Xã B"],
        "Công khai": ["có", "không"],
        "Đúng hạn": ["45", ""],
        "Tổng số": ["60", ""],
        "Tỷ lệ": ["", "92,5%"],
        "Lỗi nhẹ": ["1", "0"],
        "Lỗi nặng": ["0", ""],
        "Ghi chú": ["a", "b"],
    },
    dtype=object,
)
MAPPING = """\
unit: Đơn vị
columns:
  "1.1": {answer: Công khai}
  "1.2": {numerator: Đúng hạn, denominator: Tổng số, answer: Tỷ lệ}
  "2.1": {nhẹ: Lỗi nhẹ, nặng: Lỗi nặng}
"""


def mapping(folder: Path, text: str) -> Path:
    """Return a mapping file."""
    path = folder / "cot.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read(
    folder: Path, text: str = MAPPING, table: Any = TABLE, known: cchc.Units | None = None
) -> cchc.Result:
    """Return the result of a wide table."""
    answers = cchc.read_answers(table, SET, columns=mapping(folder, text), units=known)
    return cchc.score(SET, answers)


def refused(folder: Path, text: str) -> list[str]:
    """Return the problems for which a mapping is refused, with the bare name of the file."""
    TABLE.to_csv(folder / "so-lieu.csv", index=False)
    with pytest.raises(cchc.DataError) as raised:
        read(folder, text, folder / "so-lieu.csv")
    return [str(problem).replace(f"{folder}/", "") for problem in raised.value.problems]


def test_a_wide_table_is_read_by_its_mapping(tmp_path: Path) -> None:
    """Each unit's row answers every criterion that the mapping names."""
    result = read(tmp_path)
    rows = {
        (unit, id_): leaf_of(result, id_, unit) for unit in ("Xã A", "Xã B") for id_ in ("1.1", "1.2", "2.1")
    }
    assert {key: row["points"] for key, row in rows.items()} == {
        ("Xã A", "1.1"): 2.0,
        ("Xã A", "1.2"): 1.5,
        ("Xã A", "2.1"): 1.75,
        ("Xã B", "1.1"): 0.0,
        ("Xã B", "1.2"): 1.85,
        ("Xã B", "2.1"): 2.0,
    }


def test_columns_that_the_mapping_does_not_name_are_listed(tmp_path: Path) -> None:
    """Columns of a wide table that nobody reads are named once, as worth knowing."""
    unused = [problem for problem in read(tmp_path).scores.problems if problem.code == "columns-unused"]
    assert [problem.message for problem in unused] == ["Các cột không dùng đến: ghi chú."]
    assert [problem.severity for problem in unused] == ["info"]


def test_a_list_of_unused_columns_stays_short(tmp_path: Path) -> None:
    """However many columns nobody reads, the sentence about them stays short."""
    many = TABLE.assign(**{f"Cột thừa số {number}": "" for number in range(90)})
    (unused,) = (p for p in read(tmp_path, table=many).scores.problems if p.code == "columns-unused")
    assert len(unused.message) < 1000


def test_a_problem_of_a_wide_table_is_at_the_row_of_its_unit(tmp_path: Path) -> None:
    """What cannot be read is a problem at the row of the wide table."""
    table = TABLE.assign(**{"Công khai": ["có", "hai"]})
    (problem,) = (p for p in read(tmp_path, table=table).scores.problems if p.severity == "error")
    assert (problem.code, problem.place, problem.unit, problem.criterion) == (
        "yes-or-no-wanted",
        "3",
        "Xã B",
        "1.1",
    )


def test_a_state_column_may_be_mapped(tmp_path: Path) -> None:
    """A column may say that a criterion, or a whole node, is not applicable."""
    table = TABLE.assign(Miễn=["không áp dụng", ""], Cả=["", "không phát sinh"])
    text = 'unit: Đơn vị\ncolumns:\n  "1.1": {state: Miễn}\n  "1": {state: Cả}\n'
    assert states(read(tmp_path, text, table), "1.1") == {"Xã A": "not_applicable", "Xã B": "not_applicable"}


def test_headings_are_found_in_any_case_and_blanks(tmp_path: Path) -> None:
    """A mapping finds headings without regard to case and to blanks, line breaks among them."""
    table = TABLE.rename(columns={"Công khai": " CÔNG\nKHAI "})
    assert states(read(tmp_path, table=table), "1.1") == {"Xã A": "scored", "Xã B": "scored"}


def test_a_table_with_a_row_for_each_answer_needs_no_mapping(tmp_path: Path) -> None:
    """A table that has the columns unit and criterion is read as it is, beside wide ones."""
    tidy = pd.DataFrame({"unit": ["Xã C"], "criterion": ["1.1"], "answer": ["có"]})
    result = read(tmp_path, table=[TABLE, tidy])
    assert states(result, "1.1") == {"Xã A": "scored", "Xã B": "scored", "Xã C": "scored"}


def test_units_of_a_wide_table_may_be_called_by_name(tmp_path: Path) -> None:
    """A wide table names units as rows do."""
    known = units({"unit": "A", "name": "Xã A"}, {"unit": "B", "name": "Xã B"})
    assert states(read(tmp_path, known=known), "1.1") == {"A": "scored", "B": "scored"}


def test_blank_cells_of_a_wide_table_are_no_answers(tmp_path: Path) -> None:
    """A unit that leaves the columns of a criterion blank did not answer it."""
    table = TABLE.assign(**{"Lỗi nhẹ": ["1", ""], "Lỗi nặng": ["0", ""]})
    assert states(read(tmp_path, table=table), "2.1") == {"Xã A": "scored", "Xã B": "unanswered"}


MISTAKES: dict[str, tuple[str, list[str]]] = {
    "an unknown criterion": (
        'unit: Đơn vị\ncolumns:\n  "1.3": {answer: Công khai}\n',
        ["cot.yaml:3:3: error unknown-node: Không có tiêu chí 1.3 trong bộ tiêu chí; gần nhất là 1.2."],
    ),
    "an unknown column": (
        'unit: Đơn vị\ncolumns:\n  "1.1": {answer: Công bố}\n',
        [
            "cot.yaml:3:19: error mapped-column-missing: Bảng so-lieu.csv không có cột “công bố” mà tệp ghép cột nêu; "
            "gần nhất là “công khai”."
        ],
    ),
    "an unknown column of units": (
        'unit: Tên\ncolumns:\n  "1.1": {answer: Công khai}\n',
        [
            "cot.yaml:1:7: error mapped-column-missing: Bảng so-lieu.csv không có cột “tên” mà tệp ghép cột nêu."
        ],
    ),
    "an unknown input": (
        'unit: Đơn vị\ncolumns:\n  "2.1": {nhe: Lỗi nhẹ}\n',
        [
            "cot.yaml:3:11: error unknown-input: Tiêu chí này không có số liệu “nhe”; có thể ghi: answer, numerator, "
            "denominator, state, nhẹ, nặng."
        ],
    ),
    "an unknown key": (
        'unit: Đơn vị\ncolumn:\n  "1.1": {answer: Công khai}\n',
        [
            "cot.yaml:2:1: error unknown-key: Không có khóa “column” ở đây; khóa có thể dùng: columns.",
            "cot.yaml:1:1: error missing-key: Chỗ này thiếu khóa bắt buộc “columns”.",
        ],
    ),
    "no column of units": (
        'columns:\n  "1.1": {answer: Công khai}\n',
        ["cot.yaml:1:1: error missing-key: Chỗ này thiếu khóa bắt buộc “unit”."],
    ),
    "a criterion without columns": (
        'unit: Đơn vị\ncolumns:\n  "1.1": Công khai\n',
        [
            "cot.yaml:3:10: error mapping-misshapen: Tệp ghép cột cần có dạng unit: tên cột, columns: mã tiêu chí và tên "
            "các cột của nó."
        ],
    ),
    "a list": (
        "- unit: Đơn vị\n",
        [
            "cot.yaml:1:1: error mapping-misshapen: Tệp ghép cột cần có dạng unit: tên cột, columns: mã tiêu chí và tên "
            "các cột của nó."
        ],
    ),
    "two mistakes": (
        'unit: Đơn vị\ncolumns:\n  "1.3": {answer: Công khai}\n  "1.1": {answer: Công bố}\n',
        [
            "cot.yaml:3:3: error unknown-node: Không có tiêu chí 1.3 trong bộ tiêu chí; gần nhất là 1.2.",
            "cot.yaml:4:19: error mapped-column-missing: Bảng so-lieu.csv không có cột “công bố” mà tệp ghép cột nêu; "
            "gần nhất là “công khai”.",
        ],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_of_a_mapping_is_named_with_line_and_column(name: str, tmp_path: Path) -> None:
    """Every mistake in a mapping is a problem at its line and column, all at once."""
    text, expected = MISTAKES[name]
    assert refused(tmp_path, text) == expected


def test_a_frame_without_a_name_is_called_a_table(tmp_path: Path) -> None:
    """Where the table is a DataFrame, the sentence about a missing column has no gap for its name."""
    with pytest.raises(cchc.DataError) as raised:
        read(tmp_path, 'unit: Đơn vị\ncolumns:\n  "1.1": {answer: Công bố}\n')
    assert "  " not in raised.value.problems[0].message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file-empty"),
        ("unit: [", "yaml"),
        ("unit: a\nunit: b\n", "repeated-key"),
        ("unit: *a\n", "yaml"),
        (b"unit: \xf3\n", "not-utf-8"),
    ],
)
def test_a_mapping_that_is_no_yaml_is_refused(text: str | bytes, code: str, tmp_path: Path) -> None:
    """A mapping that cannot be read is refused with its file and place."""
    path = tmp_path / "cot.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(cchc.DataError) as raised:
        cchc.read_answers(TABLE, SET, columns=path)
    assert code in raised.value.problems[0].code
    assert "cot.yaml" in str(raised.value)


def test_a_mapping_without_criteria_is_refused(tmp_path: Path) -> None:
    """A mapping that maps nothing is refused: nothing could be scored."""
    assert refused(tmp_path, "unit: Đơn vị\ncolumns: {}\n")


def test_a_mapping_that_is_missing_is_named(tmp_path: Path) -> None:
    """A mapping file that is not there is named, with the nearest name."""
    mapping(tmp_path, MAPPING)
    with pytest.raises(cchc.DataError, match=r"cott\.yaml: error file-missing: .* gần nhất .*: cot\.yaml"):
        cchc.read_answers(TABLE, SET, columns=tmp_path / "cott.yaml")


def test_mapping_one_column_twice_is_allowed(tmp_path: Path) -> None:
    """One column may answer several criteria."""
    text = 'unit: Đơn vị\ncolumns:\n  "1.2": {numerator: Đúng hạn, denominator: Đúng hạn}\n'
    assert leaf_of(read(tmp_path, text), "1.2", "Xã A")["points"] == 2.0


def test_a_mapping_reads_several_tables(tmp_path: Path) -> None:
    """Each of several wide tables is read by the one mapping."""
    text = 'unit: Đơn vị\ncolumns:\n  "1.1": {answer: Công khai}\n'
    result = read(tmp_path, text, [TABLE.iloc[:1], TABLE.iloc[1:]])
    assert codes(result).count("columns-unused") == 2
    assert states(result, "1.1") == {"Xã A": "scored", "Xã B": "scored"}
