"""How far a season is: what came back of each unit, when, and how much of it is filled in."""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.rows import Answers, read_rows
from cchc_index.sheets.layout import Purpose
from cchc_index.sheets.received import COLUMNS, is_refused
from cchc_index.sheets.returned import Returned
from cchc_index.states import State
from cchc_index.tables.sources import Progress, read_tables
from cchc_index.tables.writing import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.answers.units import Units
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.exact import Integers
    from cchc_index.scoring.scores import Scores

_ASIDE = (State.EXCLUDED, State.EXEMPT)


@dataclass(frozen=True)
class Arrival:
    """One form that came back.

    Args:
        file: the file below the folder.
        unit: the unit's id.
        received: the day on which it came, as the register or else the file says.
        stands: whether it is the one that is used.
    """

    file: str
    unit: str
    received: str
    stands: bool


def read_season(
    folder: str, criteria: CriteriaSet, units: Units, year: int | None, progress: Progress | None = None
) -> tuple[Answers, tuple[Arrival, ...]]:
    """The answers of a folder, and the forms that they came in.

    Raises:
        DataError: the folder is missing or holds nothing that can be read.
    """
    returned = Returned(criteria, units, year)
    tables = [*read_tables(folder, progress, returned), *returned.tables()]
    used = {table.file for table in tables if table.letters}
    arrivals = []
    for form in returned.forms:
        if form.purpose is not Purpose.FORM or is_refused(form):
            continue
        said = [entry.received for entry in returned.register.of_file(form.file) if entry.received]
        changed = datetime.datetime.fromtimestamp(Path(form.file).stat().st_mtime).astimezone().date()
        file = PurePath(form.file).relative_to(folder).as_posix() if Path(folder).is_dir() else form.file
        received = said[0] if said else changed.isoformat()
        arrivals.append(Arrival(file, form.unit, received, form.file in used))
    return read_rows(tables, criteria, units), tuple(arrivals)


def completeness(scores: Scores) -> Integers:
    """How many percent of what each unit is to answer itself is answered, rounded down."""
    size = len(scores.plan.units)
    asked, answered = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for leaf in scores.plan.leaves:
        if leaf.item.source == "self":
            state = scores.leaves[leaf.number].state
            own = ~np.isin(state, _ASIDE)
            asked += own
            answered += own & (state != State.UNANSWERED)
    return np.where(asked == 0, 100, answered * 100 // np.maximum(asked, 1))


def write_register(arrivals: Sequence[Arrival], path: Path) -> None:
    """Drafts a register: a row a form, in which whoever received them says which stands."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for each in arrivals:
            cells = (each.file, each.unit, each.received, "có" if each.stands else "")
            writer.writerow(map(harmless, cells))
