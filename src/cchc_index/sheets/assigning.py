"""Who decides on which leaf of which unit: appraisers, the lead department for them, and the council."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.rules.reading import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.scoring.plan import Leaf
    from cchc_index.sheets.standing import Standings

DECIDED = ("self", "appraiser")
"""Where the answers come from that somebody has to decide on."""


class Turn(Enum):
    """Why a unit's leaf stands in a workbook."""

    OWN_LEAF = "own_leaf"
    """The appraiser decides on it."""
    OWN_UNIT = "own_unit"
    """It is the appraiser's own unit: locked, somebody else decides."""
    FOR_ANOTHER = "for_another"
    """The lead decides on it, because it is the own unit of the appraiser whose leaf it is."""
    COUNCIL = "council"
    """The council decides: those before differ, or nobody before might decide."""


@dataclass(frozen=True, slots=True)
class Task:
    """One unit's leaf in a workbook.

    Args:
        leaf: the leaf.
        unit: the unit's number.
        turn: why it stands there.
    """

    leaf: Leaf
    unit: int
    turn: Turn

    @property
    def is_open(self) -> bool:
        """Whether whoever has the workbook decides on it."""
        return self.turn is not Turn.OWN_UNIT


@dataclass(frozen=True)
class Assignment:
    """What one appraiser, or the council, decides on.

    Args:
        standings: what stands.
        by: the appraiser; blank for the council.
        lead: whether the appraiser is the lead department, which decides where another's own unit is concerned.
    """

    standings: Standings
    by: str
    lead: bool = False

    def tasks(self) -> Iterator[Task]:
        """All of it, leaf by leaf."""
        there = self.standings.last.present
        for leaf in self.standings.leaves:
            for unit in range(len(self.standings.answers.units)) if leaf.rule.needs_maximum else ():
                turn = self._turn(leaf, unit) if there[unit] and self.standings.counts(leaf, unit) else None
                if turn is not None:
                    yield Task(leaf, unit, turn)

    def _turn(self, leaf: Leaf, unit: int) -> Turn | None:
        if not self.by:
            return Turn.COUNCIL if self._is_open_still(leaf, unit) else None
        if self._is_of(leaf):
            return Turn.OWN_UNIT if unit == self.unit else Turn.OWN_LEAF
        another = self.lead and unit != self.unit and self._is_own(leaf, unit)
        return Turn.FOR_ANOTHER if another else None

    def _is_of(self, leaf: Leaf) -> bool:
        """Whether a leaf is the appraiser's; one without an appraiser is anybody's, or the lead's if others answer it."""
        named = leaf.item.appraiser
        if named is None:
            return leaf.item.source in DECIDED or self.lead or not self.known
        return word(self.by) in {word(named.vi), word(named.en)}

    def _is_open_still(self, leaf: Leaf, unit: int) -> bool:
        shown = self.standings.of(leaf, unit)
        undecided = leaf.item.source in DECIDED and not shown.decided
        return shown.differs or (undecided and self._is_own(leaf, unit))

    def _is_own(self, leaf: Leaf, unit: int) -> bool:
        """Whether a unit is the appraiser of a leaf itself."""
        named = leaf.item.appraiser
        return named is not None and self.standings.answers.units.find(named.vi) == unit

    @cached_property
    def unit(self) -> int | None:
        """The unit that the appraiser is itself, if it is one."""
        return self.standings.answers.units.find(self.by)

    @property
    def has_leaves(self) -> bool:
        """Whether any leaf is the appraiser's."""
        return any(self._is_of(leaf) for leaf in self.standings.leaves)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The appraisers that the set names."""
        names = (leaf.item.appraiser.vi for leaf in self.standings.leaves if leaf.item.appraiser)
        return tuple(dict.fromkeys(names))
