"""Formulas that know what they show: each part of a form's formula with the value that its cells give it now."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from cchc_index.exact import Column
from cchc_index.language import Text
from cchc_index.rules.excel import literal, text

if TYPE_CHECKING:
    from cchc_index.criteria.model import Rounding
    from cchc_index.language import Lang

Value: TypeAlias = Fraction | Text | bool | None
"""What a formula shows: points, a word, whether something holds; nothing where it is an error."""

LATER = Text("tính khi tổng hợp", "computed later")
"""What a cell says whose points Excel cannot give."""
INVALID = Text("chưa hợp lệ", "not valid")
"""What it says where the answer is not whole, or none that the rule takes."""
BARE = Text("thiếu tài liệu", "no evidence")
"""What it says where documents must be named and none is."""
LEFT_OUT = Text("không tính", "left out")
"""What it says where the leaf is out of the unit's maximum."""
AWAITED = Text("chờ số liệu", "awaited")
"""What it says where the data come from elsewhere and are not there."""


@dataclass(frozen=True, slots=True)
class Live:
    """A formula, or a part of one, and its value."""

    text: str
    value: Value

    def stored(self, lang: Lang) -> float | str:
        """What is stored beside the formula, so that previews show it."""
        return self.value.to(lang) if isinstance(self.value, Text) else float(amount(self.value))


def amount(value: Value) -> Fraction:
    """A value as sums take it: words count for nothing."""
    return value if isinstance(value, Fraction) else Fraction(0)


def word(said: Text, lang: Lang) -> Live:
    """A word."""
    return Live(text(said.to(lang)), said)


def points(number: Fraction) -> Live:
    """A number of points."""
    return Live(literal(number), number)


NOTHING = points(Fraction(0))


def choose(condition: Live, then: Live, otherwise: Live) -> Live:
    """One thing where a condition holds, else another."""
    chosen = then if condition.value else otherwise
    return Live(f"IF({condition.text},{then.text},{otherwise.text})", chosen.value)


def on_step(number: Fraction, rounding: Rounding) -> Fraction:
    """A number of points, rounded as every leaf's are."""
    steps = Column.constant(number).steps(rounding.point_decimals, rounding.mode)
    return Fraction(int(steps), 10**rounding.point_decimals)
