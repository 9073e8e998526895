"""Workbooks of ours: what their hidden sheet says, and whether they belong to this season."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.answers.table import column_letters, exact_cell
from cchc_index.problems import Problem
from cchc_index.rules.reading import neat, shown, word
from cchc_index.scoring import fingerprints
from cchc_index.sheets.heads import READ
from cchc_index.sheets.layout import ABOUT, FORMAT, SHOWN, About, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cchc_index.answers.table import Table
    from cchc_index.answers.units import Unit, Units
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.tables.workbooks import Book, Grid


_NOTED = 6
"""The cells of a row of the hidden sheet that notes what is shown."""


@dataclass(frozen=True)
class Season:
    """What workbooks are read for.

    Args:
        criteria: the set.
        units: the units; nothing where any will do.
        year: the year; nothing where any that the set serves will do.
    """

    criteria: CriteriaSet
    units: Units | None = None
    year: int | None = None

    @cached_property
    def fingerprint(self) -> str:
        """The scoring fingerprint of the set."""
        return fingerprints.scoring(self.criteria)

    def unit(self, name: str) -> Unit | None:
        """A unit by its id or name; nothing where it is not known."""
        number = self.units.find(name) if self.units is not None and name else None
        return None if self.units is None or number is None else self.units.units[number]

    def are_one(self, one: str, other: str) -> bool:
        """Whether two names are of one unit."""
        if word(one) == word(other):
            return bool(one)
        unit = self.unit(one)
        return unit is not None and unit is self.unit(other)

    def headed_otherwise(self, form: Form, grid: Grid, head: int) -> Problem | None:
        """A problem where what stands above a unit's sheet names another unit, and not the unit."""
        own = self.unit(form.unit)
        named = [
            (unit, f"{grid.name} › {column_letters(column)}{row + 1}", cell)
            for row, cells in enumerate(grid.values[:head] if own is not None else ())
            for column, cell in enumerate(cells)
            if cell and isinstance(cell, str) and (unit := self.unit(cell)) is not None
        ]
        if own is None or not named or any(unit is own for unit, _, _ in named):
            return None
        _, place, found = named[0]
        details = {"found": neat(found), "wanted": own.name}
        return Problem("form-names-other-unit", form.file, place, form.unit, details=details)


@dataclass(frozen=True)
class Form:
    """One workbook of ours.

    Args:
        file: the file as it was named.
        purpose: whom it is for.
        unit: the unit's id; blank where its rows name units.
        stage: the id of the stage in which it is filled in.
        by: the appraiser.
        same_version: whether it was made from the very set that is scored.
        shown: what its cells show that is not the unit's to say: criterion, input, unit, column, text.
        tables: what it says, a table a sheet.
        problems: what keeps it, or parts of it, from being used.
    """

    file: str
    purpose: Purpose = Purpose.FORM
    unit: str = ""
    stage: str = ""
    by: str = ""
    same_version: bool = True
    shown: frozenset[tuple[str, ...]] = frozenset()
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def is_form(book: Book) -> bool:
    """Whether a workbook is one of ours."""
    return _about_grid(book) is not None


def _about_grid(book: Book) -> Grid | None:
    return next((grid for name, grid in book.grids.items() if name.strip().casefold() == ABOUT), None)


def about(book: Book) -> Mapping[About, str]:
    """What the hidden sheet says; a key that is missing is blank."""
    grid = _about_grid(book)
    rows = [] if grid is None else [row for row in grid.values if len(row) > 1]
    said = {shown(exact_cell(row[0])): shown(exact_cell(row[1])) for row in rows}
    return {key: said.get(key.value, "") for key in About}


def _shown(book: Book) -> frozenset[tuple[str, ...]]:
    """What the form shows that is not the unit's to say."""
    grid = _about_grid(book)
    names = {field.value: name for field, name in READ[Purpose.FORM].items()}
    rows = grid.values if grid is not None else []
    noted = [
        [shown(exact_cell(cell)) for cell in row[1:_NOTED]]
        for row in rows
        if len(row) >= _NOTED and row[0] == SHOWN
    ]
    return frozenset((*codes, names.get(field, ""), text) for *codes, field, text in noted)


def opened(book: Book, season: Season) -> Form:
    """A workbook as its hidden sheet describes it; with a problem of severity error it is not used."""
    said = about(book)
    purpose = next((each for each in Purpose if each.value == said[About.PURPOSE]), Purpose.FORM)
    unit = said[About.UNIT]
    problems = list(_foreign(said, purpose, season))
    if not problems and unit and season.units is not None:
        number = season.units.find(unit)
        if number is None:
            near = season.units.nearest(unit)
            problems.append(Problem("form-of-unknown-unit", details={"found": unit, "nearest": near}))
        else:
            unit = season.units.units[number].id
    same = said[About.FINGERPRINT] == season.fingerprint
    if not problems and not same:
        details = {"found": said[About.VERSION] or "?", "wanted": season.criteria.version}
        problems.append(Problem("form-of-other-version", details=details))
    placed = tuple(Problem(each.code, book.file, ABOUT, unit, details=each.details) for each in problems)
    stage = _stage(said, season)
    return Form(book.file, purpose, unit, stage, said[About.BY], same, _shown(book), problems=placed)


def _stage(said: Mapping[About, str], season: Season) -> str:
    """The stage that is named; the first where none is."""
    stages = season.criteria.policy.stages
    named = word(said[About.STAGE])
    return next(
        (each.id for each in stages if named in {word(each.id), word(each.name.vi), word(each.name.en)}),
        "" if named else stages[0].id,
    )


def _foreign(said: Mapping[About, str], purpose: Purpose, season: Season) -> Iterator[Problem]:
    """What makes a workbook another season's: at most one problem."""
    criteria = season.criteria
    stages = {each.id: each.by for each in criteria.policy.stages}
    stage = _stage(said, season)
    years = (season.year,) if season.year is not None else criteria.years
    known_purpose = said[About.PURPOSE] in {each.value for each in Purpose}
    if said[About.FORMAT] != str(FORMAT) or not known_purpose:
        found = said[About.FORMAT] if known_purpose else said[About.PURPOSE]
        yield Problem("form-format-unknown", details={"found": found})
    elif said[About.SET] != criteria.id:
        yield Problem("form-of-other-set", details={"found": said[About.SET], "wanted": criteria.id})
    elif said[About.YEAR] not in map(str, years):
        known = ", ".join(map(str, years))
        yield Problem("form-of-other-year", details={"found": said[About.YEAR] or "?", "known": known})
    elif not stage:
        yield Problem("form-stage-unknown", details={"found": said[About.STAGE], "known": tuple(stages)})
    elif (stages[stage] == "unit") != (purpose is Purpose.FORM):
        yield Problem("form-of-others-stage", details={"found": said[About.STAGE]})
