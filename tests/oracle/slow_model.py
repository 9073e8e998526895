"""The records of the slow scorer: nodes, what is scored, and the scores."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from tests.oracle import slow_text
from tests.oracle.slow_answers import Row, says_something
from tests.oracle.slow_rules import Rule
from tests.oracle.slow_stages import Stage

Criteria = dict[str, Any]
Unit = dict[str, str]
Problem = tuple[str, str, str]
Turns = dict[int, list[Row]]

ZERO: Final = Fraction(0)
OUTSIDE: Final = frozenset({"bonus", "penalty"})
POINTS_CARRIED: Final = 9


@dataclass(frozen=True)
class Node:
    """A node of the tree with what it inherits."""

    id: str
    raw: dict[str, Any]
    above: tuple[str, ...]
    area_code: str
    source: str
    applies_to: dict[str, Any]
    not_applicable: str
    is_taken: bool = False

    @property
    def is_leaf(self) -> bool:
        """Tell whether the node has a rule."""
        return "criteria" not in self.raw

    @property
    def max_points(self) -> Fraction:
        """Return the maximum that the node states, 0 where it states none."""
        return Fraction(self.raw.get("max_points", "0"))

    @property
    def subtracts(self) -> bool:
        """Tell whether the node's points are taken from its parent's."""
        return bool(self.raw.get("subtracts", "false") == "true")

    @property
    def cut_at(self) -> Fraction | None:
        """Return the maximum at which the node's sum is cut, if it is."""
        is_outside_area = not self.above and self.area_code in OUTSIDE
        is_capped_deduction = self.subtracts and "max_points" in self.raw
        capped = is_outside_area or is_capped_deduction or self.raw.get("cap", "false") == "true"
        return Fraction(self.raw["max_points"]) if capped else None

    @property
    def is_better_low(self) -> bool:
        """Tell whether fewer points are better: in penalty areas, and at or below what subtracts."""
        return self.area_code == "penalty" or self.is_taken


@dataclass(frozen=True)
class LeafScore:
    """What became of one leaf of one unit."""

    state: str
    points: Fraction | None
    max_points: Fraction
    claim: Fraction | None = None
    answer: object = field(default=None, compare=False)


@dataclass(frozen=True)
class NodeScore:
    """Points, applicable maximum, rounded index and rank of one node of one unit."""

    points: Fraction | None
    max_points: Fraction
    index: Fraction | None
    rank: int | None = None


@dataclass(frozen=True)
class UnitScore:
    """The whole of one unit."""

    unit: str
    group: str
    points: Fraction | None
    max_points: Fraction
    index: Fraction | None
    provisional: bool
    rank: int | None = None
    class_name: str | None = None
    claim: Fraction | None = None


@dataclass(frozen=True)
class Season:
    """All scores of a year, by unit and node, and what was found wrong: code, unit and node."""

    leaves: dict[tuple[str, str], LeafScore]
    nodes: dict[tuple[str, str], NodeScore]
    units: dict[str, UnitScore]
    problems: frozenset[Problem] = frozenset()


@dataclass(frozen=True)
class Case:
    """What is scored: the flat tree, the units by id, the stages played, their rows, the year."""

    criteria: Criteria
    nodes: dict[str, Node]
    units: dict[str, Unit]
    stages: list[Stage]
    rows: dict[tuple[str, str], Turns]
    year: int
    problems: set[Problem] = field(default_factory=set)

    @property
    def policy(self) -> dict[str, Any]:
        """Return the set's policy."""
        policy: dict[str, Any] = self.criteria.get("policy", {})
        return policy

    @property
    def mode(self) -> str:
        """Return the mode of rounding."""
        return str(self.policy.get("rounding", {}).get("mode", "half_up"))

    def decimals(self, what: str, default: str) -> int | None:
        """Return the decimals to which something is rounded, None for `none`."""
        text = self.policy.get("rounding", {}).get(what, default)
        return None if text == "none" else int(text)

    def rounded(self, points: Fraction) -> Fraction:
        """Round points by the policy; without rounding they are carried to 9 decimals."""
        decimals = self.decimals("points", "2")
        return slow_text.rounded(points, POINTS_CARRIED if decimals is None else decimals, self.mode)

    def children(self, parent: Node) -> list[Node]:
        """Return the nodes right below a node."""
        return [self.nodes[one["id"]] for one in parent.raw.get("criteria", [])]

    def turns(self, unit: str, name: str) -> Turns:
        """Return the rows of a unit about a node or a data item, by the number of their stage."""
        return self.rows.get((unit, name), {})

    def has_answers(self, unit: str) -> bool:
        """Tell whether a unit has any row that says something about a node or a data item of the set."""
        return any(
            says_something(row)
            for (owner, _), turns in self.rows.items()
            for rows in turns.values()
            for row in rows
            if owner == unit
        )


def flatten(criteria: Criteria) -> list[Node]:
    """Return all nodes in file order, areas included, each with what it inherits."""
    found: list[Node] = []
    for area in criteria["areas"]:
        root = Node(area["id"], area, (), area["code"], "self", {}, "forbidden")
        _flatten(area, root, above=(), found=found)
    return found


def _flatten(raw: dict[str, Any], parent: Node, *, above: tuple[str, ...], found: list[Node]) -> None:
    node = Node(
        id=raw["id"],
        raw=raw,
        above=above,
        area_code=parent.area_code,
        source=raw.get("source", parent.source),
        applies_to=raw.get("applies_to", parent.applies_to),
        not_applicable=raw.get("not_applicable", parent.not_applicable),
        is_taken=parent.is_taken or raw.get("subtracts", "false") == "true",
    )
    found.append(node)
    for child in raw.get("criteria", []):
        _flatten(child, node, above=(*above, node.id), found=found)


def index_of(case: Case, points: Fraction | None, maximum: Fraction) -> Fraction | None:
    """Return points / applicable maximum x 100, rounded; blank where nothing is applicable."""
    if points is None or maximum == 0:
        return None
    decimals = case.decimals("index", "2")
    index = points / maximum * 100
    return index if decimals is None else slow_text.rounded(index, decimals, case.mode)


def applies(applies_to: dict[str, Any], unit: Unit) -> bool:
    """Tell whether every attribute of the unit is among those listed."""
    return all(slow_text.tidy(unit.get(attribute)) in listed for attribute, listed in applies_to.items())


def rule_of(leaf: Node, unit: Unit) -> Rule | None:
    """Return the leaf's rule, or of several the first whose attributes fit the unit."""
    entries: list[dict[str, Any]] = leaf.raw.get("rule_for", [leaf.raw])
    for entry in entries:
        if "rule_for" not in leaf.raw or applies(entry.get("applies_to", {}), unit):
            rule: Rule = entry["rule"]
            return rule
    return None
