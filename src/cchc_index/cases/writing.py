"""Cases written from a result: each unit's rows, and what they came to."""

from __future__ import annotations

import datetime
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from cchc_index.answers.spelling import unmistakable
from cchc_index.cases.figures import Figures, doubtful
from cchc_index.cases.model import NO_CLASS, Row
from cchc_index.cases.scoring import read_unit, unit_table
from cchc_index.criteria.sources import CASES_SUFFIXES, is_cases_file, library
from cchc_index.language import plain
from cchc_index.problems import Problem, UsageError
from cchc_index.result import Result, score
from cchc_index.rules.reading import Cell, shown
from cchc_index.tables.results import WHOLE
from cchc_index.tables.writing import why_not_written

if TYPE_CHECKING:
    from cchc_index.answers.units import Unit

_WIDTH = 110


def write_cases(result: Result, path: str | Path, *, criteria: str | Path | None = None) -> None:
    """Writes a file of cases, one for each unit that gave answers, on which the set of a result passes.

    What a unit has only because of other units (a survey that others have received) is left out of its case.

    Args:
        result: the result.
        path: the file; it ends in ``.cases.yaml``.
        criteria: the set as the file is to name it: an id of the library, or a path from the file; by default the
            set of the library with the result's id, else the file beside it with the same stem.

    Raises:
        UsageError: the file is named otherwise, or cannot be written.

    Example:
        >>> import pandas as pd, tempfile
        >>> from cchc_index import load_criteria, read_answers, run_cases
        >>> criteria = load_criteria("vn-766-2022")
        >>> rows = pd.DataFrame({"unit": ["Xã A"], "criterion": ["6.1"], "numerator": [45], "denominator": [50]})
        >>> path = f"{tempfile.mkdtemp()}/a.cases.yaml"
        >>> write_cases(score(criteria, read_answers(rows, criteria)), path)
        >>> run_cases(path).passed
        True
    """
    file = Path(path)
    if not is_cases_file(file):
        raise UsageError(Problem("not-a-cases-name", str(path), details={"wanted": CASES_SUFFIXES[0]}))
    text = cases_text(result, criteria)
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            Problem("cannot-write", str(path), details={"why": why_not_written(error)})
        ) from None


def cases_text(result: Result, criteria: str | Path | None = None) -> str:
    """The text of a file of cases; see `write_cases`."""
    named = Path(criteria).as_posix() if criteria is not None else result.criteria.id
    top: dict[str, Any] = {}
    if criteria is not None or named in library():
        top["set"] = named
    top["year"] = result.year
    rows = _rows(result)
    times = Counter(unit.name for unit in result.answers.units.units)
    top["cases"] = [
        _case(result, number, rows.get(number, []), alone=times[unit.name] == 1)
        for number, unit in enumerate(result.answers.units.units)
        if result.scores.present[number] or rows.get(number)
    ]
    return str(yaml.dump(top, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH))


class _Number(str):
    """A decimal that stands without quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """YAML with mappings of few texts on one line, and numbers without quotes."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:  # noqa: FBT001 - PyYAML's signature
        """A mapping of few short texts on one line."""
        short = all(isinstance(value, str) for value in mapping.values()) and len(mapping) <= _FEW
        return super().represent_mapping(tag, mapping, short if flow_style is None else flow_style)


_FEW = 6
_Dumper.add_representer(
    _Number,
    lambda dumper, number: dumper.represent_scalar(
        f"tag:yaml.org,2002:{'float' if '.' in number else 'int'}", number
    ),
)


def _rows(result: Result) -> dict[int, list[tuple[str, Row]]]:
    """The rows of each unit, each with its criterion, as texts that read as the cells did."""
    rows = result.answers.rows
    own = {
        name: rows.column(name) for name in ("unit", "criterion", *Row.model_fields) if name in rows.columns
    }
    said = np.any([own[name].filled for name in own if name in Row.model_fields], axis=0)
    found: dict[int, list[tuple[str, Row]]] = {}
    for place in np.flatnonzero(said & own["unit"].filled & own["criterion"].filled).tolist():
        unit = result.answers.units.find(shown(own["unit"].at(place)))
        cells = {
            name: text for name in own if name in Row.model_fields and (text := _text(own[name].at(place)))
        }
        if unit is not None and cells:
            row = (shown(own["criterion"].at(place)), Row(**cells))
            if row not in found.setdefault(unit, []):
                found[unit].append(row)
    return found


def _text(cell: Cell) -> str:
    """A cell as a text that reads as it does."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | Fraction):
        return unmistakable(plain(cell))
    return cell.isoformat() if isinstance(cell, datetime.date) else shown(cell)


def _case(result: Result, number: int, rows: list[tuple[str, Row]], *, alone: bool) -> dict[str, Any]:
    unit = result.answers.units.units[number]
    attributes = _attributes(unit) if result.answers.units.listed else {"id": unit.id}
    answers: dict[str, list[Any]] = {}
    for criterion, row in rows:
        cells = row.cells()
        answers.setdefault(criterion, []).append(cells["answer"] if set(cells) == {"answer"} else cells)
    return {
        "name": unit.name if alone else f"{unit.name} ({unit.id})",
        "unit": attributes if len(attributes) > 1 else unit.id,
        "stage": result.stage,
        "answers": {criterion: said[0] if len(said) == 1 else said for criterion, said in answers.items()},
        "expect": _expect(result, number, _by_itself(result, unit, attributes, rows)),
    }


def _attributes(unit: Unit) -> dict[str, str]:
    """A unit as a table of units has it."""
    own = {"id": unit.id, "name": unit.name, "aliases": "; ".join(unit.aliases)}
    rest = {name: text for name, text in unit.attributes.items() if name not in own}
    return {
        name: text for name, text in ({**own, **rest, "ranked": "" if unit.ranked else "no"}).items() if text
    }


def _by_itself(result: Result, unit: Unit, attributes: dict[str, str], rows: list[tuple[str, Row]]) -> Result:
    """The result of one unit without the others."""
    placed = [(criterion, row, 1) for criterion, row in rows]
    answers = read_unit(unit.id, placed, result.criteria, unit_table(attributes))
    return score(result.criteria, answers, year=result.year, stage=result.stage, lang=result.lang)


def _expect(result: Result, number: int, by_itself: Result) -> dict[str, Any]:
    """What the unit has in the result and also by itself."""
    here, there = Figures(result.scores, number), Figures(by_itself.scores, 0)
    ids = [WHOLE, *(item.id for item in result.scores.plan.items if item.first)]
    leaves = [entries[0].item.id for entries in result.scores.plan.entries]
    inner = [id_ for id_ in ids if id_ not in leaves]
    found: dict[str, Any] = {
        "points": {id_: _figure(here.points(id_)) for id_ in ids if here.points(id_) == there.points(id_)},
        "states": {id_: here.state(id_).code for id_ in leaves if here.state(id_) is there.state(id_)},
        "index": {id_: _figure(here.index(id_)) for id_ in inner if here.index(id_) == there.index(id_)},
    }
    if here.class_name() == there.class_name():
        name = here.class_name()
        found["class"] = name.vi if name else NO_CLASS
    own = [
        problem for problem in doubtful(result.scores) if result.answers.units.find(problem.unit) == number
    ]
    alone = doubtful(by_itself.scores)
    if sorted(map(_told, own)) == sorted(map(_told, alone)):
        found["problems"] = [_problem(problem) for problem in own]
    return {key: value for key, value in found.items() if value or key == "problems"}


def _figure(number: Fraction | None) -> str:
    return "none" if number is None else _Number(plain(number))


def _told(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.criterion


def _problem(problem: Problem) -> Any:
    return {"code": problem.code, "criterion": problem.criterion} if problem.criterion else problem.code
