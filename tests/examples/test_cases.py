"""The cases of the repository pass."""

from typing import Final

import pytest

import cchc_index as cchc
from tests.docs.markdown import ROOT

FILES: Final = sorted(
    [*(ROOT / "criteria").rglob("*.cases.yaml"), *(ROOT / "examples").rglob("*.cases.yaml")]
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_cases_of_the_repository_pass(path: object) -> None:
    """Every file of cases beside a set of the library or of the examples passes."""
    report = cchc.run_cases(str(path))
    assert [str(each) for each in (*report.unread, *report.differences)] == []
    assert report.passed


def test_there_are_cases_to_run() -> None:
    """The examples have cases."""
    assert FILES
