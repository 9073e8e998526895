"""One sheet of a workbook that comes back, on its way to a table of answers; every doubt is a problem at its cell."""

from __future__ import annotations

from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import numpy as np

from cchc_index.answers.table import BLANK, CellColumn, Table, column_letters, is_blank
from cchc_index.problems import Problem
from cchc_index.rules.reading import shown, word
from cchc_index.sheets.heads import READ
from cchc_index.sheets.layout import COLUMNS, Field, Purpose
from cchc_index.sheets.rows import TOTALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cchc_index.exact import Booleans, Integers
    from cchc_index.rules.reading import Cell
    from cchc_index.sheets.documents import Documents
    from cchc_index.sheets.forms import Form
    from cchc_index.sheets.heads import Head
    from cchc_index.sheets.reading import FormReader
    from cchc_index.tables.workbooks import Grid

_WEIGHTY = ("answer", "state", "points", "evidence", "decision")
_ONLY_LEAVES = ("points", "evidence", "decision")
_BESIDE = ("evidence", "note")
"""What is meant for every row that a merged cell covers."""


class FilledSheet:
    """One sheet of a workbook on its way to a table."""

    def __init__(self, reader: FormReader, form: Form, grid: Grid, head: Head, documents: Documents) -> None:
        self.documents = documents
        self.reader = reader
        self.form = form
        self.grid = grid
        self.head = head
        self.first = head.row + 1
        self.columns: list[tuple[Any, ...]] = list(zip_longest(*grid.values[self.first :], fillvalue=""))
        self.fields = {
            READ[form.purpose][field]: place
            for field, place in head.columns.items()
            if field in READ[form.purpose] and place < len(self.columns)
        }
        self.coded = reader.placements.of(head, self.columns, same_version=form.same_version)
        self.placed = self.coded.placement
        self.codes: dict[str, Integers] = {}
        self.kept = np.zeros(0, dtype=np.int64)
        self.problems: list[tuple[int, Problem]] = []
        self.links: list[tuple[int, str, str]] = []

    def problem(self, row: int, code: str, name: str, criterion: str = "", **details: Any) -> None:
        """Notes a problem at a cell of what is read."""
        column = self.fields.get(name, self.head.columns.get(Field.TITLE, 0))
        place = f"{self.grid.name} › {column_letters(column)}{self.first + row + 1}"
        self.problems.append((row, Problem(code, self.form.file, place, self.form.unit, criterion, details)))

    def read(self) -> None:
        """Reads all rows below the headings."""
        self._check_columns()
        shown_otherwise = self._shown_otherwise()
        for name, place in self.fields.items():
            self.codes[name] = self._coded(name, place, shown_otherwise.get(place, {}))
        self._refuse_unplaced()
        self._blank(self.placed.inner, _ONLY_LEAVES)
        if self.form.purpose is Purpose.FORM:
            self._link()
            self._refuse_foreign()
        self._unsaved()
        self._refuse_merged()
        kept = np.flatnonzero(self._filled(self.codes) & self.placed.certain)
        self.units, known = self._units(kept)
        self.kept = kept[known]
        self._name_documents()

    def _coded(self, name: str, place: int, otherwise: Mapping[int, Cell]) -> Integers:
        """The cells of a column that people fill in, in the numbers of its wording."""
        values: Sequence[Any] = self.columns[place]
        if otherwise:
            values = [otherwise.get(row, value) for row, value in enumerate(values)]
        return self.reader.wordings[name].codes(values)

    def _shown_otherwise(self) -> Mapping[int, dict[int, Cell]]:
        """By column and row, the cells that are shown otherwise than their value is stored."""
        found: dict[int, dict[int, Cell]] = {place: {} for place in self.fields.values()}
        for row, place in (*self.grid.marks.errors, *self.grid.marks.percent):
            if row >= self.first and place in found:
                found[place][row - self.first] = self.grid.cell(row, place)
        beside = {self.fields[name]: name for name in _BESIDE if name in self.fields}
        for (top, left), (bottom, _) in self.grid.marks.merged:
            if left in beside and self.first <= top < bottom:
                over = self.columns[left][top - self.first + 1 : bottom - self.first + 1]
                blank = [row for row, value in enumerate(over, start=top - self.first + 1) if is_blank(value)]
                found[left] |= dict.fromkeys(blank, self.grid.cell(top, left))
        return found

    def _filled(self, names: Iterable[str]) -> Booleans:
        """The rows that say something in one of some columns."""
        filled = np.zeros(len(self.placed.ids), dtype=np.bool_)
        for name in names:
            if name in self.codes:
                filled |= self.codes[name] != BLANK
        return filled

    def _first_filled(self, row: int) -> str:
        return next(name for name in self.codes if self.codes[name][row] != BLANK)

    def _cell(self, name: str, row: int) -> Cell:
        return self.reader.wordings[name].cells[int(self.codes[name][row])]

    def _blank(self, rows: Booleans, names: Iterable[str]) -> None:
        """Takes what some rows say in some columns for nothing."""
        for name in names:
            if name in self.codes:
                self.codes[name][rows] = BLANK

    def _check_columns(self) -> None:
        needed = {Purpose.FORM: Field.ANSWER}.get(self.form.purpose, Field.DECISION)
        if needed not in self.head.columns:
            said = {"sheet": self.grid.name, "found": COLUMNS[needed].heading}
            place = f"{self.grid.name} › {self.first}"
            problem = Problem("form-column-missing", self.form.file, place, self.form.unit, details=said)
            self.problems.append((-1, problem))

    def _refuse_unplaced(self) -> None:
        """Says of rows that are filled in why they belong nowhere."""
        weighty = self._filled(_WEIGHTY)
        for row in np.flatnonzero(self._filled(self.codes) & ~self.placed.certain).tolist():
            criterion, about = self.placed.criteria[row], self.placed.about[row]
            at = self._first_filled(row)
            if isinstance(criterion, Problem):
                if weighty[row]:
                    self.problem(row, criterion.code, at, criterion.criterion, **criterion.details)
            elif criterion:
                self.problem(row, "form-row-unplaced", at, criterion, found=about[Field.ASKED])
            elif weighty[row] and row <= self.placed.last and word(about[Field.TITLE]) not in TOTALS:
                found = about[Field.TITLE] or about[Field.NUMBER]
                self.problem(row, "form-row-unplaced", at, found=found)

    @cached_property
    def _fed(self) -> Mapping[int, str]:
        """The data item of each row that one answers, by the rule that is for the row's unit."""
        season = self.reader.season
        if not self.placed.units:
            return self.placed.share(season.unit(self.form.unit)).fed
        named = {id_: season.unit(id_ or self.form.unit) for id_, _ in set(self.placed.units)}
        shares = {id_: self.placed.share(unit).fed for id_, unit in named.items()}
        rows = enumerate(id_ for id_, _ in self.placed.units)
        return {row: shares[id_][row] for row, id_ in rows if row in shares[id_]}

    def _link(self) -> None:
        """Takes out what only repeats data items, to be compared with them."""
        if "answer" not in self.codes:
            return
        for row, data in self._fed.items():
            if self.codes["answer"][row] != BLANK:
                if (self.first + row, self.fields["answer"]) not in self.grid.marks.noughts:
                    self.links.append((row, data, shown(self._cell("answer", row))))
                self.codes["answer"][row] = BLANK

    def _refuse_foreign(self) -> None:
        """Takes out what is not the unit's to answer, with a problem at each such cell."""
        unit = self.reader.season.unit(self.form.unit)
        others = self.placed.foreign | self.placed.share(unit).not_for
        for row in np.flatnonzero(self._filled(_WEIGHTY) & others).tolist():
            code = "not-the-units-to-answer" if self.placed.foreign[row] else "leaf-not-for-unit"
            self._refuse(row, code, criterion_id=self.placed.ids[row])
        self._blank(others, self.codes)

    def _refuse(self, row: int, code: str, **details: Any) -> None:
        """Notes a problem at every cell of a row that has weight, or else at the first that says anything."""
        weighty = [name for name in _WEIGHTY if name in self.codes and self.codes[name][row] != BLANK]
        for name in weighty or [self._first_filled(row)]:
            if not self._is_as_sent(row, name):
                self.problem(row, code, name, self.placed.ids[row], **details)

    def _is_as_sent(self, row: int, name: str) -> bool:
        """Whether a cell says what the form showed there when it was sent; of any input where its code is lost."""
        id_, unit = self.placed.ids[row], self.placed.about[row][Field.UNIT]
        said = (unit, name, shown(self._cell(name, row)))
        if Field.INPUT in self.head.columns:
            return (id_, self.placed.inputs[row], *said) in self.form.shown
        return any(each[0] == id_ and each[2:] == said for each in self.form.shown)

    def _units(self, rows: Integers) -> tuple[Integers, Booleans]:
        """The unit of each of some rows, and which of them are the workbook's to speak of."""
        wording, own = self.reader.wordings["unit"], self.form.unit
        if not self.placed.units:
            return np.repeat(wording.codes([own]), rows.size), np.ones(rows.size, dtype=np.bool_)
        said = [self._unit(*self.placed.units[row]) for row in rows.tolist()]
        mine = [self._may_speak_of(row, unit) for row, unit in zip(rows.tolist(), said, strict=True)]
        return wording.codes(said)[mine], np.array(mine, dtype=np.bool_)

    def _unit(self, id_: str, name: str) -> str:
        """The unit that a row means: the workbook's where it names none."""
        own, units = self.form.unit, self.reader.season.units
        said = id_ or ("" if own else name) or own
        number = units.find(said) if units is not None else None
        return said if units is None or number is None else units.units[number].id

    def _may_speak_of(self, row: int, unit: str) -> bool:
        """Whether the workbook may say something of a unit; a problem where it may not."""
        id_, own = self.placed.ids[row], self.form.unit
        if own and unit != own:
            self.problem(row, "form-row-of-other-unit", "answer", id_, found=unit, wanted=own)
            return False
        names = (unit, self.placed.units[row][1])
        if self.form.by and any(self.reader.season.are_one(self.form.by, name) for name in names):
            self._refuse(row, "own-unit-decided", found=self.form.by)
            return False
        return True

    def _name_documents(self) -> None:
        """Says in words which documents of the workbook's list rows refer to."""
        codes = self.codes.get("evidence")
        if codes is None:
            return
        for row, code in zip(self.kept.tolist(), codes[self.kept].tolist(), strict=True):
            if code == BLANK or not self.reader.refers(code):
                continue
            cell, missing = self.documents.named(self._cell("evidence", row))
            for number in missing:
                self.problem(row, "document-not-listed", "evidence", self.placed.ids[row], found=number)
            codes[row] = self.reader.wordings["evidence"].codes([cell])[0]

    def _refuse_merged(self) -> None:
        """Takes out what stands in one cell for several criteria, where only documents and notes may."""
        by_place = {place: name for name, place in self.fields.items()}
        for (top, left), (bottom, _) in self.grid.marks.merged:
            name, rows = by_place.get(left, "note"), range(max(top - self.first, 0), bottom - self.first + 1)
            if top == bottom or name in _BESIDE:
                continue
            over = {*self.placed.ids[rows.start : rows.stop]} - {""}
            for row in rows if len(over) > 1 else ():
                if row < len(self.placed.ids) and self.placed.certain[row] and self.codes[name][row] != BLANK:
                    self.codes[name][row] = BLANK
                    self.problem(row, "merged-over-criteria", name, self.placed.ids[row])

    def _unsaved(self) -> None:
        """Formulas without a stored value in cells that are read."""
        by_place = {place: name for name, place in self.fields.items()}
        for row, place in sorted(self.grid.marks.unsaved):
            name = by_place.get(place)
            within = self.first <= row <= self.first + self.placed.last
            if name is not None and within and not self._is_ours(row - self.first, name):
                self.problem(row - self.first, "formula-without-value", name)

    def _is_ours(self, row: int, name: str) -> bool:
        """Whether a formula is the form's own: a sum, a check of data items, or one of them shown again."""
        if row >= len(self.placed.ids):
            return False
        about = self.placed.about[row]
        if not (self.placed.ids[row] or about[Field.CRITERION] or about[Field.NUMBER]):
            return True
        if self.placed.inner[row]:
            return name in _ONLY_LEAVES
        return name == "answer" and row in self._fed

    def table(self) -> Table:
        """The table of the rows."""
        form, wordings, size = self.form, self.reader.wordings, self.kept.size
        codes = {
            "unit": self.units,
            "criterion": self.coded.criteria[self.kept],
            "input": self.coded.inputs[self.kept],
            "stage": np.repeat(wordings["stage"].codes([form.stage]), size),
            "by": np.repeat(wordings["by"].codes([form.by]), size),
            **{name: found[self.kept] for name, found in self.codes.items()},
        }
        columns = {name: CellColumn(found, wordings[name].cells) for name, found in codes.items()}
        letters = {name: column_letters(place) for name, place in self.fields.items()}
        problems = tuple(problem for _, problem in sorted(self.problems, key=lambda pair: pair[0]))
        return Table(form.file, columns, size, self.kept + self.first + 1, self.grid.name, problems, letters)

    def unit_of(self, row: int) -> str:
        """The id of the unit that a row is about."""
        return self._unit(*self.placed.units[row]) if self.placed.units else self.form.unit

    def data(self) -> Iterator[tuple[tuple[str, str], str]]:
        """What the sheet answers, by the unit and the id of what it answers."""
        for row in self.kept[self.placed.data[self.kept]].tolist() if "answer" in self.codes else ():
            if self.codes["answer"][row] != BLANK:
                yield (self.unit_of(row), self.placed.ids[row]), shown(self._cell("answer", row))
