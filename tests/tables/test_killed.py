"""A run that is killed or fails at any step leaves a whole result or none, and the next run puts things right."""

import gc
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import cchc_index as cchc
from tests.scoring.small import YES_NO, criteria, leaf, score
from tests.tables.test_writing import FILES, complete, contents

ROOT = Path(__file__).resolve().parents[2]
ONE_LEAF = criteria(leaf("1.1", YES_NO))
OLD, NEW = (score(ONE_LEAF, [{"criterion": "1.1", "answer": answer}]) for answer in ("có", "không"))
ENDED_IN_THE_MIDDLE = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
STEPS: list[tuple[Any, str]] = [
    (io, "open"),
    *((os, name) for name in ("rename", "replace", "mkdir", "rmdir", "unlink")),
]


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Let what a stopped run left in memory go before the next test."""
    yield
    gc.collect()


class Killed(BaseException):
    """Stands for the end of the process: nothing that runs after it counts."""


class Steps:
    """Counts the calls that change a folder and stops at one of them.

    Args:
        folder: the folder above the result; what happens elsewhere is not counted.
        last: how many calls go well.
        error: what the next one raises.
        for_good: whether all that follow raise it too, as after a kill.
    """

    def __init__(self, folder: Path, last: int, error: BaseException, *, for_good: bool) -> None:
        self.folder = folder
        self.left = last
        self.error = error
        self.for_good = for_good
        self.stopped = False

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return the call, counted."""

        def counted(path: Any, *arguments: Any, **settings: Any) -> Any:
            if not self.concerns(path, settings):
                return call(path, *arguments, **settings)
            if self.left == 0 or (self.stopped and self.for_good):
                self.stopped = True
                self.left = -1
                raise self.error
            self.left -= 1
            return call(path, *arguments, **settings)

        return counted

    def concerns(self, path: Any, settings: dict[str, Any]) -> bool:
        """Tell whether a call is about something in the folder."""
        inside = isinstance(path, str | Path) and str(path).startswith(str(self.folder))
        return inside or settings.get("dir_fd") is not None


@contextmanager
def stopping(steps: Steps) -> Iterator[None]:
    """Put the counter before every call that changes the disk."""
    with pytest.MonkeyPatch.context() as patch:
        for home, name in STEPS:
            patch.setattr(home, name, steps.before(getattr(home, name)))
        yield


def attempt(out: Path, steps: Steps) -> BaseException | None:
    """Write the new result until a step stops it; return what was raised."""
    try:
        with stopping(steps):
            NEW.write(out)
    except (Killed, cchc.CchcError) as error:
        return error
    return None


def whole(folder: Path) -> list[dict[str, bytes]]:
    """Return the bytes of the old and of the new result, written in a folder."""
    for name, result in (("old", OLD), ("new", NEW)):
        result.write(folder / "whole" / name)
    return [contents(folder / "whole" / name) for name in ("old", "new")]


@ENDED_IN_THE_MIDDLE
@pytest.mark.parametrize("there", [True, False], ids=["over an earlier result", "in a new place"])
def test_a_run_that_ends_at_any_step_leaves_a_whole_result_or_none(there: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Ended at any call that changes the disk, a run leaves the old result, the new one, or nothing; never a part."""
    out = tmp_path / "a" / "out"
    out.parent.mkdir()
    allowed = whole(tmp_path)
    for number in range(200):
        if there:
            shutil.copytree(tmp_path / "whole" / "old", out)
        steps = Steps(out.parent, number, Killed(), for_good=True)
        ended = attempt(out, steps)
        assert not out.exists() or contents(out) in allowed[0 if there else 1 :], f"step {number}"
        if ended is None:
            break
        NEW.write(out)
        assert contents(out) == allowed[1]
        assert os.listdir(out.parent) == ["out"], f"step {number}"
        shutil.rmtree(out)
    else:
        pytest.fail("there is no end to the steps")
    assert number > 10


@ENDED_IN_THE_MIDDLE
def test_a_step_that_fails_leaves_the_earlier_result_in_its_place(tmp_path: Path) -> None:
    """Where the disk refuses one step, the earlier result stays in its place, or the new one is there whole."""
    out = tmp_path / "a" / "out"
    old, new = whole(tmp_path)
    out.parent.mkdir()
    for number in range(200):
        shutil.copytree(tmp_path / "whole" / "old", out)
        steps = Steps(out.parent, number, OSError(28, "No space left on device"), for_good=False)
        error = attempt(out, steps)
        if not steps.stopped:
            break
        assert contents(out) == (new if error is None else old), f"step {number}"
        assert error is None or isinstance(error, cchc.UsageError)
        shutil.rmtree(out.parent)
        out.parent.mkdir()
    else:
        pytest.fail("there is no end to the steps")


@ENDED_IN_THE_MIDDLE
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_cannot_be_made_leaves_the_earlier_result(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one file, the workbook too, cannot be made however often, the earlier result stays and we say why."""
    (old, _), out = whole(tmp_path), tmp_path / "whole" / "old"
    opened = io.open

    def refused(path: Any, *arguments: Any, **settings: Any) -> Any:
        if str(path).endswith(name) and "partial" in str(path):
            raise OSError(28, "No space left on device")
        return opened(path, *arguments, **settings)

    monkeypatch.setattr(io, "open", refused)
    (tmp_path / "tam").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tam"))
    with pytest.raises(cchc.UsageError) as raised:
        NEW.write(out)
    monkeypatch.undo()
    assert raised.value.problems[0].message == "Không ghi được thư mục kết quả: hết dung lượng đĩa."
    assert os.listdir(tmp_path / "tam") == []
    assert contents(out) == old
    assert sorted(os.listdir(out.parent)) == ["new", "old"]


@ENDED_IN_THE_MIDDLE
def test_a_step_that_fails_leaves_nothing_in_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the workbook cannot be written, what was put aside for it is removed."""
    temporary = tmp_path / "tam"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    out = tmp_path / "a" / "out"
    for number in range(200):
        steps = Steps(out.parent, number, OSError(28, "No space left on device"), for_good=False)
        attempt(out, steps)
        if not steps.stopped:
            break
    assert os.listdir(temporary) == []


def test_a_set_aside_result_comes_back_where_nothing_followed(tmp_path: Path) -> None:
    """A result that a killed run had set aside is not lost: the next run finds the place as it was."""
    out = tmp_path / "out"
    OLD.write(out)
    out.rename(tmp_path / ".out.earlier")
    (tmp_path / ".out.partial-123").mkdir()
    NEW.write(out)
    assert complete(out)
    assert os.listdir(tmp_path) == ["out"]


def killed(folder: Path, trials: int, seed: int) -> str:
    """Return what the killing of many runs found."""
    arguments = [sys.executable, "-m", "tests.tables.killing", str(folder), str(trials), str(seed)]
    (folder / "tam").mkdir()
    place = {**os.environ, "TMPDIR": str(folder / "tam")}
    ended = subprocess.run(
        arguments, cwd=ROOT, env=place, capture_output=True, text=True, timeout=900, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process that was forked")
def test_runs_killed_at_random_moments_leave_a_whole_result_or_none(tmp_path: Path) -> None:
    """Killed by the system at any moment, a run leaves a whole result or none, and the next puts things right."""
    assert killed(tmp_path, 8, 2025).startswith("8 killed, ")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process that was forked")
def test_hundreds_of_killed_runs_leave_a_whole_result_or_none(tmp_path: Path) -> None:
    """Hundreds of killings find no moment that leaves a part of a result."""
    assert killed(tmp_path, 400, 7).startswith("400 killed, ")
