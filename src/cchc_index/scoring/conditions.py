"""Leaves that wait for another node's points (`only_if`): none of their own until they are there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.criteria.conditions import waiting
from cchc_index.scoring.leaves import NO_BRANCH, LeafScores
from cchc_index.scoring.rollup import roll_up
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.exact import Booleans
    from cchc_index.scoring.plan import Plan

_OUTSIDE = (State.EXCLUDED, State.EXEMPT)


def blocked(plan: Plan, leaves: Mapping[int, LeafScores]) -> Mapping[int, LeafScores]:
    """The leaves, those blocked whose condition does not hold; each condition after those that it rests on."""
    for number in waiting(plan.items):
        units = ~_holds(plan, number, leaves)
        if units.any():
            below = {leaf.number for leaf in plan.leaves if plan.is_below(leaf.number, number)}
            leaves = {n: _blocked(scores, units) if n in below else scores for n, scores in leaves.items()}
    return leaves


def _holds(plan: Plan, number: int, leaves: Mapping[int, LeafScores]) -> Booleans:
    """Where a node's condition holds; one on a node with nothing applicable does."""
    condition = plan.items[number].node.only_if
    assert condition is not None  # noqa: S101 - only such nodes wait
    asked = plan.numbers[condition.node]
    tallies = roll_up(plan, leaves)
    entries = [n for n in range(asked, len(plan.items)) if plan.items[n].path == plan.items[asked].path]
    steps = np.sum([tallies[entry].steps for entry in entries], axis=0)
    most = np.sum([tallies[entry].max_steps for entry in entries], axis=0)
    bound = condition.points_above
    return np.asarray((most == 0) | (steps * bound.denominator > bound.numerator * plan.scale))


def _blocked(scores: LeafScores, units: Booleans) -> LeafScores:
    """One leaf, blocked for some units that have a part in it."""
    units = units & ~np.isin(scores.state, _OUTSIDE)
    if not units.any():
        return scores
    return replace(
        scores,
        state=np.where(units, State.BLOCKED, scores.state).astype(np.int8),
        steps=np.where(units, 0, scores.steps),
        branch=np.where(units, NO_BRANCH, scores.branch),
        counts=None if scores.counts is None else scores.counts | units,
    )
