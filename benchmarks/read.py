"""From a tidy CSV of 332,100 rows to the ranking, beside pandas merely reading that file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

import cchc_index as cchc
from benchmarks.measure import Row, at_most, side_by_side
from benchmarks.season import YEAR, criteria_text, write_answers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORK = "CSV of 332,100 rows → ranking"


def rows(folder: Path, repeat: int) -> Iterator[Row]:
    """Measure ours against `read_csv` that guesses types, and, without a goal, one that keeps the text.

    How fast pandas is depends on pyarrow: where it is installed, pandas keeps text in its arrays.
    """
    criteria_path, answers_path = folder / "criteria.yaml", folder / "answers.csv"
    criteria_path.write_text(criteria_text(), encoding="utf-8")
    write_answers(answers_path)
    criteria = cchc.load_criteria(criteria_path)

    def ours() -> pd.DataFrame:
        return cchc.score(criteria, cchc.read_answers(answers_path, criteria), year=YEAR).ranking

    guess, text = partial(pd.read_csv, answers_path), partial(pd.read_csv, answers_path, dtype=str)
    mine, guessed, kept = side_by_side(ours, guess, text, repeat=repeat)
    yield at_most(WORK, "pandas read_csv", (mine, guessed), 3)
    yield at_most(WORK, "pandas read_csv, all as text", (mine, kept), None)
