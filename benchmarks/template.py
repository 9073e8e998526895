"""The workbooks of a national year, beside the time allowed for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

import cchc_index as cchc
from benchmarks.measure import Row, at_most, side_by_side
from benchmarks.season import UNITS, YEAR, criteria_text, write_answers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

SOME = 300
FEW = 60
LEAVES = 100
_POLICY = "policy: {"
_STAGES = "stages: [{id: self, by: unit}, {id: appraisal, by: appraiser}, {id: explanation, by: unit}], "
OUT = "forms"


def rows(folder: Path, repeat: int) -> Iterator[Row]:
    """Measure some workbooks of each kind, of 100 leaves, and name what one of them may take."""
    path = folder / "criteria.yaml"
    path.write_text(criteria_text().replace(_POLICY, _POLICY + _STAGES), encoding="utf-8")
    criteria = cchc.load_criteria(path)
    write_answers(folder / "answers.csv", SOME)
    answers = cchc.read_answers(folder / "answers.csv", criteria)
    blank = cchc.read_units(pd.DataFrame({"unit": [f"U{number:04}" for number in range(SOME)]}))
    few = cchc.read_units(pd.DataFrame({"unit": [unit.id for unit in answers.units.units[:FEW]]}))

    def seconds(units: cchc.Units, **call: Any) -> float:
        (best,) = side_by_side(
            lambda: cchc.write_templates(criteria, units, folder / OUT, year=YEAR, **call),
            repeat=min(repeat, 3),
        )
        return best

    named = f"of {LEAVES} leaves (of {UNITS:,})"
    each = seconds(blank) / SOME
    yield at_most(f"a blank form {named}", "15 ms", (each, 0.015), 1)
    each = seconds(answers.units, answers=answers) / SOME
    yield at_most(f"a form {named} with answers in it", "15 ms", (each, 0.015), 1)
    each = seconds(few, answers=answers, stage="explanation") / FEW
    yield at_most(f"a form {named} to explain", "30 ms", (each, 0.03), 1)
    each = seconds(answers.units, answers=answers, stage="appraisal", appraiser="Sở Nội vụ") / SOME / LEAVES
    yield at_most(f"an appraiser's row of one leaf of {SOME} units", "1.5 ms", (each, 0.0015), 1)
