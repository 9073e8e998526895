"""`proportional`: points in proportion to a rate, full from `full_at` on, none below `zero_below`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from cchc_index.fields import Amount
from cchc_index.language import Lang
from cchc_index.rules.contract import Branch, Columns, Example, Fault, Outcome, Terms, Values
from cchc_index.rules.excel import chain, fitting
from cchc_index.rules.proportion import Proportion
from cchc_index.rules.rate import HUNDRED, RateRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Proportional(RateRule):
    """max × min(rate, full_at) / full_at."""

    kind: Literal["proportional"]
    full_at: Amount = HUNDRED
    zero_below: Amount | None = None

    @property
    def proportion(self) -> Proportion:
        """The line that the points follow."""
        return Proportion(self.full_at, self.zero_below)

    def bounds(self) -> tuple[Fraction, ...]:
        """The rate of full points, and the least that counts."""
        return self.proportion.bounds()

    def check(self, terms: Terms) -> Iterator[Fault]:
        """The rate reaches `full_at`; above 100 there is nothing to keep."""
        yield from super().check(terms)
        yield from self.proportion.check()
        if self.above_100 == "keep":
            yield Fault("parameter-without-effect", ("above_100",), {"key": "above_100: keep"})

    def branches(self) -> tuple[Branch, ...]:
        """Full, in proportion, too low, and the rates that are none."""
        return (*self.proportion.branches(), *self.rate_branches())

    def unreachable(self, terms: Terms) -> frozenset[str]:  # noqa: ARG002
        """What the line leaves no rate to."""
        return self.proportion.unreachable()

    def points(self, columns: Columns, terms: Terms) -> Outcome:
        """The points of a column of rates."""
        rate, cases = self.rate(columns, terms)
        return self.first(
            columns,
            [*cases, *self.proportion.cases(rate, columns.most)],
            *self.proportion.rest(rate, columns.most),
        )

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """The rate, and from where on it counts in full."""
        said = self.say_rate(branch, values, terms, lang)
        if branch in {special.id for special in self.rate_branches()}:
            return said
        return f"{said}, {self.proportion.say(branch, lang)}"

    def describe(self, terms: Terms, lang: Lang) -> str:
        """The line in words."""
        name = f"({self.rate_name(lang)})" if self.complement else self.rate_name(lang)
        return self.proportion.describe(name, terms, lang) + self.describe_rate(lang) + "."

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:
        """The rate that gives just as many points, and the full one."""
        for rate in self.proportion.rates_for(points, terms):
            yield self.answer_for(rate)

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """The line as an Excel formula."""
        rate, cases = self.rate_formula(cells, terms)
        return fitting(chain(cases, self.proportion.formula(rate, terms)))

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """The whole rate; full from 90% on; nothing below 50%."""
        return (
            Example({"kind": "proportional", "when_zero": "zero"}, "4", "80%", "3.2"),
            Example({"kind": "proportional", "when_zero": "full", "full_at": "90"}, "6", "45%", "3"),
            Example({"kind": "proportional", "when_zero": "exclude", "zero_below": "50"}, "1", "49,99%", "0"),
        )
