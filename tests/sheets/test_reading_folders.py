"""Folders of workbooks as they come in: several of one unit, damaged ones, unusual ones."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cchc_index as cchc
from cchc_index.sheets.layout import About, Field
from tests.scoring.small import COUNT, YES_NO, criteria, leaf
from tests.sheets.made import Made, Said, found, given, read

SET = criteria(leaf("1.1", YES_NO), leaf("1.2", COUNT), leaf("1.3", YES_NO, source="survey"))
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


def table(path: Path, *rows: list[Any]) -> None:
    """Write a workbook that is a plain table."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def repacked(path: Path, change: Callable[[str, bytes], bytes | None], **more: bytes) -> None:
    """Write a form whose parts were changed."""
    stream = io.BytesIO()
    form().write(path)
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


def said(filled: Said) -> Callable[[Path], None]:
    """Return a maker of a form filled in so."""
    return lambda path: void(Made(SET, filled).write(path))


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
BOMB = b"\0" * (300 * 2**20)
DAMAGED: dict[str, tuple[Callable[[Path], Any], set[str]]] = {
    "empty.xlsx": (lambda p: p.write_bytes(b""), {"not-a-workbook"}),
    "text.xlsx": (lambda p: p.write_text("unit,criterion\n"), {"not-a-workbook"}),
    "text.ods": (lambda p: p.write_text("unit,criterion\n"), {"not-a-workbook"}),
    "text.xls": (lambda p: p.write_text("<table>"), {"not-a-workbook"}),
    "zip.xlsx": (lambda p: p.write_bytes(b"PK\x03\x04"), {"not-a-workbook"}),
    "cut.xlsx": (lambda p: p.write_bytes(form().write(p).read_bytes()[:-200]), {"not-a-workbook"}),
    "locked.xlsx": (
        lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
        {"workbook-has-password"},
    ),
    "old.xls": (lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200), {"file-damaged"}),
    "other.xlsx": (lambda p: zipfile.ZipFile(p, "w").writestr("a.txt", "a"), {"not-a-workbook"}),
    "far.xlsx": (
        lambda p: repacked(p, lambda n, b: b.replace(b"</sheetData>", FAR) if "sheet1" in n else b),
        {"too-many-cells"},
    ),
    "bomb.xlsx": (lambda p: repacked(p, lambda _, b: b, **{"xl/media/a.bin": BOMB}), {"file-too-large"}),
    "torn.xlsx": (lambda p: repacked(p, lambda n, b: b[:-300] if "sheet1" in n else b), {"file-damaged"}),
    "lost.xlsx": (lambda p: repacked(p, lambda n, b: None if "workbook.xml" in n else b), {"not-a-workbook"}),
    "utf16.xlsx": (
        lambda p: repacked(p, lambda n, b: b.decode().encode("utf-16") if "sheet1" in n else b),
        {"file-damaged"},
    ),
    "blank.xlsx": (table, {"file-empty"}),
    "note.xlsx": (lambda p: table(p, ["Ghi chú", "Người gửi"], ["a", "b"]), {"columns-missing"}),
    "twice.xlsx": (lambda p: table(p, ["unit", "criterion", "unit"], ["a", "b", "c"]), {"repeated-column"}),
    "long.xlsx": (lambda p: table(p, ["unit", "criterion"], ["T", "1.1", None, "x"]), {"row-too-long"}),
    "year.xlsx": (changed(YEAR=1999), {"form-of-other-year"}),
    "set.xlsx": (changed(SET="khac"), {"form-of-other-set"}),
    "stage.xlsx": (changed(STAGE="appraisal"), {"form-of-others-stage"}),
    "round.xlsx": (changed(STAGE="vong"), {"form-stage-unknown"}),
    "format.xlsx": (changed(FORMAT="2"), {"form-format-unknown"}),
    "version.xlsx": (changed(FINGERPRINT="a", UNIT="V"), {"form-of-other-version"}),
    "copied.xlsx": (without("about"), {"form-without-about"}),
    "headless.xlsx": (without("heads"), {"form-without-rows"}),
    "columnless.xlsx": (without("answer"), {"form-column-missing"}),
    "survey.xlsx": (said({("1.3", ""): {A: "có"}}), {"not-the-units-to-answer"}),
    "word.xlsx": (said({("1.2", ""): {A: "hai"}}), {"whole-number-wanted"}),
    "claim.xlsx": (said({("1.2", ""): {A: 1, C: 50}}), {"points-out-of-range"}),
    "inserted.xlsx": (said({("", ""): {Field.NUMBER: "1.9", A: 1}}), {"form-row-unplaced"}),
    "unknown.xlsx": (said({("9.9", ""): {A: 1}}), {"unknown-criterion"}),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_or_unusual_workbook_has_its_problems_and_the_rest_goes_on(
    name: str, tmp_path: Path
) -> None:
    """Each damaged or unusual workbook of a folder gives just its problems, and another form is read."""
    make, expected = DAMAGED[name]
    make(tmp_path / name)
    form(2, "TỐT").write(tmp_path / "tot.xlsx")
    answers = read(tmp_path, SET)
    assert {p.code for p in answers.problems} == expected
    assert {Path(p.file).name for p in answers.problems} == {name}
    assert list(given(answers, "1.2", "TỐT").values()) == [2]


REFUSED = [
    name for name, (_, codes) in DAMAGED.items() if any(c.endswith(("workbook", "damaged")) for c in codes)
]


@pytest.mark.parametrize("name", REFUSED)
def test_a_damaged_file_that_was_named_itself_stops(name: str, tmp_path: Path) -> None:
    """A damaged workbook that the call names is refused in one line."""
    DAMAGED[name][0](tmp_path / name)
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


@pytest.mark.parametrize("seed", range(60))
def test_mutated_workbooks_never_give_anything_but_problems(seed: int, tmp_path: Path) -> None:
    """A form whose parts or bytes were changed at random is read or refused, and nothing else happens."""
    chance = random.Random(seed)

    def scramble(_: str, part: bytes) -> bytes:
        changed = bytearray(part)
        for _ in range(chance.choice([0, 1, 3])):
            place = chance.randrange(len(changed))
            changed[place : place + chance.randrange(4)] = chance.randbytes(chance.randrange(4))
        return bytes(changed)

    path = tmp_path / chance.choice(["a.xlsx", "a.xls", "a.ods", "a.xlsm"])
    repacked(path, scramble)
    if seed % 3 == 0:
        raw = bytearray(path.read_bytes())
        for _ in range(4):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        path.write_bytes(bytes(raw))
    try:
        read(tmp_path, SET)
    except cchc.DataError as error:
        assert error.problems


@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_random_bytes_never_give_anything_but_problems(start: bytes, tmp_path: Path) -> None:
    """Bytes of no meaning are one problem each."""
    chance = random.Random(1)
    for number in range(30):
        name = f"{number}{chance.choice(['.xlsx', '.xls', '.ods'])}"
        (tmp_path / name).write_bytes(start + chance.randbytes(chance.randrange(3000)))
    assert len(read(tmp_path, SET).problems) == 30
