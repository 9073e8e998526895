"""A set's nodes in file order, each with what it inherits from the nodes above."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from cchc_index.criteria.model import Area, Criterion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cchc_index.criteria.model import CriteriaSet, NotApplicable, Source
    from cchc_index.language import Text
    from cchc_index.rules.contract import Rule

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class Item:
    """One node in its place.

    Args:
        node: the area or criterion as the file has it.
        path: the keys that lead to it in the file.
        parent: the number of the node above in the outline; nothing for an area.
        area: the area it is in.
        source, appraiser, not_applicable, applies_to: its own, or what the node above has.
    """

    node: Area | Criterion
    path: Path
    parent: int | None
    depth: int
    area: Area
    source: Source
    appraiser: Text | None
    not_applicable: NotApplicable
    applies_to: Mapping[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """The node's id."""
        return self.node.id

    @property
    def title(self) -> Text:
        """The node's title."""
        return self.node.title

    @property
    def rule(self) -> Rule | None:
        """The rule, if it is a leaf."""
        return self.node.rule if isinstance(self.node, Criterion) else None

    @property
    def max_points(self) -> Fraction:
        """The maximum that the file states; 0 where it states none."""
        return self.node.max_points or Fraction(0)

    def for_unit(self, attributes: Mapping[str, str]) -> bool:
        """Whether the node is for a unit with these attributes."""
        return all(attributes.get(name, "") in allowed for name, allowed in self.applies_to.items())


def outline(criteria: CriteriaSet) -> tuple[Item, ...]:
    """All nodes of a set, each before what is below it."""
    return tuple(_walk(criteria))


def _walk(criteria: CriteriaSet) -> Iterator[Item]:
    number = 0
    for place, area in enumerate(criteria.areas):
        top = Item(
            area,
            ("areas", place),
            None,
            0,
            area,
            area.source or "self",
            area.appraiser,
            area.not_applicable or "forbidden",
            area.applies_to or {},
        )
        yield top
        below = list(_below(top, number, area.criteria))
        yield from below
        number += 1 + len(below)


def _below(above: Item, number: int, criteria: tuple[Criterion, ...]) -> Iterator[Item]:
    """The nodes below one, whose own number is given."""
    following = number + 1
    for place, node in enumerate(criteria):
        item = Item(
            node,
            (*above.path, "criteria", place),
            number,
            above.depth + 1,
            above.area,
            node.source or above.source,
            node.appraiser or above.appraiser,
            node.not_applicable or above.not_applicable,
            above.applies_to if node.applies_to is None else node.applies_to,
        )
        yield item
        below = list(_below(item, following, node.criteria or ()))
        yield from below
        following += 1 + len(below)
