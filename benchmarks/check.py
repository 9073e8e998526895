"""`cchc-index check` of a set of 100 leaves, beside starting Python."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Row, duration, side_by_side, yes_no
from benchmarks.season import criteria_text

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 0.25


def rows(folder: Path, repeat: int) -> Iterator[Row]:
    """Measure whole processes: seconds that ours takes more."""
    path = folder / "criteria.yaml"
    path.write_text(criteria_text(), encoding="utf-8")
    command = Path(sys.executable).with_name("cchc-index")
    ours, other = side_by_side(
        partial(subprocess.run, [command, "check", path], check=True, capture_output=True),
        partial(subprocess.run, [sys.executable, "-c", "pass"], check=True),
        repeat=repeat,
    )
    yield Row(
        work="cchc-index check, 100 leaves",
        against="python -c pass",
        ours=duration(ours),
        other=duration(other),
        ratio=f"{ours - other:+.3f} s",
        goal=f"< {LIMIT} s more",
        met=yes_no(ours - other < LIMIT),
    )
