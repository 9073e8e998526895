"""Claims (điểm tự chấm): which points a rule can give at all."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.exact import Booleans, Integers
from cchc_index.rules.contract import Columns
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.model import Rounding
    from cchc_index.rules.contract import Values
    from cchc_index.scoring.plan import Leaf

_WHOLE = 100


def possible(leaf: Leaf, steps: Integers, rounding: Rounding) -> Booleans:
    """Where some answer to a leaf gives just these steps of points."""
    wanted = np.unique(steps).tolist()
    can_be = {each: _yields(leaf, each, rounding) for each in wanted}
    return np.array([can_be[each] for each in steps.tolist()], dtype=np.bool_)


def _yields(leaf: Leaf, steps: int, rounding: Rounding) -> bool:
    step = Fraction(1, 10**rounding.point_decimals)
    points = steps * step
    return any(
        _gives(leaf, values, steps, rounding)
        for wanted in (points, max(points - step / 2, Fraction(0)))
        for least_demanding in leaf.rule.candidates(wanted, leaf.terms)
        for values in _around(leaf, least_demanding)
    )


def _around(leaf: Leaf, values: Values) -> Iterator[Values]:
    """An answer, and those whose percentages are the next ones that the rounding of rates can tell apart."""
    yield values
    decimals = leaf.terms.rate_decimals
    percentages = [slot for slot in values if slot in _percentages(leaf)]
    for offset in (-1, 0, 1, 2) if decimals is not None and percentages else ():
        grain = Fraction(1, 10 ** (decimals or 0))
        moved = {slot: (values[slot] // grain + offset) * grain for slot in percentages}
        if all(0 <= value <= _WHOLE for value in moved.values()):
            yield {**values, **moved}


def _percentages(leaf: Leaf) -> frozenset[str]:
    return frozenset(
        slot.id for asked in leaf.rule.inputs() for slot in asked.slots() if slot.type == "percent"
    )


def _gives(leaf: Leaf, values: Values, steps: int, rounding: Rounding) -> bool:
    outcome = leaf.rule.points(Columns.of_one(values, leaf.terms), leaf.terms)
    scored = leaf.rule.branch_states[int(outcome.branch.flat[0])] == State.SCORED
    return bool(scored and int(outcome.steps(rounding.point_decimals, rounding.mode).flat[0]) == steps)
