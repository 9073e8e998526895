"""What the rows of one stage say of a leaf: by the units, or by one appraiser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import NO_ROW
from cchc_index.answers.words import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cchc_index.answers.slots import Slots
    from cchc_index.exact import Booleans, Integers


@dataclass(frozen=True)
class Said:
    """What each unit's rows say.

    Args:
        slots: the typed values, without defaults.
        not_applicable: where the leaf is said not to apply.
        bad: where rows could not be read, or contradict each other.
        unusable: where they contradict each other or say what may not be, so that they say nothing.
        refused: where points, or a state, that may not be are not used.
        row: for each unit one of its rows, or `NO_ROW`.
        texts: the texts of an informative leaf, by unit.
        points: the claim or the award, as the slot ``points``.
        exempt: where the leaf is exempt.
        evidence: where a document is named.
        notes: the reasons, by unit.
        decision: what an appraiser decides; with content and no word it is a change.
        by: the appraiser.
    """

    slots: Slots
    not_applicable: Booleans
    bad: Booleans
    unusable: Booleans
    refused: Booleans
    row: Integers
    texts: Mapping[int, str]
    points: Slots
    exempt: Booleans
    evidence: Booleans
    notes: Mapping[int, str]
    decision: Integers
    by: str = ""

    @cached_property
    def there(self) -> Booleans:
        """The units that have a row."""
        return np.asarray(self.row != NO_ROW)

    @cached_property
    def note(self) -> Booleans:
        """Where a reason is given."""
        noted = np.zeros(len(self.row), dtype=np.bool_)
        noted[list(self.notes)] = True
        return noted

    @cached_property
    def content(self) -> Booleans:
        """Where something is said of the answer or the points."""
        return self.slots.any_given() | self.not_applicable | self.points.any_given() | self.bad

    @cached_property
    def decided(self) -> Integers:
        """What is decided for each unit: content without a decision is a change, one of what was refused only is none."""
        change = (self.decision == Decision.NONE) & self.content
        nothing = self.unusable | ((self.decision == Decision.CHANGE) & ~self.content & self.refused)
        return np.where(nothing, Decision.NONE, np.where(change, Decision.CHANGE, self.decision))

    @property
    def beside(self) -> bool:
        """Whether anything is said beside the answer."""
        masks = (self.exempt, self.evidence, self.refused)
        return bool(self.points.given) or any(bool(mask.any()) for mask in masks)

    def same(self, other: Said, unit: int) -> bool:
        """Whether another says the same of one unit; what cannot be read is the same as nothing."""
        return (
            not self.bad[unit]
            and not other.bad[unit]
            and self.decided[unit] == other.decided[unit]
            and self.slots.of_unit(unit) == other.slots.of_unit(unit)
            and self.points.of_unit(unit) == other.points.of_unit(unit)
            and self.not_applicable[unit] == other.not_applicable[unit]
            and self.texts.get(unit) == other.texts.get(unit)
        )


def disputes(voices: Sequence[Said]) -> Iterator[tuple[int, Said, Said]]:
    """The units on whose leaf appraisers of one stage decided differently, with the first two who did."""
    times = np.sum([said.decided != Decision.NONE for said in voices], axis=0)
    for unit in np.flatnonzero(times > 1).tolist():
        first, *others = (said for said in voices if said.decided[unit] != Decision.NONE)
        other = next((said for said in others if not first.same(said, unit)), None)
        if other is not None:
            yield unit, first, other
