"""Workbooks whose sheets are tables with the usual columns."""

import datetime
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cchc_index as cchc
from tests.scoring.small import COUNT, RATE, YES_NO, codes, criteria, leaf, leaf_of, states

DATE = {"kind": "deadline", "due": {"month": "3", "day": "31"}}
SET = criteria(leaf("1.1", YES_NO), leaf("1.2", RATE), leaf("1.3", COUNT), leaf("1.5", DATE))
HEAD = ["unit", "criterion", "answer"]


def workbook(folder: Path, **sheets: list[list[Any]]) -> Path:
    """Return a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "so-lieu.xlsx"
    book.save(path)
    return path


def read(path: Path) -> cchc.Result:
    """Return the result of a workbook."""
    return cchc.score(SET, cchc.read_answers(path, SET))


def test_cells_of_every_type_are_read(tmp_path: Path) -> None:
    """Texts, numbers, truths and dates are read as what they are."""
    cells = [("1.1", True, "yes"), ("1.2", 92.5, "92.5"), ("1.3", 4, "4"), ("1.5", datetime.date(2025, 3, 31), "2025-03-31")]  # fmt: skip
    result = read(workbook(tmp_path, Trang=[HEAD, *(["X", id_, cell] for id_, cell, _ in cells)]))
    assert codes(result) == []
    assert [leaf_of(result, id_)["answer"] for id_, _, _ in cells] == [shown for _, _, shown in cells]


def test_a_cell_shown_in_percent_is_that_percentage(tmp_path: Path) -> None:
    """A cell that a spreadsheet shows as 92.5% is 92.5%, though it holds 0.925."""
    path = workbook(tmp_path, Trang=[HEAD, ["X", "1.2", 0.925]])
    book = openpyxl.load_workbook(path)
    book["Trang"]["C2"].number_format = "0.0%"
    book.save(path)
    row = leaf_of(read(path), "1.2")
    assert (row["state"], row["points"]) in {("scored", 1.85), ("invalid", 0.0)}


@pytest.mark.parametrize("shown_as", ['0.0"%"', "0.0\\%", '0" % số phiếu"'])
def test_a_percent_sign_that_is_only_written_beside_a_number_changes_nothing(
    shown_as: str, tmp_path: Path
) -> None:
    """A number format that writes % as a text beside 92.5 shows 92.5%, and that is what is read."""
    path = workbook(tmp_path, Trang=[HEAD, ["X", "1.2", 92.5]])
    book = openpyxl.load_workbook(path)
    book["Trang"]["C2"].number_format = shown_as
    book.save(path)
    assert leaf_of(read(path), "1.2")["points"] == 1.85


def test_every_sheet_is_a_table_and_problems_name_sheet_and_row(tmp_path: Path) -> None:
    """Each sheet is a table; a problem names the sheet and the row."""
    result = read(
        workbook(tmp_path, Một=[HEAD, ["X", "1.1", "có"]], Hai=[HEAD, [], ["Y", "1.1", "hai"]], Trống=[])
    )
    (problem,) = result.scores.problems
    assert problem.place == "Hai › 3"
    assert states(result, "1.1") == {"X": "scored", "Y": "invalid"}


def test_formulas_are_never_run(tmp_path: Path) -> None:
    """A formula without a stored value is blank."""
    result = read(workbook(tmp_path, Trang=[HEAD, ["X", "1.1", "=1+1"], ["X", "1.3", 1]]))
    assert leaf_of(result, "1.1")["state"] == "unanswered"


@pytest.mark.parametrize("content", [b"", b"unit,criterion\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 100])
def test_what_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    """A file that only ends in xlsx is refused in one line that names it."""
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(content)
    with pytest.raises(cchc.DataError, match=r"so-lieu\.xlsx: error") as raised:
        read(path)
    assert len(str(raised.value).splitlines()) == 1


def test_a_workbook_without_cells_is_empty(tmp_path: Path) -> None:
    """A workbook without any cell is an empty file."""
    with pytest.raises(cchc.DataError, match="file-empty"):
        read(workbook(tmp_path, Trang=[], Khác=[[" "]]))


FAR = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))
import cchc_index as cchc
try:
    cchc.read_answers("so-lieu.xlsx", cchc.load_criteria("vn-766-2022"))
except cchc.DataError as error:
    print(error.problems[0].code)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_a_cell_in_the_far_corner_costs_no_memory(tmp_path: Path) -> None:
    """A workbook with one cell in its last row and column is refused or read in little memory."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "unit", "x"
    book.save(tmp_path / "so-lieu.xlsx")
    ended = subprocess.run(
        [sys.executable, "-c", FAR], cwd=tmp_path, timeout=120, capture_output=True, text=True, check=False
    )
    assert ended.stdout.strip() in {"columns-missing", "too-many-columns", "too-many-cells"}, ended.stderr[
        -500:
    ]


def test_a_workbook_packed_in_an_unknown_way_is_refused(tmp_path: Path) -> None:
    """A workbook that says it needs a later way of packing is refused like any damaged one."""
    path = workbook(tmp_path, Trang=[HEAD, ["X", "1.1", "có"]])
    packed = bytearray(path.read_bytes())
    packed[packed.index(b"PK\x01\x02") + 6] = 64
    path.write_bytes(bytes(packed))
    with pytest.raises(cchc.DataError, match=r"so-lieu\.xlsx: error"):
        read(path)
