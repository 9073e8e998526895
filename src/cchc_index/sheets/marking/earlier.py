"""What an earlier call marked in a workbook that has come back: known by the list on its first sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_index.rules.reading import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.tables.workbooks import Grid

HEAD_ROWS = 3
"""The rows above the first problem of a list."""
PLACE, MESSAGE, HINT, FILL = 2, 4, 5, 6
"""The columns of a list that are read again, counted from 0."""


@dataclass(frozen=True)
class Earlier:
    """The list of an earlier call.

    Args:
        sheet: its sheet; blank where there is none.
        by_place: the fills that cells had before, by their places as they are told.
        by_text: the same by what was told, for cells that have moved since.
    """

    sheet: str = ""
    by_place: Mapping[str, str] = field(default_factory=dict)
    by_text: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, grid: Grid | None) -> Earlier:
        """The list on a sheet, or that there is none."""
        if grid is None:
            return cls()
        by_place, by_text = {}, {}
        for row in range(HEAD_ROWS, len(grid.values)):
            place, message, hint, fill = (shown(grid.cell(row, n)) for n in (PLACE, MESSAGE, HINT, FILL))
            by_place[place] = by_text[told(message, hint)] = fill
        return cls(grid.name, by_place, by_text)

    def said(self, text: str) -> bool:
        """Whether a text is what was told, and nothing else."""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        return bool(lines) and all(line in self.by_text for line in lines)

    def fill(self, sheet: str, cell: str, text: str) -> str:
        """The fill that a cell had before it was coloured."""
        moved = self.by_text.get(text.partition("\n")[0].strip(), "")
        return self.by_place.get(f"{sheet} › {cell}", moved)


def told(message: str, hint: str) -> str:
    """A problem in one line of a note."""
    return f"{message} {hint}".strip()
