"""The records of the slow scorer: nodes, what is scored, and the scores."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from tests.oracle import slow_text
from tests.oracle.slow_answers import Row

Criteria = dict[str, Any]
Unit = dict[str, str]

ZERO: Final = Fraction(0)
OUTSIDE: Final = frozenset({"bonus", "penalty"})


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

    @property
    def is_leaf(self) -> bool:
        """Tell whether the node has a rule."""
        return "rule" in self.raw

    @property
    def cut_at(self) -> Fraction | None:
        """Return the maximum at which the node's sum is cut, if it is."""
        is_outside_area = not self.above and self.area_code in OUTSIDE
        capped = is_outside_area or self.raw.get("cap", "false") == "true"
        return Fraction(self.raw["max_points"]) if capped else None


@dataclass(frozen=True)
class LeafScore:
    """What became of one leaf of one unit."""

    state: str
    points: Fraction | None
    max_points: Fraction


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
    core: Fraction | None
    bonus: Fraction | None
    penalty: Fraction | None
    points: Fraction | None
    max_points: Fraction
    index: Fraction | None
    provisional: bool
    rank: int | None = None
    class_name: str | None = None


@dataclass(frozen=True)
class Season:
    """All scores of a year, by unit and node."""

    leaves: dict[tuple[str, str], LeafScore]
    nodes: dict[tuple[str, str], NodeScore]
    units: dict[str, UnitScore]


@dataclass(frozen=True)
class Case:
    """What is scored: the flat tree, the units by id, their rows by unit and node, the year."""

    criteria: Criteria
    nodes: dict[str, Node]
    units: dict[str, Unit]
    rows: dict[tuple[str, str], list[Row]]
    year: int

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

    def children(self, parent: Node) -> list[Node]:
        """Return the nodes right below a node."""
        return [self.nodes[one["id"]] for one in parent.raw.get("criteria", [])]

    def has_answers(self, unit: str) -> bool:
        """Tell whether a unit has any row that says something about a node of the set."""
        return any(owner == unit for owner, _ in self.rows)


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
