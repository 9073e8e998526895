"""cchc-index: exact, explained scoring of administrative reform (Chỉ số cải cách hành chính, CCHC).

    criteria = load_criteria("vn-766-2022")
    answers = read_answers("phieu/", criteria)
    result = score(criteria, answers)

Names are imported when they are first used, so that ``import cchc_index`` loads neither pandas nor an Excel
library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_index.answers.rows import Answers
    from cchc_index.answers.units import Unit, Units
    from cchc_index.cases.report import CaseReport
    from cchc_index.cases.running import run_cases
    from cchc_index.cases.writing import write_cases
    from cchc_index.criteria.library import check, load_criteria
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.problems import CchcError, CriteriaError, DataError, Problem, Severity, UsageError
    from cchc_index.result import Result, score
    from cchc_index.states import State
    from cchc_index.tables.sources import read_answers, read_units
    from cchc_index.templates import write_templates

_HOMES = {
    "Answers": "answers.rows",
    "CaseReport": "cases.report",
    "CchcError": "problems",
    "CriteriaError": "problems",
    "CriteriaSet": "criteria.model",
    "DataError": "problems",
    "Problem": "problems",
    "Result": "result",
    "Severity": "problems",
    "State": "states",
    "Unit": "answers.units",
    "Units": "answers.units",
    "UsageError": "problems",
    "check": "criteria.library",
    "load_criteria": "criteria.library",
    "read_answers": "tables.sources",
    "read_units": "tables.sources",
    "run_cases": "cases.running",
    "score": "result",
    "write_cases": "cases.writing",
    "write_templates": "templates",
}

__all__ = [
    "Answers",
    "CaseReport",
    "CchcError",
    "CriteriaError",
    "CriteriaSet",
    "DataError",
    "Problem",
    "Result",
    "Severity",
    "State",
    "Unit",
    "Units",
    "UsageError",
    "check",
    "load_criteria",
    "read_answers",
    "read_units",
    "run_cases",
    "score",
    "write_cases",
    "write_templates",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
