"""Progress of work that takes longer than a second, on standard error."""

import itertools
import time

import pytest

from tests.cli.calls import SATISFACTION, Calls


def ticking(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let every look at the clock find it later by so many seconds."""
    clock = itertools.count()
    monkeypatch.setattr(time, "monotonic", lambda: next(clock) * seconds)


def test_quick_work_says_nothing(call: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work of less than a second shows no progress."""
    ticking(monkeypatch, 0.001)
    assert "Đang" not in call("score", *SATISFACTION).err


@pytest.mark.parametrize(("lang", "said"), [("vi", "Đang chấm: "), ("en", "Scoring: ")])
def test_slow_work_says_how_far_it_is(
    lang: str, said: str, call: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work of more than a second says how far it is, in the language of the call."""
    ticking(monkeypatch, 2.0)
    ended = call("score", *SATISFACTION, "--lang", lang)
    assert ended.status == 0
    assert any(line.startswith(said) for line in ended.err.splitlines())
    assert said not in ended.out


def test_progress_comes_at_most_once_a_second(call: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is shown at most once a second."""
    ticking(monkeypatch, 0.3)
    shown = [line for line in call("score", *SATISFACTION).err.splitlines() if line.startswith("Đang")]
    assert 0 < len(shown) <= 10


def test_reading_scoring_and_writing_all_show_progress(call: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part of the work that takes its time is named: reading, scoring, writing."""
    ticking(monkeypatch, 2.0)
    shown = call("score", *SATISFACTION, "--out", "ket-qua").err
    assert "Đang đọc: " in shown
    assert "Đang chấm: " in shown
    assert "Đang ghi" in shown
