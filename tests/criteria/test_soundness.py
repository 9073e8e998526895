"""Every check of a criteria file: good files, slips made in them, and the line that each is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

import cchc_index as cchc
from cchc_index.criteria.tree import LARGEST
from cchc_index.problems.catalogue import (
    criteria,
    formulas,
    keys,
    overlays,
    rules,
    structure,
    yaml_files,
)
from tests.criteria.slips import Slip, slips, topics
from tests.criteria.texts import FILE, SMALL, found, leaf, lines, marks

SECTIONS: Final = (yaml_files, keys, criteria, overlays, rules, formulas, structure)

NO_FILE_HAS: Final = {
    "not-understood": "stands for errors that no key of the format gives today: see test_no_foreign_words",
    "base-unsound": "needs another file: see test_overlays",
    "extends-too-far": "needs other files: see test_overlays",
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("topic", topics())
def test_a_good_file_is_sound(topic: str) -> None:
    """The good file of a topic has no problem."""
    Path(FILE).write_text(topics()[topic]["good"], encoding="utf-8")
    assert cchc.check(FILE) == ()


@pytest.mark.parametrize("slip", slips(), ids=lambda slip: slip.name)
def test_a_slip_is_told_at_its_place(slip: Slip) -> None:
    """A slip is told at its line and column, in Vietnamese and in English."""
    Path(FILE).write_text(slip.bad, encoding="utf-8")
    problems = cchc.check(FILE)
    assert tuple(str(problem) for problem in problems) == slip.vi
    assert tuple(problem.to("en").message for problem in problems) == slip.en


def a_link_to_itself(path: Path) -> None:
    """Put a link in the place of the file that can never be followed."""
    path.symlink_to(path.name)


def of_bytes(raw: bytes) -> Callable[[Path], None]:
    """Return what puts a file of these bytes in its place."""

    def write(path: Path) -> None:
        path.write_bytes(raw)

    return write


def near(name: str) -> Callable[[Path], None]:
    """Return what puts a file of another name beside it."""

    def write(path: Path) -> None:
        path.with_name(name).write_text(SMALL, encoding="utf-8")

    return write


WHOLE_FILES: Final = {
    "there is none": (
        near("bo-2025.yaml"),
        "bo.yaml: error file-missing: Không tìm thấy tệp; tên gần nhất trong cùng thư mục: bo-2025.yaml.",
        "There is no such file; the nearest name in the same folder: bo-2025.yaml.",
    ),
    "a folder": (
        Path.mkdir,
        "bo.yaml: error file-is-folder: Đây là một thư mục; cần đường dẫn tới một tệp.",
        "This is a folder; the path of a file is needed.",
    ),
    "cannot be opened": (
        a_link_to_itself,
        (
            "bo.yaml: error file-unreadable: Không mở được tệp; "
            "tệp đang bị chương trình khác khóa hoặc không có quyền đọc."
        ),
        "The file could not be opened; another program holds it, or there is no right to read it.",
    ),
    "empty": (
        of_bytes(b""),
        "bo.yaml: error file-empty: Tệp trống hoặc chỉ có ghi chú; cần một tệp có nội dung.",
        "The file is empty or holds only comments; a file with content is needed.",
    ),
    "blank": (
        of_bytes(b" \n\n"),
        "bo.yaml: error file-empty: Tệp trống hoặc chỉ có ghi chú; cần một tệp có nội dung.",
        "The file is empty or holds only comments; a file with content is needed.",
    ),
    "only comments": (
        of_bytes(b"# format: 1\n"),
        "bo.yaml: error file-empty: Tệp trống hoặc chỉ có ghi chú; cần một tệp có nội dung.",
        "The file is empty or holds only comments; a file with content is needed.",
    ),
    "one byte too large": (
        of_bytes(b" " * (LARGEST + 1)),
        "bo.yaml: error file-too-large: Tệp vượt quá 4 MB, dung lượng lớn nhất được đọc.",
        "The file is larger than 4 MB, the most that is read.",
    ),
    "UTF-16": (
        of_bytes(SMALL.encode("utf-16")),
        "bo.yaml:1:1: error not-utf-8: Tệp không được lưu bằng bảng mã UTF-8, có thể đang dùng UTF-16.",
        "The file is not saved as UTF-8; it may be UTF-16.",
    ),
    "Windows-1258": (
        of_bytes("format: 1\nid: vi-du\ntitle: Ví d\u00f4\n".encode("cp1258")),
        (
            "bo.yaml:3:1: error not-utf-8: Tệp không được lưu bằng bảng mã UTF-8, "
            "có thể đang dùng Windows-1258 / TCVN3."
        ),
        "The file is not saved as UTF-8; it may be Windows-1258 / TCVN3.",
    ),
}


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_file_that_cannot_be_read_is_one_problem(name: str) -> None:
    """A file that cannot be read as a whole is one problem, which says what it is."""
    put, vi, en = WHOLE_FILES[name]
    put(Path(FILE))
    problems = cchc.check(FILE)
    assert [str(problem) for problem in problems] == [vi]
    assert [problem.to("en").message for problem in problems] == [en]


def test_the_largest_file_is_read() -> None:
    """A file of just the largest size is read."""
    Path(FILE).write_bytes(SMALL.encode().ljust(LARGEST, b"\n"))
    assert Path(FILE).stat().st_size == LARGEST
    assert cchc.check(FILE) == ()


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    """The byte order mark that editors on Windows write is no part of the first key."""
    Path(FILE).write_text(SMALL, encoding="utf-8-sig")
    assert cchc.check(FILE) == ()


def test_every_code_is_exercised() -> None:
    """Every code of the sections on files, keys, criteria, rules, formulas and structure is told in some case."""
    whole_files = {vi.partition(" error ")[2].split(":")[0] for _, vi, _ in WHOLE_FILES.values()}
    told = whole_files.union(*(slip.codes for slip in slips()))
    known = {code for section in SECTIONS for code in section.ENTRIES}
    assert sorted(known - told) == sorted(NO_FILE_HAS)
    assert sorted(told - known) == []


@pytest.mark.parametrize("slip", slips(), ids=lambda slip: slip.name)
def test_a_slip_has_a_hint(slip: Slip) -> None:
    """Every problem of a slip has a hint in both languages, without places left to fill in."""
    for problem in found(slip.bad):
        for hint in (problem.hint, problem.to("en").hint):
            assert hint.endswith(".")
            assert "{{" not in hint


@pytest.mark.parametrize(
    ("late", "mark"),
    [
        ("[{days: 30, points: 1}, {until: {month: 2, day: 5}, points: 0.5}]", "16:88"),
        ("[{until: {month: 2, day: 5}, points: 1}, {days: 3, points: 0.5}]", "16:105"),
    ],
)
def test_days_late_and_days_until_which_stand_in_one_order(late: str, mark: str) -> None:
    """An entry of `late` that ends before the one ahead of it is never used, however each is written."""
    text = leaf(f"{{kind: deadline, due: {{month: 1, day: 31}}, late: {late}}}")
    assert marks(text) == [f"{mark} late-out-of-order"]


@pytest.mark.parametrize(
    ("points", "expected"),
    [("a", "{a: 5, points: 0}"), ("1 / a", "{a: 0, points: 0}"), ("a", "{a: 1.5, points: 1.5}")],
    ids=["beyond the maximum", "a division by 0", "a whole variable that is not whole"],
)
def test_an_example_that_gets_no_points_is_refused(points: str, expected: str) -> None:
    """An example whose answer the rule refuses is a problem that does not speak of equal points."""
    variables = "[{id: a, title: A, kind: whole}]"
    rule = f"{{kind: formula, variables: {variables}, formulas: [{{points: {points}}}], example: {expected}}}"
    problems = lines(leaf(rule))
    assert len(problems) == 1
    assert "Ví dụ ghi 0 điểm, nhưng tính theo công thức được 0 điểm" not in problems[0]


def test_each_class_without_a_bound_is_told() -> None:
    """Two classes that do not say where they begin are two problems."""
    assert marks(f"{SMALL}classes:\n  - {{name: Tốt}}\n  - {{name: Yếu}}\n") == [
        "18:5 class-bound-unclear",
        "19:5 class-bound-unclear",
    ]


@pytest.mark.parametrize("other", ["criteria: []", "criteria:"])
def test_a_leaf_with_an_empty_list_of_criteria_keeps_its_maximum(other: str) -> None:
    """A rule beside an empty list of criteria is not a reason to take the leaf's maximum for 0."""
    text = SMALL.replace("    criteria:\n", "    max_points: 2\n    criteria:\n") + f"        {other}\n"
    assert "maxima-differ" not in {problem.code for problem in found(text)}
