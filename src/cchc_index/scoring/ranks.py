"""Ranks: by the rounded index, shared by equals, within each group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from cchc_index.exact import Booleans, Integers

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_RANK = 0


def rank(
    keys: Sequence[Integers], groups: Integers, taking_part: Booleans, ties: Literal["competition", "dense"]
) -> Integers:
    """The rank of each unit in its group, `NO_RANK` for units that take no part.

    Args:
        keys: what decides, the weightiest first; higher goes first; one row a unit.
        groups: the group of each unit.
        taking_part: the units that are ranked.
        ties: whether the next rank after equals counts them (1, 2, 2, 4) or not (1, 2, 2, 3).

    Example:
        >>> rank([np.array([90, 80, 80, 70])], np.zeros(4, int), np.ones(4, bool), "competition").tolist()
        [1, 2, 2, 4]
    """
    ranks = np.full(len(groups), NO_RANK, dtype=np.int64)
    rows = np.flatnonzero(taking_part)
    if not rows.size:
        return ranks
    falling = [-key[rows] for key in keys]
    order = np.lexsort([*reversed(falling), groups[rows]])
    begins_group = _changes([groups[rows][order]])
    begins_rank = begins_group | _changes([key[order] for key in falling])
    place = np.cumsum(begins_rank) if ties == "dense" else np.arange(1, len(rows) + 1)
    first_of_group = np.maximum.accumulate(np.where(begins_group, place, 0))
    first_of_equals = np.maximum.accumulate(np.where(begins_rank, place, 0))
    ranks[rows[order]] = first_of_equals - first_of_group + 1
    return ranks


def _changes(keys: Sequence[Integers]) -> Booleans:
    """Where any key differs from the row before; the first row always does."""
    changes = np.zeros(len(keys[0]), dtype=np.bool_)
    changes[0] = True
    for key in keys:
        changes[1:] |= key[1:] != key[:-1]
    return changes
