"""The cases of the repository pass."""

from pathlib import Path
from typing import Final

import pytest

import cchc_index as cchc
from tests.docs.markdown import ROOT

LIBRARY: Final = sorted((ROOT / "criteria").glob("*.cases.yaml"))
FILES: Final = [*LIBRARY, *sorted((ROOT / "examples").rglob("*.cases.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_cases_of_the_repository_pass(path: Path) -> None:
    """Every file of cases beside a set of the library or of the examples passes."""
    report = cchc.run_cases(path)
    assert [str(each) for each in (*report.unread, *report.differences)] == []
    assert report.passed


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.name)
def test_the_cases_of_a_set_of_the_library_exercise_all_of_it(path: Path) -> None:
    """No branch, state or policy of a set of the library is left out by its cases."""
    (gaps,) = cchc.run_cases(path).coverage
    assert [each.say("vi") for each in gaps.missing] == []


def test_there_are_cases_to_run() -> None:
    """The library and the examples have cases."""
    assert LIBRARY
    assert len(FILES) > len(LIBRARY)
