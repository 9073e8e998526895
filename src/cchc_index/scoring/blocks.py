"""What rules give: leaves with equal rules that everybody answered are scored together, as one block.

A block has a row a leaf. Its rule is applied once, to answers laid on each other, which costs little more than to apply
it to one leaf. The leaves may differ in their maximum, and in nothing else that the rule goes by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cchc_index.exact import Booleans, Column, Integers
from cchc_index.rules.contract import Columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.answers.season import Season
    from cchc_index.scoring.plan import Leaf, Plan

_CELLS = 2**16
"""The most answers in a block: more would not stay near the processor."""


class Ruled(NamedTuple):
    """What a rule gave to some units, or to those of each leaf of a block."""

    state: Integers
    steps: Integers
    branch: Integers


def by_rule(leaf: Leaf, plan: Plan, columns: Columns) -> Ruled:
    """The states, steps of points and branches of some answers."""
    outcome = leaf.rule.points(columns, leaf.terms)
    rounding = plan.criteria.policy.rounding
    steps = outcome.steps(rounding.point_decimals, rounding.mode)
    return Ruled(leaf.rule.branch_states.take(outcome.branch), steps, outcome.branch)


def blocks(plan: Plan, season: Season) -> list[list[Leaf]]:
    """The leaves, those with equal rules and slots together where everybody answered them."""
    alike: dict[object, list[Leaf]] = {}
    for leaf in plan.leaves:
        given = season.leaves.get(leaf.number)
        together = given is not None and given.all_answered
        key = (leaf.rule.parameters, frozenset(given.values)) if given and together else leaf.number
        alike.setdefault(key, []).append(leaf)
    height = max(_CELLS // max(len(plan.units), 1), 1)
    return [same[first : first + height] for same in alike.values() for first in range(0, len(same), height)]


def stacked(block: Sequence[Leaf], season: Season) -> Columns:
    """The answers to the leaves of a block, laid on each other."""
    given = [season.leaves[leaf.number] for leaf in block]
    size = len(season.answers.units)

    def where(slot: str) -> Booleans | None:
        return np.stack([each.given[slot] for each in given]) if slot in given[0].given else None

    return Columns(
        {slot: Column.stacked([each.values[slot] for each in given], size) for slot in given[0].values},
        where,
        (len(block), size),
        Column.each([leaf.item.max_points for leaf in block]),
    )
