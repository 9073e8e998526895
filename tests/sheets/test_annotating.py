"""Copies of workbooks with their problems marked."""

from pathlib import Path

import openpyxl
import pytest

from cchc_index.cli import run
from cchc_index.sheets.layout import Field
from tests.scoring.small import COUNT, YES_NO, criteria, criteria_text, leaf
from tests.sheets.made import Made, given, read

LEAVES = (leaf("1.1", YES_NO), leaf("1.2", COUNT))
SET = criteria(*LEAVES)
A = Field.ANSWER


def test_problems_are_marked_in_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The copy lists the problems first and marks their cells; the original stays as it was."""
    monkeypatch.chdir(tmp_path)
    Path("bo.yaml").write_text(criteria_text(*LEAVES), encoding="utf-8")
    Path("phieu").mkdir()
    made = Made(SET, {("1.1", ""): {A: "có"}, ("1.2", ""): {A: "=hai"}})
    made.rows[-1][A] = "hai"
    before = made.write(Path("phieu/x.xlsx")).read_bytes()
    Path("phieu/y.xlsx").write_bytes(b"x")
    assert run(["score", "bo.yaml", "phieu", "--annotate", "tra-lai"]) == 1
    assert Path("phieu/x.xlsx").read_bytes() == before
    assert [path.name for path in Path("tra-lai").iterdir()] == ["x.xlsx"]
    book = openpyxl.load_workbook("tra-lai/x.xlsx")
    assert book.sheetnames[0] == "Lỗi cần sửa"
    assert book.worksheets[0]["C2"].value == made.cell("1.2", A)
    cell = book[made.title][made.cell("1.2", A).split(" › ")[1]]
    assert "Ghi “hai”" in cell.comment.text
    assert cell.fill.fgColor.rgb.endswith("FFC7CE")


def test_a_marked_copy_reads_as_the_original(tmp_path: Path) -> None:
    """What was marked and sent back reads the same, whatever was put before it."""
    made = Made(SET, {("1.1", ""): {A: "có"}, ("1.2", ""): {A: 3}})
    path = made.write(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Lỗi cần sửa", 0).append(["STT", "Mức độ", "Tiêu chí"])
    book.save(path)
    assert list(given(read(path, SET), "1.2").values()) == [3]
