"""`ket-qua.xlsx`: the tables for people, in their language, numbers as numbers."""

from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.reports import workbook
from tests.examples.test_cap_xa_nho import FOLDER
from tests.scoring.small import TEXT, YES_NO, criteria, frame, leaf

SHEETS = {
    "vi": ["Xếp hạng", "Chi tiết", "Lĩnh vực", "Tổng hợp", "Lỗi và cảnh báo"],
    "en": ["Ranking", "Leaves", "Nodes", "Summary", "Problems"],
}
STATES = {
    "vi": {"không thuộc đối tượng", "không áp dụng", "số liệu không hợp lệ", "đã chấm", "chưa kê khai"},
    "en": {"not for this unit", "not applicable", "invalid data", "scored", "not answered"},
}


@cache
def result(lang: Any) -> cchc.Result:
    """Return the example's result in a language."""
    of = cchc.load_criteria(FOLDER / "bo-tieu-chi.yaml")
    answers = cchc.read_answers(FOLDER / "answers.csv", of, units=cchc.read_units(FOLDER / "units.csv"))
    return cchc.score(of, answers, lang=lang)


@pytest.fixture(scope="module", params=["vi", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Return each language."""
    return str(request.param)


@pytest.fixture(scope="module")
def book(lang: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the example's workbook, read back."""
    out = tmp_path_factory.mktemp("workbook") / "out"
    result(lang).write(out)
    return openpyxl.load_workbook(out / "ket-qua.xlsx")


def records(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet by their headings."""
    heading, *rows = list(sheet.values)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def test_the_sheets_are_the_tables(book: Any, lang: str) -> None:
    """There is a sheet for each table, in the order in which people look at them."""
    assert book.sheetnames == SHEETS[lang]


def test_the_ranking_is_readable(book: Any, lang: str) -> None:
    """The ranking has headings in words and its numbers are numbers."""
    row = records(book.worksheets[0])[0]
    headings = {
        "vi": ("Xếp hạng", "Đơn vị", "Điểm đạt được", "Điểm tối đa", "Chỉ số (%)", "Xếp loại"),
        "en": ("Rank", "Name", "Points", "Maximum", "Index (%)", "Class"),
    }
    assert [row[heading] for heading in headings[lang]] == [1, "Phường Lá Xanh", 90.8, 92, 98.7, "Xuất sắc"]


def test_no_heading_is_a_word_of_the_program(book: Any, lang: str) -> None:
    """Headings are words for people: no underscore, no colon without a blank, no English in Vietnamese."""
    for sheet in book.worksheets:
        for cell in sheet[1]:
            assert "_" not in cell.value
            assert lang == "en" or cell.value not in {"rank", "unit", "points", "index", "state", "answer"}


def test_states_are_said_in_words(book: Any, lang: str) -> None:
    """States stand in the language of the workbook."""
    heading = {"vi": "Trạng thái", "en": "State"}[lang]
    assert {row[heading] for row in records(book.worksheets[1])} == STATES[lang]


def test_severities_are_said_in_words(book: Any, lang: str) -> None:
    """Severities stand in the language of the workbook."""
    heading = {"vi": "Mức", "en": "Severity"}[lang]
    assert {row[heading] for row in records(book.worksheets[4])} == {
        "vi": {"lỗi", "cảnh báo"},
        "en": {"error", "warning"},
    }[lang]


def test_cells_are_those_of_the_tables(book: Any, lang: str) -> None:
    """Points, indices and ranks of the workbook are those of the DataFrames, blank where those are."""
    for sheet, name in zip(book.worksheets, ("ranking", "leaves", "nodes", "summary"), strict=False):
        table: pd.DataFrame = getattr(result(lang), name)
        shown = table.dropna(axis="columns", how="all")
        numbers = [
            column
            for column in shown.columns
            if pd.api.types.is_numeric_dtype(shown[column]) and shown[column].dtype != bool
        ]
        headings = {column.name: column.title.to(lang) for column in getattr(result(lang).tables, name)()}
        rows = records(sheet)
        for column in numbers:
            found = [row[headings[column]] for row in rows]
            assert found == [None if pd.isna(value) else value for value in shown[column]], column


def test_columns_without_anything_are_left_out(book: Any) -> None:
    """A column that is blank throughout, such as claims, is not shown."""
    for sheet in book.worksheets:
        for row in sheet.iter_cols(min_row=2):
            assert any(cell.value is not None for cell in row)


def test_sheets_can_be_read_and_filtered(book: Any) -> None:
    """Headings stay in view and can be filtered by; pages are landscape and carry the headings."""
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"


def test_points_are_shown_with_two_decimals(book: Any, lang: str) -> None:
    """Points and indices are shown with two decimals, ranks with none."""
    formats = {
        cell.value: book.worksheets[0].cell(2, cell.column).number_format for cell in book.worksheets[0][1]
    }
    points, rank = {"vi": ("Điểm đạt được", "Xếp hạng"), "en": ("Points", "Rank")}[lang]
    assert (formats[points], formats[rank]) == ("0.00", "0")


def test_the_title_is_that_of_the_set(book: Any, lang: str) -> None:
    """The workbook's title is the set's; the time of making is none."""
    assert book.properties.title == result(lang).criteria.title.to(lang)  # type: ignore[arg-type]
    assert book.properties.created.year == 2000


def test_a_cell_is_not_wider_than_its_column_where_it_is_short(book: Any) -> None:
    """Columns are as wide as their short texts, within reason."""
    for sheet in book.worksheets:
        for letter, column in sheet.column_dimensions.items():
            longest = max(len(str(cell.value)) for cell in sheet[letter][1:] if cell.value is not None)
            assert column.width >= min(longest, 30)


SMALL = criteria(leaf("1.1", YES_NO), leaf("1.2", TEXT))


def small(answers: list[dict[str, str]], out: Path) -> Any:
    """Return the workbook of a few answers."""
    cchc.score(SMALL, cchc.read_answers(frame(answers), SMALL)).write(out)
    return openpyxl.load_workbook(out / "ket-qua.xlsx")


def test_a_table_without_rows_is_a_sheet_of_headings(tmp_path: Path) -> None:
    """Without problems the sheet of problems has its headings alone."""
    sheet = small([{"criterion": "1.1", "answer": "có"}], tmp_path / "out").worksheets[4]
    assert [cell.value for cell in sheet[1]][:2] == ["Mức", "Mã"]
    assert sheet.max_row == 1


def test_a_text_longer_than_a_cell_takes_does_not_break_the_workbook(tmp_path: Path) -> None:
    """A text of more than 32,767 characters is cut in the workbook and whole in the CSV."""
    book = small([{"criterion": "1.2", "answer": "a" * 50_000}], tmp_path / "out")
    cells = [cell.value for row in book.worksheets[1].iter_rows() for cell in row]
    assert max(len(cell) for cell in cells if isinstance(cell, str)) == 32_767
    assert "a" * 50_000 in (tmp_path / "out" / "leaves.csv").read_text(encoding="utf-8-sig")


def test_more_rows_than_a_sheet_holds_are_said_to_be_in_the_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a table has more rows than a sheet holds, the sheet says so and names the file."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    sheet = small(
        [{"unit": unit, "criterion": "1.1", "answer": "có"} for unit in "ABC"], tmp_path / "out"
    ).worksheets[1]
    assert [cell.value for row in sheet.iter_rows() for cell in row] == [
        "Có 6 dòng, nhiều hơn một trang tính chứa được; xem tệp leaves.csv."
    ]
