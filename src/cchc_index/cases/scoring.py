"""A case on the public path: its rows are read and scored as those of any table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.rows import REQUIRED, read_rows
from cchc_index.answers.table import CellColumn, Table
from cchc_index.answers.units import Units, units_of
from cchc_index.cases.model import Row, TablesCase, UnitCase
from cchc_index.result import Result, score
from cchc_index.rules.reading import neat
from cchc_index.tables.sources import read_answers, read_units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.answers.rows import Answers
    from cchc_index.cases.loading import Cases
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.criteria.tree import Path_
    from cchc_index.language import Lang


def score_case(cases: Cases, number: int, lang: Lang) -> Result:
    """The result of one case.

    Args:
        cases: the file of the case.
        number: the case's number there.
        lang: the language of what people read.

    Raises:
        CchcError: its files cannot be read, or the set does not serve its year or stage.
    """
    case = cases.content.cases[number]
    answers = (
        _of_files(cases, case) if isinstance(case, TablesCase) else _of_unit(cases, case, ("cases", number))
    )
    return score(cases.criteria, answers, year=cases.content.year, stage=case.stage, lang=lang)


def _of_files(cases: Cases, case: TablesCase) -> Answers:
    folder = cases.path.parent
    units = read_units(folder / case.units) if case.units else None
    columns = folder / case.columns if case.columns else None
    files = [folder / file for file in case.answers]
    return read_answers(files, cases.criteria, units=units, columns=columns)


def _of_unit(cases: Cases, case: UnitCase, path: Path_) -> Answers:
    def line(*steps: str | int) -> int:
        return cases.tree.position((*path, *steps)).line

    rows = [
        (criterion, row, line("answers", criterion, *((number,) if len(listed) > 1 else ())))
        for criterion, listed in case.answers.items()
        for number, row in enumerate(listed)
    ]
    known = unit_table(case.unit, cases.file, line("unit"))
    return read_unit(case.unit["id"], rows, cases.criteria, known, cases.file)


def unit_table(attributes: Mapping[str, str], file: str = "", line: int = 1) -> Units:
    """A table of one unit.

    Args:
        attributes: its id, and the other columns of a table of units.
        file: where it is written.
        line: the line there.
    """
    named = {"unit" if name == "id" else neat(name).casefold(): text for name, text in attributes.items()}
    columns = {name: CellColumn.of([text]) for name, text in named.items()}
    return units_of([Table(file, columns, 1, np.array([line]))])


def read_unit(
    unit: str, rows: list[tuple[str, Row, int]], criteria: CriteriaSet, units: Units, file: str = ""
) -> Answers:
    """The typed answers of one unit.

    Args:
        unit: its id.
        rows: the criterion of each row, the row, and the line that it is written in.
        criteria: the set that they answer.
        units: the unit as a table of one.
        file: where the rows are written.
    """
    cells = [{"unit": unit, "criterion": criterion, **row.cells()} for criterion, row, _ in rows]
    names = dict.fromkeys((*REQUIRED, *(name for each in cells for name in each)))
    columns = {name: CellColumn.of(each.get(name) for each in cells) for name in names}
    lines = np.array([line for _, _, line in rows], dtype=np.int64)
    return read_rows([Table(file, columns, len(rows), lines)], criteria, units)
