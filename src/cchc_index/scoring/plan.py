"""The plan: a set made ready for the units and the year of one scoring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.criteria.outline import Item
from cchc_index.criteria.terms import terms_of
from cchc_index.exact import Booleans, Integers
from cchc_index.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cchc_index.answers.units import Units
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.rules.contract import Rule, Terms


@dataclass(frozen=True)
class Leaf:
    """A leaf, its rule, the terms of all leaves, and its maximum in steps."""

    number: int
    item: Item
    rule: Rule
    common: Terms
    max_steps: int

    @property
    def terms(self) -> Terms:
        """The terms on which it is scored."""
        return replace(self.common, max_points=self.item.max_points)


@dataclass(frozen=True)
class Plan:
    """What of scoring does not depend on answers.

    Args:
        criteria: the set.
        units: the units to score.
        year: the assessment year.
        items: the set's nodes, each before what is below it.
    """

    criteria: CriteriaSet
    units: Units
    year: int
    items: tuple[Item, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The nodes' numbers by id; of a leaf with several rules the first."""
        return {item.id: number for number, item in reversed(list(enumerate(self.items)))}

    def number_for(self, id_: str, unit: int) -> int:
        """The number of a node, of a leaf with several rules that of the unit's own."""
        number = self.numbers[id_]
        return number + (self.items[number].entry_for(self.units.units[unit].attribute) or 0)

    @cached_property
    def entries(self) -> tuple[tuple[Leaf, ...], ...]:
        """The leaves of each criterion, in file order: one, or one for each of its rules."""
        alike: dict[str, list[Leaf]] = {}
        for leaf in self.leaves:
            alike.setdefault(leaf.item.id, []).append(leaf)
        return tuple(map(tuple, alike.values()))

    def alike(self, id_: str) -> tuple[Leaf, ...]:
        """The leaves of one criterion, each with one of its rules."""
        return next((leaves for leaves in self.entries if leaves[0].item.id == id_), ())

    def own_entries(self, leaves: Sequence[Leaf]) -> Integers | None:
        """Which of a criterion's leaves is each unit's own; nothing where there is only one."""
        if len(leaves) == 1:
            return None
        own = [leaves[0].item.entry_for(unit.attribute) or 0 for unit in self.units.units]
        return np.array(own, dtype=np.int64)

    def for_item(self, item: Item) -> Booleans | None:
        """The units that a node is for; nothing where it is for all."""
        among = self.for_units(item.applies_to)
        if item.entry is None or not item.conditions:
            return among
        mine = [item.entry_for(unit.attribute) == item.entry for unit in self.units.units]
        chosen = np.array(mine, dtype=np.bool_)
        return chosen if among is None else among & chosen

    @cached_property
    def scale(self) -> int:
        """How many steps make one point."""
        return int(10**self.criteria.policy.rounding.point_decimals)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves, in file order."""
        return tuple(self._leaves())

    def _leaves(self) -> Iterator[Leaf]:
        common = terms_of(self.criteria, self.items[0], self.year)
        for number, item in enumerate(self.items):
            if item.rule is not None:
                yield Leaf(number, item, item.rule, common, self.in_steps(item.max_points))

    def max_steps(self, number: int) -> int | None:
        """The stated maximum of a node in steps, if it states one."""
        stated = self.items[number].node.max_points
        return None if stated is None else self.in_steps(stated)

    def is_below(self, number: int | None, above: int) -> bool:
        """Whether a node is another one, a further rule of it, or below it."""
        while number is not None:
            if self.items[number].path == self.items[above].path:
                return True
            number = self.items[number].parent
        return False

    def takes_away(self, number: int | None) -> bool:
        """Whether points of a node are taken from others': in a penalty area, or where something is subtracted."""
        return number is not None and self.items[number].lower_is_better

    def in_steps(self, points: Fraction) -> int:
        """Points counted in whole steps."""
        return points.numerator * self.scale // points.denominator

    def in_points(self, steps: int) -> Fraction:
        """Steps as points."""
        return Fraction(steps, self.scale)

    def for_units(self, applies_to: Mapping[str, tuple[str, ...]]) -> Booleans | None:
        """The units with these attributes; nothing where all have them because none is asked."""
        if not applies_to:
            return None
        key = tuple(sorted(applies_to.items()))
        if key not in self._masks:
            self._masks[key] = np.array(
                [all(u.attribute(name) in some for name, some in key) for u in self.units.units],
                dtype=np.bool_,
            )
        return self._masks[key]

    @cached_property
    def _masks(self) -> dict[tuple[tuple[str, tuple[str, ...]], ...], Booleans]:
        return {}

    @cached_property
    def groups(self) -> Integers:
        """The number of each unit's ranking group, by name."""
        if not self.criteria.policy.ranking.within:
            return np.zeros(len(self.units), dtype=np.int64)
        return np.unique(np.array(self.group_names, dtype=object), return_inverse=True)[1]

    @cached_property
    def group_names(self) -> tuple[str, ...]:
        """Each unit's ranking group: its value of the attribute within which ranks are counted."""
        within = self.criteria.policy.ranking.within
        return tuple(unit.attribute(within) if within else "" for unit in self.units.units)

    def problems(self) -> Iterator[Problem]:
        """Units of which the set needs to know more than there is."""
        needed = self._needed_attributes()
        for unit in self.units.units:
            for name in needed:
                if not unit.attribute(name):
                    yield Problem(
                        "unit-attribute-missing", unit=unit.id, details={"unit": unit.name, "attribute": name}
                    )
            kinds = self.criteria.unit_kinds
            if kinds and unit.kind and unit.kind not in kinds:
                said = {"unit": unit.name, "found": unit.kind, "known": ", ".join(kinds)}
                yield Problem("unit-kind-unknown", unit=unit.id, details=said)

    def _needed_attributes(self) -> list[str]:
        named = [name for item in self.items for name in item.attributes]
        named += [name for entry in self.criteria.classes for name in entry.applies_to]
        if self.criteria.policy.ranking.within:
            named.append(self.criteria.policy.ranking.within)
        return list(dict.fromkeys(named))
