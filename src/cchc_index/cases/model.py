"""What a file of cases says: units with their answers, and the points, states, indices and problems they must get."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, InstanceOf, PlainValidator
from pydantic_core import PydanticCustomError

from cchc_index.criteria.model import NoneWord
from cchc_index.fields import Amount, Count, Line, Model, one_or_more
from cchc_index.rules.reading import word
from cchc_index.states import State

NO_CLASS = "none"
"""What a case writes where a unit is to have no class."""
_STATES = {
    word(name): state
    for state in State
    for name in (state.code, *{state.text.vi, state.text.en or state.code})
}


def _state(found: Any) -> State:
    """A state by its code, or as people read it."""
    known = _STATES.get(word(found)) if isinstance(found, str) else None
    if known is None:
        code = "not-one-of"
        shown = found if isinstance(found, str) else "…"
        expected = tuple(state.code for state in State)
        raise PydanticCustomError(code, "{found}", {"found": shown, "expected": expected})
    return known


def _by_code(found: Any) -> Any:
    return {"code": found} if isinstance(found, str) else found


def _by_id(found: Any) -> Any:
    return {"id": found} if isinstance(found, str) else found


StateWord: TypeAlias = Annotated[State, PlainValidator(_state)]
Attributes: TypeAlias = Annotated[dict[Line, Line], BeforeValidator(_by_id)]
Figure: TypeAlias = Annotated[Amount | None, NoneWord]


class Row(Model):
    """One row of answers, less its unit and its criterion: the columns of a table of answers."""

    input: Line | None = None
    answer: Line | None = None
    numerator: Line | None = None
    denominator: Line | None = None
    state: Line | None = None
    points: Line | None = None
    decision: Line | None = None
    stage: Line | None = None
    by: Line | None = None
    evidence: Line | None = None
    note: Line | None = None

    def cells(self) -> dict[str, str]:
        """The columns that are filled."""
        return {name: cell for name in type(self).model_fields if (cell := getattr(self, name)) is not None}


class ExpectedProblem(Model):
    """An error or a warning that must be found; where no criterion is named, at any."""

    code: Line
    criterion: Line | None = None


class Expected(Model):
    """What one unit must come to: by the id of a node, or ``*`` for the whole; `none` is no points and no index."""

    model_config = ConfigDict(populate_by_name=True)

    points: dict[Line, Figure] = Field(default_factory=dict)
    states: dict[Line, StateWord] = Field(default_factory=dict)
    index: dict[Line, Figure] = Field(default_factory=dict)
    class_: Annotated[Line | None, Field(alias="class")] = None
    problems: tuple[Annotated[ExpectedProblem, BeforeValidator(_by_code)], ...] | None = None


class ExpectedTables(Model):
    """Files of tables that a result must equal, in the columns that they have."""

    ranking: Line | None = None
    leaves: Line | None = None
    nodes: Line | None = None
    summary: Line | None = None
    problems: Line | None = None

    def files(self) -> dict[str, str]:
        """The file of each table that is expected."""
        return {name: file for name in type(self).model_fields if (file := getattr(self, name)) is not None}


class UnitCase(Model):
    """One unit, its answers written in the file, and what they must come to."""

    name: Line
    unit: Attributes = Field(default_factory=lambda: {"id": "A"})
    stage: Line | None = None
    answers: dict[Line, tuple[InstanceOf[Row], ...]] = Field(default_factory=dict)
    expect: Expected


class TablesCase(Model):
    """Files of answers, and files of the tables that they must come to."""

    name: Line
    answers: Annotated[tuple[Line, ...], one_or_more, Field(min_length=1)]
    units: Line | None = None
    columns: Line | None = None
    stage: Line | None = None
    expect: ExpectedTables


Case: TypeAlias = UnitCase | TablesCase


class CasesFile(Model):
    """A file of cases: the set that they prove, and the year where it serves several."""

    set: Line | None = None
    year: Count | None = None
    cases: tuple[InstanceOf[UnitCase] | InstanceOf[TablesCase], ...]


__all__ = [
    "NO_CLASS",
    "Case",
    "CasesFile",
    "Expected",
    "ExpectedProblem",
    "ExpectedTables",
    "Row",
    "TablesCase",
    "UnitCase",
]
