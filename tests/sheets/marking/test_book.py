"""Workbooks with their problems marked: what changes, and that nothing else does."""

import contextlib
import io
import random
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from openpyxl.comments import Comment

from cchc_index.problems import Problem
from cchc_index.sheets.marking.book import LIST_PART
from cchc_index.sheets.marking.earlier import Earlier
from cchc_index.sheets.marking.splicing import UnusualError
from cchc_index.tables.workbooks import LIST_SHEET
from tests.sheets.marking.rich import (
    MAIN,
    RELATED,
    coloured,
    found,
    mark,
    notes,
    opened,
    packed,
    parts,
    prefixed,
    rich,
    strict,
)

RED = "FFFFC7CE"
SHEET = "xl/worksheets/sheet1.xml"
SAID = found("").message


@pytest.fixture(scope="module")
def before() -> bytes:
    """A workbook with everything."""
    return rich()


@pytest.fixture(scope="module")
def after(before: bytes) -> bytes:
    """Its copy with problems at a cell with a formula, one with a note, and in a merged range."""
    return mark(before, "Tự chấm › B3", "Tự chấm › B5", "Tự chấm › F6", "", "Tự chấm")


def test_only_the_parts_that_must_change_do(before: bytes, after: bytes) -> None:
    """Pictures, charts, texts, other sheets and all other parts stay byte for byte."""
    old, new = parts(before), parts(after)
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {
        "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    assert set(new) - set(old) == {LIST_PART}


def test_a_sheet_that_is_not_selected_and_has_no_problem_stays(before: bytes) -> None:
    """Of sheets without problems only that which was selected changes, and in that alone."""
    old, new = parts(before), parts(mark(before, "Số 'khác' & <nữa> › A1"))
    assert old["xl/worksheets/sheet1.xml"] == new["xl/worksheets/sheet1.xml"]
    selected = parts(mark(before, "Tự chấm › B2"))["xl/worksheets/sheet2.xml"]
    assert selected == old["xl/worksheets/sheet2.xml"].replace(b' tabSelected="1"', b"")


def test_formulas_keep_their_stored_values(after: bytes) -> None:
    """Values stored with formulas are there without computing anything."""
    book, values = opened(after), opened(after, values=True)
    assert [book["Tự chấm"][cell].value for cell in ("B3", "B4")] == ["=1+1", '="n"&"o"']
    assert [values["Tự chấm"][cell].value for cell in ("B3", "B4")] == [2, "no"]


def test_cells_are_coloured_and_noted(after: bytes) -> None:
    """The cell with the problem has a colour and a note; of a merged range it is the first."""
    book = opened(after)
    said = notes(book)
    assert {cell for cell, text in said.items() if SAID in text} == {"B3", "B5", "E5"}
    assert {cell for cell, colour in coloured(book).items() if colour == RED} == {"B3", "B5", "E5"}


def test_notes_of_others_are_kept(after: bytes) -> None:
    """A note that was there follows ours in the same box, and those of other cells stay as they were."""
    said = notes(opened(after))
    assert said["B5"].startswith(SAID)
    assert said["B5"].endswith("\nlời cũ")
    assert said["D9"] == "lời khác"
    drawing = parts(after)["xl/drawings/vmlDrawing1.vml"]
    assert drawing.count(b'ObjectType="Note"') == 4
    assert drawing.count(b'ObjectType="Button"') == 1


def test_a_note_without_a_word_is_one_too(before: bytes) -> None:
    """What we say is said in a note that was blank."""
    said = parts(before)
    name = "xl/comments1.xml"
    said[name] = re.sub(rb"<text>.*?</text>", b"<text/>", said[name], flags=re.DOTALL)
    assert SAID in notes(opened(mark(packed(said), "Tự chấm › B5")))["B5"]


def test_a_marked_cell_keeps_its_other_looks(after: bytes) -> None:
    """Number format, border and protection stay; the column's format is that of a cell that was not there."""
    cell = opened(after)["Tự chấm"]["B3"]
    assert (cell.number_format, cell.border.left.style, cell.protection.locked) == ("0.00%", "thin", False)
    new = opened(mark(rich(), "Tự chấm › H500", "Tự chấm › H10"))["Tự chấm"]
    assert new["H500"].number_format == "0.000"
    assert new["H10"].font.italic


def test_problems_beyond_the_used_range_are_marked(before: bytes) -> None:
    """A cell, a row or both are put in where they are not there, in their order."""
    book = opened(mark(before, "Tự chấm › AZ99", "Tự chấm › A2", "Tự chấm › Z2", "Tự chấm › B1"))
    assert {"AZ99", "A2", "Z2", "B1"} <= set(coloured(book))
    assert book["Tự chấm"]["B2"].value == 0.925
    row = re.search(rb'<row r="2"[^>]*>', parts(mark(before, "Tự chấm › Z2"))[SHEET])
    assert row is not None
    assert b"spans" not in row[0]
    assert b'<row r="1048576"><c r="XFD1048576"' in parts(mark(before, "Tự chấm › XFD1048576"))[SHEET]


def test_a_row_is_marked_at_its_first_cell_that_is_seen(before: bytes) -> None:
    """Where a problem names a row alone, its first cell in a column that is shown is marked."""
    said = notes(opened(mark(before, "Tự chấm › 2")))
    assert SAID in said["B2"]
    assert SAID in notes(opened(mark(before, "Tự chấm › 30")))["B30"]


def test_the_list_comes_first_with_links(after: bytes) -> None:
    """The first sheet tells every problem, with a link within the workbook where it has a cell."""
    book = opened(after)
    assert book.sheetnames[0] == LIST_SHEET.vi
    sheet = book.active
    assert sheet.title == LIST_SHEET.vi
    assert [cell.value for cell in sheet["C"][3:]] == [
        "Tự chấm › B3",
        "Tự chấm › B5",
        "Tự chấm › F6",
        None,
        "Tự chấm",
    ]
    assert [cell.hyperlink and cell.hyperlink.location for cell in sheet["C"][3:]] == [
        "'Tự chấm'!B3", "'Tự chấm'!B5", "'Tự chấm'!F6", None, None,
    ]  # fmt: skip
    assert not any(each.sheet_view.tabSelected for each in book.worksheets[1:])


def test_names_of_one_sheet_stay_with_it(after: bytes) -> None:
    """What is printed of a sheet and repeated on every page is still of that sheet."""
    book = opened(after)
    assert book["Tự chấm"].print_title_rows == "$1:$1"
    assert book["Số 'khác' & <nữa>"].print_area.endswith("$A$1:$B$2")


def test_names_with_signs_of_markup_and_quotes_are_linked(before: bytes) -> None:
    """A sheet's name is a name, whatever is in it."""
    sheet = opened(mark(before, "Số 'khác' & <nữa> › A1")).worksheets[0]
    assert sheet["C4"].hyperlink.location == "'Số ''khác'' & <nữa>'!A1"


def test_what_people_wrote_is_text(before: bytes) -> None:
    """No text becomes a formula or markup, nor does a sign that no workbook can hold get in."""
    bad = '=HYPERLINK("http://x")</t></is><v>&\x00\x0b_x000D_'
    problem = Problem("whole-number-wanted", "x", "Tự chấm › B2", criterion=bad, details={"found": bad})
    sheet = opened(mark(before, problem)).worksheets[0]
    assert sheet["D4"].data_type == "s"
    assert sheet["D4"].value.startswith('=HYPERLINK("http://x")</t></is><v>&')


def test_the_same_workbook_gives_the_same_bytes(before: bytes, after: bytes) -> None:
    """Nothing of a copy comes from the clock or from chance."""
    assert mark(before, "Tự chấm › B3", "Tự chấm › B5", "Tự chấm › F6", "", "Tự chấm") == after
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert {each.date_time for each in archive.infolist()} <= {
            (1980, 1, 1, 0, 0, 0),
            (1980, 1, 31, 0, 0, 0),
        }


def test_macros_are_kept(tmp_path: Path) -> None:
    """A workbook with macros has them still, and is still one with macros."""
    raw = rich(tmp_path / "vbaProject.bin")
    new = parts(mark(raw, "Tự chấm › B2"))
    assert new["xl/vbaProject.bin"] == parts(raw)["xl/vbaProject.bin"]
    assert b"macroEnabled" in new["[Content_Types].xml"]


def test_prefixed_parts_are_marked(before: bytes) -> None:
    """It makes no difference by what prefixes a program names the namespaces."""
    book = opened(mark(prefixed(before), "Tự chấm › B3", "Tự chấm › B5", "Tự chấm › Z99"))
    assert {"B3", "B5", "Z99"} <= set(coloured(book))
    assert notes(book)["B5"].endswith("lời cũ")
    assert book.sheetnames[0] == LIST_SHEET.vi


def test_strict_workbooks_are_marked(before: bytes) -> None:
    """The strict form of the format is read and kept."""
    raw = mark(strict(before), "Tự chấm › B3")
    assert python_calamine.load_workbook(io.BytesIO(raw)).sheet_names[0] == LIST_SHEET.vi
    told = b"".join(part for name, part in parts(raw).items() if "Content_Types" not in name)
    assert MAIN.encode() not in told
    assert f'"{RELATED}'.encode() not in told


def plain() -> Any:
    """Return a workbook of openpyxl."""
    book = openpyxl.Workbook()
    book.active.title = "Tự chấm"
    book.active["B2"] = "có"
    return book


def saved(book: Any) -> bytes:
    """Return a workbook of openpyxl as it is saved."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_workbooks_of_openpyxl_are_marked() -> None:
    """Notes, drawings and relations are put in where there are none, and kept where there are."""
    book = plain()
    new = opened(mark(saved(book), "Tự chấm › B2"))
    assert SAID in notes(new)["B2"]
    book.active["B2"].comment = Comment("lời cũ", "Ông A")
    said = notes(opened(mark(saved(book), "Tự chấm › B2", "Tự chấm › B3")))
    assert said["B2"].endswith("lời cũ")
    assert SAID in said["B3"]


def test_a_workbook_without_styles_gets_them() -> None:
    """Where no styles are, cells can be coloured all the same."""
    said = parts(saved(plain()))
    del said["xl/styles.xml"]
    said["xl/_rels/workbook.xml.rels"] = said["xl/_rels/workbook.xml.rels"].replace(
        b"/styles.xml", b"/none.xml"
    )
    assert coloured(opened(mark(packed(said), "Tự chấm › B2"))) == {"B2": RED}


def test_cells_without_addresses_are_found() -> None:
    """Rows and cells that do not say where they are follow each other."""
    said = parts(saved(plain()))
    name = "xl/worksheets/sheet1.xml"
    rows = b'<sheetData><row/><row><c/><c t="str"><v>x</v></c></row></sheetData>'
    head, _, tail = said[name].partition(b"<sheetData>")
    said[name] = head + rows + tail.partition(b"</sheetData>")[2]
    book = opened(mark(packed(said), "Tự chấm › B2"))
    assert coloured(book) == {"B2": RED}
    assert book["Tự chấm"]["B2"].value == "x"


def test_an_empty_sheet_is_marked() -> None:
    """A cell is put even where there is none at all."""
    book = plain()
    book.active["B2"] = None
    assert coloured(opened(mark(saved(book), "Tự chấm › C3"))) == {"C3": RED}


def test_a_list_of_that_name_already_there_is_kept() -> None:
    """A sheet of the user's own that is called like the list stays, and the list is called otherwise."""
    book = plain()
    book.create_sheet(LIST_SHEET.vi)
    assert opened(mark(saved(book), "Tự chấm › B2")).sheetnames == [
        "Lỗi cần sửa (2)",
        "Tự chấm",
        "Lỗi cần sửa",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("xl/workbook.xml", b"<workbook", b'<!DOCTYPE x [<!ENTITY e "e">]><workbook'),
        ("xl/worksheets/sheet1.xml", b"</worksheet>", b""),
        ("xl/styles.xml", b"styleSheet", b"other"),
        ("_rels/.rels", b"officeDocument", b"other"),
    ],
)
def test_what_cannot_be_marked_is_refused(name: str, old: bytes, new: bytes) -> None:
    """A package with document types, or without the parts that workbooks have, is unusual, and nothing worse."""
    said = parts(saved(plain()))
    said[name] = said[name].replace(old, new)
    with pytest.raises(UnusualError):
        mark(packed(said), "Tự chấm › B2")


@pytest.mark.parametrize("seed", range(20))
def test_broken_parts_are_marked_or_refused(seed: int) -> None:
    """Whatever is lost from the parts of a workbook or wrong in them, a copy is made or refused, and nothing else."""
    chance = random.Random(seed)
    said = parts(mark(rich(), "Tự chấm › B5")) if seed % 2 else parts(rich())
    for _ in range(3):
        name = chance.choice([each for each in said if each.endswith((".xml", ".rels", ".vml"))])
        spots = list(re.finditer(rb' [\w:]+="[^"]*"|"[^"]*"|<[^<>]*/>|[a-z]', said[name]))
        spot = chance.choice(spots)
        new = chance.choice([b"", b'"-1"', b'"99999999999"', b'"ZZZ99"', b"\xff", b"<"])
        said[name] = said[name][: spot.start()] + new + said[name][spot.end() :]
    with contextlib.suppress(UnusualError):
        mark(packed(said), "Tự chấm › B3", "Tự chấm › B5", "Tự chấm › F6", "Tự chấm › 9")


def test_no_earlier_list_is_none() -> None:
    """Where nothing was listed before, nothing was said."""
    assert not Earlier.of(None).said("a")
    assert Earlier.of(None).fill("Tự chấm", "B2", "a") == ""
