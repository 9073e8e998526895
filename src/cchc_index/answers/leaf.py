"""The answers to one leaf, gathered row by row into typed columns over all units.

Rows of a unit that say the same merge, blank and filled alike; rows that differ make the leaf invalid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.exact import Booleans, Column, Integers
from cchc_index.rules.contract import Columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        status: for each unit, what it said.
        values: a column for each slot that some unit gives.
        given: where a unit gives the slot.
        row: for each unit a row that it said so in, or `NO_ROW`.
        texts: the text of an informative answer, or of one that is invalid, by unit.
    """

    inputs: tuple[Input, ...]
    status: Integers
    values: Mapping[str, Column]
    given: Mapping[str, Booleans]
    row: Integers
    texts: Mapping[int, str]

    @cached_property
    def all_answered(self) -> bool:
        """Whether every unit answered."""
        return bool((self.status == int(Status.ANSWERED)).all())

    def columns(self, rows: Integers, most: Column) -> Columns:
        """The answers of some units as a rule takes them, for this maximum."""
        values = {slot: column.take(rows) for slot, column in self.values.items()}
        given = {slot: given[rows] for slot, given in self.given.items()}
        return Columns(values, given, (len(rows),), most)

    def of_unit(self, unit: int) -> dict[str, Fraction]:
        """The typed values of one unit's answer."""
        return {slot: column.at(unit) for slot, column in self.values.items() if self.given[slot][unit]}


@dataclass
class _Values:
    """One slot's values over all units, over a common denominator."""

    tops: Integers
    bottom: int
    given: Booleans


@dataclass
class Gathering:
    """The answers to one leaf while its rows are read."""

    inputs: tuple[Input, ...]
    size: int
    status: Integers = field(init=False)
    row: Integers = field(init=False)
    texts: dict[int, str] = field(default_factory=dict)
    _slots: dict[str, _Values] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.status = np.zeros(self.size, dtype=np.int8)
        self.row = np.full(self.size, NO_ROW, dtype=np.int64)

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

    def value(self, slot: str, unit: int) -> Fraction | None:
        """The value of a slot that a unit gives, if it does."""
        values = self._slots.get(slot)
        return Fraction(int(values.tops[unit]), values.bottom) if values and values.given[unit] else None

    def given(self, slot: str) -> Booleans:
        """Where the slot is given."""
        values = self._slots.get(slot)
        return np.zeros(self.size, dtype=np.bool_) if values is None else values.given

    def column(self, slot: str) -> Column:
        """The values of a slot."""
        values = self._slots.get(slot)
        return Column.constant(0) if values is None else Column.over(values.tops, values.bottom)

    def any_given(self) -> Booleans:
        """Where any slot is given."""
        return self._any([values.given for values in self._slots.values()])

    def _any(self, masks: Sequence[Booleans]) -> Booleans:
        """Where any of the masks holds."""
        return np.asarray(np.any(masks, axis=0)) if masks else np.zeros(self.size, dtype=np.bool_)

    def incomplete(self) -> Integers:
        """Units that gave a part of what is asked and not all."""
        whole = np.ones(self.size, dtype=np.bool_)
        for asked in self.inputs:
            optional = asked.type == "counts" and asked.default is not None
            ways = [
                np.all([self._there(slot.id, slot.default) for slot in way], axis=0) for way in asked.ways()
            ]
            if not optional:
                whole &= np.any(ways, axis=0)
            if len(ways) > 1:
                for way, full in zip(asked.ways(), ways, strict=True):
                    whole &= full | ~np.any([self.given(slot.id) for slot in way], axis=0)
        return np.flatnonzero(self.any_given() & ~whole & self._asks())

    def twice(self) -> Integers:
        """Units that gave counts and a percentage for the same."""
        both = np.zeros(self.size, dtype=np.bool_)
        for asked in self.inputs:
            if asked.type == "counts":
                counted, direct = (
                    np.any([self.given(slot.id) for slot in way], axis=0) for way in asked.ways()
                )
                both |= counted & direct
        return np.flatnonzero(both)

    def _there(self, slot: str, default: int | None) -> Booleans:
        return np.ones(self.size, dtype=np.bool_) if default is not None else self.given(slot)

    def _asks(self) -> Booleans:
        """Where more is asked than the answer says: nothing more once a task was not done."""
        main = next((asked for asked in self.inputs if asked.main), None)
        if main is None:
            return np.ones(self.size, dtype=np.bool_)
        return ~(self.given(main.id) & np.broadcast_to(self.column(main.id).equal_to(0), (self.size,)))

    def done(self) -> LeafAnswers:
        """The typed columns, with defaults where an answer leaves inputs out."""
        self._fill_defaults()
        values = {slot: Column.over(found.tops, found.bottom) for slot, found in self._slots.items()}
        given = {slot: found.given for slot, found in self._slots.items()}
        return LeafAnswers(self.inputs, self.status, values, given, self.row, self.texts)

    def _fill_defaults(self) -> None:
        for asked in self.inputs:
            for way in asked.ways():
                counted = [slot.id for slot in way if slot.default is not None]
                begun = self._begun(way_ids=counted, only=asked.type == "counts")
                for slot in counted:
                    fill = np.flatnonzero(begun & ~self.given(slot))
                    if fill.size:
                        self.put(slot, fill, np.zeros(fill.size, dtype=np.int64), 1)

    def _begun(self, way_ids: Sequence[str], *, only: bool) -> Booleans:
        """Where an answer was begun: of these slots, or of any."""
        if not only:
            return self.any_given()
        return self._any([self.given(slot) for slot in way_ids])


def _largest(tops: Integers) -> int:
    return max(int(tops.max()), -int(tops.min())) if tops.size else 0
