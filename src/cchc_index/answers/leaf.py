"""The answers to one leaf, gathered row by row into typed columns over all units.

Rows of a unit that say the same merge, blank and filled alike; rows that differ make the leaf invalid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.slots import Slots
from cchc_index.exact import Booleans, Column, Integers
from cchc_index.rules.contract import Columns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cchc_index.rules.contract import Input

NO_ROW = -1


class Status(IntEnum):
    """What a unit said about a leaf."""

    BLANK = 0
    ANSWERED = 1
    NOT_APPLICABLE = 2
    INVALID = 3


@dataclass(frozen=True)
class LeafAnswers:
    """The typed answers of all units to one leaf.

    Args:
        inputs: what the leaf's rule asks.
        slots: the typed values.
        status: for each unit, what it said.
        row: for each unit a row that it said so in, or `NO_ROW`.
        texts: the text of an informative answer, or of one that is invalid, by unit.
    """

    inputs: tuple[Input, ...]
    slots: Slots
    status: Integers
    row: Integers
    texts: Mapping[int, str]

    @classmethod
    def none(cls, inputs: tuple[Input, ...], size: int) -> LeafAnswers:
        """No answer of any unit."""
        status = np.zeros(size, dtype=np.int8)
        return cls(inputs, Slots(size, {}, {}), status, np.full(size, NO_ROW, dtype=np.int64), {})

    @property
    def values(self) -> Mapping[str, Column]:
        """A column for each slot that some unit gives."""
        return self.slots.values

    @property
    def given(self) -> Mapping[str, Booleans]:
        """Where a unit gives the slot."""
        return self.slots.given

    @cached_property
    def all_answered(self) -> bool:
        """Whether every unit answered."""
        return bool((self.status == int(Status.ANSWERED)).all())

    def columns(self, rows: Integers, most: Column) -> Columns:
        """The answers of some units as a rule takes them, for this maximum."""
        values, given = self.slots.take(rows)
        return Columns(values, given.get, (len(rows),), most)

    def of_unit(self, unit: int) -> dict[str, Fraction]:
        """The typed values of one unit's answer."""
        return self.slots.of_unit(unit)


@dataclass
class _Values:
    """One slot's values over all units, over a common denominator."""

    tops: Integers
    bottom: int
    given: Booleans


@dataclass
class Gathering:
    """Typed values while rows are read."""

    size: int
    _slots: dict[str, _Values] = field(default_factory=dict)

    def put(self, slot: str, units: Integers, tops: Integers, bottom: int) -> Integers:
        """Enters values of a slot; gives the places in `units` whose value another row contradicts."""
        values = self._slots.get(slot)
        if values is None:
            values = _Values(np.zeros(self.size, dtype=np.int64), bottom, np.zeros(self.size, dtype=np.bool_))
            self._slots[slot] = values
        tops = self._scaled(values, tops, bottom)
        before, known = values.tops[units], values.given[units]
        values.tops[units] = tops
        differs = (known & (before != tops)) | (values.tops[units] != tops)
        values.given[units] = True
        return np.flatnonzero(differs)

    @staticmethod
    def _scaled(values: _Values, tops: Integers, bottom: int) -> Integers:
        """Brings old and new values to one denominator, and to Python's integers where 64 bits might not do."""
        common = math.lcm(values.bottom, bottom)
        largest = max(_largest(tops) * (common // bottom), _largest(values.tops) * (common // values.bottom))
        if largest > 2**62 or tops.dtype == object:
            tops, values.tops = tops.astype(object), values.tops.astype(object)
        if common != values.bottom:
            values.tops = values.tops * (common // values.bottom)
            values.bottom = common
        return tops if common == bottom else tops * (common // bottom)

    def done(self) -> Slots:
        """The typed columns."""
        values = {slot: Column.over(found.tops, found.bottom) for slot, found in self._slots.items()}
        return Slots(self.size, values, {slot: found.given for slot, found in self._slots.items()})


def _largest(tops: Integers) -> int:
    return max(int(tops.max()), -int(tops.min())) if tops.size else 0
