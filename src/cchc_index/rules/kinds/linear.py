"""`linear`: straight lines through given points; the ends' points beyond the ends."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from cchc_index.exact import Column
from cchc_index.fields import Flag, Signed
from cchc_index.language import Lang, Text, exact_number, listed, percent, pick, plain
from cchc_index.rules.awards import Award, LoneAward
from cchc_index.rules.contract import Branch, Case, Columns, Example, Fault, Input, Outcome, Terms, Values
from cchc_index.rules.excel import chain, fitting, literal
from cchc_index.rules.rate import HUNDRED, RateRule, say_points
from cchc_index.rules.soundness import reaches_maximum

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LITTLE = Fraction(1, 10**9)


class Knot(Award):
    """A rate or value, and its points."""

    at: Signed


class Linear(RateRule):
    """Points along straight lines."""

    kind: Literal["linear"]
    of: Literal["rate", "value"] = "rate"
    negative: Flag = False
    through: Annotated[tuple[Knot, ...], Field(min_length=2)]
    below: LoneAward | None = None

    def asks_rate(self) -> bool:
        """Unless it is about a value."""
        return self.of == "rate"

    def inputs(self) -> tuple[Input, ...]:
        """A rate or a number."""
        if self.asks_rate():
            return super().inputs()
        return (Input("value", "number", Text("giá trị", "value"), negative=self.negative),)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """The points rise from left to right, lie where answers can, and the highest gives the maximum."""
        yield from super().check(terms)
        if self.negative and self.asks_rate():
            yield Fault("parameter-without-effect", ("negative",), {"key": "negative"})
        for number, (left, right) in enumerate(pairwise(self.through), start=1):
            if right.at <= left.at:
                yield Fault(
                    "knots-out-of-order", ("through", number, "at"), {"found": right.at, "before": left.at}
                )
        for number, knot in enumerate(self.through):
            if not self._possible(knot.at):
                yield Fault("bound-out-of-range", ("through", number, "at"), {"found": knot.at})
        ends = [knot.of(terms.max_points) for knot in self.through]
        yield from reaches_maximum("through", ends, terms)
        if self.below is not None and self.below.of(terms.max_points) > terms.max_points:
            yield Fault("points-exceed-max", ("below",), {"points": self.below.of(terms.max_points)})

    def bounds(self) -> tuple[Fraction, ...]:
        """The rates that the lines go through."""
        return tuple(knot.at for knot in self.through)

    def _possible(self, at: Fraction) -> bool:
        if not self.asks_rate():
            return self.negative or at >= 0
        if self.above_100 == "keep":
            return at <= HUNDRED if self.complement else at >= 0
        return 0 <= at <= HUNDRED

    def branches(self) -> tuple[Branch, ...]:
        """Before the first point, between two, after the last."""
        between = (Branch(f"from:{plain(knot.at)}") for knot in self.through[:-1])
        return (Branch("before"), *dict.fromkeys(between), Branch("after"), *self.rate_branches())

    def unreachable(self, terms: Terms) -> frozenset[str]:  # noqa: ARG002
        """Nothing lies before a first point where the answers begin."""
        return frozenset(() if self._possible(self.through[0].at - _LITTLE) else {"before"})

    def points(self, columns: Columns, terms: Terms) -> Outcome:
        """The points on the lines."""
        value, cases = self.rate(columns, terms) if self.asks_rate() else (columns["value"], ())
        first, last = self.through[0], self.through[-1]
        before = (self.below or first).of(columns.most)
        spans = [
            Case(f"from:{plain(left.at)}", value < right.at, self._line(left, right, value, columns.most))
            for left, right in pairwise(self.through)
        ]
        cases = (*cases, Case("before", value < first.at, before), *spans)
        return self.first(columns, cases, "after", last.of(columns.most))

    def _line(self, left: Knot, right: Knot, value: Column, most: Column) -> Column:
        start, end = left.of(most), right.of(most)
        return (value - left.at) * ((end - start) / (right.at - left.at)) + start

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """The rate or value, and between which points it lies."""
        said = (
            self.say_rate(branch, values, terms, lang)
            if self.asks_rate()
            else exact_number(values["value"], lang)
        )
        if branch in {special.id for special in self.rate_branches()}:
            return said
        if branch == "before":
            bound = self._say(self.through[0].at, lang)
            return f"{said}, {pick(lang, 'dưới mốc đầu', 'below the first mark')} {bound}"
        if branch == "after":
            bound = self._say(self.through[-1].at, lang)
            if self.through[-1].of(terms.max_points) < self.through[0].of(terms.max_points):
                return f"{said}, {pick(lang, f'từ mốc cuối {bound} trở lên', f'at or above the last mark {bound}')}"
            return f"{said}, {pick(lang, 'đạt mốc cuối', 'reaching the last mark')} {bound}"
        left = next(n for n, knot in enumerate(self.through) if branch == f"from:{plain(knot.at)}")
        ends = [self._say(knot.at, lang) for knot in self.through[left : left + 2]]
        return f"{said}, {pick(lang, 'nội suy giữa hai mốc', 'on the line between')} {ends[0]} {pick(lang, 'và', 'and')} {ends[1]}"

    def _say(self, at: Fraction, lang: Lang) -> str:
        return percent(at, lang, 9) if self.asks_rate() else exact_number(at, lang)

    def describe(self, terms: Terms, lang: Lang) -> str:
        """The points that the lines go through."""
        name = self.rate_name(lang) if self.asks_rate() else pick(lang, "giá trị", "value")
        knots = listed(
            [f"{self._say(k.at, lang)} ({say_points(k.of(terms.max_points), lang)})" for k in self.through],
            lang,
        )
        said = pick(
            lang, f"Nội suy theo {name} giữa các mốc {knots}", f"On straight lines by {name}: {knots}"
        )
        if self.below is not None:
            first = self._say(self.through[0].at, lang)
            said += f"; {pick(lang, 'dưới', 'below')} {first}: {say_points(self.below.of(terms.max_points), lang)}"
        return f"{said}{self.describe_rate(lang)}."

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:
        """Where a line meets the points, and the marks themselves."""
        met = [self.through[0].at]
        for left, right in pairwise(self.through):
            start, end = left.of(terms.max_points), right.of(terms.max_points)
            if start != end and min(start, end) <= points <= max(start, end):
                met.append(left.at + (points - start) * (right.at - left.at) / (end - start))
        low = self.through[0].at - 1
        for at in ([low] if self._possible(low) else []) + met + [knot.at for knot in self.through]:
            yield self.answer_for(at) if self.asks_rate() else {"value": at}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """The lines as nested IFs."""
        value, cases = self.rate_formula(cells, terms) if self.asks_rate() else (cells["value"], [])
        before = (self.below or self.through[0]).of(terms.max_points)
        cases.append((f"{value}<{literal(self.through[0].at)}", literal(before)))
        for left, right in pairwise(self.through):
            start, end = left.of(terms.max_points), right.of(terms.max_points)
            slope = f"({literal(end)}-{literal(start)})/({literal(right.at)}-{literal(left.at)})"
            line = f"{literal(start)}+({value}-{literal(left.at)})*{slope}"
            cases.append((f"{value}<{literal(right.at)}", line))
        return fitting(chain(cases, literal(self.through[-1].of(terms.max_points))))

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """A line on a rate with nothing before it; a falling line on a value."""
        rising = [{"at": "50", "points": "0.5"}, {"at": "100", "points": "2"}]
        falling = [{"at": "0", "percent": "100"}, {"at": "10", "percent": "0"}]
        return (
            Example(
                {"kind": "linear", "when_zero": "zero", "through": rising, "below": "0"}, "2", "75%", "1.25"
            ),
            Example({"kind": "linear", "of": "value", "through": falling}, "1", "2,5", "0.75"),
        )
