"""`cchc-index test`: what it prints and how it ends."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cases.small import GOOD, SET, place
from tests.cli.calls import Calls

PASSED, FAILED, NOT_RUN = 0, 1, 2


@pytest.fixture
def here(tmp_path: Path, call: Calls) -> Path:
    """Return the current folder, with a set and its cases."""
    place(tmp_path, GOOD)
    return tmp_path


def test_cases_that_pass_end_with_0(here: Path, call: Calls) -> None:
    """Where all pass there is a line for each, and one for all."""
    ended = call("test", ".")
    assert (ended.status, ended.err) == (PASSED, "")
    assert ended.lines == ["bo.cases.yaml:3: đạt: Gần đủ", "Đạt 1/1 trường hợp."]


def test_cases_that_differ_end_with_1(here: Path, call: Calls) -> None:
    """Each difference has its line, and below it the explanation."""
    place(here, GOOD.replace("4.70}", "4.5}"))
    ended = call("test", "bo.yaml")
    assert ended.status == FAILED
    assert ended.lines == [
        "bo.cases.yaml:3: không đạt: Gần đủ",
        "  toàn bộ: điểm phải là 4,5, tính ra 4,7.",
        "    Xã A: 4,7/5 điểm, chỉ số 94%. Xếp thứ 1/1. Xếp loại Tốt: chỉ số 94%.",
        "Đạt 0/1 trường hợp; 1 trường hợp không đạt (1 chỗ khác).",
    ]


def test_the_same_in_english(here: Path, call: Calls) -> None:
    """By option all of it is English."""
    place(here, GOOD.replace("4.70}", "4.5}"))
    assert call("test", "bo.cases.yaml", "--lang", "en").lines == [
        "bo.cases.yaml:3: failed: Gần đủ",
        "  the whole: points should be 4.5, got 4.7.",
        "    Xã A: 4.7/5 points, index 94%. Ranked 1/1. Class Good: index 94%.",
        "0/1 cases passed; 1 failed (1 difference).",
    ]


def test_a_case_that_cannot_be_run_ends_with_2(here: Path, call: Calls) -> None:
    """A case that cannot be run is told with its cause, and the others are run."""
    place(here, GOOD + "  - {name: Hai, stage: vong-5, expect: {class: none}}\n")
    ended = call("test", ".")
    assert ended.status == NOT_RUN
    assert ended.lines[1] == "bo.cases.yaml:15: không chạy được: Hai"
    assert ended.lines[2].startswith("  bo.cases.yaml:15:5: error unknown-stage: ")
    assert ended.lines[3] == "Đạt 1/2 trường hợp; 1 trường hợp không chạy được."


@pytest.mark.parametrize("text", ["cases: []\n", GOOD.replace("class:", "clas:"), "a: [\n", ""])
def test_a_file_that_cannot_be_read_ends_with_2(text: str, here: Path, call: Calls) -> None:
    """The problems of a file stand on standard error, each with its place and hint."""
    place(here, text)
    ended = call("test", "bo.cases.yaml")
    assert (ended.status, ended.out) == (NOT_RUN, "")
    assert all(line.startswith("bo.cases.yaml:") for line in ended.err.splitlines())


@pytest.mark.parametrize("arguments", [["khong-co"], ["vn-766-2023"], ["trong"]])
def test_nothing_to_run_ends_with_2(arguments: list[str], here: Path, call: Calls) -> None:
    """Where there are no cases nothing is run, and that is said."""
    (here / "trong").mkdir()
    assert "error " in call("test", *arguments).refusal


def test_a_call_without_paths_is_wrong(call: Calls) -> None:
    """A call has to name something."""
    assert call("test").refusal == "error wrong-call: Lệnh chưa đúng: thiếu NƠI."


def test_coverage_lists_what_no_case_exercises(here: Path, call: Calls) -> None:
    """`--coverage` says how much of each set is exercised, and lists the rest; the status stays."""
    ended = call("test", ".", "--coverage")
    assert ended.status == PASSED
    assert ended.lines[2:5] == [
        "bo-thu: các trường hợp đi qua 4/20 mức, trạng thái, quy định.",
        "  chưa có trường hợp: 1.1: mức “no” (đã chấm)",
        "  chưa có trường hợp: 1.2: mức “full” (đã chấm)",
    ]
    assert call("test", ".", "--coverage", "--lang=en").lines[2:4] == [
        "bo-thu: cases exercise 4/20 branches, states and policies.",
        "  no case: 1.1: branch “no” (scored)",
    ]


def test_junit_is_written_beside(here: Path, call: Calls) -> None:
    """`--junit` writes the outcome as XML, whatever it is."""
    assert call("test", ".", "--junit", "ra.xml").status == PASSED
    first = (here / "ra.xml").read_bytes()
    assert ET.fromstring(first).get("tests") == "1"  # noqa: S314 - our own file
    assert call("test", "khong-co", "--junit", "ra.xml").status == NOT_RUN
    assert ET.parse(here / "ra.xml").getroot().get("errors") == "1"  # noqa: S314
    call("test", ".", "--junit", "ra.xml")
    assert (here / "ra.xml").read_bytes() == first


def test_junit_that_cannot_be_written_is_told(here: Path, call: Calls) -> None:
    """A file that cannot be written is a wrong call."""
    assert call("test", ".", "--junit", "khong/co.xml").refusal.startswith(
        "khong/co.xml: error cannot-write: "
    )


def test_signs_that_steer_a_terminal_are_not_printed(here: Path, call: Calls) -> None:
    """Names of cases steer no terminal."""
    place(here, GOOD.replace("name: Gần đủ", 'name: "a\\x1b[2Jb\\u202ec"'))
    assert "\x1b" not in call("test", ".").out
    assert "\u202e" not in call("test", ".").out


def test_a_set_without_cases_is_told(here: Path, call: Calls) -> None:
    """A set beside which there are no cases is named."""
    (here / "le.yaml").write_text(SET, encoding="utf-8")
    assert call("test", "le.yaml").refusal.startswith("le.yaml: error no-cases: ")
