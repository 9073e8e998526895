"""Cases written from a result."""

from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

import cchc_index as cchc
from tests.cases.small import SET
from tests.scoring.small import frame

WRITTEN: Final = """\
year: 2026
cases:
- name: Xã A
  unit: {id: A, name: Xã A, aliases: Ấp A, kind: xa, ranked: 'no'}
  stage: self
  answers:
    '1.1': có
    '1.2':
    - {numerator: '45'}
    - {denominator: '50'}
    '1.3': '2.5'
  expect:
    points: {'*': 3.7, '1': 3.7, '1.1': 1, '1.2': 2.7, '1.3': 0}
    states: {'1.1': scored, '1.2': scored, '1.3': invalid}
    index: {'*': 74, '1': 74}
    class: Yếu
    problems:
    - {code: whole-number-wanted, criterion: '1.3'}
"""


def season(
    folder: Path, rows: list[dict[str, Any]], units: list[dict[str, str]] | None = None
) -> cchc.Result:
    """Return the result of rows under the small set, whose file is put into the folder."""
    (folder / "bo.yaml").write_text(SET, encoding="utf-8")
    criteria = cchc.load_criteria(folder / "bo.yaml")
    known = cchc.read_units(pd.DataFrame(units, dtype=object)) if units else None
    return cchc.score(criteria, cchc.read_answers(frame(rows), criteria, units=known), year=2026)


ROWS: Final[list[dict[str, Any]]] = [
    {"unit": "Ấp A", "criterion": "1.1", "answer": "có"},
    {"unit": "A", "criterion": "1.2", "numerator": 45},
    {"unit": "A", "criterion": "1.2", "denominator": 50},
    {"unit": "a", "criterion": "1.3", "answer": 2.5},
]
UNITS: Final = [
    {"unit": "A", "name": "Xã A", "aliases": "Ấp A", "kind": "xa", "ranked": "không", "parent": ""},
    {"unit": "B", "name": "Xã B", "aliases": "", "kind": "xa", "ranked": "", "parent": ""},
]


def test_a_case_has_the_units_rows_and_all_its_figures(tmp_path: Path) -> None:
    """A written case has the rows as they were, and every figure; a unit without answers has no case."""
    cchc.write_cases(season(tmp_path, ROWS, UNITS), tmp_path / "bo.cases.yaml")
    assert (tmp_path / "bo.cases.yaml").read_text(encoding="utf-8") == WRITTEN
    assert cchc.run_cases(tmp_path).passed


def test_units_of_one_name_have_cases_of_their_own(tmp_path: Path) -> None:
    """Units that share a name are told apart by their ids."""
    units = [{**unit, "name": "Xã A"} for unit in UNITS]
    rows = [*ROWS[1:], {"unit": "B", "criterion": "1.1", "answer": "không"}]
    cchc.write_cases(season(tmp_path, rows, units), tmp_path / "bo.cases.yaml")
    report = cchc.run_cases(tmp_path)
    assert report.passed
    assert [case.name for case in report.cases] == ["Xã A (A)", "Xã A (B)"]


@pytest.mark.parametrize(
    "answer",
    [True, 2125, 2.125, "2.125", pd.Timestamp("2026-01-31"), "a\x07b: #c\n “d”", "*", "12:30", "no", "  x  "],
)
def test_a_cell_is_written_as_what_it_reads_as(answer: Any, tmp_path: Path) -> None:
    """Typed cells, signs of YAML and signs that no file holds are written so that they read the same."""
    rows = [{"criterion": id_, "answer": answer} for id_ in ("1.1", "1.2", "1.3")]
    path = tmp_path / "bo.cases.yaml"
    cchc.write_cases(season(tmp_path, rows), path)
    report = cchc.run_cases(path)
    assert [str(each) for each in (*report.differences, *report.unread)] == []
    assert report.passed


def test_a_row_of_an_unknown_criterion_is_kept(tmp_path: Path) -> None:
    """What was found wrong with a unit's rows is found again."""
    rows = [{"criterion": "1.1", "answer": "có"}, {"criterion": "1.9", "answer": "có"}]
    path = tmp_path / "bo.cases.yaml"
    cchc.write_cases(season(tmp_path, rows), path)
    assert "{code: unknown-criterion, criterion: '1.9'}" in path.read_text(encoding="utf-8")
    assert cchc.run_cases(path).passed


def test_the_set_may_be_named(tmp_path: Path) -> None:
    """The set is named where the call names it, or where the library has it."""
    result = season(tmp_path, ROWS[:1])
    path = tmp_path / "khac.cases.yaml"
    cchc.write_cases(result, path, criteria="bo.yaml")
    assert path.read_text(encoding="utf-8").startswith("set: bo.yaml\nyear: 2026\n")
    assert cchc.run_cases(path).passed
    library = cchc.load_criteria("vn-766-2022")
    rows = frame([{"criterion": "6.1", "numerator": 45, "denominator": 50}])
    cchc.write_cases(cchc.score(library, cchc.read_answers(rows, library)), path)
    assert path.read_text(encoding="utf-8").startswith("set: vn-766-2022\n")
    assert cchc.run_cases(path).passed


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "bo.yaml",
            "bo.yaml: error not-a-cases-name: Tên tệp trường hợp kiểm tra phải kết thúc bằng .cases.yaml.",
        ),
        ("khong/co.cases.yaml", "khong/co.cases.yaml: error cannot-write: "),
    ],
)
def test_a_file_that_cannot_be_written_is_told(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that no run would find and a folder that is not there are refused."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(cchc.UsageError) as refused:
        cchc.write_cases(season(tmp_path, ROWS[:1]), name)
    assert str(refused.value).startswith(said)
