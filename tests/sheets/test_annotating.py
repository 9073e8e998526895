"""Copies of workbooks with their problems marked, ready to send back."""

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cchc_index.cli import run
from cchc_index.problems import Problem
from cchc_index.sheets.annotating import Annotated, annotate
from cchc_index.sheets.layout import Field
from cchc_index.tables.workbooks import LIST_SHEET, open_workbook
from tests.libreoffice import recalculated
from tests.scoring.small import COUNT, YES_NO, criteria, criteria_text, leaf
from tests.sheets.made import Made, given, read
from tests.sheets.made import found as problems_of
from tests.sheets.marking.rich import coloured, mark, notes, opened, packed, parts, rich

LEAVES = (leaf("1.1", YES_NO), leaf("1.2", COUNT))
SET = criteria(*LEAVES)
A = Field.ANSWER
RED = "FFFFC7CE"


def faulty(path: Path) -> Made:
    """Write a form whose second answer is no number."""
    made = Made(SET, {("1.1", ""): {A: "có"}, ("1.2", ""): {A: "hai"}})
    made.write(path)
    return made


def marked(path: Path, folder: Path) -> Annotated:
    """Mark what reading a file or folder finds."""
    return annotate(read(path, SET).problems, folder)


def at(made: Made, id_: str) -> str:
    """Return the address of an answer."""
    return made.cell(id_, A).split(" › ")[1]


def test_problems_are_marked_in_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The copy lists the problems first and marks their cells; the original stays; what cannot be opened is named."""
    monkeypatch.chdir(tmp_path)
    Path("bo.yaml").write_text(criteria_text(*LEAVES), encoding="utf-8")
    Path("phieu").mkdir()
    made = faulty(Path("phieu/x.xlsx"))
    before = Path("phieu/x.xlsx").read_bytes()
    Path("phieu/y.xlsx").write_bytes(b"x")
    assert run(["score", "bo.yaml", "phieu", "--annotate", "tra-lai"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[:2] == [
        "1 phiếu có lỗi đã được đánh dấu trong tra-lai.",
        "Không mở được nên không có bản đánh dấu: phieu/y.xlsx.",
    ]
    assert Path("phieu/x.xlsx").read_bytes() == before
    assert [path.name for path in Path("tra-lai").iterdir()] == ["x.xlsx"]
    book = openpyxl.load_workbook("tra-lai/x.xlsx")
    assert book.sheetnames[0] == "Lỗi cần sửa"
    assert book.worksheets[0]["C4"].value == made.cell("1.2", A)
    cell = book[made.title][at(made, "1.2")]
    assert "Ghi “hai”" in cell.comment.text
    assert cell.fill.fgColor.rgb == RED


def test_a_marked_copy_reads_as_the_original(tmp_path: Path) -> None:
    """The list and the notes change nothing in what a copy says, nor in what is wrong with it."""
    faulty(tmp_path / "x.xlsx")
    copy = marked(tmp_path / "x.xlsx", tmp_path / "tra-lai").copies[0]
    old, new = read(tmp_path / "x.xlsx", SET), read(copy, SET)
    assert given(new, "1.1") == given(old, "1.1")
    assert problems_of(new) == problems_of(old)


def usual(path: Path) -> Path:
    """Write a workbook that is not ours but has the usual columns."""
    book = openpyxl.Workbook()
    for row in (["unit", "criterion", "answer"], ["X", "1.1", "có"], ["X", "1.2", "hai"]):
        book.active.append(row)
    book.save(path)
    return path


def test_a_marked_table_reads_as_the_original(tmp_path: Path) -> None:
    """The list is no table, in a folder or named alone, and a row is marked at its first cell."""
    path = usual(tmp_path / "x.xlsx")
    copy = marked(path, tmp_path / "tra-lai").copies[0]
    assert list(notes(opened(copy.read_bytes()), "Sheet")) == ["A3"]
    for where in (copy, copy.parent):
        assert problems_of(read(where, SET)) == problems_of(read(path, SET))


def corrected(made: Made, copy: Path, to: Path) -> Path:
    """Correct the faulty answer in a copy, write another where one was right, and save it as a program would."""
    book = openpyxl.load_workbook(copy)
    book[made.title][at(made, "1.2")] = 2
    book[made.title][at(made, "1.1")] = "ba"
    book.save(to)
    return to


def test_a_copy_that_comes_back_is_marked_anew(tmp_path: Path) -> None:
    """What is corrected looks as it did at first, what is wrong now is marked, and the list is told anew."""
    made = faulty(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    yellow = openpyxl.styles.PatternFill("solid", fgColor="FFFFF8DC")
    book[made.title][at(made, "1.2")].fill = yellow
    book.save(tmp_path / "x.xlsx")
    first = marked(tmp_path / "x.xlsx", tmp_path / "1").copies[0]
    back = corrected(made, first, tmp_path / "y.xlsx")
    assert list(given(read(back, SET), "1.2").values()) == [2]
    again = opened(marked(back, tmp_path / "2").copies[0].read_bytes())
    assert again.sheetnames == opened(first.read_bytes()).sheetnames
    assert list(notes(again, made.title)) == [at(made, "1.1")]
    assert coloured(again, made.title) == {at(made, "1.1"): RED, at(made, "1.2"): "FFFFF8DC"}
    assert [cell.value for cell in again.worksheets[0]["C"][3:]] == [made.cell("1.1", A)]


def test_words_added_to_a_note_stay(tmp_path: Path) -> None:
    """Of a note to which somebody has written more only what we said goes, where it still stands alone."""
    raw = mark(rich(), "Tự chấm › B5")
    (tmp_path / "x.xlsx").write_bytes(raw)
    problem = Problem("file-empty", str(tmp_path / "x.xlsx"), "Tự chấm › B2")
    copy = annotate([problem], tmp_path / "ra").copies[0]
    said = notes(opened(copy.read_bytes()))
    assert said == {"B2": f"{problem.message} {problem.hint}", "B5": "lời cũ", "D9": "lời khác"}


def test_workbooks_with_nothing_to_correct_have_no_copy(tmp_path: Path) -> None:
    """A workbook that is right, or of which there is only something to know, is not sent back."""
    Made(SET, {("1.1", ""): {A: "có"}, ("1.2", ""): {A: 2}}).write(tmp_path / "x.xlsx")
    assert marked(tmp_path / "x.xlsx", tmp_path / "ra") == Annotated()
    known = Problem("workbook-superseded", str(tmp_path / "x.xlsx"), details={"stands": "y.xlsx"})
    assert annotate([known], tmp_path / "ra") == Annotated()


def open_document(path: Path) -> Path:
    """Write an OpenDocument spreadsheet with a table of the usual columns."""
    rows = [["unit", "criterion", "answer"], ["X", "1.1", "có"], ["X", "1.2", "=hai"]]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    told = "".join(
        f"<table:table-row>{''.join(cell.format(each) for each in row)}</table:table-row>" for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="S">'
        f"{told}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    path.write_bytes(
        packed(
            {"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
        )
    )
    return path


def test_other_workbooks_have_a_copy_of_their_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside an .ods comes an .xlsx with its values as texts and numbers, that says what it is."""
    monkeypatch.chdir(tmp_path)
    Path("bo.yaml").write_text(criteria_text(*LEAVES), encoding="utf-8")
    open_document(Path("x.ods"))
    assert run(["score", "bo.yaml", "x.ods", "--annotate", "ra"]) == 1
    assert "Bản sao chỉ có giá trị: x.ods.xlsx." in capsys.readouterr().err
    book = openpyxl.load_workbook("ra/x.ods.xlsx")
    assert "bản sao chỉ có giá trị của tệp “x.ods”" in book.worksheets[0]["A2"].value
    assert [cell.value for cell in book["S"]["C"]] == ["answer", "có", "=hai"]
    assert book["S"]["C3"].data_type == "s"
    assert list(notes(book, "S")) == ["A3"]


def test_an_unusual_workbook_has_a_copy_of_its_values(tmp_path: Path) -> None:
    """Where nothing can be spliced into a workbook, its values are marked; numbers keep being percentages."""
    said = parts(rich())
    said["xl/styles.xml"] = b"<!DOCTYPE x>" + said["xl/styles.xml"].partition(b"?>")[2].strip()
    (tmp_path / "x.xlsx").write_bytes(packed(said))
    done = annotate([Problem("file-empty", str(tmp_path / "x.xlsx"), "Tự chấm › F6")], tmp_path / "ra")
    assert done.values_only == done.copies
    raw = done.copies[0].read_bytes()
    old, new = open_workbook(tmp_path / "x.xlsx", "x"), open_workbook(done.copies[0], "y")
    cells: list[list[Any]] = [
        [book.grids["Tự chấm"].cell(*place) for place in ((1, 1), (2, 1), (3, 1), (4, 1), (4, 4))]
        for book in (old, new)
    ]
    assert cells[0] == cells[1]
    assert coloured(opened(raw)) == {"E5": RED}


def test_copies_take_the_place_of_nothing_else(tmp_path: Path) -> None:
    """Copies of an earlier call are written again; originals, workbooks of others and equal names are left alone."""
    for folder in ("a", "b", "ra"):
        (tmp_path / folder).mkdir()
    for folder in ("a", "b"):
        faulty(tmp_path / folder / "x.xlsx")
    found = [*read(tmp_path / "a", SET).problems, *read(tmp_path / "b", SET).problems]
    first = annotate(found, tmp_path / "ra")
    assert [path.name for path in first.copies] == ["x.xlsx", "x (2).xlsx"]
    assert annotate(found, tmp_path / "ra") == first
    before = (tmp_path / "b/x.xlsx").read_bytes()
    assert [path.name for path in annotate(found[:1], tmp_path / "b").copies] == ["x (2).xlsx"]
    assert (tmp_path / "b/x.xlsx").read_bytes() == before
    shutil.copy(tmp_path / "a/x.xlsx", tmp_path / "ra/x.xlsx")
    assert annotate(found[:1], tmp_path / "ra").copies[0].name == "x (2).xlsx"


@pytest.mark.slow
def test_a_copy_is_whole_in_libreoffice(tmp_path: Path) -> None:
    """What LibreOffice makes of a copy has the notes, colours, guides, formulas and values of the workbook."""
    raw = mark(rich(), "Tự chấm › B3", "Tự chấm › B5", "Tự chấm › F6")
    (tmp_path / "x.xlsx").write_bytes(raw)
    out = (recalculated(tmp_path) / "x.xlsx").read_bytes()
    old, new, values = opened(raw), opened(out), opened(out, values=True)
    assert new.sheetnames == old.sheetnames
    assert new.active.title == LIST_SHEET.vi
    assert set(notes(new)) == {"B3", "B5", "D9", "E5"}
    assert {cell for cell, colour in coloured(new).items() if colour == RED} == {"B3", "B5", "E5"}
    sheet = new["Tự chấm"]
    assert len(sheet.data_validations.dataValidation) == 1
    assert (sheet["B3"].value, values["Tự chấm"]["B3"].value, sheet["B3"].number_format) == (
        "=1+1",
        2,
        "0.00%",
    )
    kept = parts(out)
    assert any(name.startswith("xl/media/") for name in kept)
    assert any(name.startswith("xl/charts/") for name in kept)
    assert new.worksheets[0]["C4"].hyperlink.location.replace("$", "").endswith("B3")
