"""What became of cases as JUnit XML, which CI systems show: the same bytes for the same outcome."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cchc_index.language import Lang, Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cchc_index.cases.report import CaseOutcome, CaseReport
    from cchc_index.problems import Problem

_READING = Text("đọc tệp", "reading the file")
_DIFFERS, _NOT_RUN = "differs", "not-run"


def junit_xml(report: CaseReport, lang: Lang) -> bytes:
    """The report as JUnit XML, in UTF-8; a suite is a file.

    Args:
        report: what became of the cases.
        lang: the language of what people read.
    """
    root = ET.Element("testsuites", name="cchc-index")
    for file, problems in _by_file(report.problems):
        suite = ET.SubElement(root, "testsuite", name=printable(file))
        _error(_testcase(suite, file, _READING.to(lang)), problems, lang)
    for file, cases in groupby(report.cases, key=lambda case: case.file):
        suite = ET.SubElement(root, "testsuite", name=printable(file))
        for case in cases:
            _case(suite, case, lang)
    for suite in root:
        _count(suite, [suite])
    _count(root, list(root))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _by_file(problems: Iterable[Problem]) -> Iterable[tuple[str, list[Problem]]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.file, []).append(problem)
    return found.items()


def _testcase(suite: ET.Element, classname: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=printable(classname), name=printable(name), time="0")


def _case(suite: ET.Element, case: CaseOutcome, lang: Lang) -> None:
    element = _testcase(suite, case.criteria, case.name)
    element.set("file", printable(case.file))
    element.set("line", str(case.line))
    if case.problems:
        _error(element, case.problems, lang)
    elif case.differences:
        said = [printable(str(difference)) for difference in case.differences]
        why = [printable(difference.explanation) for difference in case.differences]
        failure = ET.SubElement(element, "failure", type=_DIFFERS, message=said[0])
        failure.text = "\n".join(line for pair in zip(said, why, strict=True) for line in pair if line)


def _error(element: ET.Element, problems: Iterable[Problem], lang: Lang) -> None:
    said = [problem.to(lang) for problem in problems]
    error = ET.SubElement(element, "error", type=_NOT_RUN, message=printable(said[0].message))
    error.text = "\n".join(printable(f"{each} {each.hint}".rstrip()) for each in said)


def _count(element: ET.Element, suites: list[ET.Element]) -> None:
    """Writes how many cases there are, and how many of them differ or were not run."""
    for name, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        element.set(name, str(sum(len(suite.findall(path)) for suite in suites)))
    element.set("time", "0")
