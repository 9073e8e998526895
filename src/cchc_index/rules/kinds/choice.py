"""`choice`: the points of the option that is chosen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from cchc_index.fields import Key, Words
from cchc_index.language import Lang, Text, uncapped
from cchc_index.rules.awards import Award
from cchc_index.rules.contract import (
    Branch,
    Case,
    Choice,
    Columns,
    Example,
    Fault,
    Input,
    Outcome,
    Rule,
    Terms,
    Values,
)
from cchc_index.rules.excel import INVALID, chain, fitting, literal, says
from cchc_index.rules.rate import say_points
from cchc_index.rules.reading import neat
from cchc_index.rules.soundness import distinct_ids, reaches_maximum

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Option(Award):
    """One of the things that may be answered, and its points."""

    id: Key
    title: Words


class ChoiceRule(Rule):
    """A state of affairs, one of several."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=1)]

    def inputs(self) -> tuple[Input, ...]:
        """One option."""
        choices = tuple(Choice(option.id, option.title) for option in self.options)
        return (Input("option", "option", Text("một trong các phương án", "one of the options"), choices),)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """Ids and titles tell the options apart, and the best gives the maximum."""
        yield from distinct_ids("options", self.options)
        yield from reaches_maximum("options", [option.of(terms.max_points) for option in self.options], terms)

    def branches(self) -> tuple[Branch, ...]:
        """Each option."""
        return tuple(Branch(option.id) for option in self.options)

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """The points of the option chosen."""
        chosen = columns["option"]
        cases = [
            Case(option.id, chosen.equal_to(number), option.of(columns.most))
            for number, option in enumerate(self.options)
        ]
        return self.first(columns, cases[:-1], cases[-1].branch, cases[-1].points)

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """The option's title."""
        return next(uncapped(option.title.to(lang)) for option in self.options if option.id == branch)

    def describe(self, terms: Terms, lang: Lang) -> str:
        """Each option with its points."""
        each = (
            f"{uncapped(o.title.to(lang))}: {say_points(o.of(terms.max_points), lang)}" for o in self.options
        )
        said = "; ".join(each)
        return f"{said[0].upper()}{said[1:]}."

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:  # noqa: ARG002
        """The options, the fewest points first."""
        for number in sorted(range(len(self.options)), key=lambda n: self.options[n].of(terms.max_points)):
            yield {"option": Fraction(number)}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """The points of the option whose title or id is in the cell."""
        chosen = [
            (says(cells["option"], {neat(name) for name in (o.title.vi, o.title.en, o.id) if name}), o)
            for o in self.options
        ]
        return fitting(chain([(holds, literal(o.of(terms.max_points))) for holds, o in chosen], INVALID))

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """By id and by title."""
        options = [
            {"id": "toan_phan", "title": "Toàn phần", "points": "2"},
            {"id": "mot_phan", "title": "Một phần", "percent": "50"},
            {"id": "chua", "title": "Chưa làm", "points": "0"},
        ]
        rule = {"kind": "choice", "options": options}
        return Example(rule, "2", "mot_phan", "1"), Example(rule, "2", "Toàn phần", "2")
