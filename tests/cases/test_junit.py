"""JUnit XML of cases: the same bytes for the same outcome."""

from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

import cchc_index as cchc
from cchc_index.cases.junit import junit_xml
from tests.cases.small import GOOD, place

GOLDEN: Final = Path(__file__).with_name("golden.xml")
THREE: Final = (
    GOOD.replace("4.70}", "4.5}").replace("class: Tốt", "class: Yếu")
    + "  - {name: 'Không có <gì> & \"hết\"', unit: B, expect: {points: {'*': none}}}\n"
    + "  - {name: Vòng lạ, stage: vong-5, expect: {class: none}}\n"
)


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> cchc.CaseReport:
    """Return a report with every outcome there is."""
    monkeypatch.chdir(tmp_path)
    place(tmp_path, THREE)
    place(tmp_path, "set: bo.yaml\nyear: 2026\ncases: [{name: Trống, expect: {}}]\n", name="z.cases.yaml")
    return cchc.run_cases(["bo.yaml", "z.cases.yaml"])


def test_the_file_is_the_golden_one(report: cchc.CaseReport) -> None:
    """A passed, a failed and an unrunnable case and an unsound file are written as the golden file has them."""
    assert junit_xml(report, "vi").decode() == GOLDEN.read_text(encoding="utf-8")


def test_the_counts_are_those_of_the_cases(report: cchc.CaseReport) -> None:
    """The file and each suite say how many cases there are, and how many failed or were not run."""
    root = ET.fromstring(junit_xml(report, "en"))  # noqa: S314 - our own file
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "time")} == {
        "tests": "4", "failures": "1", "errors": "2", "time": "0",
    }  # fmt: skip
    assert [suite.get("name") for suite in root] == ["z.cases.yaml", "bo.cases.yaml"]
    assert [case.get("line") for case in root.iter("testcase")] == [None, "3", "15", "16"]


def test_a_report_without_cases_is_a_file_too() -> None:
    """A run of nothing writes a file without suites, or with its problems."""
    assert b'tests="0"' in junit_xml(cchc.CaseReport(()), "vi")
    assert b'errors="1"' in junit_xml(cchc.run_cases("khong-co"), "vi")


def test_signs_that_xml_refuses_are_left_out(tmp_path: Path) -> None:
    """Control signs of answers in files never reach the XML."""
    (tmp_path / "a.csv").write_bytes("unit,criterion,answer\nA,1.1,có\x0b\x0clẽ\n".encode())
    (tmp_path / "r.csv").write_text("unit,criterion,points\nA,1.1,1\nA,1.2,0\nA,1.3,0\n", encoding="utf-8")
    text = "year: 2026\ncases: [{name: a, answers: a.csv, expect: {leaves: r.csv}}]\n"
    report = cchc.run_cases(place(tmp_path, text))
    assert len(report.differences) == 1
    ET.fromstring(junit_xml(report, "vi"))  # noqa: S314
