"""Whether two engines say the same: binary floats may round a tie (0.125) down where exact numbers round it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import by_hand

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.season import Outcome, Season

CENT = 0.011
SAME = 0.001
INDEX = 0.02
NEAR = 1e-4


@dataclass(frozen=True)
class Difference:
    """How many units differ in what.

    Attributes:
        points: Units whose points differ.
        index: Units whose index differs.
        rank: Units whose rank differs.
        class_: Units whose class differs.
        unexplained: Units whose points differ by more than a cent for each tied leaf, or whose index by more than 0.02.
    """

    points: int
    index: int
    rank: int
    class_: int
    unexplained: int

    def __str__(self) -> str:
        """Say it in one line."""
        return (
            f"units that differ in points: {self.points}, index: {self.index}, rank: {self.rank}, "
            f"class: {self.class_}; not explained by the rounding of ties: {self.unexplained}"
        )


def compare(expected: Outcome, found: Outcome, ties: NDArray[np.int64]) -> Difference:
    """Count the units that differ; `ties` says how many of a unit's leaves lie at a tie."""
    points, index = np.abs(expected.points - found.points), np.abs(expected.index - found.index)
    return Difference(
        points=int((points > SAME).sum()),
        index=int((index > SAME).sum()),
        rank=int((expected.rank != found.rank).sum()),
        class_=int((expected.class_ != found.class_).sum()),
        unexplained=int(((points > CENT * ties + SAME) | (index > INDEX)).sum()),
    )


def count_ties(season: Season) -> NDArray[np.int64]:
    """Count for every unit the leaves whose points lie at, or next to, the middle between two hundredths.

    Only proportional leaves can: the other kinds yield numbers that binary floats hold well enough.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        hundredths = by_hand.proportional(by_hand.prepare(season)) * 100
    near: NDArray[np.bool_] = np.abs(hundredths % 1 - 0.5) < NEAR
    ties: NDArray[np.int64] = near.sum(axis=0)
    return ties
