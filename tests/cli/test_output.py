"""What the command prints on terminals of every kind; the library itself prints nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import cchc_index as cchc

COMMAND = [sys.executable, "-m", "cchc_index"]


def ended(folder: Path, *arguments: str, **place: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the command in a process of its own."""
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env={**os.environ, **place}, capture_output=True, check=False, timeout=120
    )  # fmt: skip


@pytest.mark.parametrize(
    "place",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["ascii", "C locale"],
)
def test_vietnamese_is_printed_whatever_the_encoding_of_the_terminal(
    place: dict[str, str], tmp_path: Path
) -> None:
    """Where standard output is ASCII the command prints UTF-8 all the same, without an error."""
    found = ended(tmp_path, "list", **place)
    assert found.returncode == 0
    assert "Bộ chỉ số chất lượng phục vụ" in found.stdout.decode("utf-8")
    assert "Traceback" not in found.stderr.decode("utf-8")


def test_problems_are_printed_whatever_the_encoding_of_the_terminal(tmp_path: Path) -> None:
    """Where standard error is ASCII problems are printed in UTF-8 all the same."""
    found = ended(tmp_path, "show", "vn-766", PYTHONIOENCODING="ascii")
    assert found.returncode == 2
    assert "Không có bộ tiêu chí" in found.stderr.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """Where the output is cut off by its reader the command ends without a word."""
    with subprocess.Popen(
        [*COMMAND, "show", "vn-766-2022"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""


def test_the_library_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Loading, reading, scoring, explaining and writing print nothing, also where much is wrong."""
    criteria = cchc.load_criteria("vn-766-2022")
    path = tmp_path / "so-lieu.csv"
    path.write_text("unit,criterion,answer\nX,6.1,hai\nX,9.9,có,thừa\nY,6.2,100%\n", encoding="utf-8")
    result = cchc.score(criteria, cchc.read_answers(path, criteria))
    result.write(tmp_path / "out")
    assert result.explain("X")
    assert not result.ranking.empty
    with pytest.raises(cchc.CchcError):
        cchc.load_criteria(tmp_path / "khong-co.yaml")
    printed = capfd.readouterr()
    assert (printed.out, printed.err) == ("", "")
