"""The cells of a form beside what the engine makes of the same answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from cchc_index.scoring.scores import Scores
from cchc_index.sheets.layout import Field
from cchc_index.sheets.live import AWAITED, BARE, INVALID, LATER, LEFT_OUT
from cchc_index.states import State
from tests.sheets.sheets import Read

_STATES: Final = {
    INVALID: {State.INVALID},
    BARE: {State.NO_EVIDENCE, State.INVALID},
    AWAITED: {State.AWAITED, State.UNANSWERED},
    LEFT_OUT: {State.NOT_APPLICABLE, State.UNANSWERED, State.EXEMPT},
}
STATES: Final = {said: found for text, found in _STATES.items() for said in (text.vi, text.en)}
"""What the engine makes of a leaf whose cell holds a word instead of points."""


@dataclass(frozen=True)
class Season:
    """The form of a generated season: the scores of its first stage, and the unit's number."""

    scores: Scores
    unit: int


class Comparison:
    """A form's cells beside the engine's points.

    Args:
        season: the engine's scores.
        sheet: the form's sheet of criteria.
        untypable: tells which leaves' answers are not in the form as the engine read them.
    """

    def __init__(self, season: Season, sheet: Read, untypable: Callable[[int], bool]) -> None:
        self.season = season
        self.sheet = sheet
        self.untypable = untypable
        self.plan = season.scores.plan
        self.attribute = self.plan.units.units[season.unit].attribute
        self.ties: dict[str, int] = {}
        self.doubtful: set[int | None] = set()

    def own(self, number: int) -> bool:
        """Tell whether a node is for the unit."""
        item = self.plan.items[number]
        if item.rule is not None:
            return item.for_unit(self.attribute)
        return any(item.id == self.sheet.value(row, Field.CRITERION) for row in self.sheet.rows())

    def differing(self) -> Iterator[str]:
        """Yield the nodes whose cell shows other points, or another state, than the engine gives."""
        scores = self.season.scores
        own = [number for number in reversed(range(len(self.plan.items))) if self.own(number)]
        shown = {number: self._shown(number) for number in own}
        for number in own:
            self.in_doubt(number, shown[number])
        for number in own:
            item, value = self.plan.items[number], shown[number]
            if self.in_doubt(number, value):
                continue
            if item.rule is not None and isinstance(value, str):
                if scores.leaves[number].state[self.season.unit] not in STATES[value]:
                    yield f"{item.id}: {value}"
                value = 0
            if value is None and item.rule is not None and not item.rule.needs_maximum:
                continue
            yield from self.apart(number, item.id, value, scores.tallies[number].steps)
        yield from self.total(Field.COMPUTED, scores.total)

    def _shown(self, number: int) -> Any:
        """What the cell of a node's points shows."""
        return self.sheet.value(self.sheet.row_of(self.plan.items[number].id), Field.COMPUTED)

    def in_doubt(self, number: int, value: Any) -> bool:
        """Tell whether a form cannot show what the engine gives: then what rests on it is in doubt as well."""
        item = self.plan.items[number]
        doubt = number in self.doubtful or value in {LATER.vi, LATER.en}
        doubt = doubt or (item.rule is not None and self.untypable(number))
        if doubt:
            self.doubtful |= {number, item.parent}
            waiting = {n for n, other in enumerate(self.plan.items) if other.node.only_if is not None}
            self.doubtful |= {
                n for n in range(len(self.plan.items)) if any(self.plan.is_below(n, w) for w in waiting)
            } | waiting
        return doubt

    def apart(self, number: int | None, name: str, value: Any, steps: Any) -> Iterator[str]:
        """Yield a cell that is apart from the engine's points; a tie is noted, and what rests on it forgiven."""
        expected = self.plan.in_points(int(steps[self.season.unit]))
        apart = round(abs(Fraction(str(value or 0)) - expected) * self.plan.scale, 6)
        if number is not None and self.plan.items[number].rule is not None and apart == 1:
            self.ties[name] = 1
        elif apart > sum(self.ties.values()):
            yield f"{name}: {value}, not {float(expected)}"

    def total(self, column: Field, tally: Any) -> Iterator[str]:
        """Yield the total where it is apart from the engine's."""
        if None not in self.doubtful and tally is not None:
            value = self.sheet.value(max(self.sheet.rows()) + 1, column)
            yield from self.apart(None, "TỔNG CỘNG", value, tally.steps)

    def differing_claims(self) -> Iterator[str]:
        """Yield the inner nodes whose sum of claims is not the engine's."""
        scores = self.season.scores
        if scores.claim_tallies is None:
            return
        for number, item in enumerate(self.plan.items):
            if item.rule is None and self.own(number):
                value = self.sheet.value(self.sheet.row_of(item.id), Field.CLAIM)
                yield from self.apart(number, item.id, value, scores.claim_tallies[number].steps)
        yield from self.total(Field.CLAIM, scores.claims)
