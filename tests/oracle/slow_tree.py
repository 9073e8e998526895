"""Leaves added up: caps, the best child, what is taken off, and the conditions between nodes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.oracle import slow_states
from tests.oracle.slow_model import OUTSIDE, ZERO, Case, LeafScore, Node

Worth = Callable[[Node], Fraction]


@dataclass
class Tree:
    """The leaves of one unit, each scored when it is first asked for."""

    case: Case
    unit: str
    leaves: dict[str, LeafScore] = field(default_factory=dict)

    def leaf(self, node: Node) -> LeafScore:
        """Return the score of a leaf."""
        if node.id not in self.leaves:
            is_blocked = not self.conditions_hold(node)
            self.leaves[node.id] = slow_states.state_of(self.case, self.unit, node, is_blocked=is_blocked)
        return self.leaves[node.id]

    def conditions_hold(self, node: Node) -> bool:
        """Tell whether the conditions of a node and of all nodes above it hold."""
        chain = [node, *(self.case.nodes[name] for name in node.above)]
        return all(self.holds(one.raw["only_if"]) for one in chain if "only_if" in one.raw)

    def holds(self, condition: dict[str, Any]) -> bool:
        """Tell whether a node has more points than a condition asks for, or nothing applicable."""
        node = self.case.nodes[condition["node"]]
        return self.maximum(node) == 0 or self.points(node) > Fraction(condition["points_above"])

    def points(self, node: Node) -> Fraction:
        """Return the points of a node."""
        return self.rolled_up(node, lambda leaf: self.leaf(leaf).points or ZERO)

    def claims(self, node: Node) -> Fraction:
        """Return the claims of a node, rolled up as points are."""
        return self.rolled_up(node, lambda leaf: self.leaf(leaf).claim or ZERO)

    def rolled_up(self, node: Node, worth: Worth) -> Fraction:
        """Add up what is below a node, or take the best; cut it; take off what subtracts."""
        if node.is_leaf:
            return worth(node)
        children = self.case.children(node)
        added = joined(node, [self.rolled_up(one, worth) for one in children if not one.subtracts])
        taken = sum((self.rolled_up(one, worth) for one in children if one.subtracts), ZERO)
        return max(ZERO, cut(node, added) - taken)

    def maximum(self, node: Node) -> Fraction:
        """Return what can be had below a node; what subtracts is no part of it."""
        if node.is_leaf:
            return self.leaf(node).max_points
        children = [one for one in self.case.children(node) if not one.subtracts]
        return cut(node, joined(node, [self.maximum(one) for one in children]))

    def total(self, points: Callable[[Node], Fraction]) -> Fraction:
        """Return core + bonus - penalty, at least 0."""
        areas = [node for node in self.case.nodes.values() if not node.above]
        signed = [points(area) * (-1 if area.area_code == "penalty" else 1) for area in areas]
        return max(ZERO, sum(signed, ZERO))

    def core_maximum(self) -> Fraction:
        """Return what can be had in the core areas."""
        areas = [node for node in self.case.nodes.values() if not node.above]
        return sum((self.maximum(area) for area in areas if area.area_code not in OUTSIDE), ZERO)


def joined(node: Node, values: list[Fraction]) -> Fraction:
    """Return the sum of the children's values, or the largest where the best child counts."""
    if node.raw.get("combine") == "max":
        return max(values, default=ZERO)
    return sum(values, ZERO)


def cut(node: Node, value: Fraction) -> Fraction:
    """Return the value, at most the node's cap."""
    return value if node.cut_at is None else min(value, node.cut_at)
