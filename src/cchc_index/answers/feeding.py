"""Data items (số liệu dùng chung) put into the answers of the leaves that use them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import NO_ROW, LeafAnswers, Status
from cchc_index.answers.settling import unfit
from cchc_index.answers.slots import VALUE, Slots

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cchc_index.answers.leaf_rows import Asked
    from cchc_index.exact import Booleans, Integers
    from cchc_index.language import Text


@dataclass(frozen=True)
class Feed:
    """One leaf and the data items that fill slots of its answer.

    Args:
        asked: what the leaf asks.
        items: what stands of the data item for each slot.
        titles: the data items' ids and titles, by slot.
        mine: the units that the leaf is for.
        report: takes a unit's row, a code and details.
    """

    asked: Asked
    items: Mapping[str, LeafAnswers]
    titles: Mapping[str, tuple[str, Text]]
    mine: Booleans
    report: Callable[..., None]

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The slots beside those that data items fill."""
        inputs, fed = self.asked.inputs, self.asked.fed
        return tuple(slot.id for asked in inputs for slot in asked.ways()[0] if slot.id not in fed)

    def checked(self, own: LeafAnswers) -> LeafAnswers:
        """The units' own answers without what data items give; where the two differ, invalid."""
        slots, bad = own.slots, np.zeros(own.slots.size, dtype=np.bool_)
        for slot, item in self.items.items():
            both = (
                own.slots.gives(slot) & item.slots.gives(VALUE) & (own.status == Status.ANSWERED) & self.mine
            )
            if both.any():
                same = np.broadcast_to(own.values[slot].equal_to(item.values[VALUE]), both.shape)
                bad |= self._differing(own, slot, both & ~same)
                slots = slots.without(both, [slot])
        status = np.where(bad, Status.INVALID, own.status)
        empty = (own.status == Status.ANSWERED) & ~slots.any_given() & ~bad
        return replace(own, slots=slots, status=np.where(empty, Status.BLANK, status))

    def _differing(self, own: LeafAnswers, slot: str, units: Booleans) -> Booleans:
        for unit in np.flatnonzero(units).tolist():
            said = {"found": own.slots.value(slot, unit), "shared": self.items[slot].slots.value(VALUE, unit)}
            self.report(int(own.row[unit]), "data-disagrees", title=self.titles[slot][1], **said)
        return units

    def fed(self, own: LeafAnswers, changed: Booleans) -> LeafAnswers:
        """The answers with what data items give; `changed` where an appraiser's word goes before them."""
        slots, row = own.slots, own.row
        open_ = np.isin(own.status, (Status.BLANK, Status.ANSWERED)) & self.mine
        spoilt = np.zeros(slots.size, dtype=np.bool_)
        for slot, item in self.items.items():
            otherwise = self._otherwise(own.slots, slot) & (changed | ~self._whole_way(own.slots, slot))
            wanted = open_ & ~own.slots.gives(slot) & ~otherwise
            there = wanted & item.slots.gives(VALUE) & (item.status == Status.ANSWERED)
            slots = slots.put(slot, there, item.values[VALUE]) if there.any() else slots
            row = np.where(there & (row == NO_ROW), item.row, row)
            spoilt |= wanted & (item.status == Status.INVALID)
        return self._settled(own, slots, row, open_, spoilt & ~self._answered_otherwise(own.slots))

    def _otherwise(self, slots: Slots, slot: str) -> Booleans:
        """Where the input of a slot is given in a way that does not use the slot."""
        return self._ways(slots, lambda way, ways: slot not in way and any(slot in other for other in ways))

    def _whole_way(self, slots: Slots, slot: str) -> Booleans:
        """Where every slot beside one is given, by the unit or by a data item."""
        way = next(
            [each.id for each in way]
            for asked in self.asked.inputs
            for way in asked.ways()
            if any(each.id == slot for each in way)
        )
        fed = {name: item.slots.gives(VALUE) for name, item in self.items.items()}
        return np.asarray(
            np.all([slots.gives(name) | fed.get(name, slots.gives(name)) for name in way], axis=0)
        )

    def _answered_otherwise(self, slots: Slots) -> Booleans:
        """Where an input that data items fill is given without them."""
        fed = self.asked.fed
        return self._ways(slots, lambda way, ways: not fed & set(way) and any(fed & set(w) for w in ways))

    def _ways(self, slots: Slots, wanted: Callable[[list[str], list[list[str]]], bool]) -> Booleans:
        found = np.zeros(slots.size, dtype=np.bool_)
        for asked in self.asked.inputs:
            ways = [[slot.id for slot in way] for way in asked.ways()]
            for way in ways:
                if wanted(way, ways):
                    found |= np.any([slots.gives(slot) for slot in way], axis=0)
        return found

    def _settled(
        self, own: LeafAnswers, slots: Slots, row: Integers, open_: Booleans, spoilt: Booleans
    ) -> LeafAnswers:
        """Each unit's status: answered where the whole is there, unanswered where its own part is missing."""
        begun = own.slots.any_given()
        parts = slots.incomplete(self.asked.inputs) & open_ & ~spoilt
        waiting = parts & ~begun & self._own_missing(slots)
        lacking = parts & ~waiting
        for unit in np.flatnonzero(lacking).tolist():
            for slot in self._empty(slots, unit):
                id_, title = self.titles[slot]
                self.report(int(row[unit]), "data-missing", found=id_, title=title)
        full = open_ & slots.any_given() & ~parts & ~spoilt
        bad = spoilt | lacking
        bad |= unfit(
            self.asked, slots, full, lambda unit, code, **said: self.report(int(row[unit]), code, **said)
        )
        status = np.where(full, Status.ANSWERED, own.status)
        status = np.where(waiting, Status.BLANK, status)
        slots = slots.without(waiting | (open_ & ~full))
        return LeafAnswers(own.inputs, slots, np.where(bad, Status.INVALID, status), row, own.texts)

    def _own_missing(self, slots: Slots) -> Booleans:
        """Where something that no data item gives is not given."""
        missing = [~slots.gives(slot) for slot in self.beside]
        return np.any(missing, axis=0) if missing else np.zeros(slots.size, dtype=np.bool_)

    def _empty(self, slots: Slots, unit: int) -> list[str]:
        return [slot for slot in self.items if not slots.gives(slot)[unit]]
