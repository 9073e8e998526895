"""Folders of workbooks as they come in: several of one unit, damaged ones, unusual ones."""

import datetime
import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import cchc_index as cchc
from cchc_index.sheets.layout import COLUMNS, About, Field
from tests.scoring.small import COUNT, RATE, YES_NO, criteria, leaf, units
from tests.sheets.formats import (
    Percent,
    Sheets,
    Unsaved,
    Wrong,
    compound,
    old_sheet,
    old_stream,
    record,
    sheets_of,
    write_ods,
    write_xls,
)  # fmt: skip
from tests.sheets.made import Made, Said, appraisal, found, given, read

NAMES = {"X": "Xã Tân An", "Y": "Xã Bình Yên", "V": "Xã Vạn Phúc", "S": "Sở A", "TỐT": "Xã Tốt"}
DATE = {"kind": "deadline", "due": {"month": "3", "day": "31"}}
SET = criteria(
    leaf("1.1", YES_NO), leaf("1.2", COUNT), leaf("1.3", YES_NO, source="survey"), leaf("1.4", RATE), leaf("1.5", DATE),
    leaf("1.6", YES_NO, applies_to={"kind": "phuong"}), leaf("1.7", YES_NO, source="system"),
)  # fmt: skip
KNOWN = units(*({"unit": id_, "name": name, "kind": "xa"} for id_, name in NAMES.items()))
FILLED: Said = {
    ("1.1", ""): {Field.ANSWER: "Có"},
    ("1.2", ""): {Field.ANSWER: 3},
    ("1.4", ""): {Field.ANSWER: 92.5},
    ("1.5", ""): {Field.ANSWER: "31/03/2025"},
}
ALL = {"1.1": 1, "1.2": 3, "1.4": Fraction("92.5"), "1.5": datetime.date(2025, 3, 31).toordinal()}
A, C = Field.ANSWER, Field.CLAIM


def form(number: int = 3, unit: str = "X") -> Made:
    """Return a form with one count."""
    return Made(SET, {("1.1", ""): {A: "có"}, ("1.2", ""): {A: number}}, about={About.UNIT: unit})


def register(folder: Path, *rows: str) -> None:
    """Write a register."""
    text = "\n".join(["file,unit,received,stands", *rows])
    (folder / "received.csv").write_text(text, encoding="utf-8")


def test_identical_files_of_a_unit_are_one(tmp_path: Path) -> None:
    """The same form sent twice is read once, whatever the looks of its cells."""
    form().write(tmp_path / "a.xlsx")
    again = form()
    again.title = "Sheet2"
    again.write(tmp_path / "b.xlsx")
    answers = read(tmp_path, SET)
    assert found(answers) == []
    assert list(given(answers, "1.2").values()) == [3]


def test_differing_files_of_a_unit_are_not_guessed_at(tmp_path: Path) -> None:
    """Of differing forms none counts, and one problem names the files and the cells."""
    form().write(tmp_path / "a.xlsx")
    made = form(4)
    made.write(tmp_path / "b.xlsx")
    form(1, "Y").write(tmp_path / "y.xlsx")
    answers = read(tmp_path, SET)
    (problem,) = answers.problems
    assert problem.code == "workbooks-differ"
    assert "a.xlsx, b.xlsx" in problem.message
    assert made.cell("1.2", A) in problem.message
    assert given(answers, "1.2") == {}
    assert given(answers, "1.2", "Y")


def test_a_register_says_which_of_differing_files_stands(tmp_path: Path) -> None:
    """The form that the register says stands is used; the other is named as not used."""
    form().write(tmp_path / "a.xlsx")
    form(4).write(tmp_path / "b.xlsx")
    register(tmp_path, "a.xlsx,X,2025-12-01,", "b.xlsx,X,2025-12-02,có")
    answers = read(tmp_path, SET)
    assert [p.code for p in answers.problems] == ["workbook-superseded"]
    assert list(given(answers, "1.2").values()) == [4]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("a.xlsx,X,,có", "b.xlsx,X,,x"), {"register-unsettled"}),
        (("c.xlsx,X,,có",), {"workbooks-differ", "register-unused"}),
        (("a.xlsx,X,,không",), {"workbooks-differ"}),
    ],
)
def test_a_register_that_settles_nothing_is_a_problem(
    rows: tuple[str, ...], expected: set[str], tmp_path: Path
) -> None:
    """A register that names two, or files that are not there, settles nothing."""
    form().write(tmp_path / "a.xlsx")
    form(4).write(tmp_path / "b.xlsx")
    register(tmp_path, *rows)
    answers = read(tmp_path, SET)
    assert {p.code for p in answers.problems} == expected
    assert given(answers, "1.2") == {}


@pytest.mark.parametrize(("stands", "count"), [("a.xlsx", 3), ("lần 2/a.xlsx", 4), (r"lần 2\a.xlsx", 4)])
def test_a_register_tells_files_of_one_name_apart_by_their_folders(
    stands: str, count: int, tmp_path: Path
) -> None:
    """A corrected form in a folder of its own and the first one have the same name; the register names the path."""
    (tmp_path / "lần 2").mkdir()
    form().write(tmp_path / "a.xlsx")
    form(4).write(tmp_path / "lần 2" / "a.xlsx")
    register(tmp_path, f"{stands},X,,có")
    answers = read(tmp_path, SET)
    assert [p.code for p in answers.problems] == ["workbook-superseded"]
    assert list(given(answers, "1.2").values()) == [count]


def test_of_files_that_say_the_same_the_faultless_one_is_read(tmp_path: Path) -> None:
    """A form that was corrected where nothing is read from has no problem left of the form before it."""
    Made(SET, {("1.3", ""): {A: "có"}, ("1.2", ""): {A: 3}}, about={About.UNIT: "X"}).write(
        tmp_path / "a.xlsx"
    )
    Made(SET, {("1.2", ""): {A: 3}}, about={About.UNIT: "X"}).write(tmp_path / "b.xlsx")
    answers = read(tmp_path, SET)
    assert found(answers) == []
    assert list(given(answers, "1.2").values()) == [3]


def table(path: Path, *rows: list[Any]) -> None:
    """Write a workbook that is a plain table."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def repacked(
    path: Path, change: Callable[[str, bytes], bytes | None], of: Made | None = None, **more: bytes
) -> None:
    """Write a form whose parts were changed."""
    stream = io.BytesIO()
    (of or form()).write(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name, part)
    path.write_bytes(stream.getvalue())


def changed(**options: Any) -> Callable[[Path], None]:
    """Return a maker of a form with other hidden information."""
    return lambda path: void(
        Made(SET, {("1.2", ""): {A: 3}}, about={About[k]: v for k, v in options.items()}).write(path)
    )


def void(_: object) -> None:
    """Return nothing."""


def without(field: str) -> Callable[[Path], None]:
    """Return a maker of a form that lost something."""

    def make(path: Path) -> None:
        made = form()
        if field == "about":
            made.about = {}
        elif field == "heads":
            made.coded, made.headings = False, []
        elif field == "answer":
            place = made.fields.index(A)
            made.headings[place], made.codes[place] = "Cột khác", ""
        made.write(path)

    return make


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
WIDE = (
    b"<row>"
    + b"<c><v>1</v></c>" * 16_000
    + b"</row>"
    + b"<row><c><v>1</v></c></row>" * 3_000
    + b"</sheetData>"
)
BOMB = b"\0" * (300 * 2**20)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(400)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Format = Callable[[Path, Sheets], Path]


@dataclass(frozen=True)
class Case:
    """One workbook, with what is wrong with it and what of it still counts.

    Attributes:
        make: writes it.
        problems: the codes and places of its problems.
        counts: the answers that still count.
        unit: the unit whose they are.
    """

    make: Callable[[Path], Any]
    problems: tuple[tuple[str, str], ...] = ()
    counts: Mapping[str, Any] = field(default_factory=dict)
    unit: str = "X"


def useless(make: Callable[[Path], Any], code: str, place: str = "") -> Case:
    """Return a workbook that has one problem and of which nothing counts."""
    return Case(make, ((code, place),))


def filled(**cells: Any) -> Case:
    """Return a form with other cells in its column of answers, of which all still count."""
    said = {**FILLED, **{(id_, ""): {A: cell} for id_, cell in cells.items()}}
    return Case(lambda path: Made(SET, said).write(path), counts=ALL)


def mended(change: Callable[[Made], Any], *problems: tuple[str, str], **counts: Any) -> Case:
    """Return a form that somebody changed, of which all still counts but what is said otherwise."""

    def make(path: Path) -> None:
        made = Made(SET, FILLED)
        change(made)
        made.write(path)

    return Case(make, problems, {id_: value for id_, value in {**ALL, **counts}.items() if value is not None})


def sheet(change: Callable[[bytes], bytes], *problems: tuple[str, str], **counts: Any) -> Case:
    """Return a form whose first sheet was rewritten byte by byte."""

    def make(path: Path) -> None:
        repacked(
            path, lambda name, part: change(part) if "sheet1.xml" in name else part, of=Made(SET, FILLED)
        )

    return Case(make, problems, {id_: value for id_, value in {**ALL, **counts}.items() if value is not None})


def cell(address: str, what: str) -> Callable[[bytes], bytes]:
    """Return what writes a cell of a sheet anew, with the attributes and content that are given."""
    return lambda part: re.sub(
        rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)' % address.encode(), f'<c r="{address}"{what}</c>'.encode(), part
    )


def kept_as(write: Format, *problems: tuple[str, str], **cells: Any) -> Case:
    """Return a form in another format, with other cells in its column of answers."""
    rows = {"one": 6, "two": 7, "four": 9, "five": 10}
    ids = {"one": "1.1", "two": "1.2", "four": "1.4", "five": "1.5"}
    instead = {(rows[name], 7): value for name, value in cells.items()}
    lost = {ids[name] for name, value in cells.items() if isinstance(value, Wrong | Unsaved)}
    counts = {id_: value for id_, value in ALL.items() if id_ not in lost}
    return Case(
        lambda path: write(path, sheets_of(Made(SET, FILLED), path.with_suffix(".made"), instead)),
        problems,
        counts,
    )


def old(
    change: Callable[[bytes], bytes] = lambda raw: raw, *, globals_: bytes = b"", sheet_: bytes = b""
) -> Any:
    """Return a maker of an old workbook with more records, or changed bytes."""

    def make(path: Path) -> None:
        stream = old_stream(
            {"a": old_sheet([["unit", "criterion"], ["T", "1.1"]], more=sheet_)}, more=globals_
        )
        path.write_bytes(change(compound(stream)))

    return make


def far_ods(path: Path) -> None:
    """Write an OpenDocument spreadsheet with a cell far away."""
    write_ods(path, {"a": [["unit"]]})
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            far = b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="999"><text:p>a</text:p></table:table-cell></table:table-row></table:table>'
            package.writestr(name, part.replace(b"</table:table>", far))


def left(made: Made) -> None:
    """Rename, sort, move about and hide what can be, add rows, and set a filter."""
    order = [*made.fields[8:], *made.fields[:8]]
    made.title, made.fields = "Sheet1 (2)", tuple(order)
    made.codes = [each.value for each in order]
    made.headings = [COLUMNS[each].heading.vi for each in order]
    made.above += [["Ghi chú thêm"], []]
    made.rows.reverse()
    made.rows.insert(2, {})
    made.rows.insert(3, {Field.TITLE: "Ghi chú của cán bộ"})
    made.hidden = {1, 4}


def stripped(made: Made) -> None:
    """Take out the hidden columns and the hidden row, and spell the rest in NFD."""
    made.coded, made.fields, made.headings = False, made.fields[3:], made.headings[3:]
    made.headings = [unicodedata.normalize("NFD", text) for text in made.headings]
    for cells in made.rows:
        cells |= {f: unicodedata.normalize("NFD", c) for f, c in cells.items() if isinstance(c, str)}


def total_within(made: Made) -> None:
    """Sort the row of the total in among the criteria."""
    made.rows.insert(2, {Field.TITLE: "TỔNG CỘNG", C: 5.5})


def words_below(made: Made) -> None:
    """Write points below the last criterion, and below them who signs, in the column of the numbers."""
    made.below = [[*[None] * 4, "Điểm đề nghị", *[None] * 8, 5.5], [None, None, None, "NGƯỜI LẬP PHIẾU"]]


def row_of(made: Made, id_: str) -> dict[Field, Any]:
    """Return the cells of a criterion."""
    return made.rows[made.row(id_) - made.first - 1]


def sorted_out(made: Made) -> None:
    """Change a criterion of a form that was made from another version."""
    made.about |= {About.FINGERPRINT: "cũ", About.VERSION: "0.9.0"}
    row_of(made, "1.2")[Field.MAX_POINTS] = 1


def merged(made: Made) -> None:
    """Merge the answers of two criteria into one cell."""
    made.merged = [(1, 2, A, "có")]


def own_unit(path: Path) -> None:
    """Write the workbook of an appraiser that is a unit itself, with its own row filled in."""
    rows = [
        {
            Field.CRITERION: "1.2",
            Field.UNIT: unit,
            Field.UNIT_NAME: NAMES[unit],
            Field.AWARD: 1,
            Field.REASON: "thiếu",
        }
        for unit in ("S", "Y")
    ]
    appraisal(SET, rows).write(path)


def twice(number: int) -> Callable[[Path], None]:
    """Return a maker of a form with its sheet in it twice, the second with a number of its own."""

    def make(path: Path) -> None:
        Made(SET, FILLED).write(path)
        book = openpyxl.load_workbook(path)
        book.copy_worksheet(book["Tự chấm"])["H8"] = number
        book.save(path)

    return make


def of_1904(path: Path) -> None:
    """Write a form that counts its days from 1904."""
    Made(SET, FILLED).write(path)
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book["Tự chấm"]["H11"] = datetime.date(2025, 3, 31)
    book.save(path)


def both(path: Path) -> None:
    """Write a file that is an old workbook and a packed one at once."""
    old()(path)
    first = path.read_bytes()
    Made(SET, FILLED).write(path)
    path.write_bytes(first + path.read_bytes())


def dated(cell: Any, code: str) -> Callable[[Made], None]:
    """Return what writes a date, or a number that is shown as one."""

    def change(made: Made) -> None:
        row_of(made, "1.5")[A] = cell
        made.formats[made.row("1.5") - made.first - 1, A] = code

    return change


def in_percent(change: Callable[[bytes], bytes]) -> Case:
    """Return a form with a cell of percentages, its first sheet rewritten byte by byte."""

    def make(path: Path) -> None:
        made = Made(SET, {**FILLED, ("1.4", ""): {A: 0.925}})
        made.formats[made.row("1.4") - made.first - 1, A] = "0.0%"
        repacked(path, lambda name, part: change(part) if "sheet1.xml" in name else part, of=made)

    return Case(make, counts=ALL)


def prefixed(part: bytes) -> bytes:
    """Return a sheet whose tags have a prefix."""
    named = part.replace(
        b'xmlns="http://schemas.openxmlformats.org/spr', b'xmlns:x="http://schemas.openxmlformats.org/spr'
    )
    return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", named)


H7, H8, H9, H10, H11, H12, H13 = (f"Tự chấm › H{row}" for row in range(7, 14))
INLINE = ' t="inlineStr"><is><r><t>C</t></r><r><t>ó</t></r><rPh sb="0" eb="1"><t>ko</t></rPh></is>'
CASES: dict[str, Case] = {
    # files that are no workbook
    "empty.xlsx": useless(lambda p: p.write_bytes(b""), "not-a-workbook"),
    "text.xlsx": useless(lambda p: p.write_text("unit,criterion\n"), "not-a-workbook"),
    "text.ods": useless(lambda p: p.write_text("unit,criterion\n"), "not-a-workbook"),
    "text.xls": useless(lambda p: p.write_text("<table>"), "not-a-workbook"),
    "picture.xlsx": useless(lambda p: p.write_bytes(JPEG), "not-a-workbook"),
    "zip.xlsx": useless(lambda p: p.write_bytes(b"PK\x03\x04"), "not-a-workbook"),
    "other.xlsx": useless(lambda p: zipfile.ZipFile(p, "w").writestr("a.txt", "a"), "not-a-workbook"),
    # damaged ones
    "cut.xlsx": useless(lambda p: p.write_bytes(form().write(p).read_bytes()[:-200]), "not-a-workbook"),
    "torn.xlsx": useless(
        lambda p: repacked(p, lambda n, b: b[:-300] if "sheet1" in n else b), "file-damaged"
    ),
    "lost.xlsx": useless(
        lambda p: repacked(p, lambda n, b: None if "workbook.xml" in n else b), "not-a-workbook"
    ),
    "utf16.xlsx": useless(
        lambda p: repacked(p, lambda n, b: b.decode().encode("utf-16") if "sheet1" in n else b), "file-damaged"
    ),
    "header.xls": useless(lambda p: p.write_bytes(OLD * 200), "file-damaged"),
    "cut.xls": useless(old(lambda raw: raw[:2000]), "file-damaged"),
    "circle.xls": useless(old(lambda raw: raw[:524] + b"\2\0\0\0" + raw[528:]), "file-damaged"),
    "texts.xls": useless(old(globals_=record(0x00FC, b"\xff\xff\xff\x7f" * 2)), "file-damaged"),
    # locked ones, and ones that would fill the memory
    "locked.xlsx": useless(
        lambda p: p.write_bytes(OLD + "EncryptedPackage".encode("utf-16-le")), "workbook-has-password"
    ),
    "locked.xls": useless(old(globals_=record(0x002F, b"\1\0" * 27)), "workbook-has-password"),
    "far.xlsx": useless(
        lambda p: repacked(p, lambda n, b: b.replace(b"</sheetData>", FAR) if "sheet1" in n else b), "too-many-cells"
    ),
    "implied.xlsx": useless(
        lambda p: repacked(p, lambda n, b: b.replace(b"</sheetData>", WIDE) if "sheet1" in n else b),
        "too-many-cells",
    ),
    "far.ods": useless(far_ods, "too-many-cells"),
    "far.xls": useless(old(sheet_=record(0x0203, b"\xff\xff\xff\x00" + bytes(10))), "too-many-cells"),
    "sized.xls": useless(old(sheet_=record(0x0200, b"\0\0\0\0\xff\xff\xff\x7f\0\0\xff\xff\0\0")), "too-many-cells"),
    "bomb.xlsx": useless(lambda p: repacked(p, lambda _, b: b, **{"xl/media/a.bin": BOMB}), "file-too-large"),
    "both.xls": useless(both, "not-a-workbook"),
    "both.xlsx": useless(lambda p: repacked(p, lambda _, b: b, **{"content.xml": b"<a/>"}), "not-a-workbook"),
    # tables
    "blank.xlsx": useless(table, "file-empty"),
    "note.xlsx": useless(lambda p: table(p, ["Ghi chú", "Người gửi"], ["a", "b"]), "columns-missing", "Sheet"),
    "doubled.xlsx": useless(lambda p: table(p, ["unit", "criterion", "unit"], ["a", "b", "c"]), "repeated-column", "1"),
    "long.xlsx": useless(lambda p: table(p, ["unit", "criterion"], ["X", "1.1", None, "x"]), "row-too-long", "Sheet › 2"),
    "table.xlsx": Case(lambda p: table(p, ["unit", "criterion", "answer"], ["X", "1.2", 1]), counts={"1.2": 1}),
    "columns.xls": Case(
        lambda p: write_xls(p, {"a": [["unit", "criterion", "answer"], ["X", "1.4", Percent(0.925)]]}),
        counts={"1.4": Fraction("92.5")},
    ),
    # forms of others
    "year.xlsx": useless(changed(YEAR=1999), "form-of-other-year", "_cchc"),
    "set.xlsx": useless(changed(SET="khac"), "form-of-other-set", "_cchc"),
    "unit.xlsx": useless(changed(UNIT="Z"), "form-of-unknown-unit", "_cchc"),
    "stage.xlsx": useless(changed(STAGE="appraisal"), "form-of-others-stage", "_cchc"),
    "round.xlsx": useless(changed(STAGE="vong"), "form-stage-unknown", "_cchc"),
    "format.xlsx": useless(changed(FORMAT="2"), "form-format-unknown", "_cchc"),
    "version.xlsx": mended(
        sorted_out, ("form-of-other-version", "_cchc"), ("leaf-changed", H8), **{"1.2": None}
    ),
    "renamed.xlsx": useless(
        lambda p: renamed(p, "XÃ BÌNH YÊN"), "form-names-other-unit", "Tự chấm › A1"
    ),
    "Xã Tân An (bản 2) – «cuối».xlsx": Case(lambda p: renamed(p, "XÃ TÂN AN"), counts=ALL),
    # forms that lost something
    "copied.xlsx": useless(without("about"), "form-without-about"),
    "headless.xlsx": useless(without("heads"), "form-without-rows"),
    "columnless.xlsx": useless(without("answer"), "form-column-missing", "Tự chấm › 5"),
    "stripped.xlsx": mended(stripped),
    "left.xlsm": mended(left),
    "total.xlsx": mended(total_within),
    "below.xlsx": mended(words_below),
    # answers as people write them
    "good.xlsx": filled(),
    "texts.xlsx": filled(**{"1.1": " CÓ ", "1.2": "3 ", "1.4": "92,5%", "1.5": "2025-03-31 "}),
    "commas.xlsx": filled(**{"1.1": True, "1.2": "3", "1.4": "92,50", "1.5": " 31/3/2025"}),
    "good.xls": kept_as(write_xls, four=Percent(0.925), five=datetime.date(2025, 3, 31), one=True),
    "good.ods": kept_as(write_ods, four=Percent(0.925), five=datetime.date(2025, 3, 31), one=True),
    "texts.ods": kept_as(write_ods, two=" 3 ", four="92,5"),
    "1904.xlsx": Case(of_1904, counts=ALL),
    "runs.xlsx": sheet(cell("H7", INLINE)),
    "shared.xlsx": sheet(cell("H8", '><f t="shared" ref="H8:H9" si="0">1+2</f><v>3</v>')),
    "link.xlsx": sheet(cell("H8", "><f>[1]Tờ1!A1</f><v>3</v>")),
    "dde.xlsx": sheet(cell("H8", "><f>cmd|' /C calc'!A0</f><v>3</v>")),
    "powers.xlsx": sheet(cell("H10", "><v>9.25E1</v>")),
    "binary.xlsx": sheet(cell("H10", "><v>0.30000000000000004</v>"), **{"1.4": Fraction("0.3")}),
    "paths.xlsx": Case(
        lambda p: repacked(p, lambda _, b: b, of=Made(SET, FILLED), **{"../../x.txt": b"x", "/x.txt": b"x"}), counts=ALL
    ),
    "percent.xlsx": in_percent(lambda part: part),
    "prefixed.xlsx": in_percent(prefixed),
    "order.xlsx": in_percent(lambda part: re.sub(rb'<c (r="\w+") (s="\d+")', rb"<c \2 \1", part)),
    "quotes.xlsx": in_percent(lambda part: re.sub(rb'<c r="(\w+)" s="(\d+)"', rb"<c  r='\1'\ts='\2'", part)),
    "day.xlsx": mended(dated(datetime.date(2025, 3, 31), "dd/mm/yyyy")),
    "macros.xlsm": Case(
        lambda p: repacked(p, lambda _, b: b, of=Made(SET, FILLED), **{"xl/vbaProject.bin": b"x"}), counts=ALL
    ),
    "twice.xlsx": Case(twice(3), counts=ALL),
    "notes.xlsx": mended(lambda made: row_of(made, "1.1").update({Field.NOTE: "dài " * 8000, Field.EVIDENCE: "'12/QĐ"})),
    # answers that are in doubt
    "word.xlsx": mended(lambda made: row_of(made, "1.2").update({A: "hai"}), ("whole-number-wanted", H8), **{"1.2": None}),
    "claim.xlsx": mended(
        lambda made: row_of(made, "1.2").update({C: 50}), ("points-out-of-range", "Tự chấm › N8")
    ),
    "early.xlsx": sheet(cell("H11", "><v>45</v>"), ("date-wanted", H11), **{"1.5": None}),
    "noon.xlsx": mended(
        dated(45747.5, "dd/mm/yyyy hh:mm"), ("date-wanted", H11), **{"1.5": None}
    ),
    "first.xlsx": mended(dated(45, "dd/mm/yyyy"), **{"1.5": datetime.date(1900, 2, 14).toordinal()}),
    "hour.xlsx": mended(
        lambda made: row_of(made, "1.5").update({A: "31/03/2025 16:30"}), ("date-wanted", H11), **{"1.5": None}
    ),
    "dot.xlsx": mended(lambda made: row_of(made, "1.4").update({A: "1.316"}), ("ambiguous-number", H10), **{"1.4": None}),
    "error.xlsx": sheet(cell("H8", ' t="e"><v>#N/A</v>'), ("whole-number-wanted", H8), **{"1.2": None}),
    "error.xls": kept_as(write_xls, ("whole-number-wanted", H8), two=Wrong("#N/A", 0x2A)),
    "error.ods": kept_as(write_ods, ("whole-number-wanted", H8), two=Wrong("#N/A", 0x2A)),
    "unsaved.xlsx": sheet(cell("H8", "><f>1+2</f>"), ("formula-without-value", H8), **{"1.2": None}),
    "unsaved.xls": kept_as(write_xls, ("formula-without-value", H8), two=Unsaved()),
    "unsaved.ods": kept_as(write_ods, ("formula-without-value", H8), two=Unsaved()),
    "differs.xlsx": Case(twice(4), (("rows-differ", "Tự chấm Copy › H8"),), {**{k: v for k, v in ALL.items() if k != "1.2"}}),
    "merged.xlsx": mended(merged, ("merged-over-criteria", H7), ("merged-over-criteria", H8), **{"1.1": None, "1.2": None}),
    # answers that are not the unit's to give
    "survey.xlsx": mended(lambda made: row_of(made, "1.3").update({A: "có"}), ("not-the-units-to-answer", H9)),
    "system.xlsx": mended(lambda made: row_of(made, "1.7").update({A: "có"}), ("not-the-units-to-answer", H13)),
    "excluded.xlsx": mended(lambda made: row_of(made, "1.6").update({A: "có"}), ("leaf-not-for-unit", H12)),
    "neighbour.xlsx": mended(
        lambda made: row_of(made, "1.2").update({Field.UNIT: "Y"}), ("form-row-of-other-unit", H8), **{"1.2": None}
    ),
    "inserted.xlsx": mended(
        lambda made: made.rows.append({Field.NUMBER: "1.9", A: 1}), ("form-row-unplaced", "Tự chấm › H14")
    ),
    "unknown.xlsx": mended(
        lambda made: made.rows.append({Field.CRITERION: "9.9", A: 1}), ("unknown-criterion", "Tự chấm › H14")
    ),
    "itself.xlsx": useless(own_unit, "own-unit-decided", "Thẩm định › I6"),
}  # fmt: skip


def renamed(path: Path, name: str) -> None:
    """Write the form of a unit with a name in its heading."""
    made = Made(SET, FILLED)
    made.above[0] = [name]
    made.write(path)


@pytest.mark.parametrize("name", CASES)
def test_a_damaged_or_unusual_workbook_has_its_problems_and_the_rest_goes_on(
    name: str, tmp_path: Path
) -> None:
    """Each damaged or unusual workbook of a folder gives just its problems, and what is good of it counts."""
    case = CASES[name]
    case.make(tmp_path / name)
    form(2, "TỐT").write(tmp_path / "tot.xlsx")
    answers = read(tmp_path, SET, units=KNOWN)
    assert found(answers) == list(case.problems)
    assert {Path(p.file).name for p in answers.problems} <= {name}
    assert counting(answers, case.unit) == case.counts
    assert counting(answers, "TỐT") == {"1.1": 1, "1.2": 2}


def counting(answers: cchc.Answers, unit: str) -> dict[str, Any]:
    """Return the answers of a unit that are scored."""
    leaves = cchc.score(SET, answers).leaves.query("unit == @unit and state == 'scored'")
    return {id_: value for id_ in leaves["criterion"] for value in given(answers, id_, unit).values()}


def test_of_an_appraiser_that_is_a_unit_only_what_it_says_of_others_counts(tmp_path: Path) -> None:
    """An appraiser's award to itself is not used, its award to another unit is."""
    own_unit(tmp_path / "a.xlsx")
    for unit in ("S", "Y"):
        form(2, unit).write(tmp_path / f"{unit}.xlsx")
    leaves = cchc.score(SET, read(tmp_path, SET, units=KNOWN)).leaves.query("criterion == '1.2'")
    states = dict(zip(leaves["unit"], leaves["state"], strict=True))
    assert (states["S"], states["Y"]) == ("scored", "awarded")


REFUSED = [
    name for name, case in CASES.items() if any(c.endswith(("workbook", "damaged")) for c, _ in case.problems)
]


@pytest.mark.parametrize("name", REFUSED)
def test_a_damaged_file_that_was_named_itself_stops(name: str, tmp_path: Path) -> None:
    """A damaged workbook that the call names is refused in one line."""
    CASES[name].make(tmp_path / name)
    with pytest.raises(cchc.DataError) as raised:
        read(tmp_path / name, SET)
    assert len(str(raised.value).splitlines()) == 1


def test_lock_files_and_files_of_the_system_are_passed_over(tmp_path: Path) -> None:
    """What spreadsheets and systems leave in a folder is not read."""
    form().write(tmp_path / "a.xlsx")
    for name in ("~$a.xlsx", ".~lock.a.xlsx#", "._a.xlsx", "Thumbs.db", "desktop.ini"):
        (tmp_path / name).write_bytes(b"x")
    assert found(read(tmp_path, SET)) == []


def test_forms_and_tables_are_read_together(tmp_path: Path) -> None:
    """A folder may hold forms, CSV and workbooks with the usual columns."""
    form().write(tmp_path / "a.xlsx")
    table(tmp_path / "b.xlsx", ["unit", "criterion", "answer"], ["Y", "1.2", 1])
    (tmp_path / "c.csv").write_text("unit,criterion,answer\nZ,1.2,2\n", encoding="utf-8")
    answers = read(tmp_path, SET)
    assert found(answers) == []
    assert [list(given(answers, "1.2", unit).values()) for unit in "XYZ"] == [[3], [1], [2]]


@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_random_bytes_never_give_anything_but_problems(start: bytes, tmp_path: Path) -> None:
    """Bytes of no meaning are one problem each."""
    chance = random.Random(1)
    for number in range(30):
        name = f"{number}{chance.choice(['.xlsx', '.xls', '.ods'])}"
        (tmp_path / name).write_bytes(start + chance.randbytes(chance.randrange(3000)))
    assert len(read(tmp_path, SET).problems) == 30
