"""Cases of files: the tables of a result beside files that they must equal."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

import cchc_index as cchc
from tests.cases.small import place, run

ANSWERS: Final = (
    "unit,criterion,answer,numerator,denominator\nA,1.1,có,,\nA,1.2,,45,50\nP,1.1,không,,\nP,1.2,101%,,\n"
)
UNITS: Final = "unit,name,kind\nA,Xã A,xa\nP,Phường P,phuong\n"
RANKING: Final = (
    "unit,name,rank,points,index,class,provisional\nA,Xã A,1,3.7,74,Yếu,false\nP,Phường P,2,0,0,Yếu,false\n"
)

Compare = Callable[..., list[str]]


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """Return what compares one table of the season with a file's text."""
    (tmp_path / "so-lieu.csv").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "don-vi.csv").write_text(UNITS, encoding="utf-8")

    def compare(table: str, expected: str, answers: str = "so-lieu.csv", further: str = "") -> list[str]:
        (tmp_path / f"{table}.csv").write_text(expected, encoding="utf-8")
        text = (
            f"year: 2026\ncases:\n  - name: Cả mùa\n    answers: {answers}\n    units: don-vi.csv\n{further}"
            f"    expect: {{{table}: {table}.csv}}\n"
        )
        report = run(tmp_path, text)
        return [f"{each} {each.explanation}".rstrip() for each in report.differences] + [
            str(problem).replace(f"{tmp_path}/", "") for problem in report.unread
        ]

    return compare


def test_a_table_that_equals_its_file_is_no_difference(compare: Compare) -> None:
    """A ranking that comes as its file has it passes."""
    assert compare("ranking", RANKING) == []


@pytest.mark.parametrize(
    "expected",
    [
        "unit,points\nP,0\nA,3.70\n",
        "Unit;Points;Index\nA;3,7;74,00\nP;0;0\n",
        "unit,provisional\nA,\nP,không\n",
        "unit,rank\nA,1\n\nP,2.0\n",
        'unit,points:1,index:1,rank:1\n"A",3.7,74,1\nP,0,0,2\n',
    ],
)
def test_numbers_are_compared_by_their_value(expected: str, compare: Compare) -> None:
    """Rows in any order, columns that the file has, numbers however they are written."""
    assert compare("ranking", expected) == []


def test_a_cell_that_differs_is_explained(compare: Compare) -> None:
    """A cell that differs names the unit, the column, both values, and why."""
    assert compare("ranking", "unit,points,class\nA,3.6,Tốt\nP,0,Yếu\n") == [
        "A, toàn bộ: điểm đạt được phải là 3,6, tính ra 3,7. Xã A: 3,7/5 điểm, chỉ số 74%.",
        "A, toàn bộ: xếp loại phải là Tốt, tính ra Yếu. Xã A: 3,7/5 điểm, chỉ số 74%.",
    ]


def test_a_leaf_that_differs_is_explained(compare: Compare) -> None:
    """A cell of the leaves is explained by the leaf."""
    leaves = (
        "unit,criterion,state,points\nA,1.1,scored,1\nA,1.2,scored,2.7\nA,1.3,unanswered,0\n"
        "P,1.1,scored,0\nP,1.2,scored,3\nP,1.3,excluded,0\n"
    )
    assert compare("leaves", leaves) == [
        "P, 1.2: trạng thái phải là scored, tính ra invalid. "
        "1.2 Hồ sơ đúng hạn: 101%, tỷ lệ lớn hơn 100% nên không tính được điểm → 0/3 điểm.",
        "P, 1.2: điểm đạt được phải là 3, tính ra 0. "
        "1.2 Hồ sơ đúng hạn: 101%, tỷ lệ lớn hơn 100% nên không tính được điểm → 0/3 điểm.",
    ]


def test_rows_that_are_missing_or_too_many_are_differences(compare: Compare) -> None:
    """Every row of the file has to come, and no other."""
    assert compare("ranking", "unit,points\nA,3.7\nB,1\n") == [
        "B, toàn bộ: bảng xếp hạng phải là dòng B, tính ra không có.",
        "P, toàn bộ: bảng xếp hạng phải là không có, tính ra dòng P.",
    ]


def test_a_unit_without_answers_may_be_left_out(tmp_path: Path, compare: Compare) -> None:
    """A unit that gave no answers may stand in the file, blank, or be left out of it."""
    (tmp_path / "don-vi.csv").write_text(f"{UNITS}Z,Xã Z,xa\n", encoding="utf-8")
    assert compare("ranking", "unit,points\nA,3.7\nP,0\n") == []
    assert compare("ranking", "unit,points,class\nA,3.7,Yếu\nP,0,Yếu\nZ,,\n") == []
    assert compare("nodes", "unit,node,points\nA,1,3.7\nP,1,0\n") == []


def test_nodes_and_summary_are_compared_by_their_keys(compare: Compare) -> None:
    """Nodes go by unit and node, the summary by node, and by group where the file has groups."""
    assert compare("nodes", "unit,node,points,rank\nA,1,3.7,1\nP,1,0,2\n") == []
    assert compare("summary", "node,units,mean,best\n*,2,37,74\n1,2,37,74\n") == []
    assert compare("summary", "node,group,mean\n*,,37\n1,,36\n") == ["1: trung bình phải là 36, tính ra 37."]


def test_problems_are_compared_as_rows(compare: Compare) -> None:
    """Problems are compared row by row, in any order, by the columns of the file."""
    assert compare("problems", "code,unit,criterion\nabove-100,P,1.2\n") == []
    assert compare("problems", "code,criterion\nabove-100,1.1\n") == [
        "toàn bộ: bảng lỗi, cảnh báo phải là above-100; 1.1, tính ra không có.",
        "toàn bộ: bảng lỗi, cảnh báo phải là không có, tính ra above-100; 1.2.",
    ]


def test_a_table_with_a_heading_alone_expects_no_rows(compare: Compare) -> None:
    """A file that has a heading and nothing below expects that nothing comes."""
    (said,) = compare("problems", "severity,code\n")
    assert said.startswith("toàn bộ: bảng lỗi, cảnh báo phải là không có, tính ra error; above-100; ")


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("name,points\nXã A,1\n", "ranking.csv:1: error columns-missing: Bảng thiếu cột unit;"),
        (
            "unit,point\nA,1\n",
            "ranking.csv:1: error expected-column-unknown: Bảng kết quả không có cột “point” để so sánh; "
            "gần nhất là “points”.",
        ),
        (
            "unit,points\nA,1\nP,0\nA,1\n",
            "ranking.csv:4: error expected-row-repeated: Tệp kết quả mong đợi có hai dòng của cùng một mục (A).",
        ),
        ("", "ranking.csv: error file-empty"),
    ],
)
def test_an_expected_table_that_cannot_be_compared_is_told(
    expected: str, said: str, compare: Compare
) -> None:
    """A file with wrong columns, repeated rows or nothing in it is a problem, and the case is not run."""
    (found,) = compare("ranking", expected)
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("answers", "further", "said"),
    [
        ("khong-co.csv", "", "khong-co.csv: error file-missing"),
        ("[so-lieu.csv, khong-co.csv]", "", "khong-co.csv: error file-missing"),
        ("so-lieu.csv", "    columns: khong-co.yaml\n", "khong-co.yaml: error file-missing"),
        ("so-lieu.csv", "    stage: vong-5\n", "bo.cases.yaml:3:5: error unknown-stage"),
    ],
)
def test_a_missing_file_is_told(answers: str, further: str, said: str, compare: Compare) -> None:
    """Files that are not there and stages that are unknown are told; the case is not run."""
    (found,) = compare("ranking", RANKING, answers, further)
    assert found.startswith(said)


def test_answers_may_be_several_files_and_folders_and_wide(tmp_path: Path, compare: Compare) -> None:
    """Answers are files or folders from the file of cases on; wide tables have their mapping."""
    (tmp_path / "phieu").mkdir()
    first, second = ANSWERS.split("P,", 1)
    (tmp_path / "phieu" / "a.csv").write_text(first, encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"{ANSWERS.splitlines()[0]}\nP,{second}", encoding="utf-8")
    assert compare("ranking", RANKING, "[phieu, b.csv]") == []
    (tmp_path / "rong.csv").write_text("don vi,kh,ty le\nA,có,90%\nP,không,101%\n", encoding="utf-8")
    (tmp_path / "ghep.yaml").write_text(
        'unit: don vi\ncolumns: {"1.1": {answer: kh}, "1.2": {answer: ty le}}\n', encoding="utf-8"
    )
    assert compare("ranking", RANKING, "rong.csv", "    columns: ghep.yaml\n") == []


def test_what_a_result_writes_it_equals(tmp_path: Path, compare: Compare) -> None:
    """Every table that a result writes is one that it equals, as CSV and as a workbook."""
    assert compare("ranking", RANKING) == []
    criteria = cchc.load_criteria(tmp_path / "bo.yaml")
    units = cchc.read_units(tmp_path / "don-vi.csv")
    answers = cchc.read_answers(tmp_path / "so-lieu.csv", criteria, units=units)
    result = cchc.score(criteria, answers, year=2026)
    result.write(tmp_path / "ra")
    result.ranking.drop(columns="claim").to_excel(tmp_path / "ra.xlsx", index=False)
    tables = ", ".join(f"{name}: ra/{name}.csv" for name in ("leaves", "nodes", "summary"))
    text = (
        "year: 2026\ncases:\n  - name: Cả mùa\n    answers: so-lieu.csv\n    units: don-vi.csv\n"
        f"    expect: {{ranking: ra.xlsx, {tables}}}\n"
    )
    assert cchc.run_cases(place(tmp_path, text)).passed


def test_a_text_that_a_spreadsheet_might_run_is_the_text(compare: Compare, tmp_path: Path) -> None:
    """The sign that keeps a spreadsheet from running a text is no part of it."""
    (tmp_path / "don-vi.csv").write_text("unit,name,kind\nA,'=Xã A,xa\nP,Phường P,phuong\n", encoding="utf-8")
    assert compare("ranking", "unit,name\nA,'=Xã A\nP,Phường P\n") == []
