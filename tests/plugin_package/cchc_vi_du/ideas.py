"""`cchc_vi_du.ideas`: points for each idea, and the maximum once one of them is used elsewhere too."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from cchc_index.fields import Amount
from cchc_index.language import Lang, Text, exact_number, pick
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


class Ideas(Rule):
    """Ideas (sáng kiến) that were put to use, and those among them that others took over."""

    kind: Literal["cchc_vi_du.ideas"]
    each: Amount

    def inputs(self) -> tuple[Input, ...]:
        """How many ideas, and how many of them were taken over."""
        return (
            Input("own", "whole", Text("số sáng kiến", "ideas"), main=True),
            Input("spread", "whole", Text("số sáng kiến được nhân rộng", "ideas taken over"), default=0),
        )

    def check(self, terms: Terms) -> Iterator[Fault]:
        """Each idea gives something, and none more than the maximum."""
        if not self.each:
            yield Fault("max-not-reached", ("each",), {"points": self.each})
        elif self.each > terms.max_points:
            yield Fault("points-exceed-max", ("each",), {"points": self.each})

    def branches(self) -> tuple[Branch, ...]:
        """One was taken over, there are enough of them, or they are counted."""
        return Branch("spread"), Branch("full"), Branch("counted")

    def points(self, columns: Columns, terms: Terms) -> Outcome:
        """The maximum, or so much for each."""
        counted = columns["own"] * self.each
        cases = [
            Case("spread", columns["spread"] > 0, terms.max_points),
            Case("full", counted >= terms.max_points, terms.max_points),
        ]
        return self.first(columns, cases, "counted", counted)

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """How many, and whether any was taken over."""
        own = exact_number(values["own"], lang)
        if branch == "spread":
            spread = exact_number(values["spread"], lang)
            return pick(
                lang, f"{own} sáng kiến, {spread} được nhân rộng", f"{own} ideas, {spread} taken over"
            )
        each = exact_number(self.each, lang)
        return pick(lang, f"{own} sáng kiến, mỗi sáng kiến {each} điểm", f"{own} ideas, {each} points each")

    def describe(self, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """The rule in a sentence."""
        each = exact_number(self.each, lang)
        return pick(
            lang,
            f"Mỗi sáng kiến {each} điểm; có sáng kiến được nhân rộng: đủ điểm.",
            f"{each} points for each idea; full points where one was taken over.",
        )

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:  # noqa: ARG002
        """As many ideas as give the points."""
        yield {"own": Fraction(-(-points // self.each)), "spread": Fraction(0)}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str:
        """The points as an Excel formula."""
        most, each = literal(terms.max_points), literal(self.each)
        return f"IF({cells['spread']}>0,{most},MIN({most},{cells['own']}*{each}))"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Two ideas, and one that was taken over."""
        rule = {"kind": "cchc_vi_du.ideas", "each": "0.5"}
        return Example(rule, "2", "2", "1"), Example(rule, "2", "own=1; spread=1", "2")
