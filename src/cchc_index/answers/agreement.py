"""What must hold between the data items of a unit, and the breach said in the unit's own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import LeafAnswers, Status
from cchc_index.answers.slots import VALUE
from cchc_index.exact import Column, Integers
from cchc_index.language import Lang, Text, exact_number, pick
from cchc_index.rules.expression import (
    Comparison,
    Condition,
    Constant,
    Evaluation,
    Expression,
    Variable,
    parse_condition,
    variables_of,
)
from cchc_index.rules.expression_words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.criteria.model import DataCheck


@dataclass(frozen=True)
class Agreement:
    """One check on the data items of all units.

    Args:
        check: what must hold.
        items: the answers to the data items, by id.
        size: how many units there are.
    """

    check: DataCheck
    items: Mapping[str, LeafAnswers]
    size: int

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The data items that the check is about."""
        return tuple(sorted(variables_of(self.check.that)))

    @cached_property
    def _node(self) -> Condition:
        return parse_condition(self.check.that, frozenset(self.names))

    def breaches(self) -> Integers:
        """The units that give every item, and to which the check does not hold."""
        there = np.ones(self.size, dtype=np.bool_)
        for name in self.names:
            there &= self.items[name].status == Status.ANSWERED
        columns = {name: self.items[name].values.get(VALUE, Column.constant(0)) for name in self.names}
        evaluation = Evaluation(columns, (self.size,))
        holds = evaluation.holds(self._node, there)
        return np.flatnonzero(there & ~holds & ~evaluation.divided_by_zero)

    def said(self, unit: int) -> Text:
        """The check with one unit's numbers: ``984 + 211 + 120 = 1.315, khác 1.316``."""
        values = {name: self.items[name].values[VALUE].at(unit) for name in self.names}
        return Text(_said(self._node, values, "vi"), _said(self._node, values, "en"))


def _said(node: Condition, values: Mapping[str, Fraction], lang: Lang) -> str:
    if isinstance(node, Comparison) and node.sign == "==":
        left, right = _with_value(node.left, values, lang), _with_value(node.right, values, lang)
        return f"{left}, {pick(lang, 'khác', 'not')} {right}"
    said = words(node, _numbers(values, lang), lang)
    return pick(lang, f"không đúng: {said}", f"does not hold: {said}")


def _numbers(values: Mapping[str, Fraction], lang: Lang) -> dict[str, str]:
    return {name: exact_number(value, lang) for name, value in values.items()}


def _with_value(node: Expression, values: Mapping[str, Fraction], lang: Lang) -> str:
    """One side of a check, and what it comes to."""
    text = words(node, _numbers(values, lang), lang)
    if isinstance(node, Constant | Variable):
        return text
    columns = {name: Column.constant(value) for name, value in values.items()}
    value = Evaluation(columns, (1,)).number(node, np.ones(1, dtype=np.bool_)).at(0)
    return f"{text} = {exact_number(value, lang)}"
