"""Where answers come from: files, folders, DataFrames and lists of them."""

from pathlib import Path

import pandas as pd
import pytest

import cchc_index as cchc
from tests.scoring.small import YES_NO, codes, criteria, leaf, states

SET = criteria(leaf("1.1", YES_NO), leaf("1.2", YES_NO))


def table(path: Path, unit: str, criterion: str = "1.1", answer: str = "có") -> Path:
    """Return a text table of one row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"unit,criterion,answer\n{unit},{criterion},{answer}\n", encoding="utf-8")
    return path


def read(source: object) -> cchc.Result:
    """Return the result of a source."""
    return cchc.score(SET, cchc.read_answers(source, SET))  # type: ignore[arg-type]


def test_a_path_may_be_a_text(tmp_path: Path) -> None:
    """A source may be a text or a path."""
    path = table(tmp_path / "a.csv", "A")
    assert states(read(str(path)), "1.1") == states(read(path), "1.1") == {"A": "scored"}


def test_several_sources_are_read_together(tmp_path: Path) -> None:
    """Files, folders and DataFrames may be listed together."""
    frame = pd.DataFrame({"unit": ["C"], "criterion": ["1.1"], "answer": ["có"]})
    sources = [table(tmp_path / "a.csv", "A"), table(tmp_path / "b" / "b.csv", "B").parent, frame]
    assert states(read(sources), "1.1") == {"A": "scored", "B": "scored", "C": "scored"}
    assert states(read(iter(sources)), "1.1") == {"A": "scored", "B": "scored", "C": "scored"}


def test_a_folder_is_read_with_its_folders_in_the_order_of_names(tmp_path: Path) -> None:
    """Every table of a folder and of the folders in it is read, in the order of their names."""
    for name in ("b.csv", "a.csv", "c/a.csv"):
        table(tmp_path / name, name[0], "9.9")
    found = cchc.read_answers(tmp_path, SET).problems
    assert [Path(problem.file).relative_to(tmp_path).as_posix() for problem in found] == [
        "a.csv",
        "b.csv",
        "c/a.csv",
    ]


def test_a_folder_skips_what_is_no_table(tmp_path: Path) -> None:
    """Other files, hidden ones and those that Excel leaves behind are skipped."""
    table(tmp_path / "a.csv", "A")
    for name in ("ghi-chu.docx", ".an.csv", "~$a.xlsx", "README"):
        (tmp_path / name).write_bytes(b"\x00")
    assert states(read(tmp_path), "1.1") == {"A": "scored"}


def test_rows_in_several_files_merge_and_contradict_like_rows_of_one(tmp_path: Path) -> None:
    """Rows of one unit in several files are rows like others, and the problem names the file."""
    table(tmp_path / "1.csv", "A", answer="có")
    table(tmp_path / "2.csv", "A", answer="không")
    (problem,) = read(tmp_path).scores.problems
    assert (problem.code, Path(problem.file).name, problem.place) == ("rows-differ", "2.csv", "2")


def test_a_row_is_numbered_in_its_own_file(tmp_path: Path) -> None:
    """Places count from the head of each file."""
    table(tmp_path / "1.csv", "A")
    table(tmp_path / "2.csv", "B", "9.9")
    (problem, _) = read(tmp_path).scores.problems
    assert (Path(problem.file).name, problem.place) == ("2.csv", "2")


def test_one_bad_file_of_several_stops_the_reading(tmp_path: Path) -> None:
    """A file that cannot be read is named, and nothing is read around it."""
    table(tmp_path / "1.csv", "A")
    (tmp_path / "2.csv").write_bytes(b"")
    with pytest.raises(cchc.DataError, match=r"2\.csv: error file-empty"):
        read(tmp_path)


def test_no_source_is_refused() -> None:
    """An empty list of sources is refused."""
    with pytest.raises(cchc.DataError, match="Không có tệp số liệu nào được nêu"):
        read([])


@pytest.mark.parametrize("name", ["nope.csv", "x" * 300 + ".csv", "x" * 5000, "a\0.csv"])
def test_a_name_that_is_no_file_is_a_missing_file(name: str, tmp_path: Path) -> None:
    """A name that no file has, or that none can have, is a missing file."""
    with pytest.raises(cchc.DataError):
        read(str(tmp_path / name))


@pytest.mark.parametrize("name", ["nope.yaml", "x" * 300 + ".yaml", "x" * 5000, "a\0.yaml"])
def test_a_name_that_is_no_set_is_an_error_of_ours(name: str, tmp_path: Path) -> None:
    """A name that no criteria file has, or that none can have, is refused in our words."""
    with pytest.raises(cchc.CchcError):
        cchc.load_criteria(str(tmp_path / name))


def test_units_may_come_from_several_files(tmp_path: Path) -> None:
    """Tables of units are read together, each unit once."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"unit,name\n{name},Xã {name}\nX,Xã X\n", encoding="utf-8")
    known = cchc.read_units(tmp_path)
    assert [unit.id for unit in known.units] == ["X", "a", "b"]
    assert [(problem.code, Path(problem.file).name) for problem in known.problems] == [
        ("repeated-unit", "b.csv")
    ]


def test_what_is_wrong_in_a_table_of_units_is_listed_once(tmp_path: Path) -> None:
    """A row of the table of units that is too long is a problem of the result."""
    (tmp_path / "don-vi.csv").write_text("unit,name\nA,Xã A\nB,Xã B,thừa\n", encoding="utf-8")
    known = cchc.read_units(tmp_path / "don-vi.csv")
    frame = pd.DataFrame({"unit": ["A"], "criterion": ["1.1"], "answer": ["có"]})
    assert codes(cchc.read_answers(frame, SET, units=known)) == ["row-too-long"]


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    """Whoever asks is told how many files of how many are read."""
    for name in "abc":
        table(tmp_path / f"{name}.csv", name)
    told: list[tuple[int, int]] = []
    cchc.read_answers(tmp_path, SET, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
