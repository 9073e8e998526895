"""The library of sets: found by id, shipped with the package, sound."""

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

import cchc_index as cchc
from cchc_index.criteria.library import sets
from cchc_index.criteria.sources import library
from tests.criteria.texts import FILE, SMALL, sound

ROOT: Final = Path(__file__).parents[2]
LIBRARY: Final = sorted(
    path for path in (ROOT / "criteria").glob("*.yaml") if not path.name.endswith(".cases.yaml")
)
EXAMPLES: Final = sorted((ROOT / "examples").glob("*/bo-tieu-chi.yaml"))


def test_the_library_has_the_sets_of_the_repository() -> None:
    """Every file of `criteria/` is a set of the library, by the name of its file."""
    assert LIBRARY
    assert list(library()) == [path.stem for path in LIBRARY]


@pytest.mark.parametrize("path", [*LIBRARY, *EXAMPLES], ids=lambda path: path.stem)
def test_the_sets_of_the_repository_are_sound(path: Path) -> None:
    """Every set of the library and of the examples is sound, without a warning."""
    assert cchc.check(path) == ()
    assert isinstance(cchc.load_criteria(path), cchc.CriteriaSet)


def test_there_is_an_example_to_check() -> None:
    """The example set of a commune is where its test looks for it."""
    assert [path.parent.name for path in EXAMPLES] == ["cap-xa-nho"]


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_a_set_of_the_library_has_its_id_for_a_name(path: Path) -> None:
    """The id of a set of the library is the name of its file, by which it is loaded."""
    assert cchc.load_criteria(path.stem).id == path.stem


def test_all_sound_sets_are_listed() -> None:
    """The sets that are listed are all those of the library."""
    assert [(found.id, criteria.id) for found, criteria in sets()] == [
        (path.stem, path.stem) for path in LIBRARY
    ]


def test_a_set_is_loaded_by_its_path(tmp_path: Path) -> None:
    """A file is loaded by its path, as a text or as a path, whatever its suffix and wherever it is."""
    for name in ("bo.yaml", "bo.YML", "bo.txt", "bo"):
        path = tmp_path / name
        path.write_text(SMALL, encoding="utf-8")
        assert cchc.load_criteria(path) == cchc.load_criteria(str(path)) == sound(SMALL)


def test_a_file_goes_before_a_set_of_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the current folder is meant where the library has a set of its name."""
    monkeypatch.chdir(tmp_path)
    Path(LIBRARY[0].stem).write_text(SMALL, encoding="utf-8")
    assert cchc.load_criteria(LIBRARY[0].stem).id == "vi-du"


def test_an_unknown_set_is_told_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An id that the library does not have is answered with the one most like it, and with what to do."""
    monkeypatch.chdir(tmp_path)
    problems = cchc.check("vn-766-2020")
    assert [str(problem) for problem in problems] == [
        (
            "error unknown-set: Không có bộ tiêu chí “vn-766-2020” trong thư viện, "
            "cũng không có tệp nào tên như vậy; có thể dùng: vn-766-2022."
        )
    ]
    assert problems[0].to("en").message == (
        "There is no set “vn-766-2020” in the library, nor such a file; what can be used: vn-766-2022."
    )
    assert "cchc-index list" in problems[0].hint
    with pytest.raises(cchc.UsageError, match=re.escape(str(problems[0]))):
        cchc.load_criteria("vn-766-2020")


def test_a_missing_file_is_told_the_nearest_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that leads nowhere is answered with the name most like it in the same folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(LIBRARY[0], tmp_path / "bo-tieu-chi.yaml")
    problem = cchc.check("bo-tieuchi.yaml")[0]
    assert (problem.code, problem.file) == ("file-missing", "bo-tieuchi.yaml")
    assert problem.message.endswith("tên gần nhất trong cùng thư mục: bo-tieu-chi.yaml.")


def test_an_unsound_set_is_not_loaded(tmp_path: Path) -> None:
    """An unsound set is refused with all its problems and hints, in the order of the file."""
    path = tmp_path / FILE
    path.write_text(SMALL.replace("direction", "directon").replace("yes_no", "yes_o"), encoding="utf-8")
    with pytest.raises(cchc.CriteriaError) as refused:
        cchc.load_criteria(path)
    assert [problem.code for problem in refused.value.problems] == ["not-one-of", "unknown-rule-kind"]
    assert refused.value.problems == cchc.check(path)
    for problem in refused.value.problems:
        assert f"{problem} {problem.hint}" in str(refused.value)


def test_a_warning_does_not_keep_a_set_from_being_loaded(tmp_path: Path) -> None:
    """A set with warnings is loaded; checking tells them."""
    path = tmp_path / FILE
    path.write_text(SMALL.replace("{kind: yes_no}", "{kind: proportional}"), encoding="utf-8")
    assert [problem.severity for problem in cchc.check(path)] == [cchc.Severity.WARNING]
    assert cchc.load_criteria(path).id == "vi-du"
