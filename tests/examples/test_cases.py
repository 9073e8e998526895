"""The cases of the repository pass."""

from pathlib import Path
from typing import Final

import pytest

import cchc_index as cchc
from tests.docs.markdown import ROOT

LIBRARY: Final = sorted((ROOT / "criteria").glob("*.cases.yaml"))
MODELS: Final = [path for path in LIBRARY if path.name.startswith("mau-")]
EXAMPLES: Final = sorted((ROOT / "examples").rglob("*.cases.yaml"))


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=[pytest.mark.slow] * (path in MODELS), id=path.name) for path in LIBRARY],
)
def test_the_cases_of_a_set_of_the_library_pass_and_exercise_all_of_it(path: Path) -> None:
    """Cases beside a set of the library pass, and leave out none of its branches, states and policies."""
    report = passed(path)
    (gaps,) = report.coverage
    assert [each.say("vi") for each in gaps.missing] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name} {path.name}")
def test_the_cases_of_the_examples_pass(path: Path) -> None:
    """Every file of cases beside the examples passes."""
    passed(path)


def passed(path: Path) -> cchc.CaseReport:
    """Run a file of cases, which must pass."""
    report = cchc.run_cases(path)
    assert [str(each) for each in (*report.unread, *report.differences)] == []
    assert report.passed
    return report


def test_there_are_cases_to_run() -> None:
    """The library and the examples have cases."""
    assert MODELS
    assert len(LIBRARY) > len(MODELS)
    assert EXAMPLES
