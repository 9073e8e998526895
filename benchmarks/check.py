"""`cchc-index check` of a set of 100 leaves, beside starting Python.

Both run from bytecode, as they do where the package is installed: the first run of each compiles it, into a folder
of its own, and the best of the others counts. A checkout may lack it, and a machine may be set never to write it.
"""

from __future__ import annotations

import os
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
    run = partial(subprocess.run, check=True, capture_output=True, env=_with_bytecode(folder / "bytecode"))
    ours, other = side_by_side(
        partial(run, [command, "check", path]),
        partial(run, [sys.executable, "-c", "pass"]),
        repeat=repeat + 1,
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


def _with_bytecode(folder: Path) -> dict[str, str]:
    """Return this process's environment, with bytecode kept in a folder."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder)}
