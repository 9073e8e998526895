"""The typed values of an answer over all units: a column for each slot, and where it is given."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.exact import Booleans, Column, Integers, where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cchc_index.rules.contract import Input, Slot


VALUE = "value"
"""The slot of a data item."""
POINTS = "points"
"""The slot of a claim or an award."""


@dataclass(frozen=True)
class Slots:
    """Typed values of all units.

    Args:
        size: how many units there are.
        values: a column for each slot that some unit gives.
        given: where a unit gives the slot.
    """

    size: int
    values: Mapping[str, Column]
    given: Mapping[str, Booleans]

    def gives(self, slot: str) -> Booleans:
        """Where a slot is given."""
        found = self.given.get(slot)
        return np.zeros(self.size, dtype=np.bool_) if found is None else found

    def any_given(self) -> Booleans:
        """Where any slot is given."""
        return self._any(list(self.given))

    def _any(self, slots: Sequence[str]) -> Booleans:
        masks = [self.given[slot] for slot in slots if slot in self.given]
        return np.asarray(np.any(masks, axis=0)) if masks else np.zeros(self.size, dtype=np.bool_)

    def value(self, slot: str, unit: int) -> Fraction | None:
        """The value of a slot that a unit gives, if it does."""
        there = slot in self.given and bool(self.given[slot][unit])
        return self.values[slot].at(unit) if there else None

    def of_unit(self, unit: int) -> dict[str, Fraction]:
        """The typed values of one unit's answer."""
        return {slot: column.at(unit) for slot, column in self.values.items() if self.given[slot][unit]}

    def incomplete(self, inputs: Sequence[Input]) -> Booleans:
        """Units that gave a part of what is asked and not all."""
        whole = np.ones(self.size, dtype=np.bool_)
        for asked in inputs:
            optional = asked.type == "counts" and asked.default is not None
            ways = [np.all([self._there(slot) for slot in way], axis=0) for way in asked.ways()]
            if not optional:
                whole &= np.any(ways, axis=0)
            if len(ways) > 1:
                for way, full in zip(asked.ways(), ways, strict=True):
                    whole &= full | ~self._any([slot.id for slot in way])
        return np.asarray(self.any_given() & ~whole & self._more_is_asked(inputs))

    def _there(self, slot: Slot) -> Booleans:
        return np.ones(self.size, dtype=np.bool_) if slot.default is not None else self.gives(slot.id)

    def _more_is_asked(self, inputs: Sequence[Input]) -> Booleans:
        """Where more is asked than the answer says: nothing more once a task was not done."""
        main = next((asked for asked in inputs if asked.main), None)
        if main is None or main.id not in self.given:
            return np.ones(self.size, dtype=np.bool_)
        return ~(self.given[main.id] & np.broadcast_to(self.values[main.id].equal_to(0), (self.size,)))

    def twice(self, inputs: Sequence[Input]) -> Booleans:
        """Units that gave counts and a percentage for the same."""
        both = np.zeros(self.size, dtype=np.bool_)
        for asked in inputs:
            if asked.type == "counts":
                counted, direct = (self._any([slot.id for slot in way]) for way in asked.ways())
                both |= counted & direct
        return both

    def with_defaults(self, inputs: Sequence[Input]) -> Slots:
        """The same, with defaults where an answer leaves inputs out."""
        found = self
        for asked in inputs:
            for way in asked.ways():
                counted = [slot.id for slot in way if slot.default is not None]
                begun = found._any(counted) if asked.type == "counts" else found.any_given()
                for slot in counted:
                    found = found.put(slot, begun & ~found.gives(slot), Column.constant(0))
        return found

    def put(self, slot: str, units: Booleans, values: Column) -> Slots:
        """The same, with these units' values of a slot in the place of what was there."""
        if not units.any():
            return self
        before = self.values.get(slot, Column.constant(0))
        return Slots(
            self.size,
            {**self.values, slot: where(units, values, before)},
            {**self.given, slot: self.gives(slot) | units},
        )

    def mark(self, slot: str, units: Booleans) -> Slots:
        """The same, with a slot counted as given by these units."""
        return Slots(self.size, self.values, {**self.given, slot: self.gives(slot) | units})

    def without(self, units: Booleans, slots: Sequence[str] | None = None) -> Slots:
        """The same, with nothing from these units, or nothing of these slots."""
        if not units.any():
            return self
        values, given = dict(self.values), dict(self.given)
        for slot in self.given if slots is None else set(slots) & set(self.given):
            values[slot], given[slot] = where(units, 0, values[slot]), given[slot] & ~units
        return Slots(self.size, values, given)

    def overlaid(self, units: Booleans, other: Slots, inputs: Sequence[Input]) -> Slots:
        """The same, with what these units give in another: an input given in one way is not given in others."""
        found = self
        for asked in inputs:
            ways = [[slot.id for slot in way] for way in asked.ways()]
            for way in ways if len(ways) > 1 else ():
                gives = units & other._any(way)
                found = found.without(gives, [slot for each in ways for slot in each if slot not in way])
            for slot in (slot for way in ways for slot in way if slot in other.given):
                found = found.put(slot, units & other.given[slot], other.values[slot])
        return found

    def take(self, rows: Integers) -> tuple[dict[str, Column], dict[str, Booleans]]:
        """The values of some units, and which they give."""
        values = {slot: column.take(rows) for slot, column in self.values.items()}
        return values, {slot: given[rows] for slot, given in self.given.items()}
