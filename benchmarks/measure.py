"""Timing two pieces of work side by side, and the lines of the table that is printed."""

from __future__ import annotations

import time
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HEADINGS = ("work", "against", "ours", "other", "ratio", "goal", "met")


@dataclass(frozen=True)
class Row:
    """One line of the table; every cell is text."""

    work: str
    against: str
    ours: str
    other: str
    ratio: str
    goal: str
    met: str


def side_by_side(*works: Callable[[], object], repeat: int) -> list[float]:
    """Time works in turn, `repeat` times, and return the best seconds of each.

    Taking turns shares out what else the machine is doing.
    """
    best = [float("inf")] * len(works)
    for _ in range(repeat):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            best[place] = min(best[place], time.perf_counter() - start)
    return best


def at_most(work: str, against: str, seconds: Iterable[float], limit: float | None) -> Row:
    """Make the row of a goal that allows ours to take `limit` times as long; None: no goal."""
    ours, other = seconds
    ratio = ours / other
    goal, met = ("", "") if limit is None else (f"≤ {limit:g} ×", yes_no(ratio <= limit))
    return Row(work, against, duration(ours), duration(other), f"{ratio:.2f} ×", goal, met)


def faster(work: str, against: str, seconds: Iterable[float], limit: float | None) -> Row:
    """Make the row of a goal that wants ours `limit` times as fast; None: no goal."""
    ours, other = seconds
    ratio = other / ours
    met = "" if limit is None else yes_no(ratio > 1 and ratio >= limit)
    return Row(work, against, duration(ours), duration(other), f"{ratio:.2f} × faster", _faster(limit), met)


def not_installed(work: str, against: str, limit: float | None) -> Row:
    """Make the row of an engine that is not there, with the goal that `faster` would name."""
    return Row(work, against, "", "not installed", "", _faster(limit), "" if limit is None else "?")


def _faster(limit: float | None) -> str:
    return "" if limit is None else "faster" if limit == 1 else f"≥ {limit:g} × faster"


def yes_no(holds: bool) -> str:  # noqa: FBT001 - a word for a finding
    """Say whether a goal is met."""
    return "yes" if holds else "no"


def duration(seconds: float) -> str:
    """Write seconds as people read them."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def table(rows: Iterable[Row]) -> str:
    """Lay the rows out as a Markdown table whose columns line up."""
    cells = [HEADINGS, *(astuple(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in cells]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
