"""`informative`: shown, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from cchc_index.language import Lang, Text, pick
from cchc_index.rules.contract import Branch, Columns, Example, Fault, Input, Outcome, Rule, Terms, Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction


class Informative(Rule):
    """A row that informs."""

    needs_maximum: ClassVar[bool] = False

    kind: Literal["informative"]

    def inputs(self) -> tuple[Input, ...]:
        """Anything."""
        return (Input("text", "text", Text("thông tin", "information")),)

    def check(self, terms: Terms) -> Iterator[Fault]:  # noqa: ARG002
        """Nothing can be wrong with it."""
        yield from ()

    def branches(self) -> tuple[Branch, ...]:
        """Shown."""
        return (Branch("shown"),)

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """None."""
        return self.first(columns, [], "shown")

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """That it only informs."""
        return pick(lang, "chỉ để theo dõi, không tính điểm", "for information, not counted")

    def describe(self, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """That it only informs."""
        return pick(lang, "Chỉ để theo dõi, không tính điểm.", "For information, not counted.")

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:  # noqa: ARG002
        """No answer gives points."""
        yield from ()

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str:  # noqa: ARG002
        """Always 0."""
        return "0"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Any text."""
        return (Example({"kind": "informative"}, "0", "14 thủ tục mới", "0"),)
