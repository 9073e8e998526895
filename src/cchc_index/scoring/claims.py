"""Claims (điểm tự chấm): which points a rule can give at all."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.exact import Booleans, Integers
from cchc_index.rules.contract import Columns
from cchc_index.states import State

if TYPE_CHECKING:
    from cchc_index.criteria.model import Rounding
    from cchc_index.scoring.plan import Leaf


def possible(leaf: Leaf, steps: Integers, rounding: Rounding) -> Booleans:
    """Where some answer to a leaf gives just these steps of points."""
    wanted = np.unique(steps).tolist()
    can_be = {each: _yields(leaf, each, rounding) for each in wanted}
    return np.array([can_be[each] for each in steps.tolist()], dtype=np.bool_)


def _yields(leaf: Leaf, steps: int, rounding: Rounding) -> bool:
    step = Fraction(1, 10**rounding.point_decimals)
    points = steps * step
    for wanted in (points, max(points - step / 2, Fraction(0))):
        for values in leaf.rule.candidates(wanted, leaf.terms):
            outcome = leaf.rule.points(Columns.of_one(values, leaf.terms), leaf.terms)
            scored = leaf.rule.branch_states[int(outcome.branch.flat[0])] == State.SCORED
            if scored and int(outcome.steps(rounding.point_decimals, rounding.mode).flat[0]) == steps:
                return True
    return False
