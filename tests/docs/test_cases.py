"""What the page about cases shows runs, and its Vietnamese twin shows the same."""

import runpy
from pathlib import Path
from typing import Final

import pytest

import cchc_index as cchc
from cchc_index.cases.loading import load_cases
from cchc_index.cases.model import TablesCase
from cchc_index.cli import run
from tests.cases.small import SET
from tests.docs.markdown import Page

ENGLISH: Final = Page("docs/cases.md")
VIETNAMESE: Final = Page("docs/cases.vi.md")
UNIT, SEASON, WORKFLOW = (block.code for block in ENGLISH.blocks() if block.lang == "yaml")
RUN, WRITE = (block.code for block in ENGLISH.blocks() if block.lang == "python")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with the set and the answers that the page speaks of."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bo-tieu-chi.yaml").write_text(SET, encoding="utf-8")
    (tmp_path / "so-lieu.csv").write_text("unit,criterion,answer\nA,1.1,có\n", encoding="utf-8")
    return tmp_path


def run_python(code: str, folder: Path) -> None:
    """Run code as a program in a folder; it must not fail."""
    path = folder / "chay.py"
    path.write_text(code, encoding="utf-8")
    runpy.run_path(str(path), run_name="__main__")


def test_both_languages_show_the_same() -> None:
    """The blocks of code, the spans of code and the levels of the headings are those of the twin."""
    assert ENGLISH.blocks() == VIETNAMESE.blocks()
    assert ENGLISH.words_of_code() == VIETNAMESE.words_of_code()
    levels = [[heading.partition(" ")[0] for heading in page.headings()] for page in (ENGLISH, VIETNAMESE)]
    assert levels[0] == levels[1]


def test_the_case_of_the_page_passes_but_for_evidence(folder: Path) -> None:
    """The case that the page shows passes, less the evidence that goes to later stages."""
    path = folder / "bo-tieu-chi.cases.yaml"
    path.write_text(UNIT.replace(", evidence: Báo cáo 12", ""), encoding="utf-8")
    assert cchc.run_cases(folder).passed


def test_the_season_of_the_page_is_a_case(folder: Path) -> None:
    """The case of tables that the page shows is read."""
    path = folder / "bo-tieu-chi.cases.yaml"
    path.write_text(SEASON, encoding="utf-8")
    (case,) = load_cases(path, "x").content.cases
    assert isinstance(case, TablesCase)
    assert case.answers == ("tu-danh-gia.csv", "tham-dinh.csv")


def test_the_python_of_the_page_runs(folder: Path) -> None:
    """Cases are written and then run as the page says."""
    run_python(WRITE, folder)
    run_python(RUN, folder)


def test_the_workflow_calls_commands_that_there_are(folder: Path) -> None:
    """Every call of the workflow ends well."""
    run_python(WRITE, folder)
    calls = [line.partition("run: ")[2] for line in WORKFLOW.splitlines() if "run: cchc-index" in line]
    assert [run(call.split()[1:]) for call in calls] == [0, 0]
