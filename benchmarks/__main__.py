"""`python -m benchmarks [score|read|sheets|check|growth|template]`: ratios of one run on one machine, beside the goals."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import check, growth, read, score, sheets, template
from benchmarks.measure import table

WORKS = ("score", "read", "sheets", "check", "growth", "template")


def main() -> None:
    """Run what is asked for, or everything, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "works", nargs="*", metavar="WORK", help=f"one or more of {', '.join(WORKS)}; all if none"
    )
    parser.add_argument(
        "--repeat", type=int, default=20, help="how often each is timed; the best counts (20)"
    )
    parser.add_argument(
        "--largest", type=int, default=growth.SIZES[-1], help="units up to which growth is measured"
    )
    options = parser.parse_args()
    if unknown := set(options.works) - set(WORKS):
        parser.error(f"no such work: {', '.join(sorted(unknown))}; choose from {', '.join(WORKS)}")
    with TemporaryDirectory() as name:
        folder = Path(name)
        run = {
            "score": lambda: score.rows(folder, options.repeat),
            "read": lambda: read.rows(folder, options.repeat),
            "sheets": lambda: sheets.rows(folder, options.repeat),
            "check": lambda: check.rows(folder, options.repeat),
            "growth": lambda: growth.rows(folder, options.largest),
            "template": lambda: template.rows(folder, options.repeat),
        }
        rows = [row for work in options.works or WORKS for row in run[work]()]
    print(table(rows))


if __name__ == "__main__":
    main()
