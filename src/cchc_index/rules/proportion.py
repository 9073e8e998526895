"""Points in proportion to a rate: the line that `proportional` and `survey` share."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cchc_index.exact import Column
from cchc_index.language import Lang, percent, pick
from cchc_index.rules.contract import Branch, Case, Fault, Terms
from cchc_index.rules.excel import literal
from cchc_index.rules.rate import HUNDRED, say_points

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Proportion:
    """max × min(rate, full_at) / full_at; 0 where the rate is below `zero_below`."""

    full_at: Fraction
    zero_below: Fraction | None

    def check(self) -> Iterator[Fault]:
        """Both bounds lie where a rate can be, in order."""
        if not 0 < self.full_at <= HUNDRED:
            yield Fault("bound-out-of-range", ("full_at",), {"found": self.full_at})
        if self.zero_below is not None and not 0 < self.zero_below <= self.full_at:
            yield Fault("bound-out-of-range", ("zero_below",), {"found": self.zero_below})

    def bounds(self) -> tuple[Fraction, ...]:
        """The rate of full points, and the least that counts."""
        return (self.full_at,) if self.zero_below is None else (self.full_at, self.zero_below)

    def branches(self) -> tuple[Branch, ...]:
        """Full, in proportion, too low."""
        low = () if self.zero_below is None else (Branch("too_low"),)
        return (Branch("full"), Branch("in_proportion"), *low)

    def unreachable(self) -> frozenset[str]:
        """Nothing lies between the least rate that counts and that of full points where both are the same."""
        return frozenset({"in_proportion"} if self.zero_below == self.full_at else ())

    def cases(self, rate: Column, most: Column) -> Iterator[Case]:
        """Where the points are full, and where there are none."""
        yield Case("full", rate >= self.full_at, most)
        if self.zero_below is not None:
            yield Case("too_low", rate < self.zero_below)

    def rest(self, rate: Column, most: Column) -> tuple[str, Column]:
        """The branch and the points of all other rates."""
        return "in_proportion", rate * (most / self.full_at)

    def say(self, branch: str, lang: Lang) -> str:
        """How the rate became points."""
        if branch == "too_low" and self.zero_below is not None:
            least = percent(self.zero_below, lang, 9)
            return pick(lang, f"chưa đạt mức tối thiểu {least}", f"below {least}, the least that counts")
        in_proportion = pick(lang, "tính theo tỷ lệ", "in proportion")
        if self.full_at == HUNDRED:
            return in_proportion
        return self._full(lang) if branch == "full" else f"{in_proportion}, {self._full(lang)}"

    def _full(self, lang: Lang) -> str:
        bound = percent(self.full_at, lang, 9)
        return pick(lang, f"đủ điểm từ {bound} trở lên", f"full points from {bound} on")

    def describe(self, name: str, terms: Terms, lang: Lang) -> str:
        """The line in words, without a full stop."""
        top = say_points(terms.max_points, lang)
        said = f"{top} × {name}"
        if self.full_at != HUNDRED:
            said += f" ÷ {percent(self.full_at, lang, 9)}, {self._full(lang)}"
        if self.zero_below is not None:
            low = percent(self.zero_below, lang, 9)
            said += pick(lang, f"; dưới {low}: 0 điểm", f"; below {low}: 0 points")
        return said

    def rates_for(self, points: Fraction, terms: Terms) -> Iterator[Fraction]:
        """Rates that give at least `points`, the lowest first."""
        exact = points * self.full_at / terms.max_points if terms.max_points else Fraction(0)
        least = max(exact, self.zero_below or Fraction(0)) if points else Fraction(0)
        if least <= HUNDRED:
            yield least
        yield min(least + 1, HUNDRED)
        yield HUNDRED

    def formula(self, rate: str, terms: Terms) -> str:
        """The line as an Excel formula of the rate."""
        full = literal(self.full_at)
        line = f"{literal(terms.max_points)}*MIN({rate},{full})/{full}"
        return line if self.zero_below is None else f"IF({rate}<{literal(self.zero_below)},0,{line})"
