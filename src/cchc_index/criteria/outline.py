"""A set's nodes in file order, each with what it inherits from the nodes above."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from cchc_index.criteria.model import AppliesTo, Area, Criterion, RuleFor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cchc_index.criteria.model import CriteriaSet, NotApplicable, Source
    from cchc_index.language import Text
    from cchc_index.rules.contract import Rule

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class Item:
    """One node in its place; a leaf with rules for several kinds of unit is an item for each of them.

    Args:
        node: the area or criterion as the file has it.
        path: the keys that lead to it in the file.
        parent: the number of the node above in the outline; nothing for an area.
        area: the area it is in.
        source, appraiser, not_applicable, applies_to: its own, or what the node above has.
        waits: whether it or a node above has a condition.
        below_taken: whether the points of a node above are taken away.
        entry: which of the leaf's rules it is; nothing for an inner node.
    """

    node: Area | Criterion
    path: Path
    parent: int | None
    depth: int
    area: Area
    source: Source
    appraiser: Text | None
    not_applicable: NotApplicable
    applies_to: AppliesTo
    waits: bool = False
    below_taken: bool = False
    entry: int | None = None

    @property
    def id(self) -> str:
        """The node's id."""
        return self.node.id

    @property
    def title(self) -> Text:
        """The node's title."""
        return self.node.title

    @cached_property
    def rule(self) -> Rule | None:
        """The rule, if it is a leaf."""
        return None if self.entry is None else self._rules[self.entry].rule

    @cached_property
    def _rules(self) -> tuple[RuleFor, ...]:
        return self.node.rules if isinstance(self.node, Criterion) else ()

    @property
    def rule_path(self) -> Path:
        """The keys that lead to its rule."""
        if isinstance(self.node, Criterion) and self.node.rule is None:
            return (*self.path, "rule_for", self.entry or 0, "rule")
        return (*self.path, "rule")

    @property
    def first(self) -> bool:
        """Whether it is the node itself, and no further rule of its leaf."""
        return not self.entry

    @cached_property
    def subtracts(self) -> bool:
        """Whether it is taken from its parent's points."""
        return isinstance(self.node, Criterion) and self.node.subtracts

    @property
    def may_be_set_aside(self) -> bool:
        """Whether it is the unit's to say that it does not apply."""
        return self.not_applicable != "forbidden" and self.source == "self"

    @property
    def evidence_required(self) -> bool:
        """Whether an answer wants a document."""
        return isinstance(self.node, Criterion) and self.node.evidence_required

    @property
    def lower_is_better(self) -> bool:
        """Whether its points, or those of a node above, are taken away."""
        return self.below_taken or self.subtracts or self.area.code == "penalty"

    @property
    def max_points(self) -> Fraction:
        """The maximum that the file states; 0 where it states none."""
        return self.node.max_points or Fraction(0)

    @property
    def attributes(self) -> Iterator[str]:
        """The attributes of units that decide whether it is for them."""
        yield from self.applies_to
        yield from self.conditions

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The attributes of units that decide which of the leaf's rules is theirs."""
        return tuple(name for entry in self._rules for name in entry.applies_to)

    def for_unit(self, attribute: Callable[[str], str]) -> bool:
        """Whether the node is for a unit, whose attributes are looked up by name."""
        if not meets(attribute, self.applies_to):
            return False
        return self.entry is None or self.entry == self.entry_for(attribute)

    def entry_for(self, attribute: Callable[[str], str]) -> int | None:
        """Which of the leaf's rules is for a unit: the first whose attributes it has."""
        entries = enumerate(self._rules)
        return next((number for number, entry in entries if meets(attribute, entry.applies_to)), None)


def meets(attribute: Callable[[str], str], applies_to: AppliesTo) -> bool:
    """Whether a unit has one of the values that are asked of each attribute."""
    return all(attribute(name) in allowed for name, allowed in applies_to.items())


def outline(criteria: CriteriaSet) -> tuple[Item, ...]:
    """All nodes of a set, each before what is below it."""
    items: list[Item] = []
    for place, area in enumerate(criteria.areas):
        items.append(
            Item(
                area,
                ("areas", place),
                None,
                0,
                area,
                area.source or "self",
                area.appraiser,
                area.not_applicable or "forbidden",
                area.applies_to or {},
                area.only_if is not None,
            )
        )
        _add_below(items, len(items) - 1, area.criteria)
    return tuple(items)


def _add_below(items: list[Item], parent: int, criteria: tuple[Criterion, ...]) -> None:
    """Adds the nodes below one, whose own number is given."""
    above = items[parent]
    for place, node in enumerate(criteria):
        item = Item(
            node,
            (*above.path, "criteria", place),
            parent,
            above.depth + 1,
            above.area,
            node.source or above.source,
            node.appraiser or above.appraiser,
            node.not_applicable or above.not_applicable,
            above.applies_to if node.applies_to is None else node.applies_to,
            above.waits or node.only_if is not None,
            above.lower_is_better,
        )
        items += [replace(item, entry=entry) for entry in range(len(node.rules))] or [item]
        _add_below(items, len(items) - 1, node.criteria or ())
