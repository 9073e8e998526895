"""Checks that several kinds make of their parameters."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from cchc_index.rules.contract import Fault, Terms
from cchc_index.rules.reading import neat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_index.language import Text


class Titled(Protocol):
    """Something with an id and a title."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> Text:
        """Its title."""


def distinct_ids(key: str, items: Sequence[Titled]) -> Iterator[Fault]:
    """Every id once, and no title that is another's id or title."""
    seen: dict[str, int] = {}
    for number, item in enumerate(items):
        for path, word in (("id", item.id), ("title", item.title.vi), ("title", item.title.en)):
            first = seen.setdefault(neat(word).casefold(), number) if word else number
            if first != number:
                yield Fault("repeated-name", (key, number, path), {"found": word})


def within_maximum(key: str, points: Sequence[Fraction], terms: Terms) -> Iterator[Fault]:
    """No entry gives more than the maximum."""
    for number, given in enumerate(points):
        if given > terms.max_points:
            yield Fault("points-exceed-max", (key, number), {"points": given})


def reaches_maximum(key: str, points: Sequence[Fraction], terms: Terms) -> Iterator[Fault]:
    """No entry gives more than the maximum, and the best gives exactly it."""
    yield from within_maximum(key, points, terms)
    best = max(points, default=Fraction(0))
    if best < terms.max_points:
        yield Fault("max-not-reached", (key,), {"points": best})
