"""`yes_no`: the maximum for yes, `otherwise` for no."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from cchc_index.language import Lang, Text, pick
from cchc_index.rules.awards import NOTHING, LoneAward
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
from cchc_index.rules.excel import INVALID, chain, literal, says
from cchc_index.rules.rate import say_points
from cchc_index.rules.reading import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class YesNo(Rule):
    """A task that was done or was not."""

    kind: Literal["yes_no"]
    otherwise: LoneAward = NOTHING

    def inputs(self) -> tuple[Input, ...]:
        """Yes or no."""
        return (Input("answer", "yes_no", Text("có hay không", "yes or no")),)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """No gives at most what yes gives."""
        if self.otherwise.of(terms.max_points) > terms.max_points:
            yield Fault("points-exceed-max", ("otherwise",), {"points": self.otherwise.of(terms.max_points)})

    def branches(self) -> tuple[Branch, ...]:
        """Yes, no."""
        return Branch("yes"), Branch("no")

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """The maximum where the answer is yes."""
        yes = Case("yes", columns["answer"].equal_to(1), columns.most)
        return self.first(columns, [yes], "no", self.otherwise.of(columns.most))

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """Có, không."""
        return pick(lang, "có", "yes") if branch == "yes" else pick(lang, "không", "no")

    def describe(self, terms: Terms, lang: Lang) -> str:
        """What yes and no give."""
        yes, no = say_points(terms.max_points, lang), say_points(self.otherwise.of(terms.max_points), lang)
        return pick(lang, f"Có: {yes}; không: {no}.", f"Yes: {yes}; no: {no}.")

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:  # noqa: ARG002
        """No, then yes."""
        yield {"answer": Fraction(0)}
        yield {"answer": Fraction(1)}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str:
        """The maximum where the cell says có."""
        cell, yes = cells["answer"], literal(terms.max_points)
        return chain(
            [(says(cell, YES), yes), (says(cell, NO), literal(self.otherwise.of(terms.max_points)))], INVALID
        )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Done, and not done where half the points remain."""
        return (
            Example({"kind": "yes_no"}, "1", "có", "1"),
            Example({"kind": "yes_no", "otherwise": {"percent": "50"}}, "1", "không", "0.5"),
        )
