"""CSV in its usual shapes, and in unusual ones."""

import codecs
import csv
from pathlib import Path

import pytest

import cchc_index as cchc
from tests.scoring.small import RATE, TEXT, YES_NO, codes, criteria, leaf, leaf_of, said, states

SET = criteria(leaf("1.1", YES_NO), leaf("1.2", RATE), leaf("1.3", TEXT))
ROWS = [
    ["unit", "criterion", "answer"],
    ["Xã Tân Sơn", "1.1", "có"],
    ["Xã Tân Sơn", "1.3", 'Gửi "khẩn", đúng hạn; đủ'],
    ["Phường Đền Hùng", "1.1", "không"],
]


def written(folder: Path, content: bytes | str, name: str = "so-lieu.csv") -> Path:
    """Return a file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, content: bytes | str, name: str = "so-lieu.csv") -> cchc.Result:
    """Return the result of a file with this content."""
    return cchc.score(SET, cchc.read_answers(written(folder, content, name), SET))


def found(result: cchc.Result) -> list[str]:
    """Return what was found, with the bare name of the file."""
    return [line[line.index("so-lieu.csv") :] if "so-lieu.csv" in line else line for line in said(result)]


def quoted(cell: str, delimiter: str) -> str:
    """Return a cell in quotes where it needs them."""
    text = cell.replace('"', '""')
    return f'"{text}"' if any(sign in cell for sign in (delimiter, '"', "\n", "\r")) else text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_every_usual_shape_reads_the_same(
    delimiter: str, end: str, encoding: str, mark: bytes, tmp_path: Path
) -> None:
    """Comma, semicolon or tab, any line end, UTF-8 or UTF-16 with or without its mark: the same answers."""
    text = end.join(delimiter.join(quoted(cell, delimiter) for cell in row) for row in ROWS) + end
    result = read(tmp_path, mark + text.encode(encoding))
    assert codes(result) == []
    assert states(result, "1.1") == {"Phường Đền Hùng": "scored", "Xã Tân Sơn": "scored"}
    assert leaf_of(result, "1.3", "Xã Tân Sơn")["answer"] == 'Gửi "khẩn", đúng hạn; đủ'


@pytest.mark.parametrize("name", ["so-lieu.csv", "so-lieu.CSV", "so-lieu.tsv", "so-lieu.txt"])
def test_the_ending_is_read_in_any_case(name: str, tmp_path: Path) -> None:
    """Text tables may end in csv, tsv or txt, in any case."""
    assert codes(read(tmp_path, "unit,criterion,answer\nX,1.1,có\n", name)) == []


@pytest.mark.parametrize("ragged", [False, True], ids=["even", "ragged"])
def test_rows_are_numbered_by_record_with_the_header_as_1(ragged: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Line breaks in cells and blank lines leave the number of a row the one that a spreadsheet shows."""
    extra = "X,1.3,a,thừa\n" if ragged else "X,1.3,a\n"
    text = 'unit,criterion,answer\nX,1.3,"một\nhai\r\nba"\n\n,,\nX,9.9,có\n' + extra
    places = [(problem.code, problem.place) for problem in read(tmp_path, text).scores.problems]
    assert ("unknown-criterion", "5") in places
    assert (("row-too-long", "6") in places) == ragged


def test_a_line_break_in_a_cell_is_a_blank(tmp_path: Path) -> None:
    """A line break inside quotes is a blank of the text."""
    result = read(tmp_path, 'unit,criterion,answer\n"Xã\nA",1.3,"một\r\nhai"\n')
    assert leaf_of(result, "1.3", "Xã A")["answer"] == "một hai"


def test_blank_lines_are_nothing(tmp_path: Path) -> None:
    """Blank lines, lines of delimiters and of blanks are no rows."""
    result = read(tmp_path, "unit,criterion,answer\n\n,,\n  ,  ,\nX,1.1,có\n\n\n")
    assert codes(result) == []
    assert list(result.ranking["unit"]) == ["X"]


def test_short_rows_are_blank_at_the_end(tmp_path: Path) -> None:
    """A row with fewer cells than the heading is blank in the others."""
    result = read(tmp_path, "unit,criterion,answer,numerator,denominator\nX,1.1,có\nX,1.2,,1,2\nX\n")
    assert codes(result) == []
    assert leaf_of(result, "1.2")["points"] == 1.0


def test_a_row_that_is_too_long_costs_that_row_only(tmp_path: Path) -> None:
    """A row with more cells than the heading is a problem at its number; all others are scored."""
    text = "unit,criterion,answer\nX,1.3,a, b\nX,1.1,có\nY,1.1,không\n"
    result = read(tmp_path, text)
    assert found(result)[0] == (
        "so-lieu.csv:2: error row-too-long: Dòng có 4 ô, nhiều hơn 3 cột của bảng; dòng này chưa được tính."
    )
    assert states(result, "1.1") == {"X": "scored", "Y": "scored"}


def test_blank_cells_beyond_the_heading_are_nothing(tmp_path: Path) -> None:
    """Delimiters at the end of rows, as spreadsheets leave them, are no problem."""
    assert codes(read(tmp_path, "unit,criterion,answer,,\nX,1.1,có,,\nY,1.1,có,,,,\n")) == []


@pytest.mark.parametrize("ragged", ["", "Z,1.3,a,,,\n"], ids=["even", "ragged"])
def test_reading_leaves_the_settings_of_csv_alone(ragged: str, tmp_path: Path) -> None:
    """The limit that the csv module holds for the whole process stays as it was."""
    before = csv.field_size_limit()
    read(tmp_path, f"unit,criterion,answer\nX,1.1,có\n{ragged}")
    assert csv.field_size_limit() == before


def test_a_quote_that_does_not_close_loses_no_row_in_silence(tmp_path: Path) -> None:
    """A quote that is never closed is a problem of the file, never a cell that swallows the rows after it."""
    path = written(tmp_path, 'unit,criterion,answer\nX,1.3,"một\nY,1.1,có\nZ,1.1,không\n')
    try:
        result = cchc.score(SET, cchc.read_answers(path, SET))
    except cchc.DataError as error:
        assert "so-lieu.csv" in str(error)
        return
    assert any(problem.place in {"2", 2} for problem in result.scores.problems)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_the_sign_that_keeps_a_text_from_running_is_taken_off(sign: str, tmp_path: Path) -> None:
    """A leading ' before = + - @ or tab is no part of the text; before anything else it is."""
    result = read(tmp_path, f"unit,criterion,answer\n\"'{sign}A\",1.3,\"'{sign}1+1\"\n'B,1.3,'b\n")
    names = {f"{sign}A".strip(), "'B"}
    assert set(result.ranking["unit"]) == names
    assert leaf_of(result, "1.3", f"{sign}A".strip())["answer"] == f"{sign}1+1".strip()
    assert leaf_of(result, "1.3", "'B")["answer"] == "'b"


def test_a_quoted_negative_number_is_a_number(tmp_path: Path) -> None:
    """A number that was written with a leading ' is read as that number."""
    assert codes(read(tmp_path, "unit,criterion,answer\nX,1.2,'-5\n")) == ["negative-number"]


def test_the_delimiter_is_that_of_the_heading(tmp_path: Path) -> None:
    """Commas and tabs in cells do not make a semicolon table another one."""
    result = read(tmp_path, "unit;criterion;answer\nX;1.3;a,b,c,d,e,f\tg\n")
    assert leaf_of(result, "1.3")["answer"] == "a,b,c,d,e,f g"


@pytest.mark.parametrize(
    "heading", ["Unit,CRITERION, Answer ", '"unit","criterion","answer"', "answer,unit,criterion"]
)
def test_headings_may_stand_in_any_case_and_order(heading: str, tmp_path: Path) -> None:
    """Headings are found in any case, order and quotes."""
    cells = ["có", "X", "1.1"] if heading.startswith("answer") else ["X", "1.1", "có"]
    assert states(read(tmp_path, f"{heading}\n{','.join(cells)}\n"), "1.1") == {"X": "scored"}


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    """Two columns of one name are refused: nobody knows which is meant."""
    with pytest.raises(cchc.DataError, match="Bảng có hai cột cùng tên “answer”"):
        read(tmp_path, "unit,criterion,answer,Answer\nX,1.1,có,không\n")


def test_columns_that_are_not_read_are_allowed(tmp_path: Path) -> None:
    """Further columns, with and without a heading, are no problem of severity error."""
    result = read(tmp_path, "stt,unit,criterion,answer,,ghi chú\n1,X,1.1,có,a,b\n")
    assert not [problem for problem in result.scores.problems if problem.severity == "error"]


def test_words_that_pandas_takes_for_blank_are_words(tmp_path: Path) -> None:
    """NA, null, None, nan and N/A in a text table are what they say."""
    words = ["NA", "null", "None", "nan", "N/A", "NULL", "-", "#N/A"]
    rows = "".join(f"{word},1.3,{word}\n" for word in words)
    result = read(tmp_path, f"unit,criterion,answer\n{rows}")
    assert sorted(result.ranking["unit"]) == sorted(words)
    assert leaf_of(result, "1.3", "NA")["answer"] == "NA"


def test_numbers_of_a_text_table_are_texts(tmp_path: Path) -> None:
    """A column of a text table is text: 1.10 stays 1.10 and 007 stays 007."""
    of = criteria(leaf("1.1", YES_NO), leaf("1.10", YES_NO))
    path = written(tmp_path, "unit,criterion,answer\n007,1.10,1\n007,1.1,0\n")
    result = cchc.score(of, cchc.read_answers(path, of))
    assert [leaf_of(result, id_, "007")["answer"] for id_ in ("1.1", "1.10")] == ["no", "yes"]


def test_one_column_may_hold_a_million_characters(tmp_path: Path) -> None:
    """A cell may be of any length; what is said of it stays short."""
    result = read(tmp_path, f"unit,criterion,answer\nX,1.3,{'á' * 10**6}\nX,1.1,{'b' * 10**6}\n")
    assert len(leaf_of(result, "1.3")["answer"]) == 10**6
    assert all(len(line) < 500 for line in found(result))


@pytest.mark.parametrize("place", ["unit", "criterion"])
def test_what_problems_repeat_of_a_row_stays_short(place: str, tmp_path: Path) -> None:
    """Unit and criterion of a problem are cut like every quote, so that its row in the list stays short."""
    cells = {"unit": "X", "criterion": "1.1", place: "z" * 10**5}
    path = written(tmp_path, f"unit,criterion,answer\n{cells['unit']},{cells['criterion']},hai\n")
    answers = cchc.read_answers(path, SET)
    assert all(len(problem.unit) + len(problem.criterion) < 500 for problem in answers.problems)


@pytest.mark.parametrize("cell", ['ống 5"', 'a "b', '5" và 6"', 'a"b"c"'])
def test_a_quote_inside_a_cell_without_quotes_is_a_sign_like_others(cell: str, tmp_path: Path) -> None:
    """A quote that does not begin a cell opens nothing: every row is read."""
    result = read(tmp_path, f"unit,criterion,answer\nX,1.3,{cell}\nX,1.1,có\nY,1.1,không\n")
    assert found(result) == []
    assert leaf_of(result, "1.3")["answer"] == cell
    assert states(result, "1.1") == {"X": "scored", "Y": "scored"}
