"""The sums that parts can come to, each with the parts of which it is made."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Parts: TypeAlias = dict[str, int]
"""How many of each part there are; of those that are not named, none."""


def sums(parts: Mapping[str, Fraction], most: Fraction, *, repeated: bool) -> list[tuple[Fraction, Parts]]:
    """Every sum, from the least to the greatest; what would pass the most is cut at it.

    Args:
        parts: what one of each part gives.
        most: what sums are cut at.
        repeated: whether a part may be there more than once.
    """
    scale = lcm(most.denominator, *(part.denominator for part in parts.values()))
    reached: dict[int, Parts] = {0: {}}
    for name, part in parts.items():
        _add(reached, name, int(part * scale), int(most * scale), repeated=repeated)
    return [(Fraction(total, scale), reached[total]) for total in sorted(reached)]


def _add(reached: dict[int, Parts], name: str, part: int, most: int, *, repeated: bool) -> None:
    """Puts beside the sums those with one part more, or with any number more."""
    fresh = list(reached.items())
    while fresh:
        further = {min(most, total + part): {**made, name: made.get(name, 0) + 1} for total, made in fresh}
        fresh = [(total, made) for total, made in further.items() if total not in reached]
        reached.update(fresh)
        if not repeated:
            return
