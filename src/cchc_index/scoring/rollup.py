"""Points and maxima from the leaves up to the whole: rounded at the leaf, and then only added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cchc_index.criteria.model import Area
from cchc_index.exact import Column, Integers, Mode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.scoring.leaves import LeafScores
    from cchc_index.scoring.plan import Plan

NO_INDEX = -1


class Tally(NamedTuple):
    """Steps of points and of the applicable maximum, one row a node (or one for the whole), one column a unit."""

    steps: Integers
    max_steps: Integers


def roll_up(plan: Plan, leaves: Mapping[int, LeafScores]) -> Tally:
    """The tally of every node: what is below it added, and cut where the node is capped."""
    shape = (len(plan.items), len(plan.units))
    tally = Tally(np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64))
    for leaf in plan.leaves:
        scores = leaves[leaf.number]
        tally.steps[leaf.number] = scores.steps
        tally.max_steps[leaf.number] = (
            leaf.max_steps if scores.counts is None else leaf.max_steps * scores.counts
        )
    for number in reversed(range(len(plan.items))):
        item = plan.items[number]
        cap = plan.max_steps(number)
        if cap is not None and item.rule is None and (item.node.cap or _outside(item.node)):
            np.minimum(tally.steps[number], cap, out=tally.steps[number])
            np.minimum(tally.max_steps[number], cap, out=tally.max_steps[number])
        if item.parent is not None:
            tally.steps[item.parent] += tally.steps[number]
            tally.max_steps[item.parent] += tally.max_steps[number]
    return tally


def _outside(node: object) -> bool:
    """Whether a node is a bonus or penalty area, which its maximum always cuts."""
    return isinstance(node, Area) and not node.core


def whole(plan: Plan, tally: Tally) -> Tally:
    """Core + bonus − penalty, at least 0, over the core areas' maximum."""
    steps = np.zeros(len(plan.units), dtype=np.int64)
    most = np.zeros(len(plan.units), dtype=np.int64)
    for number, item in enumerate(plan.items):
        if item.parent is not None:
            continue
        if item.area.code == "penalty":
            steps -= tally.steps[number]
        else:
            steps += tally.steps[number]
        if item.area.core:
            most += tally.max_steps[number]
    return Tally(np.maximum(steps, 0), most)


def index(tally: Tally, decimals: int, mode: Mode, cap: int | None = None) -> Integers:
    """Points / applicable maximum × 100 in steps of the index, `NO_INDEX` where nothing is applicable."""
    nothing = tally.max_steps == 0
    bottom = np.where(nothing, 1, tally.max_steps) if nothing.any() else tally.max_steps
    steps = (Column.whole(tally.steps) * 100 / Column.whole(bottom)).steps(decimals, mode)
    if cap is not None:
        steps = np.minimum(steps, cap)
    return np.where(nothing, NO_INDEX, steps) if nothing.any() else steps
