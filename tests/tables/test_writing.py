"""A result's folder: its files, columns and order; the same bytes for the same content; what may be replaced."""

import csv
import hashlib
import io
import json
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import cchc_index as cchc
from tests.scoring.small import COUNT, RATE, TEXT, YES_NO, area, criteria, frame, leaf, units

FILES = {
    "ranking.csv",
    "leaves.csv",
    "nodes.csv",
    "summary.csv",
    "problems.csv",
    "ket-qua.xlsx",
    "manifest.json",
}
SET = criteria(
    area("1", leaf("1.1", YES_NO), leaf("1.2", RATE, source="survey")),
    area("2", leaf("2.1", COUNT), leaf("2.2", TEXT)),
    area("8", leaf("8.1", COUNT), code="bonus", max_points="2"),
    classes=[{"name": "Tốt", "at_least": "70"}, {"name": "Yếu", "at_least": "0"}],
    policy={"ranking": {"within": "vùng"}},
)
KNOWN = units(
    {"unit": "B", "name": "Xã B", "kind": "xa", "vùng": "núi", "ranked": ""},
    {"unit": "A", "name": "Xã A", "kind": "xa", "vùng": "núi", "ranked": ""},
    {"unit": "C", "name": "Phường C", "kind": "phuong", "vùng": "biển", "ranked": ""},
    {"unit": "D", "name": "Xã D", "kind": "xa", "vùng": "núi", "ranked": "không"},
    {"unit": "E", "name": "Xã E", "kind": "xa", "vùng": "núi", "ranked": ""},
)
ROWS = [
    {"unit": unit, "criterion": criterion, "answer": answer}
    for unit, answers in {
        "A": {"1.1": "có", "1.2": "90%", "2.1": "3", "2.2": "=1+1"},
        "B": {"1.1": "không", "1.2": "33,33%", "2.1": "hai", "9.9": "có"},
        "C": {"1.1": "có", "1.2": "100", "8.1": "1"},
        "D": {"1.1": "có"},
    }.items()
    for criterion, answer in answers.items()
]


@cache
def result() -> cchc.Result:
    """Return the result that most tests write."""
    return cchc.score(SET, cchc.read_answers(frame(ROWS), SET, units=KNOWN))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the written result."""
    out = tmp_path_factory.mktemp("writing") / "ket-qua"
    result().write(out)
    return out


def table(path: Path) -> list[list[str]]:
    """Return the rows of a CSV file, its heading first."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def contents(out: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def complete(out: Path) -> bool:
    """Tell whether a folder holds a whole result, by the hashes of its manifest."""
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in manifest["files"]}
    return hashes == manifest["files"] and {path.name for path in out.iterdir()} == FILES


def test_a_result_has_exactly_the_promised_files(folder: Path) -> None:
    """A result's folder holds seven files and nothing else, nor is anything left beside it."""
    assert {path.name for path in folder.iterdir()} == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["ket-qua"]


HEADINGS = {
    "ranking.csv": [
        "rank", "group", "unit", "name", "kind", "points", "max_points", "index", "class", "provisional", "claim",
        "source:self", "source:survey",
        "points:1", "index:1", "rank:1", "points:2", "index:2", "rank:2", "points:8", "index:8", "rank:8",
    ],
    "leaves.csv": ["unit", "criterion", "state", "answer", "points", "max_points", "claim", "stage", "branch"],
    "nodes.csv": ["unit", "node", "points", "max_points", "index", "rank"],
    "summary.csv": ["node", "group", "units", "mean", "median", "best", "worst"],
    "problems.csv": ["severity", "code", "file", "place", "unit", "criterion", "message", "hint"],
}  # fmt: skip


@pytest.mark.parametrize("name", HEADINGS)
def test_a_table_has_exactly_the_promised_columns(name: str, folder: Path) -> None:
    """Each table has the columns of the design in their order, and every row as many cells."""
    rows = table(folder / name)
    assert rows[0] == HEADINGS[name]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_ranking_is_written_by_group_rank_and_unit(folder: Path) -> None:
    """The ranking is in the order of groups, ranks and units; units without a rank come last."""
    rows = [row[:11] for row in table(folder / "ranking.csv")[1:]]
    assert rows == [
        ["1", "biển", "C", "Phường C", "phuong", "4.5", "6", "75", "Tốt", "false", ""],
        ["1", "núi", "A", "Xã A", "xa", "5.3", "6", "88.33", "Tốt", "false", ""],
        ["2", "núi", "B", "Xã B", "xa", "0.67", "6", "11.17", "Yếu", "false", ""],
        ["", "núi", "D", "Xã D", "xa", "2", "6", "33.33", "Yếu", "false", ""],
        ["", "núi", "E", "Xã E", "xa", "", "6", "", "", "false", ""],
    ]


def test_leaves_are_written_unit_by_unit_in_the_order_of_the_set(folder: Path) -> None:
    """There is a row for every unit and leaf, in the order of units and of the set."""
    rows = table(folder / "leaves.csv")[1:]
    assert [row[:2] for row in rows] == [
        [unit, leaf_] for unit in "ABCDE" for leaf_ in ("1.1", "1.2", "2.1", "2.2", "8.1")
    ]
    assert rows[0] == ["A", "1.1", "scored", "yes", "2", "2", "", "self", "yes"]
    assert rows[4] == ["A", "8.1", "unanswered", "", "0", "2", "", "", ""]
    assert rows[7] == ["B", "2.1", "invalid", "hai", "0", "2", "", "self", ""]
    assert rows[-1][4] == ""


def test_nodes_are_areas_and_inner_criteria(folder: Path) -> None:
    """There is a row for every unit and area, with index and rank."""
    rows = table(folder / "nodes.csv")[1:]
    assert [row[:2] for row in rows] == [[unit, node] for unit in "ABCDE" for node in ("1", "2", "8")]
    assert rows[0] == ["A", "1", "3.8", "4", "95", "1"]


def test_the_summary_is_of_each_node_and_group(folder: Path) -> None:
    """The summary has the whole and every node, for every group, in that order."""
    rows = table(folder / "summary.csv")[1:]
    assert [row[:2] for row in rows] == [
        [node, group] for node in ("*", "1", "2", "8") for group in ("biển", "núi")
    ]
    assert rows[1] == ["*", "núi", "3", "44.28", "33.33", "88.33", "11.17"]


def test_problems_are_written_in_order(folder: Path) -> None:
    """Problems are listed with code, place and hint in the order in which they were found."""
    rows = table(folder / "problems.csv")[1:]
    assert [row[:6] for row in rows] == [
        ["error", "whole-number-wanted", "", "8", "B", "2.1"],
        ["error", "unknown-criterion", "", "9", "B", "9.9"],
        ["warning", "unit-without-answers", "", "", "E", ""],
    ]
    assert all(row[6] and row[7] for row in rows)


@pytest.mark.parametrize("name", HEADINGS)
def test_a_table_is_utf_8_with_its_mark_and_windows_line_ends(name: str, folder: Path) -> None:
    """CSV is UTF-8 with BOM, commas and CRLF, so that spreadsheets open it."""
    raw = (folder / name).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_the_manifest_says_what_the_files_are(folder: Path) -> None:
    """The manifest has the true SHA-256 of every other file, and ends with a line end."""
    assert complete(folder)
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    assert set(json.loads(text)) == {
        "criteria", "engine", "files", "fingerprints", "language", "plugins", "stage", "year",
    }  # fmt: skip
    assert set(json.loads(text)["files"]) == FILES - {"manifest.json"}
    assert text.endswith("}\n")


def test_no_file_has_a_time_or_a_place_in_it(tmp_path: Path, folder: Path) -> None:
    """The same result written elsewhere and later is the same bytes."""
    result().write(tmp_path / "khac")
    assert contents(tmp_path / "khac") == contents(folder)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rows_and_files_changes_no_byte(seed: int, tmp_path: Path, folder: Path) -> None:
    """Rows in any order, in any number of tables, give the same bytes in all files but the list of problems."""
    rows = list(ROWS)
    random.Random(seed).shuffle(rows)
    parts = [frame(rows[start :: seed + 1]) for start in range(seed + 1)]
    cchc.score(SET, cchc.read_answers(parts, SET, units=KNOWN)).write(tmp_path / "out")
    unlike = {"problems.csv", "manifest.json", "ket-qua.xlsx"}
    one, other = contents(tmp_path / "out"), contents(folder)
    assert {name: one[name] for name in FILES - unlike} == {name: other[name] for name in FILES - unlike}
    for name in ("fingerprints", "criteria", "engine", "language", "year", "stage"):
        assert json.loads(one["manifest.json"])[name] == json.loads(other["manifest.json"])[name]
    assert sheets(tmp_path / "out") == sheets(folder)


def sheets(out: Path) -> dict[str, list[Any]]:
    """Return the cells of a workbook's sheets, but those of the problems."""
    book = openpyxl.load_workbook(out / "ket-qua.xlsx")
    return {sheet.title: list(sheet.values) for sheet in book.worksheets[:-1]}


def test_without_problems_the_order_of_rows_changes_no_byte_at_all(tmp_path: Path) -> None:
    """Where nothing is wrong, rows and files in any order give the same bytes in every file, the workbook too."""
    rows = [row for row in ROWS if row["answer"] != "hai" and row["criterion"] != "9.9"]
    for name, given in (("mot", [frame(rows)]), ("hai", [frame(rows[7:][::-1]), frame(rows[:7])])):
        cchc.score(SET, cchc.read_answers(given, SET, units=KNOWN)).write(tmp_path / name)
    assert contents(tmp_path / "mot") == contents(tmp_path / "hai")


SCRIPT = """
import sys
import cchc_index as cchc
criteria = cchc.load_criteria(sys.argv[1])
units = cchc.read_units(sys.argv[3])
cchc.score(criteria, cchc.read_answers(sys.argv[2], criteria, units=units)).write("ket-qua")
"""
PLACES = [
    {"PYTHONHASHSEED": "0", "TZ": "America/St_Johns", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8"},
]


def test_machine_locale_zone_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    """The same files give the same bytes under any hash seed, time zone and locale."""
    example = Path(__file__).resolve().parents[2] / "examples" / "cap-xa-nho"
    files = [
        os.path.relpath(example / name, tmp_path / "0")
        for name in ("bo-tieu-chi.yaml", "answers.csv", "units.csv")
    ]
    started = []
    for number, place in enumerate(PLACES):
        (tmp_path / str(number)).mkdir()
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", SCRIPT, *files],
                cwd=tmp_path / str(number),
                env={**os.environ, **place},
            )
        )
    assert [each.wait(timeout=120) for each in started] == [0, 0]
    first, *others = (contents(tmp_path / str(number) / "ket-qua") for number in range(len(PLACES)))
    assert all(other == first for other in others)


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "\t=1", "=1\n+2"]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a result whose units, names, groups and answers look like formulas."""
    known = units(
        *(
            {"unit": text, "name": f"{text} xã", "aliases": "", "kind": text, "vùng": text}
            for text in DANGEROUS
        )
    )
    rows = [
        {"unit": text, "criterion": id_, "answer": text} for text in DANGEROUS for id_ in ("2.2", "1.1", text)
    ]
    out = tmp_path_factory.mktemp("attack") / "ket-qua"
    cchc.score(SET, cchc.read_answers(frame(rows), SET, units=known)).write(out)
    return out


@pytest.mark.parametrize("name", HEADINGS)
def test_no_text_cell_of_a_table_begins_like_a_formula(name: str, attacked: Path) -> None:
    """A text that a spreadsheet would run has a ' before it; numbers have none."""
    rows = table(attacked / name)
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert name == "summary.csv" or any(cell.startswith("'=") for cell in cells)


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(attacked: Path) -> None:
    """In the workbook a text stays the text that it is, without a sign and never as a formula or link."""
    book = openpyxl.load_workbook(attacked / "ket-qua.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert "=1+1" in {cell.value for cell in cells}


def test_a_negative_number_is_written_as_a_number_where_it_is_one(tmp_path: Path) -> None:
    """An answer below 0 is a text of the table, and reads back as that number."""
    line = {"kind": "linear", "of": "value", "negative": "true", "through": [{"at": "-10", "points": "0"}, {"at": "10", "points": "2"}]}  # fmt: skip
    of = criteria(leaf("1.1", line))
    cchc.score(of, cchc.read_answers(frame([{"criterion": "1.1", "answer": "-5"}]), of)).write(
        tmp_path / "out"
    )
    assert table(tmp_path / "out" / "leaves.csv")[1][3] == "'-5"


NAMES = {
    "line breaks": "Xã\nA\r\nB",
    "NUL": "Xã\x00A",
    "control signs": "Xã\x1b[31mA\x07",
    "turned text": "Xã \u202eA\u202c",
    "zero width": "Xã\u200bA",
    "quotes": "Xã \"A\", 'B'",
    "star": "*",
    "long": "Xã " + "á" * 40_000,
    "emoji": "Xã 🏡",
    "decomposed": "Xa\u0303 A",
}


@pytest.mark.parametrize("name", NAMES)
def test_units_of_any_name_are_written_and_found_again(name: str, tmp_path: Path) -> None:
    """A unit of any name has one line in each table, and rows read back name the same unit."""
    answers = cchc.read_answers(frame([{"unit": NAMES[name], "criterion": "2.1", "answer": "1"}]), SET)
    cchc.score(SET, answers).write(tmp_path / "out")
    rows = table(tmp_path / "out" / "ranking.csv")
    assert len(rows) == 2
    assert len((tmp_path / "out" / "ranking.csv").read_text(encoding="utf-8-sig").splitlines()) == 2
    assert answers.units.find(rows[1][2]) == 0


@pytest.mark.parametrize(
    "what", ["a file in it", "a manifest of others", "a folder in it", "a result and more"]
)
def test_a_folder_that_is_no_result_is_refused_and_left_alone(what: str, tmp_path: Path) -> None:
    """A folder with anything but an earlier result of ours is refused and stays as it is."""
    out = tmp_path / "out"
    out.mkdir()
    if what == "a result and more":
        result().write(out)
    (out / "quan-trong.txt").write_text("giữ", encoding="utf-8")
    if what == "a manifest of others":
        (out / "manifest.json").write_text(
            '{"name": "app", "files": {"quan-trong.txt": "x"}}', encoding="utf-8"
        )
    if what == "a folder in it":
        (out / "quan-trong.txt").rename(out / "tep")
        (out / "quan-trong.txt").mkdir()
    before = {path.name for path in out.iterdir()}
    with pytest.raises(cchc.UsageError) as raised:
        result().write(out)
    assert str(raised.value) == (
        f"{out}: error out-not-empty: Thư mục không trống và không chứa kết quả chấm điểm lần trước; không có gì bị ghi đè. "
        "Nêu thư mục mới, hoặc thư mục chứa kết quả lần trước."
    )
    assert {path.name for path in out.iterdir()} == before


def test_a_manifest_nested_beyond_reason_is_no_result(tmp_path: Path) -> None:
    """A folder whose manifest cannot be read is refused like any other."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(cchc.UsageError, match="out-not-empty"):
        result().write(tmp_path / "out")


def test_an_empty_folder_and_one_that_is_not_there_are_taken(tmp_path: Path) -> None:
    """An empty folder is filled; a missing one is made, with the folders above it."""
    (tmp_path / "trong").mkdir()
    result().write(tmp_path / "trong")
    result().write(tmp_path / "a" / "b" / "c")
    assert complete(tmp_path / "trong")
    assert complete(tmp_path / "a" / "b" / "c")


def test_an_earlier_result_is_replaced(tmp_path: Path) -> None:
    """An earlier result gives way to the new one, and nothing is left beside it."""
    out = tmp_path / "out"
    result().write(out)
    other = cchc.score(
        SET, cchc.read_answers(frame([{"unit": "Z", "criterion": "1.1", "answer": "có"}]), SET)
    )
    other.write(out)
    assert complete(out)
    assert [row[2] for row in table(out / "ranking.csv")[1:]] == ["Z"]
    assert os.listdir(tmp_path) == ["out"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A file where the folder should be is refused and left alone."""
    (tmp_path / "out").write_text("giữ", encoding="utf-8")
    with pytest.raises(cchc.UsageError) as raised:
        result().write(tmp_path / "out")
    assert raised.value.problems[0].message == "Nơi ghi kết quả đang là một tệp; cần một thư mục."
    assert (tmp_path / "out").read_text(encoding="utf-8") == "giữ"


@pytest.mark.parametrize("name", ["x" * 300, "x" * 5000, "tep/out", "a\0b"])
def test_a_folder_that_cannot_be_made_is_refused_in_our_words(name: str, tmp_path: Path) -> None:
    """A name that no folder can have, or one below a file, is refused without an error of the program."""
    (tmp_path / "tep").write_text("", encoding="utf-8")
    with pytest.raises(cchc.UsageError):
        result().write(tmp_path / name)


def test_why_a_folder_cannot_be_written_is_not_said_in_another_language(tmp_path: Path) -> None:
    """The sentence about a folder that cannot be written is Vietnamese to its end."""
    (tmp_path / "tep").write_text("", encoding="utf-8")
    with pytest.raises(cchc.UsageError) as raised:
        result().write(tmp_path / "tep" / "out")
    assert not any(
        word in raised.value.problems[0].message for word in ("exists", "directory", "file", "File")
    )


def test_the_folder_of_work_itself_may_be_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """“.” is the folder that one works in: filled where it is empty, or refused without a trace."""
    (tmp_path / "day").mkdir()
    monkeypatch.chdir(tmp_path / "day")
    try:
        result().write(".")
    except cchc.UsageError:
        assert list((tmp_path / "day").iterdir()) == []
    else:
        assert complete(tmp_path / "day")
    assert os.listdir(tmp_path) == ["day"]


def test_a_link_to_a_folder_is_followed_every_time(tmp_path: Path) -> None:
    """A result may be written through a link again and again, and the link stays a link."""
    (tmp_path / "that").mkdir()
    (tmp_path / "lien-ket").symlink_to("that", target_is_directory=True)
    for _ in range(3):
        result().write(tmp_path / "lien-ket")
    assert (tmp_path / "lien-ket").is_symlink()
    assert complete(tmp_path / "that")
    assert sorted(os.listdir(tmp_path)) == ["lien-ket", "that"]


def test_a_folder_of_others_that_is_named_like_ours_is_left_alone(tmp_path: Path) -> None:
    """A hidden folder that happens to have the name of a set-aside result is not deleted."""
    other = tmp_path / ".out.earlier"
    other.mkdir()
    (other / "quan-trong.txt").write_text("giữ", encoding="utf-8")
    try:
        result().write(tmp_path / "out")
    except cchc.UsageError:
        pass
    assert (other / "quan-trong.txt").read_text(encoding="utf-8") == "giữ"


def test_signs_of_patterns_in_the_name_are_signs(tmp_path: Path) -> None:
    """What a killed run left of a folder called [a]* is cleared, and nobody else's."""
    for name in (".[a]*.partial-999999999", ".ab.partial-999999999"):
        (tmp_path / name).mkdir()
    result().write(tmp_path / "[a]*")
    assert sorted(os.listdir(tmp_path)) == [".ab.partial-999999999", "[a]*"]


def test_the_frames_are_the_tables_that_are_written(folder: Path) -> None:
    """Each DataFrame of a result has the columns and rows of the file of its name."""
    for name, heading in HEADINGS.items():
        of_result: pd.DataFrame = getattr(result(), name.removesuffix(".csv"))
        assert list(of_result.columns) == heading
        assert len(of_result) == len(table(folder / name)) - 1


def test_writing_leaves_the_result_as_it_was(tmp_path: Path) -> None:
    """Writing, changing and sorting a DataFrame of a result leave the others alone."""
    one = cchc.score(SET, cchc.read_answers(frame(ROWS), SET, units=KNOWN))
    one.ranking["points"] = 0.0
    one.write(tmp_path / "out")
    assert table(tmp_path / "out" / "ranking.csv")[1][5] == "4.5"
