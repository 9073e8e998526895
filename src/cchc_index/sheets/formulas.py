"""The live formulas of a form: points of each leaf by its rule and the set's policy, of each node, and of the whole.

They give what the engine gives, before claims and appraisal have their word; a leaf of which Excel cannot say that has none.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.language import Text
from cchc_index.rules.excel import blank, fitting, literal
from cchc_index.sheets.layout import NOT_APPLICABLE, Field
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_index.sheets.book import Page
    from cchc_index.sheets.lines import Lines

LATER = Text("tính khi tổng hợp", "computed later")
"""What a cell says whose points Excel cannot give."""
_NO_EVIDENCE = ("-", "x", "có", "không")
_MOST_TERMS = 200
_NEVER_FILLED = "$A$1"
"""The cell of slots that a form does not ask; it stays blank."""


class Formulas:
    """The formulas of one form.

    Args:
        lines: its rows.
        page: its sheet.
    """

    def __init__(self, lines: Lines, page: Page) -> None:
        self.lines = lines
        self.page = page
        self.policy = lines.criteria.policy
        self._known: dict[int, str | None] = {}

    @cached_property
    def decimals(self) -> int:
        """The decimals of points."""
        return self.policy.rounding.point_decimals

    def leaf(self, number: int) -> str | None:
        """The points of a leaf; nothing where Excel cannot say them."""
        if number not in self._known:
            self._known[number] = self._leaf(number)
        return self._known[number]

    def complete(self, number: int) -> bool:
        """Whether every leaf at a node or below it has a formula."""
        below = self.lines.children.get(number, ())
        return self.leaf(number) is not None if not below else all(self.complete(child) for child in below)

    def _leaf(self, number: int) -> str | None:
        said = self._by_rule(number)
        if said is None or self.policy.rounding.mode == "half_even":
            return None
        rounding = "ROUND" if self.policy.rounding.mode == "half_up" else "ROUNDDOWN"
        said = f"{rounding}({said},{self.decimals})"
        if self._wants_evidence(number):
            said = f"IF({self._no_evidence(number)},0,{said})"
        for node in (number, *self.lines.above(number)):
            said = self._unless_not_applicable(number, node, said)
        for node in (number, *self.lines.above(number)):
            condition = self._condition(node)
            if condition is None:
                return None
            said = f"IF({condition},{said},0)" if condition else said
        return fitting(said)

    def _by_rule(self, number: int) -> str | None:
        rule = self.lines.rule(number)
        if self._wants_evidence(number) and any(
            branch.state is State.NOT_APPLICABLE and branch.counts for branch in rule.branches()
        ):
            return None
        cells = {slot.id: self._answer(number, slot.id) for asked in rule.inputs() for slot in asked.slots()}
        return rule.spreadsheet(cells, self.lines.terms(number))

    def _answer(self, number: int, slot: str) -> str:
        row = self.lines.slots.get((number, slot))
        return _NEVER_FILLED if row is None else self.page.cell(row, Field.ANSWER)

    def _wants_evidence(self, number: int) -> bool:
        return self.lines.items[number].evidence_required and self.policy.no_evidence == "zero"

    def _no_evidence(self, number: int) -> str:
        cell = f"TRIM({self.page.cell(self.lines.rows[number], Field.EVIDENCE)})"
        words = (f'{cell}="{word}"' for word in _NO_EVIDENCE)
        return f"OR({','.join([blank(cell), *words])})"

    def _unless_not_applicable(self, number: int, node: int, said: str) -> str:
        """Points where a leaf or a node above it may be said not to apply."""
        policy = self.lines.items[node].not_applicable
        if policy == "forbidden":
            return said
        instead = literal(self.lines.items[number].max_points) if policy == "full" else "0"
        return f'IF({self.page.cell(self.lines.rows[node], Field.STATE)}="{self._aside}",{instead},{said})'

    @property
    def _aside(self) -> str:
        return NOT_APPLICABLE.to(self.page.book.lang)

    def _condition(self, node: int) -> str | None:
        """What a node waits for; blank where that always holds, nothing where Excel cannot say it."""
        condition = self.lines.items[node].node.only_if
        if condition is None:
            return ""
        asked = next((n for n in self.lines.own if self.lines.items[n].id == condition.node), None)
        if asked is None or not any(self.lines.most(leaf) for leaf in self.lines.leaves(asked)):
            return ""
        always = any(self._always_counts(leaf) for leaf in self.lines.leaves(asked))
        if not always or not self.complete(asked):
            return None
        cell = self.page.cell(self.lines.rows[asked], Field.COMPUTED)
        return f"ROUND({cell},{self.decimals})>{literal(condition.points_above)}"

    def _always_counts(self, leaf: int) -> bool:
        """Whether a leaf is in the maximum whatever is answered."""
        items = self.lines.items
        return (
            self.lines.most(leaf) > 0
            and all(items[n].not_applicable != "exclude" for n in (leaf, *self.lines.above(leaf)))
            and self.policy.missing[items[leaf].source] in {"zero", "invalid"}
            and all(branch.counts for branch in self.lines.rule(leaf).branches())
        )

    def inner(self, number: int, field: Field) -> str:
        """What is below a node put together, in one of the columns of points."""
        lines = self.lines
        below = lines.children.get(number, ())
        counted = [self.page.cell(lines.rows[n], field) for n in below if not lines.items[n].subtracts]
        best = lines.items[number].node.combine == "max"
        said = _over("MAX" if best else "SUM", counted)
        if lines.capped(number):
            said = f"MIN({literal(lines.items[number].max_points)},{said})"
        for child in below:
            if lines.items[child].subtracts:
                said = f"MAX(0,{said}-N({self.page.cell(lines.rows[child], field)}))"
        return f"ROUND({said},{self.decimals})"

    def total(self, field: Field) -> str:
        """Core + bonus − penalty, at least 0."""
        areas = self.lines.children.get(None, ())
        added = [n for n in areas if self.lines.items[n].area.code != "penalty"]
        taken = [n for n in areas if self.lines.items[n].area.code == "penalty"]
        said = _over("SUM", list(self._cells(added, field)))
        if taken:
            said = f"{said}-{_over('SUM', list(self._cells(taken, field)))}"
        return f"ROUND(MAX(0,{said}),{self.decimals})"

    def _cells(self, numbers: Sequence[int], field: Field) -> Iterator[str]:
        return (self.page.cell(self.lines.rows[number], field) for number in numbers)


def _over(function: str, cells: list[str]) -> str:
    """A function of any number of cells; texts among them count for nothing."""
    if not cells:
        return "0"
    parts = [cells[start : start + _MOST_TERMS] for start in range(0, len(cells), _MOST_TERMS)]
    said = [f"{function}({','.join(part)})" for part in parts]
    return said[0] if len(said) == 1 else f"{function}({','.join(said)})"
