"""Points as a criteria file writes them: a number of points, or a percentage of the leaf's maximum."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Self, overload

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from cchc_index.exact import Column
from cchc_index.fields import Amount, Model


class Award(Model):
    """`points: 0.5`, or `percent: 50` of the maximum; exactly one of them."""

    points: Amount | None = None
    percent: Amount | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if self.stated() != 1:
            code = "points-or-percent"
            raise PydanticCustomError(code, "points or percent")
        return self

    def stated(self) -> int:
        """How many of the keys that say what is given are there."""
        return sum(value is not None for value in (self.points, self.percent))

    @cached_property
    def _share(self) -> Fraction:
        return (self.percent or Fraction(0)) / 100

    @overload
    def of(self, most: Fraction) -> Fraction: ...

    @overload
    def of(self, most: Column) -> Column: ...

    def of(self, most: Fraction | Column) -> Fraction | Column:
        """The points, given the maximum, or that of each row."""
        if self.percent is not None:
            return most * self._share
        points = self.points or Fraction(0)
        return points if isinstance(most, Fraction) else Column.constant(points)


def _lone(found: Any) -> Any:
    return found if isinstance(found, (dict, Award)) else {"points": found}


LoneAward = Annotated[Award, BeforeValidator(_lone)]
"""An award that stands alone: `otherwise: 0.5` or `otherwise: {percent: 50}`."""

NOTHING = Award(points=Fraction(0))
