"""Scoring one national year, from typed answers to states, points, index, ranks and classes."""

from __future__ import annotations

import sys
import time
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

import cchc_index as cchc
from benchmarks import by_hand
from benchmarks.agreement import compare, count_ties
from benchmarks.measure import Row, at_most, duration, faster, not_installed, side_by_side
from benchmarks.season import YEAR, Outcome, criteria_text, make_season, write_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.season import Season

WORK = "score 3,321 × 100"
SLOW_REPEAT = 3


class Rival(NamedTuple):
    """Another engine.

    Attributes:
        name: What the table calls it.
        score: Scores the season; None where the engine is not installed.
        limit: The goal; None where there is none.
        row: What makes its row.
        repeat: How often it is timed at most.
    """

    name: str
    score: Callable[[], Outcome] | None
    limit: float | None
    row: Callable[..., Row] = faster
    repeat: int = sys.maxsize


def rows(folder: Path, repeat: int) -> Iterator[Row]:
    """Measure ours against the same rules by hand, in OpenFisca-core and in zen-engine.

    Args:
        folder: Where the criteria file and the answers are written.
        repeat: How often each is timed; slow rivals less often.
    """
    season = make_season()
    ours = _ours(folder)
    expected, ties = _outcome(ours(), season), count_ties(season)
    for rival in _rivals(season):
        if rival.score is None:
            yield not_installed(WORK, rival.name, rival.limit)
            continue
        difference = compare(expected, rival.score(), ties)
        print(f"{rival.name}: {difference}")
        if difference.unexplained:
            sys.exit(f"{rival.name} does not score as ours does: a ratio would say nothing")
        seconds = side_by_side(ours, rival.score, repeat=min(repeat, rival.repeat))
        yield rival.row(WORK, rival.name, seconds, rival.limit)


def _ours(folder: Path) -> Callable[[], cchc.Result]:
    """Load and read once; say how long scoring takes the first time, when nothing can be left from an earlier one."""
    criteria_path, answers_path = folder / "criteria.yaml", folder / "answers.csv"
    criteria_path.write_text(criteria_text(), encoding="utf-8")
    write_answers(answers_path)
    criteria = cchc.load_criteria(criteria_path)
    answers = cchc.read_answers(answers_path, criteria)

    def score() -> cchc.Result:
        """Score, and settle what the library leaves until it is asked for."""
        result = cchc.score(criteria, answers, year=YEAR)
        assert len(result.scores.rank) == len(result.scores.class_number)  # noqa: S101 - both are made here
        return result

    start = time.perf_counter()
    score()
    print(f"ours, the first time: {duration(time.perf_counter() - start)}")
    return score


def _outcome(result: cchc.Result, season: Season) -> Outcome:
    """Put ours into the order of the season's units."""
    ranking = result.ranking.set_index("unit").loc[list(season.units)]
    return Outcome(
        ranking["points"].to_numpy(np.float64),
        ranking["index"].to_numpy(np.float64),
        ranking["rank"].to_numpy(np.int64),
        ranking["class"].to_numpy(np.str_),
    )


def _rivals(season: Season) -> Iterator[Rival]:
    yield Rival("numpy", partial(by_hand.score, by_hand.prepare(season)), 3, row=at_most)
    openfisca = zen_tables = zen_expressions = None
    if find_spec("openfisca_core"):
        from benchmarks import with_openfisca  # noqa: PLC0415 - only where installed

        openfisca = partial(with_openfisca.score, with_openfisca.prepare(season))
    yield Rival("OpenFisca-core", openfisca, 1)
    if find_spec("zen"):
        from benchmarks import with_zen  # noqa: PLC0415 - only where installed

        zen_tables = partial(with_zen.score, with_zen.prepare(season, "tables"))
        zen_expressions = partial(with_zen.score, with_zen.prepare(season, "expressions"))
    yield Rival("zen-engine, decision tables", zen_tables, 20, repeat=SLOW_REPEAT)
    yield Rival("zen-engine, expressions only", zen_expressions, None, repeat=SLOW_REPEAT)
