"""The same rules as somebody fluent in numpy writes them: 2-D float arrays, one a kind; no states, no checks.

Only what is asked for: points of the leaves, and index, rank and class of the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from benchmarks.season import CLASSES, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from benchmarks.season import Kind, Leaf, Season

BOUNDS = np.array([bound for _, bound in reversed(CLASSES)], dtype=np.float64)
NAMES = np.array([name for name, _ in reversed(CLASSES)])


class Pair(NamedTuple):
    """Two arrays of leaves × units."""

    first: NDArray[np.float64]
    second: NDArray[np.float64]


@dataclass(frozen=True)
class Sheet:
    """Answers and parameters, ready to be scored: answers are leaves × units, parameters leaves × 1."""

    rates: Pair
    rate_max: NDArray[np.float64]
    full_at: NDArray[np.float64]
    zero_below: NDArray[np.float64]
    step_rates: Pair
    step_max: NDArray[np.float64]
    bounds: NDArray[np.float64]
    step_points: NDArray[np.float64]
    yes: NDArray[np.bool_]
    yes_max: NDArray[np.float64]
    otherwise: NDArray[np.float64]
    faults: Pair
    fault_max: NDArray[np.float64]
    each: Pair
    max_points: float


def prepare(season: Season) -> Sheet:
    """Lay a season out as arrays."""
    rates, steps, yes, faults = (
        season.of_kind(kind) for kind in ("proportional", "steps", "yes_no", "deduction")
    )
    bounds, step_points = _ladders(steps)
    return Sheet(
        rates=_pair(season, "proportional"),
        rate_max=_column(leaf.max_points for leaf in rates),
        full_at=_column(leaf.full_at for leaf in rates),
        zero_below=_column(leaf.zero_below for leaf in rates),
        step_rates=_pair(season, "steps"),
        step_max=_column(leaf.max_points for leaf in steps),
        bounds=bounds,
        step_points=step_points,
        yes=_pair(season, "yes_no").first.astype(bool),
        yes_max=_column(leaf.max_points for leaf in yes),
        otherwise=_column(leaf.max_points * leaf.otherwise / 100 for leaf in yes),
        faults=_pair(season, "deduction"),
        fault_max=_column(leaf.max_points for leaf in faults),
        each=Pair(_column(leaf.each[0] for leaf in faults), _column(leaf.each[1] for leaf in faults)),
        max_points=float(sum(leaf.max_points for leaf in season.leaves)),
    )


def _pair(season: Season, kind: Kind) -> Pair:
    both = np.stack([season.answers[leaf.id] for leaf in season.of_kind(kind)], axis=1).astype(np.float64)
    return Pair(*both)


def _column(numbers: Iterable[object]) -> NDArray[np.float64]:
    return np.array(list(numbers), dtype=np.float64)[:, np.newaxis]


def _ladders(leaves: tuple[Leaf, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return steps × leaves × 1: the bounds, lowest first, and the points from each on; the first bound is −∞."""
    height = 1 + max(len(leaf.ladder) for leaf in leaves)
    bounds = np.full((height, len(leaves), 1), np.inf)
    points = np.zeros((height, len(leaves), 1))
    for place, leaf in enumerate(leaves):
        steps = [(-np.inf, leaf.otherwise), *reversed(leaf.ladder)]
        for step, (bound, percent) in enumerate(steps):
            bounds[step, place] = bound
            points[step, place] = float(leaf.max_points * percent / 100)
    return bounds, points


def score(sheet: Sheet) -> Outcome:
    """Score every unit."""
    with np.errstate(divide="ignore", invalid="ignore"):
        kinds = (proportional(sheet), steps(sheet), yes_no(sheet), deduction(sheet))
    points = sum(half_up(kind).sum(axis=0) for kind in kinds)
    index = half_up(points / sheet.max_points * 100)
    return Outcome(points, index, ranks(index), classes(index))


def proportional(sheet: Sheet) -> NDArray[np.float64]:
    """Max × min(rate, full_at) / full_at; full where there is nothing to count."""
    rate = sheet.rates.first * 100 / sheet.rates.second
    points = sheet.rate_max * np.minimum(rate, sheet.full_at) / sheet.full_at
    points[rate < sheet.zero_below] = 0
    return np.where(sheet.rates.second == 0, sheet.rate_max, points)


def steps(sheet: Sheet) -> NDArray[np.float64]:
    """Return the points of the highest step that the rate reaches; full where there is nothing to count."""
    rate = sheet.step_rates.first * 100 / sheet.step_rates.second
    points = np.broadcast_to(sheet.step_points[0], rate.shape)
    for bound, reached in zip(sheet.bounds[1:], sheet.step_points[1:], strict=True):
        points = np.where(rate >= bound, reached, points)
    return np.where(sheet.step_rates.second == 0, sheet.step_max, points)


def yes_no(sheet: Sheet) -> NDArray[np.float64]:
    """Return max, or what there is otherwise."""
    return np.where(sheet.yes, sheet.yes_max, sheet.otherwise)


def deduction(sheet: Sheet) -> NDArray[np.float64]:
    """Max − Σ number × each, at least 0."""
    off = sheet.faults.first * sheet.each.first + sheet.faults.second * sheet.each.second
    return np.maximum(sheet.fault_max - off, 0)


def half_up(values: NDArray[np.floating]) -> NDArray[Any]:
    """Round to two decimals, halves up, as far as binary floats can tell; the type stays."""
    rounded: NDArray[Any] = np.floor(values * 100 + 0.5) / 100
    return rounded


def ranks(index: NDArray[np.floating]) -> NDArray[np.int64]:
    """Return ranks, highest first; equals share one (1, 2, 2, 4)."""
    return np.searchsorted(np.sort(-index), -index, side="left") + 1


def classes(index: NDArray[np.float64]) -> NDArray[np.str_]:
    """Return the name of the first class whose bound holds."""
    return NAMES[np.searchsorted(BOUNDS, index, side="right") - 1]
