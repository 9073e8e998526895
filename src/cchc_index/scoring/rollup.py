"""Points and maxima from the leaves up to the whole: rounded at the leaf, and then only added."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cchc_index.criteria.model import Area
from cchc_index.exact import Column, Integers, Mode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cchc_index.scoring.leaves import LeafScores
    from cchc_index.scoring.plan import Leaf, Plan

NO_INDEX = -1


class Tally(NamedTuple):
    """Steps of points of each unit, and of the applicable maximum: one number where all units have the same."""

    steps: Integers
    most: Integers | int

    @classmethod
    def together(cls, tallies: Sequence[Tally]) -> Tally:
        """The sum of some."""
        steps = tallies[0].steps.copy()
        for tally in tallies[1:]:
            steps += tally.steps
        return cls(steps, functools.reduce(operator.add, (tally.most for tally in tallies)))

    def best(self, other: Tally) -> Tally:
        """The more points of the two, and the larger maximum."""
        both = isinstance(self.most, int) and isinstance(other.most, int)
        most = max(self.most, other.most) if both else np.maximum(self.most, other.most)
        return Tally(np.maximum(self.steps, other.steps), most)

    def cut(self, cap: int) -> Tally:
        """At most the cap."""
        most = min(self.most, cap) if isinstance(self.most, int) else np.minimum(self.most, cap)
        return Tally(np.minimum(self.steps, cap), most)

    @property
    def max_steps(self) -> Integers:
        """The applicable maximum of each unit."""
        return np.broadcast_to(np.asarray(self.most, dtype=np.int64), self.steps.shape)


def leaf_tally(leaf: Leaf, scores: LeafScores) -> Tally:
    """The tally of one leaf."""
    return Tally(scores.steps, leaf.max_steps if scores.counts is None else leaf.max_steps * scores.counts)


def roll_up(plan: Plan, leaves: Mapping[int, LeafScores]) -> dict[int, Tally]:
    """The tally of every node by its number."""
    tallies = {leaf.number: leaf_tally(leaf, leaves[leaf.number]) for leaf in plan.leaves}
    below: dict[int, list[int]] = {}
    for number in reversed(range(len(plan.items))):
        if number not in tallies:
            tallies[number] = _inner(
                plan, number, [(child, tallies[child]) for child in below.get(number, ())]
            )
        parent = plan.items[number].parent
        if parent is not None:
            below.setdefault(parent, []).append(number)
    return tallies


def _inner(plan: Plan, number: int, children: Sequence[tuple[int, Tally]]) -> Tally:
    """What is below a node put together, cut where the node is capped, less what is subtracted."""
    item = plan.items[number]
    nothing = Tally(np.zeros(len(plan.units), dtype=np.int64), 0)
    counted = [tally for child, tally in children if not plan.items[child].subtracts]
    if item.node.combine == "max":
        tally = functools.reduce(Tally.best, counted or [nothing])
    else:
        tally = Tally.together(counted or [nothing])
    cap = plan.max_steps(number)
    if cap is not None and (item.node.cap or item.subtracts or _outside(item.node)):
        tally = tally.cut(cap)
    for child, taken in children:
        if plan.items[child].subtracts:
            tally = Tally(np.maximum(tally.steps - taken.steps, 0), tally.most)
    return tally


def _outside(node: object) -> bool:
    """Whether a node is a bonus or penalty area, which its maximum always cuts."""
    return isinstance(node, Area) and not node.core


def whole(plan: Plan, tallies: Mapping[int, Tally]) -> Tally:
    """Core + bonus − penalty, at least 0, over the core areas' maximum."""
    areas = [(item.area, tallies[number]) for number, item in enumerate(plan.items) if item.parent is None]
    total = Tally.together(
        [
            Tally(tally.steps * (-1 if area.code == "penalty" else 1), tally.most if area.core else 0)
            for area, tally in areas
        ]
    )
    return Tally(np.maximum(total.steps, 0), total.most)


def index(tally: Tally, decimals: int, mode: Mode, cap: int | None = None) -> Integers:
    """Points / applicable maximum × 100 in steps of the index, `NO_INDEX` where nothing is applicable."""
    nothing = tally.max_steps == 0
    if isinstance(tally.most, int):
        bottom = Column.constant(tally.most or 1)
    else:
        bottom = Column.whole(np.where(nothing, 1, tally.most))
    steps = (Column.whole(tally.steps) * 100 / bottom).steps(decimals, mode)
    if cap is not None:
        steps = np.minimum(steps, cap)
    return np.where(nothing, NO_INDEX, steps) if nothing.any() else steps
