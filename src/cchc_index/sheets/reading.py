"""From workbooks of ours to tables of answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_index.answers.table import Wording
from cchc_index.problems import Problem, Severity
from cchc_index.rules.reading import YES, word
from cchc_index.sheets.documents import Documents, is_reference
from cchc_index.sheets.filled_sheet import FilledSheet
from cchc_index.sheets.forms import opened
from cchc_index.sheets.heads import find_head
from cchc_index.sheets.layout import ABOUT, LISTS, NOT_APPLICABLE, Purpose
from cchc_index.sheets.placement import Placements
from cchc_index.sheets.rows import Nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cchc_index.rules.reading import Cell
    from cchc_index.sheets.forms import Form, Season
    from cchc_index.tables.workbooks import Book, Grid


_OURS = {ABOUT.casefold(), LISTS.casefold()}
"""Hidden sheets that nobody fills in."""


class FormReader:
    """Reads the workbooks of one season.

    Args:
        season: what they are read for.
    """

    def __init__(self, season: Season) -> None:
        self.season = season
        self.nodes = Nodes(season.criteria)
        self.wordings: dict[str, Wording] = defaultdict(Wording)
        self.wordings["state"] = Wording(_state)
        self._refers: dict[int, bool] = {}
        self.placements = Placements(self.nodes, self.wordings["criterion"], self.wordings["input"])

    def refers(self, code: int) -> bool:
        """Whether a cell of the column of evidence refers to documents by their numbers."""
        if code not in self._refers:
            self._refers[code] = is_reference(self.wordings["evidence"].cells[code])
        return self._refers[code]

    def read(self, book: Book) -> Form:
        """What a workbook of ours says."""
        form = opened(book, self.season)
        if any(problem.severity is Severity.ERROR for problem in form.problems):
            return form
        sheets = []
        documents = Documents(tuple(book.grids.values()))
        for name, grid in book.grids.items():
            head = None if name.strip().casefold() in _OURS else find_head(grid, form.purpose)
            if head is not None:
                sheets.append(FilledSheet(self, form, grid, head, documents))
        if not sheets:
            lost = Problem("form-without-rows", form.file, unit=form.unit)
            return replace(form, problems=(*form.problems, lost))
        for sheet in sheets:
            if (other := self.season.headed_otherwise(form, sheet.grid, sheet.head.row)) is not None:
                return replace(form, problems=(*form.problems, other))
            sheet.read()
        _compare_links(form, sheets)
        return replace(form, tables=tuple(sheet.table() for sheet in sheets))


def _state(cell: Cell) -> Cell:
    """What the column `state` says: a tick in it is not applicable."""
    return NOT_APPLICABLE.vi if word(cell) in YES else cell


def _compare_links(form: Form, sheets: Sequence[FilledSheet]) -> None:
    """A problem where a cell that repeats a data item of its unit says something else."""
    linked = [(sheet, *link) for sheet in sheets for link in sheet.links]
    if not linked:
        return
    data = {key: text for sheet in sheets for key, text in sheet.data()}
    data |= {(unit or form.unit, id_): text for id_, _, unit, name, text in form.shown if name == "answer"}
    for sheet, row, id_, said in linked:
        if said != data.get((sheet.unit_of(row), id_), ""):
            sheet.problem(row, "linked-cell-differs", "answer", id_, found=said, data=id_)


def looks_like_form(grids: Iterable[Grid]) -> str:
    """The name of a sheet that was once part of a workbook of ours; blank where there is none."""
    for grid in grids:
        if any(find_head(grid, purpose) for purpose in Purpose):
            return grid.name
    return ""
