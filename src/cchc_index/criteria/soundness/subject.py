"""A set under check: its outline and its maxima, and problems at its places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.criteria.model import CriteriaSet, Criterion
from cchc_index.criteria.outline import Item, Path, outline
from cchc_index.language import Text
from cchc_index.problems import Problem

if TYPE_CHECKING:
    from cchc_index.criteria.tree import Tree

_SUMMED = frozenset(
    {"combine", "subtracts", "max_points", "criteria", "rule", "code", "cap", "applies_to", "unit_kinds"}
)


@dataclass(frozen=True)
class Sound:
    """A set under check: its outline, where its values stand, and what had to be repaired to read it."""

    criteria: CriteriaSet
    tree: Tree
    repaired: frozenset[Path]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The nodes."""
        return outline(self.criteria)

    @cached_property
    def ids(self) -> dict[str, Item]:
        """The nodes by id; the first of equal ones."""
        return {item.id: item for item in reversed(self.items)}

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of unit; one without a name where the set has none."""
        return self.criteria.unit_kinds or ("",)

    def problem(self, code: str, path: Path, *, at_key: bool = False, **details: object) -> Problem:
        """A problem at a path of the file, with the id of the node that it is in."""
        inside = (item.id for item in reversed(self.items) if path[: len(item.path)] == item.path)
        return replace(
            self.tree.problem(code, path, at_key=at_key), criterion=next(inside, ""), details=details
        )

    def maximum(self, number: int, kind: str) -> Fraction:
        """The maximum of a node for one kind of unit: its leaves', cut where the node is capped."""
        if (number, kind) not in self._maxima:
            self._maxima[number, kind] = self._maximum(number, kind)
        return self._maxima[number, kind]

    def _maximum(self, number: int, kind: str) -> Fraction:
        item = self.items[number]
        if not item.first or (item.rule is not None and not item.rule.needs_maximum):
            return Fraction(0)
        if isinstance(item.node, Criterion) and not item.node.criteria:
            return item.max_points if is_for(item, kind) else Fraction(0)
        below = self.below(number, kind)
        return min(below, item.max_points) if item.node.cap and item.node.max_points is not None else below

    @cached_property
    def _maxima(self) -> dict[tuple[int, str], Fraction]:
        return {}

    def unsure(self, path: Path) -> bool:
        """Whether a sum at a path would only repeat that a maximum below it is missing or was refused."""
        return any(unsummed[: len(path)] == path for unsummed in self._unsummed)

    @cached_property
    def _unsummed(self) -> tuple[Path, ...]:
        refused = [
            path for path in self.repaired if path[-1] in _SUMMED or {"applies_to", "max_points"} & set(path)
        ]
        leaves = ((item.path, item.rule, item.node.max_points) for item in self.items)
        missing = [
            path for path, rule, most in leaves if rule is not None and rule.needs_maximum and most is None
        ]
        missing += [item.path for item in self.items if item.node.cap and item.node.max_points is None]
        return (*refused, *missing)

    @cached_property
    def children(self) -> dict[int | None, list[int]]:
        """The numbers of the nodes right below each node."""
        children: dict[int | None, list[int]] = {}
        for number, item in enumerate(self.items):
            children.setdefault(item.parent, []).append(number)
        return children

    def anything_for(self, number: int, kind: str) -> bool:
        """Whether some leaf at or below a node is for a kind of unit."""
        item = self.items[number]
        if item.rule is not None:
            return is_for(item, kind)
        return any(self.anything_for(child, kind) for child in self.children.get(number, ()))

    def below(self, number: int, kind: str) -> Fraction:
        """What the nodes right below one come to: their sum or the largest, less what is only subtracted."""
        children = (child for child in self.children.get(number, ()) if not self.items[child].subtracts)
        maxima = [self.maximum(child, kind) for child in children]
        if self.items[number].node.combine == "max":
            return max(maxima, default=Fraction(0))
        return sum(maxima, Fraction(0))


def is_for(item: Item, kind: str) -> bool:
    """Whether a node is for a unit of a kind that meets whatever else it asks; any node is for no kind."""
    return not kind or kind in item.applies_to.get("kind", (kind,))


def of_kind(kind: str) -> Text:
    """Which units a problem is about; blank where the set has no kinds."""
    return Text(f" (đơn vị loại {kind})", f" (units of kind {kind})") if kind else Text("", "")
