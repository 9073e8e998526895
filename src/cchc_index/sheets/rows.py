"""The rows of a scoring sheet: which leaf and input each is about, by its hidden codes or by what people see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.answers.rows import asked_of
from cchc_index.answers.table import exact_cell
from cchc_index.criteria.outline import Item, outline
from cchc_index.problems import Problem
from cchc_index.rules.reading import Unreadable, neat, read_number, shown, word
from cchc_index.sheets.layout import TOTAL, Field
from cchc_index.sheets.questions import questions, titled_slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.answers.units import Unit
    from cchc_index.criteria.model import CriteriaSet, DataItem
    from cchc_index.rules.contract import Slot

_PLAIN = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{1,4})_")
_MORE = " ("
"""What follows in a cell that says where else an answer comes from."""
TOTALS = frozenset({word(TOTAL.vi), word(TOTAL.en), "tổng số", "tổng điểm", "cộng"})
"""The titles of rows that only add up."""


class Nodes:
    """The nodes and data items of a set, as sheets name them.

    Args:
        criteria: the set.
    """

    def __init__(self, criteria: CriteriaSet) -> None:
        self.items = outline(criteria)
        self._criteria = criteria
        self.by_id: dict[str, Item] = {}
        self.data: dict[str, DataItem] = {neat(each.id): each for each in criteria.data}
        for item in self.items:
            self.by_id.setdefault(neat(item.id), item)

    @cached_property
    def _by_title(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        titles = {
            **{id_: each.title for id_, each in self.by_id.items()},
            **{id_: each.title for id_, each in self.data.items()},
        }
        for id_, called in titles.items():
            for title in {word(called.vi), word(called.en)} - {""}:
                found.setdefault(title, []).append(id_)
        return found

    def titled(self, title: str) -> list[str]:
        """The ids of what has a title."""
        return self._by_title.get(word(title), [])

    @cached_property
    def _fed(self) -> dict[str, list[tuple[Item, dict[str, str]]]]:
        """By the leaf, what data items answer under each of its rules; nothing where they answer none."""
        found: dict[str, list[tuple[Item, dict[str, str]]]] = {}
        for item in self.items:
            if item.rule is not None:
                asked = [each for each in questions(item.rule) if each.data]
                data = {name: each.data for each in asked for name in (each.input, each.slot.id)}
                found.setdefault(neat(item.id), []).append((item, data))
        return {id_: entries for id_, entries in found.items() if any(data for _, data in entries)}

    def is_fed(self, id_: str) -> bool:
        """Whether data items answer a part of a leaf, or all of it, for some units."""
        return id_ in self._fed

    def fed(self, id_: str, input_: str, unit: Unit | None) -> str:
        """The data item that answers an input of a unit's leaf, if one does; of any unit's where it is not known."""
        for item, data in self._fed.get(id_, ()):
            if unit is not None and item.for_unit(unit.attribute):
                return data.get(input_, "")
        known = (data[input_] for _, data in self._fed.get(id_, ()) if input_ in data)
        return next(known, "") if unit is None else ""

    def slots(self, id_: str) -> list[Slot]:
        """What a leaf asks, slot by slot as forms call it, under any of its rules."""
        numbers = [n for n, item in enumerate(self.items) if neat(item.id) == id_ and item.rule is not None]
        return [
            titled_slot(asked, slot)
            for number in numbers
            for asked in asked_of(self._criteria, self.items, number).inputs
            for slot in asked.slots()
        ]

    @cached_property
    def _unescaped(self) -> Mapping[str, str]:
        """What LibreOffice makes of the ids that it takes for an escaped sign (`mang_xa_hoi`), and the ids."""
        ids = {*self.by_id, *self.data}
        ids |= {
            slot.id
            for item in self.items
            if item.rule
            for each in item.rule.inputs()
            for slot in each.slots()
        }
        damaged = {_ESCAPE.sub(lambda sign: chr(int(sign[1], 16)), id_): id_ for id_ in ids}
        return {neat(seen): id_ for seen, id_ in damaged.items() if seen != id_}

    def code(self, said: str) -> str:
        """The id that a cell of codes holds."""
        return self._unescaped.get(said, said)

    def source(self, id_: str) -> str:
        """Who answers it."""
        found = self.by_id.get(id_) or self.data.get(id_)
        return "self" if found is None else found.source

    @cached_property
    def _conditional(self) -> dict[str, list[Item]]:
        """The leaves that are not for every unit."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            if item.rule is not None and any(item.attributes):
                found.setdefault(neat(item.id), []).append(item)
        return found

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of units that decide which leaves and rules are for them."""
        return tuple(sorted({name for item in self.items for name in item.attributes}))

    def is_for(self, id_: str, unit: Unit | None) -> bool:
        """Whether a leaf is for a unit; where nothing is known of the unit, it is."""
        items = self._conditional.get(id_)
        return unit is None or items is None or any(item.for_unit(unit.attribute) for item in items)

    def is_inner(self, id_: str) -> bool:
        """Whether it is a node with others below it."""
        item = self.by_id.get(id_)
        return item is not None and item.rule is None


@dataclass(frozen=True)
class Named:
    """What the cells of one row say of what it is about."""

    cells: Mapping[Field, str]
    number_is_text: bool = True

    def __getitem__(self, field: Field) -> str:
        return self.cells.get(field, "")


class Placing:
    """The rows of one sheet, one after the other, on their way to their leaves.

    Args:
        nodes: the set.
        coded: whether the sheet still has its hidden ids.
        inputs: whether it still has its hidden inputs.
        same_version: whether it was made from the very set.
    """

    def __init__(self, nodes: Nodes, *, coded: bool, inputs: bool, same_version: bool) -> None:
        self.nodes = nodes
        self.coded = coded
        self.inputs = inputs
        self.same_version = same_version
        self.last = ""
        self._unchanged: dict[str, bool] = {}

    def criterion(self, row: Named) -> str | Problem:
        """The id of what a row is about; blank where it names nothing, a problem where that is in doubt."""
        if self.coded and row[Field.CRITERION]:
            self.last = self.nodes.code(row[Field.CRITERION])
            return self.last if self._is_unchanged(self.last, row) else self._changed(self.last)
        if self.coded and not row[Field.NUMBER]:
            return ""
        found = self._by_sight(row)
        self.last = found if isinstance(found, str) else ""
        return found

    def _changed(self, id_: str) -> Problem:
        return Problem("leaf-changed", criterion=id_, details={"criterion_id": id_})

    def _by_sight(self, row: Named) -> str | Problem:
        """The id by number and title."""
        number, title = row[Field.NUMBER], row[Field.TITLE]
        if not number and not title:
            return self.last if row[Field.ASKED] else ""
        ids = self.nodes.titled(title) if title else []
        if number in ids:
            return number
        if len(ids) == 1 and (ids[0] in self.nodes.data or not number):
            return ids[0]
        if not title and row.number_is_text and number in self.nodes.by_id:
            return number
        if number in self.nodes.by_id:
            said = {"found": number, "title": title}
            return Problem("form-row-title-differs", criterion=number, details=said)
        return ""

    def _is_unchanged(self, id_: str, row: Named) -> bool:
        """Whether a leaf has the title and the maximum that it had when the form was made."""
        if self.same_version or (not row[Field.TITLE] and id_ in self._unchanged):
            return self._unchanged.get(id_, True)
        item = self.nodes.by_id.get(id_)
        if item is None:
            known = self.nodes.data.get(id_)
            titles = {word(known.title.vi), word(known.title.en)} if known else {word(row[Field.TITLE])}
            self._unchanged[id_] = word(row[Field.TITLE]) in titles
        elif item.rule is None:
            self._unchanged[id_] = True
        else:
            titled = word(row[Field.TITLE]) in {word(item.title.vi), word(item.title.en)}
            self._unchanged[id_] = titled and self._same_maximum(item, row[Field.MAX_POINTS])
        return self._unchanged[id_]

    def _same_maximum(self, item: Item, said: str) -> bool:
        assert item.rule is not None  # noqa: S101 - asked of leaves only
        if not item.rule.needs_maximum:
            return not said
        if _PLAIN.fullmatch(said):
            return Fraction(said) == item.max_points
        try:
            return read_number(said) == item.max_points
        except Unreadable:
            return False

    def input(self, id_: str, row: Named) -> str | None:
        """The input that a row is about, blank where it takes a bare answer, nothing where that is in doubt."""
        if self.inputs:
            return self.nodes.code(row[Field.INPUT])
        asked = word(row[Field.ASKED])
        slots = self.nodes.slots(id_)
        named = {
            slot.id
            for slot in slots
            if asked
            and asked.partition(_MORE)[0] in {word(slot.title.vi).partition(_MORE)[0], word(slot.title.en)}
        }
        if len(named) == 1:
            return named.pop()
        return "" if len({slot.id for slot in slots}) <= 1 or not asked else None


def is_number(cell: object) -> bool:
    """Whether a cell of the first columns counts rows; those who sign stand in the same columns, in several words."""
    text = neat(cell) if isinstance(cell, str) else cell
    return bool(text) and not (isinstance(text, str) and " " in text)


def named(cells: Mapping[Field, object]) -> Named:
    """What the cells of a row say, as texts."""
    number = cells.get(Field.NUMBER)
    texts = {
        field: neat(cell if isinstance(cell, str) else shown(exact_cell(cell)))
        for field, cell in cells.items()
    }
    return Named(texts, isinstance(number, str))
