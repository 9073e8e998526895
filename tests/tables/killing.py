"""Writes two results in turn and is killed at random moments; prints what a killed run left that it must not.

    python -m tests.tables.killing FOLDER TRIALS SEED

Each trial is a process of its own that replaces the folder over and over until it is killed. After it the folder
must be one whole result, or absent; and the next run must put things right.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import cchc_index as cchc
from tests.scoring.small import frame
from tests.tables.test_writing import ROWS, SET, complete, contents


def results() -> list[cchc.Result]:
    """Return two results that differ in every table."""
    return [cchc.score(SET, cchc.read_answers(frame(rows), SET)) for rows in (ROWS, ROWS[:3])]


def write_until_killed(out: Path, both: list[cchc.Result]) -> None:
    """Replace one result by the other, over and over."""
    number = 0
    while True:
        both[number % 2].write(out)
        number += 1


def killed_after(out: Path, both: list[cchc.Result], seconds: float) -> None:
    """Start a process that writes, and kill it."""
    pid = os.fork()
    if pid == 0:
        write_until_killed(out, both)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def left_wrong(out: Path, whole: list[dict[str, bytes]]) -> str:
    """Return what is wrong with what a killed run left."""
    if not out.exists():
        return ""
    if not complete(out):
        return "incomplete"
    return "" if contents(out) in whole else "a mixture"


def main(folder: Path, trials: int, seed: int) -> int:
    """Kill as many runs as asked for; print each that left something wrong."""
    both, chance = results(), random.Random(seed)
    whole = []
    for number, result in enumerate(both):
        result.write(folder / f"whole-{number}")
        whole.append(contents(folder / f"whole-{number}"))
    absent = 0
    for trial in range(trials):
        out = folder / f"out-{trial % 5}"
        killed_after(out, both, chance.uniform(0.0, 0.1))
        absent += not out.exists()
        if wrong := left_wrong(out, whole):
            sys.stdout.write(f"trial {trial}: {wrong}\n")
        both[0].write(out)
        beside = [name for name in os.listdir(folder) if name.startswith(".")]
        if beside or contents(out) != whole[0]:
            sys.stdout.write(f"trial {trial}: not put right, {beside}\n")
    sys.stdout.write(f"{trials} killed, {absent} times nothing there\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
