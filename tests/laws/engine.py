"""The library, run on a generated case, and its tables as plain values."""

import math
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

import cchc_index as cchc
from tests.oracle.generate import ROW_COLUMNS, SEASON_COLUMNS, GeneratedCase, Row, to_yaml

Cell = str | Decimal | bool | None
Table = dict[tuple[str, ...], dict[str, Cell]]


@dataclass(frozen=True)
class Tables:
    """The tables of one result: ranking by unit, leaves by unit and criterion, nodes by unit and node."""

    ranking: Table
    leaves: Table
    nodes: Table


def load(criteria: dict[str, Any]) -> Any:
    """Load a generated set from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bo-tieu-chi.yaml")
        path.write_text(to_yaml(criteria), encoding="utf-8")
        return cchc.load_criteria(path)


def frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows as a table of text, with the columns of a season where any row has them."""
    listed = list(rows)
    in_season = any(row.keys() - set(ROW_COLUMNS) for row in listed)
    columns = SEASON_COLUMNS if in_season else ROW_COLUMNS
    return pd.DataFrame(listed, columns=list(columns), dtype=str)


def run(
    case: GeneratedCase, parts: Sequence[Sequence[Row]] | None = None, *, stage: str | None = None
) -> Any:
    """Score a case with the library, its rows in one table or in parts, at a stage or at the last played."""
    criteria = load(case.criteria)
    units = None if case.units is None else cchc.read_units(pd.DataFrame(case.units, dtype=str))
    tables = [frame(part) for part in ([case.rows] if parts is None else parts)]
    answers = cchc.read_answers(tables if parts else tables[0], criteria, units=units)
    at = {} if stage is None else {"stage": stage}
    return cchc.score(criteria, answers, year=case.year, **at)


def cell(value: Any) -> Cell:
    """Return a cell as text, a decimal, a truth or None where it is blank."""
    if value is None or value is pd.NA or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str):
        return value
    plain = value.item() if hasattr(value, "item") else value
    return plain if isinstance(plain, bool) else Decimal(repr(plain)).normalize() + 0


def table(found: pd.DataFrame, *keys: str) -> Table:
    """Return a table's rows by their keys."""
    rows = found.to_dict("records")
    return {
        tuple(str(row[key]) for key in keys): {str(name): cell(value) for name, value in row.items()}
        for row in rows
    }


def tables(result: Any) -> Tables:
    """Return the tables of a result as plain values."""
    return Tables(
        ranking=table(result.ranking, "unit"),
        leaves=table(result.leaves, "unit", "criterion"),
        nodes=table(result.nodes, "unit", "node"),
    )


def points(result: Any) -> dict[tuple[str, ...], Cell]:
    """Return the points of every unit and leaf."""
    return {key: row["points"] for key, row in tables(result).leaves.items()}
