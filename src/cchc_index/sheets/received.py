"""Several workbooks of one unit: identical ones are one, and of differing ones a register says which stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from cchc_index.answers.table import Table
from cchc_index.problems import Problem, Severity
from cchc_index.rules.reading import YES, neat, shown, word
from cchc_index.sheets.layout import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cchc_index.sheets.forms import Form

REGISTER = "received.csv"
COLUMNS = ("file", "unit", "received", "stands")


@dataclass(frozen=True)
class Entry:
    """One row of the register: a file, whose it is, when it came, and whether it stands."""

    place: str
    file: str
    unit: str
    received: str
    stands: bool


@dataclass(frozen=True)
class Register:
    """What stands by decision of whoever received the workbooks."""

    file: str = ""
    rows: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, tables: Iterable[Table]) -> Register:
        """The register of its tables; columns that are missing are blank."""
        rows, file = [], ""
        for table in tables:
            file = table.file
            for row in range(table.size):
                cells = [
                    shown(table.columns[name].at(row)) if name in table.columns else "" for name in COLUMNS
                ]
                if cells[0]:
                    named, unit, received, stands = cells
                    rows.append(Entry(table.place(row), named, unit, received, word(stands) in YES))
        return cls(file, tuple(rows))

    def of_file(self, file: str) -> list[Entry]:
        """The rows that name a file: by its path from the register's folder, or else by the end of its path."""
        return self._exact(file) or [entry for entry in self.rows if _is_named(file, entry.file)]

    def _exact(self, file: str) -> list[Entry]:
        """The rows that name a file by its path from the register's folder."""
        path, beside = PurePath(file), PurePath(self.file).parent
        own = _neat(path.relative_to(beside).parts) if path.is_relative_to(beside) else ()
        return [entry for entry in self.rows if own and _parts(entry.file) == own]

    def chosen(self, forms: Sequence[Form]) -> list[Form]:
        """Those of some workbooks that stand; of several called alike, those whose whole path is named."""
        named = [form for form in forms if any(entry.stands for entry in self.of_file(form.file))]
        return [form for form in named if self._exact(form.file)] or named

    def unused(self, files: Sequence[str]) -> tuple[Problem, ...]:
        """A warning for every row whose file is not there."""
        return tuple(
            Problem("register-unused", self.file, entry.place, entry.unit, details={"found": entry.file})
            for entry in self.rows
            if not any(_is_named(file, entry.file) for file in files)
        )


def _is_named(file: str, name: str) -> bool:
    """Whether a register's name is a file's: the end of its path."""
    wanted = _parts(name)
    return bool(wanted) and _neat(PurePath(file).parts[-len(wanted) :]) == wanted


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a path as a register says it."""
    return _neat(PurePath(name.replace("\\", "/")).parts)


def _neat(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(neat(part) for part in parts)


def standing(forms: Sequence[Form], register: Register) -> list[Table]:
    """The tables of the workbooks that stand, and of all others their problems."""
    groups: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in forms:
        alone = form.purpose is not Purpose.FORM or not form.unit or is_refused(form)
        key = (form.file,) if alone else (form.unit, form.stage, form.purpose.value)
        groups[key].append(form)
    chosen: set[str] = set()
    noted: list[Problem] = []
    for group in groups.values():
        settled, found = _chosen(group, register)
        chosen |= {settled.file} if settled is not None else set()
        noted += found
    tables: list[Table] = []
    for form in forms:
        problems = [*form.problems, *(each for each in noted if each.file == form.file)]
        tables += [Table.unread(form.file, problems)] if problems or not form.tables else []
        tables += form.tables if form.file in chosen else ()
    tables += [Table.unread(each.file, [each]) for each in noted if each.file == register.file]
    return tables


def is_refused(form: Form) -> bool:
    """Whether a workbook is not used at all."""
    return any(problem.severity is Severity.ERROR for problem in form.problems)


def _chosen(group: Sequence[Form], register: Register) -> tuple[Form | None, list[Problem]]:
    """The one workbook of a group that is used, if it is settled, and what there is to say."""
    if len(group) == 1:
        return group[0], []
    said = [neat_cells(form) for form in group]
    texts = [{key: text for key, (text, _) in cells.items()} for cells in said]
    if all(each == texts[0] for each in texts):
        return min(group, key=_faults), []
    named = register.chosen(group)
    if len(named) == 1:
        details = {"stands": PurePath(named[0].file).name}
        others = [form for form in group if form is not named[0]]
        return named[0], [
            Problem("workbook-superseded", form.file, "", form.unit, details=details) for form in others
        ]
    if named:
        details = {"found": group[0].unit}
        return None, [Problem("register-unsettled", register.file, "", group[0].unit, details=details)]
    return None, [_differing(group, said)]


def _faults(form: Form) -> int:
    """How many problems a workbook has."""
    return len(form.problems) + sum(len(table.problems) for table in form.tables)


def _differing(
    group: Sequence[Form], said: Sequence[dict[tuple[str, str, str, str], tuple[str, str]]]
) -> Problem:
    """One problem that names the files and the cells in which they differ."""
    places: dict[str, None] = {}
    for key in sorted({key for cells in said for key in cells}):
        texts = {cells[key][0] if key in cells else "" for cells in said}
        if len(texts) > 1:
            places.setdefault(next(cells[key][1] for cells in said if key in cells))
    files = tuple(PurePath(form.file).name for form in group)
    details = {"files": files, "cells": tuple(places)}
    return Problem("workbooks-differ", group[0].file, "", group[0].unit, details=details)


def neat_cells(form: Form) -> dict[tuple[str, str, str, str], tuple[str, str]]:
    """What a workbook says, cell by cell with its place: to tell whether two say the same."""
    found = {}
    for table in form.tables:
        for row in range(table.size):
            keys = [shown(table.columns[name].at(row)) for name in ("unit", "criterion", "input")]
            for name in table.letters:
                cell = table.columns[name].at(row)
                if cell is not None:
                    found[keys[0], keys[1], keys[2], name] = (neat(shown(cell)), table.place(row, name))
    return found
