"""Growth from 3,321 to 332,100 units × 100 leaves: seconds of reading and of scoring, and the peak of memory.

Every size runs in a process of its own, since a process does not give its peak back:
`python -m benchmarks.growth CRITERIA ANSWERS` measures one and prints it as JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Row, duration, yes_no
from benchmarks.season import UNITS, YEAR, criteria_text, write_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (UNITS, 10 * UNITS, 100 * UNITS)
LIMIT = 1.5
SMALL_REPEAT = 3
MEBIBYTE = 2**20
HERE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Use:
    """What one size took: seconds, and bytes before reading and at the peak."""

    read: float
    score: float
    before: int
    peak: int

    @property
    def memory(self) -> int:
        """The bytes that the work took beyond the imported modules."""
        return self.peak - self.before


def rows(folder: Path, largest: int = SIZES[-1]) -> Iterator[Row]:
    """Measure each size up to `largest` beside ten times the size before.

    Linear is what takes at most half as much again as that.
    """
    criteria, answers = folder / "criteria.yaml", folder / "growing.csv"
    criteria.write_text(criteria_text(), encoding="utf-8")
    before: Use | None = None
    for units in (size for size in SIZES if size <= largest):
        write_answers(answers, units)
        runs = [_measure_apart(criteria, answers) for _ in range(1 if units == SIZES[-1] else SMALL_REPEAT)]
        use = min(runs, key=lambda run: run.read + run.score)
        yield _row(f"read {units:,} units", use.read, before.read if before else None, duration)
        yield _row(f"score {units:,} units", use.score, before.score if before else None, duration)
        size = _mebibytes(answers.stat().st_size)
        yield _row(
            f"peak memory of {units:,} units, CSV of {size}",
            use.memory,
            before.memory if before else None,
            _mebibytes,
        )
        before = use


def measure(criteria_path: Path, answers_path: Path) -> Use:
    """Read and score in this process; modules are imported before, and only here."""
    import pandas as pd  # noqa: F401, PLC0415

    import cchc_index as cchc  # noqa: PLC0415

    criteria = cchc.load_criteria(criteria_path)
    before, start = peak_memory(), time.perf_counter()
    answers = cchc.read_answers(answers_path, criteria)
    between = time.perf_counter()
    cchc.score(criteria, answers, year=YEAR)
    return Use(between - start, time.perf_counter() - between, before, peak_memory())


def peak_memory() -> int:
    """Return the most bytes that this process has held.

    On Linux from its status: `ru_maxrss` there also counts what the starting process held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _measure_apart(criteria: Path, answers: Path) -> Use:
    command = [sys.executable, "-m", "benchmarks.growth", str(criteria), str(answers)]
    return Use(**json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=HERE).stdout))


def _row(work: str, ours: float, before: float | None, write: Callable[[float], str]) -> Row:
    if before is None:
        return Row(work, "", write(ours), "", "", "", "")
    ratio = ours / (10 * before)
    goal = f"linear: ≤ {LIMIT} ×"
    return Row(
        work,
        "10 × the size before",
        write(ours),
        write(10 * before),
        f"{ratio:.2f} ×",
        goal,
        yes_no(ratio <= LIMIT),
    )


def _mebibytes(size: float) -> str:
    return f"{size / MEBIBYTE:,.0f} MiB"


if __name__ == "__main__":
    print(json.dumps(asdict(measure(Path(sys.argv[1]), Path(sys.argv[2])))))
