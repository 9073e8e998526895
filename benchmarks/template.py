"""The forms of a national year, beside 15 ms for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

import cchc_index as cchc
from benchmarks.measure import Row, at_most, side_by_side
from benchmarks.season import UNITS, YEAR, criteria_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALLOWED = 0.015
SOME = 300


def rows(folder: Path, repeat: int) -> Iterator[Row]:
    """Measure some of the forms of 100 leaves, and name what all of them would take."""
    path = folder / "criteria.yaml"
    path.write_text(criteria_text(), encoding="utf-8")
    criteria = cchc.load_criteria(path)
    units = cchc.read_units(pd.DataFrame({"unit": [f"U{number:04}" for number in range(SOME)]}))
    (seconds,) = side_by_side(
        lambda: cchc.write_templates(criteria, units, folder / "forms", year=YEAR), repeat=min(repeat, 3)
    )
    each = seconds / SOME
    yield at_most(f"a form of 100 leaves (of {UNITS:,})", "15 ms", (each, ALLOWED), 1)
