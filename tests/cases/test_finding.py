"""Which files of cases a call means."""

from pathlib import Path

import pytest

import cchc_index as cchc
from cchc_index.cases.finding import find_cases
from cchc_index.criteria import sources as home
from tests.cases.small import GOOD, SET, place


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a set, its cases, and cases in a folder below."""
    monkeypatch.chdir(tmp_path)
    place(tmp_path, GOOD)
    place(tmp_path, f"set: bo.yaml\n{GOOD}", name="bo.mua-2.cases.yml")
    (tmp_path / "duoi").mkdir()
    place(tmp_path / "duoi", GOOD)
    return tmp_path


def named(*paths: str | Path) -> list[str]:
    """Return the names of the files that paths mean."""
    return [Path(name).as_posix() for _, name in find_cases(paths)]


def test_a_folder_means_all_cases_below_it(folder: Path) -> None:
    """A folder means every file of cases below it, by name."""
    assert named(".") == ["bo.cases.yaml", "bo.mua-2.cases.yml", "duoi/bo.cases.yaml"]
    assert named(folder / "duoi") == [(folder / "duoi" / "bo.cases.yaml").as_posix()]


def test_a_file_of_cases_means_itself(folder: Path) -> None:
    """A file of cases means itself alone."""
    assert named("bo.cases.yaml") == ["bo.cases.yaml"]


def test_a_set_means_the_cases_beside_it(folder: Path) -> None:
    """A criteria file means the cases beside it whose names begin with its stem."""
    assert named("bo.yaml") == ["bo.cases.yaml", "bo.mua-2.cases.yml"]
    assert named("duoi/bo.yaml") == ["duoi/bo.cases.yaml"]


def test_an_id_means_the_cases_beside_that_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An id of the library means the cases beside the file of that set."""
    place(folder / "duoi", GOOD, name="thu-vien.cases.yaml")
    (folder / "duoi" / "thu-vien.yaml").write_text(SET, encoding="utf-8")
    monkeypatch.setattr(home, "_FOLDERS", (folder / "duoi",))
    assert list(home.library()) == ["bo", "thu-vien"]
    assert named("thu-vien") == [(folder / "duoi" / "thu-vien.cases.yaml").as_posix()]


def test_a_file_that_is_meant_twice_is_run_once(folder: Path) -> None:
    """A file is run once, however often the call means it."""
    assert named("duoi", "duoi/bo.cases.yaml", folder / "duoi") == ["duoi/bo.cases.yaml"]
    assert len(cchc.run_cases(["duoi", "duoi/bo.yaml"]).cases) == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("bo.case.yaml", "error unknown-cases: Không có tệp, thư mục hoặc bộ tiêu chí “bo.case.yaml”; gần nhất là: bo.cases.yaml."),
        ("vn-766-2023", "error unknown-cases: Không có tệp, thư mục hoặc bộ tiêu chí “vn-766-2023”; gần nhất là: vn-766-2022."),
        ("x\0y", "error unknown-cases: Không có tệp, thư mục hoặc bộ tiêu chí “x y”"),
        ("trong", "trong: error no-cases: Không tìm thấy tệp .cases.yaml nào trong thư mục này hoặc bên cạnh bộ tiêu chí này."),
        ("le.yaml", "le.yaml: error no-cases: "),
    ],
)  # fmt: skip
def test_a_path_that_leads_to_no_cases_is_told(path: str, said: str, folder: Path) -> None:
    """A path that leads nowhere, or to no cases, is a problem, and nothing is run."""
    (folder / "trong").mkdir()
    (folder / "le.yaml").write_text(SET, encoding="utf-8")
    report = cchc.run_cases([path])
    assert [str(problem).startswith(said) for problem in report.problems] == [True]
    assert report.cases == ()
    assert not report.passed


def test_all_wrong_paths_are_told_at_once(folder: Path) -> None:
    """Every path of a call that leads nowhere is told."""
    assert len(cchc.run_cases(["a-nao", "b-nao", "."]).problems) == 2


def test_the_library_takes_no_cases_for_sets(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of cases that lie beside the library's sets are no sets."""
    monkeypatch.setattr(home, "_FOLDERS", (folder,))
    assert list(home.library()) == ["bo"]
