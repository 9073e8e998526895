"""`count`: so many points for each, at most the maximum."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from cchc_index.language import Lang, Text, exact_number, pick
from cchc_index.rules.awards import LoneAward
from cchc_index.rules.contract import (
    Branch,
    Case,
    Columns,
    Example,
    Fault,
    Input,
    Outcome,
    Rule,
    Terms,
    Values,
)
from cchc_index.rules.excel import literal
from cchc_index.rules.rate import say_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Count(Rule):
    """`each` × number, at most the maximum."""

    kind: Literal["count"]
    each: LoneAward

    def inputs(self) -> tuple[Input, ...]:
        """A whole number."""
        return (Input("number", "whole", Text("số lượng", "number")),)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """Each gives something, and no single one passes the maximum."""
        each = self.each.of(terms.max_points)
        if each == 0:
            yield Fault("max-not-reached", ("each",), {"points": each})
        if each > terms.max_points:
            yield Fault("points-exceed-max", ("each",), {"points": each})

    def branches(self) -> tuple[Branch, ...]:
        """Counted, or cut at the maximum."""
        return Branch("counted"), Branch("at_maximum")

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """The points of each, together."""
        points = columns["number"] * self.each.of(columns.most)
        full = Case("at_maximum", points >= columns.most, columns.most)
        return self.first(columns, [full], "counted", points)

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """How many, what each gives, and where it ends."""
        each, number = self.each.of(terms.max_points), values["number"]
        if number == 0:
            return pick(lang, "không có trường hợp nào", "no case")
        many, gives = exact_number(number, lang), say_points(each, lang)
        cases = pick(lang, "trường hợp", "case" if number == 1 else "cases")
        said = f"{many} {cases}, {pick(lang, f'mỗi trường hợp {gives}', f'{gives} each')}"
        if branch == "at_maximum" and number * each > terms.max_points:
            top = say_points(terms.max_points, lang)
            said += pick(lang, f", tối đa {top}", f", at most {top}")
        return said

    def describe(self, terms: Terms, lang: Lang) -> str:
        """What each gives, up to the maximum."""
        each, top = say_points(self.each.of(terms.max_points), lang), say_points(terms.max_points, lang)
        return pick(lang, f"Mỗi trường hợp {each}, tối đa {top}.", f"{each} each, at most {top}.")

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:
        """The least number that gives as many points."""
        yield {"number": Fraction(-(-points // self.each.of(terms.max_points)))}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str:
        """The product, cut at the maximum."""
        return f"MIN({literal(terms.max_points)},{cells['number']}*{literal(self.each.of(terms.max_points))})"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Within the maximum, and beyond it."""
        rule = {"kind": "count", "each": "0.5"}
        return Example(rule, "2", "3", "1.5"), Example(rule, "2", "7", "2")
