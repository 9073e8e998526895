"""What stands in the place of a rule that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cchc_index.rules.contract import Branch, Columns, Example, Fault, Input, Outcome, Rule, Terms, Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from cchc_index.language import Lang


class Unread(Rule):
    """Stands where a rule could not be read; what was wrong with it is already a problem."""

    kind: Literal[""] = ""

    def inputs(self) -> tuple[Input, ...]:
        """Nothing."""
        return ()

    def check(self, terms: Terms) -> Iterator[Fault]:  # noqa: ARG002
        """Nothing more to say."""
        yield from ()

    def branches(self) -> tuple[Branch, ...]:
        """None."""
        return ()

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """Never asked for."""
        raise TypeError

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """Nothing."""
        return ""

    def describe(self, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """Nothing."""
        return ""

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:  # noqa: ARG002
        """None."""
        yield from ()

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> None:  # noqa: ARG002
        """None."""
        return

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """None."""
        return ()
