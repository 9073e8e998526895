"""From the sheets of a workbook of ours to tables of answers; every doubt is a problem at its cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from cchc_index.answers.table import CellColumn, Table, column_letters, exact_cell, is_blank
from cchc_index.problems import Problem, Severity
from cchc_index.rules.reading import YES, shown, word
from cchc_index.sheets.forms import opened
from cchc_index.sheets.heads import READ, find_head
from cchc_index.sheets.layout import ABOUT, COLUMNS, NOT_APPLICABLE, Field, Purpose
from cchc_index.sheets.rows import Named, Nodes, Placing, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cchc_index.rules.reading import Cell
    from cchc_index.sheets.forms import Form, Season
    from cchc_index.sheets.heads import Head
    from cchc_index.tables.workbooks import Book, Grid

_IDENTITY = (
    Field.CRITERION, Field.INPUT, Field.UNIT, Field.NUMBER, Field.TITLE, Field.MAX_POINTS, Field.ASKED,
    Field.UNIT_NAME,
)  # fmt: skip
_CODES = frozenset({Field.CRITERION, Field.INPUT, Field.UNIT, Field.UNIT_NAME})
"""What says all about a row of a sheet that has its codes."""
_WEIGHTY = ("answer", "state", "points", "evidence", "decision")
_SMALL = 10**15
_OLD = ".xls"
"""Workbooks in which a formula that gives a blank text is read as 0."""
_ONLY_LEAVES = ("points", "evidence", "decision")


class FormReader:
    """Reads the workbooks of one season.

    Args:
        season: what they are read for.
    """

    def __init__(self, season: Season) -> None:
        self.season = season
        self.nodes = Nodes(season.criteria)

    def read(self, book: Book) -> Form:
        """What a workbook of ours says."""
        form = opened(book, self.season)
        if any(problem.severity is Severity.ERROR for problem in form.problems):
            return form
        sheets = []
        for name, grid in book.grids.items():
            head = None if name.strip().casefold() == ABOUT else find_head(grid, form.purpose)
            if head is not None:
                sheets.append(_Sheet(self, form, grid, head))
        if not sheets:
            lost = Problem("form-without-rows", form.file, unit=form.unit)
            return replace(form, problems=(*form.problems, lost))
        for sheet in sheets:
            sheet.read()
        _compare_links(form, sheets)
        return replace(form, tables=tuple(sheet.table() for sheet in sheets))


@dataclass(frozen=True)
class _Row:
    """One row that says something."""

    number: int
    unit: Cell
    criterion: str
    input: str
    cells: dict[str, Cell]


class _Sheet:
    """One sheet of a workbook on its way to a table."""

    def __init__(self, reader: FormReader, form: Form, grid: Grid, head: Head) -> None:
        self.reader = reader
        self.nodes = reader.nodes
        self.form = form
        self.grid = grid
        self.head = head
        self.read_columns = {
            place: READ[form.purpose][field]
            for field, place in head.columns.items()
            if field in READ[form.purpose]
        }
        self.fields = {name: column for column, name in self.read_columns.items()}
        self.rows: list[_Row] = []
        self.problems: list[Problem] = []
        self.links: list[tuple[int, str, str, Cell]] = []
        self.criteria: dict[int, str] = {}
        self.over = self._merged()

    def problem(self, row: int, code: str, name: str, criterion: str = "", **details: Any) -> None:
        """Notes a problem at a cell of what is read."""
        column = self.fields.get(name, self.head.columns.get(Field.TITLE, 0))
        place = f"{self.grid.name} › {column_letters(column)}{row + 1}"
        self.problems.append(Problem(code, self.form.file, place, self.form.unit, criterion, details))

    def read(self) -> None:
        """Reads all rows below the headings."""
        columns = self.head.columns
        first = self.head.row + 1
        coded = self._has(Field.CRITERION, first)
        placing = Placing(
            self.nodes,
            coded=coded,
            inputs=coded and Field.INPUT in columns,
            same_version=self.form.same_version,
        )
        self._check_columns()
        naming = [(field, columns[field]) for field in _IDENTITY if field in columns]
        codes = naming if not (coded and self.form.same_version) else [n for n in naming if n[0] in _CODES]
        id_ = columns.get(Field.CRITERION, 0)
        last = self._last_named(first)
        for row in range(first, len(self.grid.values)):
            cells = self._cells(row)
            values = self.grid.values[row]
            if not cells and coded and not self.grid.merged:
                continue
            known = codes if id_ < len(values) and values[id_] else naming
            about = named({field: values[place] for field, place in known if place < len(values)})
            criterion = placing.criterion(about)
            self.criteria[row + 1] = criterion if isinstance(criterion, str) else ""
            if not cells:
                continue
            self._place(row, about, criterion, cells, placing, within=row <= last)
        self._unsaved(first, last)
        self._refuse_merged()

    def _has(self, field: Field, first: int) -> bool:
        """Whether a column has anything in it."""
        place = self.head.columns.get(field)
        return place is not None and any(
            place < len(row) and not is_blank(row[place]) for row in self.grid.values[first:]
        )

    def _last_named(self, first: int) -> int:
        """The last row that has an id or a number: the total and those who sign stand below."""
        places = [self.head.columns[f] for f in (Field.CRITERION, Field.NUMBER) if f in self.head.columns]
        for row in range(len(self.grid.values) - 1, first - 1, -1):
            values = self.grid.values[row]
            said = (shown(exact_cell(values[place])) for place in places if place < len(values))
            if any(self.nodes.is_named(text) for text in said):
                return row
        return len(self.grid.values) if not places else first - 1

    def _check_columns(self) -> None:
        needed = {Purpose.FORM: Field.ANSWER}.get(self.form.purpose, Field.DECISION)
        if needed not in self.head.columns:
            said = {"sheet": self.grid.name, "found": COLUMNS[needed].heading}
            place = f"{self.grid.name} › {self.head.row + 1}"
            self.problems.append(
                Problem("form-column-missing", self.form.file, place, self.form.unit, details=said)
            )

    def _cells(self, row: int) -> dict[str, Cell]:
        """What a row says in the columns that people fill in."""
        values = self.grid.values[row]
        marks = self.grid.marks
        marked = bool(marks.errors or marks.percent)
        found: dict[str, Cell] = {}
        for place, name in self.read_columns.items():
            value = values[place] if place < len(values) else None
            if marked:
                value = self.grid.cell(row, place)
            if value is not None and value != "" and not (isinstance(value, str) and value.isspace()):
                found[name] = value if marked or isinstance(value, str) else _exact(value)
        if row in self.over:
            found = {**self.over[row], **found}
        return found

    def _place(  # noqa: PLR0913 - the parts of one row
        self,
        row: int,
        about: Named,
        criterion: str | Problem,
        cells: dict[str, Cell],
        placing: Placing,
        *,
        within: bool,
    ) -> None:
        """Puts a row that says something where it belongs, or says why it cannot be."""
        first = next(iter(cells))
        weighty = any(name in cells for name in _WEIGHTY)
        if isinstance(criterion, Problem):
            if weighty:
                self.problem(row, criterion.code, first, criterion.criterion, **criterion.details)
            return
        if not criterion:
            if within and weighty:
                found = about[Field.TITLE] or about[Field.NUMBER]
                self.problem(row, "form-row-unplaced", first, found=found)
            return
        input_ = placing.input(criterion, about)
        if input_ is None:
            self.problem(row, "form-row-unplaced", first, criterion, found=about[Field.ASKED])
            return
        kept = self._kept(row, about, criterion, input_, cells)
        unit = self._unit(row, about, criterion) if kept else None
        if kept and unit:
            self.rows.append(_Row(row + 1, unit, criterion, input_, kept))

    def _kept(
        self, row: int, about: Named, criterion: str, input_: str, cells: dict[str, Cell]
    ) -> dict[str, Cell]:
        """The cells of a row that are whoever's workbook it is to say."""
        if self.nodes.is_inner(criterion):
            cells = {name: cell for name, cell in cells.items() if name not in _ONLY_LEAVES}
        if "state" in cells and word(cells["state"]) in YES:
            cells = {**cells, "state": NOT_APPLICABLE.vi}
        if self.form.purpose is not Purpose.FORM:
            return cells
        data = self._fed(criterion, input_, about[Field.UNIT])
        if data and "answer" in cells:
            self.links.append((row, about[Field.UNIT], data, cells["answer"]))
            cells = {name: cell for name, cell in cells.items() if name != "answer"}
        if self.nodes.source(criterion) == "self":
            return cells
        codes = (criterion, input_, about[Field.UNIT])
        said = [name for name in _WEIGHTY if name in cells]
        for name in (each for each in said if (*codes, each, shown(cells[each])) not in self.form.shown):
            self.problem(row, "not-the-units-to-answer", name, criterion, criterion_id=criterion)
        return {}

    def _unit(self, row: int, about: Named, criterion: str) -> Cell:
        """The unit of a row; nothing where it is not the workbook's."""
        said = about[Field.UNIT] or ("" if self.form.unit else about[Field.UNIT_NAME])
        if not self.form.unit or not said:
            return said or self.form.unit
        units = self.reader.season.units
        number = units.find(said) if units is not None else None
        unit = said if units is None or number is None else units.units[number].id
        if unit == self.form.unit:
            return unit
        self.problem(row, "form-row-of-other-unit", "answer", criterion, found=said, wanted=self.form.unit)
        return None

    def _merged(self) -> dict[int, dict[str, Cell]]:
        """What the rows below the first of a merged range say: documents and notes are meant for all of them."""
        over: dict[int, dict[str, Cell]] = {}
        for (top, left), (bottom, _) in self.grid.merged:
            name = self.read_columns.get(left)
            if name in {"evidence", "note"} and self.head.row < top < bottom:
                cell = self.grid.cell(top, left)
                for row in range(top + 1, min(bottom + 1, len(self.grid.values))):
                    over.setdefault(row, {})[name] = cell
        return over

    def _refuse_merged(self) -> None:
        """Takes out what stands in one cell for several criteria, where only documents and notes may."""
        for (top, left), (bottom, _) in self.grid.merged:
            name = self.read_columns.get(left, "note")
            over = {
                self.criteria.get(row + 1, "")
                for row in range(top, min(bottom, top + len(self.criteria)) + 1)
            }
            for row in self.rows if len(over - {""}) > 1 and name not in {"evidence", "note"} else ():
                if row.number == top + 1 and row.cells.pop(name, None) is not None:
                    self.problem(top, "merged-over-criteria", name, row.criterion)

    def _unsaved(self, first: int, last: int) -> None:
        """Formulas without a stored value in cells that are read; the total stands below the last row."""
        for row, column in sorted(self.grid.marks.unsaved):
            name = self.read_columns.get(column)
            if name is not None and first <= row <= last and not self._is_ours(row, name):
                self.problem(row, "formula-without-value", name)

    def _is_ours(self, row: int, name: str) -> bool:
        """Whether a formula is the form's own: the sum of an inner node, or a data item that is shown again."""
        criterion = self.criteria.get(row + 1, "")
        if self.nodes.is_inner(criterion):
            return name in _ONLY_LEAVES
        values = self.grid.values[row] if row < len(self.grid.values) else []
        places = (self.head.columns.get(field, len(values)) for field in (Field.INPUT, Field.UNIT))
        input_, unit = (shown(values[place]) if place < len(values) else "" for place in places)
        return name == "answer" and bool(self._fed(criterion, input_, unit))

    def _fed(self, criterion: str, input_: str, unit: str) -> str:
        """The data item that answers an input of a unit's leaf, if one does."""
        if not self.nodes.is_fed(criterion):
            return ""
        return self.nodes.fed(criterion, input_, self.reader.season.unit(unit or self.form.unit))

    def table(self) -> Table:
        """The table of the rows."""
        rows, form = self.rows, self.form
        columns = {
            "unit": CellColumn.of(row.unit for row in rows),
            "criterion": CellColumn.of(row.criterion for row in rows),
            "input": CellColumn.of(row.input for row in rows),
            "stage": CellColumn.same(form.stage, len(rows)),
            "by": CellColumn.same(form.by, len(rows)),
        }
        letters: dict[str, str] = {}
        for name in ("answer", "state", "points", "decision", "evidence", "note"):
            if name in self.fields:
                columns[name] = CellColumn.of(row.cells.get(name) for row in rows)
                letters[name] = column_letters(self.fields[name])
        numbers = np.array([row.number for row in rows], dtype=np.int64)
        return Table(form.file, columns, len(rows), numbers, self.grid.name, tuple(self.problems), letters)


def _exact(value: Any) -> Cell:
    """A cell of a sheet without marks; the same numbers stand on many of them."""
    return _exact_number(value) if isinstance(value, float) else exact_cell(value)


@lru_cache(maxsize=2**14)
def _exact_number(value: float) -> Cell:
    return int(value) if value.is_integer() and abs(value) < _SMALL else exact_cell(value)


def _compare_links(form: Form, sheets: list[_Sheet]) -> None:
    """A problem where a cell that repeats a data item of its unit says something else."""
    own = {
        (shown(row.unit), row.criterion): shown(row.cells.get("answer"))
        for sheet in sheets
        for row in sheet.rows
    }
    own |= {(unit or form.unit, id_): text for id_, _, unit, name, text in form.shown if name == "answer"}
    for sheet in sheets:
        for row, unit, id_, cell in sheet.links:
            said, wanted = shown(cell), own.get((unit or form.unit, id_), "")
            nothing = form.file.lower().endswith(_OLD) and (said, wanted) == ("0", "")
            if said != wanted and not nothing:
                sheet.problem(row, "linked-cell-differs", "answer", id_, found=shown(cell), data=id_)


def looks_like_form(grids: Iterable[Grid]) -> str:
    """The name of a sheet that was once part of a workbook of ours; blank where there is none."""
    for grid in grids:
        if any(find_head(grid, purpose) for purpose in Purpose):
            return grid.name
    return ""
