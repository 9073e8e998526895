"""Which rows a unit's form has: a row a node, and one more for each further thing that a leaf asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.criteria.model import Area
from cchc_index.criteria.outline import Item, outline
from cchc_index.criteria.terms import terms_of
from cchc_index.sheets.questions import Question, questions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.rules.contract import Rule, Terms


@dataclass(frozen=True, slots=True)
class Line:
    """One row.

    Args:
        row: its number on the sheet.
        number: the node's number in the outline.
        question: what it asks; nothing of an inner node.
        first: whether it is the node's first row.
        own: whether the node is for the unit.
    """

    row: int
    number: int
    question: Question | None = None
    first: bool = True
    own: bool = True


@dataclass(frozen=True)
class Lines:
    """The rows of one unit's form.

    Args:
        criteria: the set.
        year: the assessment year.
        attribute: the unit's attributes by name.
        top: the first row.
        given: by a leaf's number, the slots of an answer to show.
    """

    criteria: CriteriaSet
    year: int
    attribute: Callable[[str], str]
    top: int
    given: Mapping[int, Collection[str]]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The set's nodes."""
        return outline(self.criteria)

    @cached_property
    def own(self) -> frozenset[int]:
        """The nodes that are for the unit: leaves, and what is above one."""
        found: set[int] = set()
        for number, item in enumerate(self.items):
            if item.rule is not None and item.for_unit(self.attribute):
                found |= {number, *self.above(number)}
        return frozenset(found)

    def above(self, number: int) -> Iterator[int]:
        """The nodes above one, the nearest first."""
        parent = self.items[number].parent
        while parent is not None:
            yield parent
            parent = self.items[parent].parent

    @cached_property
    def children(self) -> Mapping[int | None, tuple[int, ...]]:
        """The unit's nodes right below each; the areas below none."""
        found: dict[int | None, list[int]] = {}
        for number in sorted(self.own):
            found.setdefault(self.items[number].parent, []).append(number)
        return {number: tuple(below) for number, below in found.items()}

    def leaves(self, number: int) -> Iterator[int]:
        """The unit's leaves at a node or below it that count in its maximum."""
        if self.items[number].rule is not None:
            yield number
        for child in self.children.get(number, ()):
            if not self.items[child].subtracts:
                yield from self.leaves(child)

    def rule(self, number: int) -> Rule:
        """The rule of a leaf."""
        rule = self.items[number].rule
        assert rule is not None  # noqa: S101 - asked of leaves only
        return rule

    @cached_property
    def _common(self) -> Terms:
        return terms_of(self.criteria, self.items[0], self.year)

    def terms(self, number: int) -> Terms:
        """The terms of a leaf."""
        return replace(self._common, max_points=self.items[number].max_points)

    def capped(self, number: int) -> bool:
        """Whether a node's points are cut at its own maximum."""
        item = self.items[number]
        outside = isinstance(item.node, Area) and not item.node.core
        return item.node.max_points is not None and (item.node.cap or item.subtracts or outside)

    @cached_property
    def _most(self) -> dict[int, Fraction]:
        return {}

    def most(self, number: int) -> Fraction:
        """The maximum of a node for the unit."""
        if number not in self._most:
            item = self.items[number]
            below = [self.most(n) for n in self.children.get(number, ()) if not self.items[n].subtracts]
            total = max(below, default=Fraction(0)) if item.node.combine == "max" else sum(below, Fraction(0))
            if item.rule is not None:
                total = item.max_points
            self._most[number] = min(total, item.max_points) if self.capped(number) else total
        return self._most[number]

    @cached_property
    def whole(self) -> Fraction:
        """The maximum of the core areas."""
        areas = self.children.get(None, ())
        return sum((self.most(n) for n in areas if self.items[n].area.core), Fraction(0))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows from the top on."""
        return tuple(replace(line, row=row) for row, line in enumerate(self._lines(), start=self.top))

    def _lines(self) -> Iterator[Line]:
        ids = {self.items[number].id for number in self.own}
        for number, item in enumerate(self.items):
            if item.id not in ids and item.first:
                yield Line(0, number, own=False)
            elif number in self.own and item.rule is None:
                yield Line(0, number)
            elif number in self.own:
                for place, question in enumerate(questions(self.rule(number), self.given.get(number, ()))):
                    yield Line(0, number, question, first=place == 0)

    @cached_property
    def rows(self) -> Mapping[int, int]:
        """The first row of each node."""
        return {line.number: line.row for line in self.lines if line.first}

    @cached_property
    def slots(self) -> Mapping[tuple[int, str], int]:
        """The row of each slot of each leaf."""
        return {(line.number, line.question.slot.id): line.row for line in self.lines if line.question}

    @property
    def end(self) -> int:
        """The row below the last."""
        return self.top + len(self.lines)
