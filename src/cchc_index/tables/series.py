"""Columns of the tables of a result, each once for every way of showing it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from cchc_index.exact import Booleans, Integers
from cchc_index.language import Lang, Text, table_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True)
class Texts:
    """A column of texts; `people` makes what is shown in their place where the texts are codes."""

    name: str
    title: Text
    values: Sequence[str]
    people: Callable[[], Sequence[str]] | None = None

    def data(self) -> Any:
        """The texts."""
        return np.array(self.values, dtype=object)

    def written(self) -> Iterable[str]:
        """The texts as a file has them."""
        return self.values

    def cells(self) -> Iterable[str | None]:
        """The texts for people, nothing where blank."""
        return (value or None for value in (self.people() if self.people else self.values))

    def shown(self, lang: Lang) -> Iterable[str]:  # noqa: ARG002
        """The texts as people read them."""
        return self.values


@dataclass(frozen=True)
class Flags:
    """A column of yes and no."""

    name: str
    title: Text
    values: Booleans

    def data(self) -> Any:
        """Booleans."""
        return self.values

    def written(self) -> Iterable[str]:
        """``true`` or ``false``."""
        return ("true" if value else "false" for value in self.values.tolist())

    def cells(self) -> Iterable[str | None]:
        """The sign of what holds."""
        return ("x" if value else None for value in self.values.tolist())

    def shown(self, lang: Lang) -> Iterable[str]:  # noqa: ARG002
        """The sign of what holds."""
        return ("x" if value else "" for value in self.values.tolist())


@dataclass(frozen=True)
class Decimals:
    """A column of decimals in whole steps, `decimals` of which make a digit after the point; some may be blank."""

    name: str
    title: Text
    steps: Integers
    decimals: int
    there: Booleans | None = None

    def data(self) -> Any:
        """The floats nearest to the decimals; whole numbers that may be missing where there are no decimals."""
        import pandas as pd  # noqa: PLC0415 - only DataFrames need pandas

        if self.decimals == 0:
            whole = pd.array(self.steps, dtype="Int64")
            if self.there is not None:
                whole[~self.there] = pd.NA
            return whole
        floats = self.steps / 10**self.decimals
        return floats if self.there is None else np.where(self.there, floats, np.nan)

    def _each(self) -> Iterable[int | None]:
        there = [True] * len(self.steps) if self.there is None else self.there.tolist()
        return (step if known else None for step, known in zip(self.steps.tolist(), there, strict=True))

    def written(self) -> Iterable[str]:
        """Decimals with a point, no trailing zeros; blank where there is none."""
        return ("" if step is None else _decimal(step, self.decimals) for step in self._each())

    def shown(self, lang: Lang) -> Iterable[str]:
        """Numbers as tables for people have them: at least two decimals, or none."""
        return (
            "" if step is None else table_number(Fraction(step, 10**self.decimals), self.decimals, lang)
            for step in self._each()
        )

    def cells(self) -> Iterable[float | None]:
        """Numbers; nothing where blank."""
        return (None if step is None else step / 10**self.decimals for step in self._each())


Series: TypeAlias = Texts | Flags | Decimals


def _decimal(steps: int, decimals: int) -> str:
    if not decimals:
        return str(steps)
    digits = f"{abs(steps):0{decimals + 1}d}"
    part = digits[-decimals:].rstrip("0")
    return ("-" if steps < 0 else "") + digits[:-decimals] + (f".{part}" if part else "")
