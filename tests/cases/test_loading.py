"""Files of cases: what slips are told, how the set is found, and what a good file says."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.cases.loading import load_cases
from cchc_index.cases.model import Row, UnitCase
from cchc_index.problems import CriteriaError, Problem
from cchc_index.problems.catalogue import cases as catalogue
from cchc_index.states import State
from tests.cases.small import FILE, GOOD, SET, place
from tests.criteria.slips import bad_file
from tests.yaml_files import values_of

SLIPS: Final[list[dict[str, Any]]] = values_of(Path(__file__).with_name("slips.yaml"))
ELSEWHERE: Final = {"unknown-cases", "no-cases", "not-a-cases-name"}
"""Codes that tests of finding and writing check."""
OF_TABLES: Final = {"expected-column-unknown", "expected-row-repeated"}


@dataclass(frozen=True)
class Folder:
    """The current folder of a test, with a set and its cases in it."""

    path: Path

    def refused(self, text: str, criteria: str = SET, name: str = FILE) -> tuple[Problem, ...]:
        """Return the problems of a file that cannot be used."""
        place(self.path, text, criteria, name)
        with pytest.raises(CriteriaError) as error:
            load_cases(Path(name), name)
        return error.value.problems


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Return a folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path)


@pytest.mark.parametrize("case", SLIPS, ids=lambda case: case["slip"])
def test_a_slip_is_told_where_it_is(case: dict[str, Any], folder: Folder) -> None:
    """Every problem of a bad file is told at once, at its line and column, in both languages."""
    problems = folder.refused(bad_file(GOOD, case))
    assert [str(problem) for problem in problems] == case["vi"]
    assert [problem.to("en").message for problem in problems] == case["en"]


def test_slips_have_names_of_their_own() -> None:
    """No two slips have one name, and there are dozens."""
    assert len({case["slip"] for case in SLIPS}) == len(SLIPS) > 48


def test_the_slips_meet_every_problem_of_files_of_cases() -> None:
    """Every code of the section is met by a slip or by a test of its own."""
    met = {line.partition(": error ")[2].partition(":")[0] for case in SLIPS for line in case["vi"]}
    assert set(catalogue.ENTRIES) - met == ELSEWHERE | OF_TABLES | {"cases-without-set"}


def test_a_good_file_says_what_it_says(folder: Folder) -> None:
    """Texts become exact figures, states and rows, and the set is the one beside the file."""
    cases = load_cases(place(folder.path, GOOD), FILE)
    (case,) = cases.content.cases
    assert isinstance(case, UnitCase)
    assert (cases.content.year, cases.criteria.id, cases.line(0)) == (2026, "bo-thu", 3)
    assert case.answers["1.2"] == (Row(numerator="45", denominator="50"),)
    assert case.expect.points["*"] * 10 == 47  # type: ignore[operator]
    assert case.expect.states == {"1.1": State.SCORED, "1.2": State.SCORED}
    assert (case.expect.class_, case.expect.problems) == ("Tốt", ())


def test_a_lone_value_is_a_row_and_a_lone_text_a_unit(folder: Folder) -> None:
    """A value, a mapping and a list of both are rows; a text is a unit's id; without a unit it is A."""
    text = (
        "year: 2026\ncases:\n  - name: Một\n    unit: B\n    answers: {'1.3': [1, {note: x}]}\n"
        "    expect: {class: none}\n  - {name: Hai, expect: {index: {'*': none}}}\n"
    )
    first, second = load_cases(place(folder.path, text), FILE).content.cases
    assert isinstance(first, UnitCase)
    assert isinstance(second, UnitCase)
    assert (first.unit, second.unit, second.answers) == ({"id": "B"}, {"id": "A"}, {})
    assert first.answers == {"1.3": (Row(answer="1"), Row(note="x"))}
    assert second.expect.index == {"*": None}


def test_the_set_beside_the_cases_may_end_in_yml(folder: Folder) -> None:
    """The set is the file with the stem of the cases, whichever way its ending is written."""
    (folder.path / "bo.yml").write_text(SET, encoding="utf-8")
    (folder.path / "bo.cases.yml").write_text(GOOD, encoding="utf-8")
    assert load_cases(Path("bo.cases.yml"), "bo.cases.yml").set_path == Path("bo.yml")


def test_cases_without_a_set_are_told_which_file_is_missing(folder: Folder) -> None:
    """Where no set is named and none lies beside, the file that is wanted is named."""
    (problem,) = folder.refused(GOOD, name="khac.cases.yaml")
    assert str(problem) == (
        "khac.cases.yaml:1:1: error cases-without-set: Không rõ các trường hợp này kiểm tra bộ tiêu chí nào: "
        "bên cạnh không có tệp khac.yaml."
    )


def test_a_set_is_named_by_its_path_from_the_file(folder: Folder) -> None:
    """`set` is a path that starts at the file of cases, not at the current folder."""
    below = folder.path / "thu"
    below.mkdir()
    place(folder.path, GOOD)
    path = place(below, f"set: ../bo.yaml\n{GOOD}", name="khac.cases.yaml")
    (below / "bo.yaml").unlink()
    assert load_cases(path, "x").set_path == below / ".." / "bo.yaml"


def test_a_set_is_named_by_its_id_in_the_library(folder: Folder) -> None:
    """`set` may be the id of a set of the library."""
    text = (
        'set: vn-766-2022\ncases: [{name: x, unit: A, answers: {"6.1": 90%}, expect: {points: {"6.1": 6}}}]\n'
    )
    assert load_cases(place(folder.path, text), FILE).criteria == cchc.load_criteria("vn-766-2022")


def test_the_problems_of_an_unsound_set_are_told_with_it(folder: Folder) -> None:
    """Cases of an unsound set are not run; the set's own problems follow, at their places."""
    problems = folder.refused(GOOD, SET.replace("yes_no", "yes_o"))
    assert [(problem.file, problem.code) for problem in problems] == [
        (FILE, "set-of-cases-unsound"),
        ("bo.yaml", "unknown-rule-kind"),
    ]


def test_a_set_is_examined_once_for_all_its_files(folder: Folder) -> None:
    """A set that several files prove is read once."""
    sets: dict[Any, Any] = {}
    place(folder.path, GOOD)
    other = place(folder.path, f"set: bo.yaml\n{GOOD}", name="khac.cases.yaml")
    first, second = load_cases(folder.path / FILE, FILE, sets), load_cases(other, "khac", sets)
    assert first.criteria is second.criteria
    assert len(sets) == 1


def test_a_missing_file_is_told(folder: Folder) -> None:
    """A file that is not there is told with the nearest name."""
    place(folder.path, GOOD)
    with pytest.raises(CriteriaError, match=r"bo\.case\.yaml: error file-missing: .*bo\.cases\.yaml"):
        load_cases(Path("bo.case.yaml"), "bo.case.yaml")
