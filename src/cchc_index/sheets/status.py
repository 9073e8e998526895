"""How far a season is: what came back of each unit, when, and how much of it is filled in."""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.answers.rows import Answers, read_rows
from cchc_index.rules.reading import read_date, shown
from cchc_index.scoring.policy import NO_APPRAISER
from cchc_index.sheets.layout import Purpose
from cchc_index.sheets.received import COLUMNS, is_refused
from cchc_index.sheets.returned import Returned
from cchc_index.states import State
from cchc_index.tables.sources import Progress, read_tables
from cchc_index.tables.writing import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cchc_index.answers.units import Units
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.exact import Booleans, Integers
    from cchc_index.language import Text
    from cchc_index.problems import Problem
    from cchc_index.scoring.plan import Leaf
    from cchc_index.scoring.scores import Scores
    from cchc_index.sheets.forms import Form

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
    sources: Sequence[str],
    criteria: CriteriaSet,
    units: Units,
    year: int | None,
    progress: Progress | None = None,
) -> tuple[Answers, tuple[Arrival, ...]]:
    """The answers of folders and files, and the forms that they came in.

    Raises:
        DataError: a folder or file is missing, or nothing in it can be read.
    """
    returned = Returned(criteria, units, year)
    tables = [*read_tables(sources, progress, returned), *returned.tables()]
    used = {table.file for table in tables if table.letters}
    arrivals = []
    for form in returned.forms:
        if form.purpose is not Purpose.FORM or is_refused(form):
            continue
        said = [entry.received for entry in returned.register.of_file(form.file) if entry.received]
        changed = datetime.datetime.fromtimestamp(Path(form.file).stat().st_mtime).astimezone().date()
        file = _below(form.file, sources)
        received = _as_day(said[0]) if said else changed.isoformat()
        arrivals += [Arrival(file, unit, received, form.file in used) for unit in _units_of(form)]
    return read_rows(tables, criteria, units), tuple(arrivals)


def _units_of(form: Form) -> list[str]:
    """The unit whose form it is; of a workbook of all units those that filled in anything."""
    if form.unit:
        return [form.unit]
    cells = {shown(table.columns["unit"].at(row)): None for table in form.tables for row in range(table.size)}
    return [unit for unit in cells if unit]


def _below(file: str, sources: Sequence[str]) -> str:
    """A file's path below the folder that it was found in."""
    path = PurePath(file)
    folders = [each for each in sources if Path(each).is_dir() and path.is_relative_to(each)]
    return path.relative_to(folders[0]).as_posix() if folders else file


def _as_day(text: str) -> str:
    """A day of the register in the order of the calendar; what is none stays as it is."""
    try:
        return datetime.date.fromordinal(int(read_date(text))).isoformat()
    except ValueError:
        return text


def completeness(scores: Scores) -> Integers:
    """How many percent of what each unit is to answer itself is answered, rounded down."""
    size = len(scores.plan.units)
    asked, answered = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for leaf in scores.plan.leaves:
        if leaf.item.source == "self":
            state, given = scores.leaves[leaf.number].state, _given(leaf, scores)
            own = ~np.isin(state, _ASIDE) & (given | (state != State.BLOCKED))
            asked += own
            answered += own & given
    return np.where(asked == 0, 100, answered * 100 // np.maximum(asked, 1))


def _given(leaf: Leaf, scores: Scores) -> Booleans:
    """The units that answered a leaf, or claim points for it."""
    given, standing = scores.season.leaves.get(leaf.number), scores.season.standings.get(leaf.number)
    nobody = np.zeros(len(scores.plan.units), dtype=np.bool_)
    there = nobody if given is None else given.status != Status.BLANK
    return np.asarray(there if standing is None else there | standing.claim.any_given())


@dataclass(frozen=True)
class Workload:
    """What one appraiser has to decide on.

    Args:
        appraiser: the appraiser.
        decided: on how many answers it has decided, each unit's leaf being one.
        left: on how many it has not.
        units: of how many units.
    """

    appraiser: Text
    decided: int
    left: int
    units: int


def workloads(scores: Scores) -> tuple[Workload, ...]:
    """What every appraiser has decided on and has left, from the first answer on; nothing where nobody appraises."""
    if all(stage.by == "unit" for stage in scores.plan.criteria.policy.stages):
        return ()
    found: dict[str, tuple[Text, list[tuple[Booleans, Booleans]]]] = {}
    for leaf in scores.plan.leaves:
        if leaf.item.source not in {"self", "appraiser"} or not leaf.rule.needs_maximum:
            continue
        name = leaf.item.appraiser or NO_APPRAISER
        standing = scores.season.standings.get(leaf.number)
        apart = np.isin(scores.leaves[leaf.number].state, _ASIDE)
        theirs = scores.season.heard if leaf.item.source == "appraiser" else _given(leaf, scores)
        done = np.zeros_like(theirs) if standing is None else np.asarray(standing.decided) != 0
        if leaf.item.source == "appraiser":
            done = done | _given(leaf, scores)
        pairs = found.setdefault(name.vi, (name, []))[1]
        pairs.append((theirs & done & ~apart, theirs & ~done & ~apart))
    return tuple(_workload(name, pairs) for name, pairs in found.values())


def _workload(name: Text, pairs: Sequence[tuple[Booleans, Booleans]]) -> Workload:
    """The sums of what an appraiser decided on and has left, leaf by leaf."""
    decided, left = (np.array(each) for each in zip(*pairs, strict=True))
    return Workload(name, int(decided.sum()), int(left.sum()), int(left.any(axis=0).sum()))


def of_units(problems: Iterable[Problem], criteria: CriteriaSet) -> tuple[Problem, ...]:
    """The problems that are somebody's to mend: not those of figures that others have not delivered yet."""
    others = {item.id for item in criteria.data if item.source != "self"}
    waited = {"unappraised", "unit-without-answers"}
    return tuple(
        each
        for each in problems
        if each.code not in waited and not (each.code == "data-missing" and each.details["found"] in others)
    )


def write_register(arrivals: Sequence[Arrival], path: Path) -> None:
    """Drafts a register: a row a form, in which whoever received them says which stands."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for each in arrivals:
            cells = (each.file, each.unit, each.received, "có" if each.stands else "")
            writer.writerow(map(harmless, cells))
