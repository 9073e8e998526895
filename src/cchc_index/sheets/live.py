"""Formulas that know what they show: each part of a form's formula with the value that it has once a form is filled."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from cchc_index.exact import Column
from cchc_index.language import Text
from cchc_index.rules.excel import either, literal, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cchc_index.criteria.model import Rounding
    from cchc_index.language import Lang
    from cchc_index.sheets.filling import Filling

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
    """A formula, or a part of one, and its value.

    Args:
        text: the formula.
        value: what it shows, by what the form is filled with.
    """

    text: str
    value: Callable[[Filling], Value]

    def stored(self, filling: Filling, lang: Lang) -> float | str:
        """What is stored beside the formula, so that previews show it."""
        value = self.value(filling)
        return value.to(lang) if isinstance(value, Text) else float(amount(value))

    def once(self) -> Live:
        """The same, with a value that is worked out once for each filling."""
        return Live(self.text, lambda filling: filling.once(self.value, self.value))


def amount(value: Value) -> Fraction:
    """A value as sums take it: words count for nothing."""
    return value if isinstance(value, Fraction) else Fraction(0)


def word(said: Text, lang: Lang) -> Live:
    """A word."""
    return always(text(said.to(lang)), said)


def points(number: Fraction) -> Live:
    """A number of points."""
    return always(literal(number), number)


def always(text_: str, value: Value) -> Live:
    """A formula that shows the same whatever is filled in."""
    return Live(text_, lambda _: value)


NOTHING = points(Fraction(0))


def choose(condition: Live, then: Live, otherwise: Live) -> Live:
    """One thing where a condition holds, else another."""
    return Live(
        f"IF({condition.text},{then.text},{otherwise.text})",
        lambda filling: (then if condition.value(filling) else otherwise).value(filling),
    )


def any_of(conditions: Sequence[Live]) -> Live:
    """Whether one of some conditions holds."""
    said = either([condition.text for condition in conditions])
    return Live(said, lambda filling: any(condition.value(filling) for condition in conditions))


def on_step(number: Fraction, rounding: Rounding) -> Fraction:
    """A number of points, rounded as every leaf's are."""
    steps = Column.constant(number).steps(rounding.point_decimals, rounding.mode)
    return Fraction(int(steps), 10**rounding.point_decimals)
