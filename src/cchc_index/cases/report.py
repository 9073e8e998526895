"""What became of cases: passed or not, each difference with what was expected, what came, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.language import Lang, Text, pick
from cchc_index.tables.results import WHOLE

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_index.cases.coverage import Demand
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.problems import Problem

NOTHING = Text("không có", "none")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came otherwise than expected.

    Args:
        what: points, state, index, class, problems, or the table and column.
        criterion: the id of the node; ``*`` for the whole.
        expected: what the case says, for people; blank where nothing was to come.
        got: what came, for people; blank where nothing came.
        explanation: why it came so.
        unit: the unit.
        lang: the language of all of it.
    """

    what: Text
    criterion: str
    expected: str
    got: str
    explanation: str = ""
    unit: str = ""
    lang: Lang = "vi"

    def __str__(self) -> str:
        whole = pick(self.lang, "toàn bộ", "the whole")
        node = whole if self.criterion == WHOLE else self.criterion
        place = ", ".join(part for part in (self.unit, node) if part)
        expected, got = (text or NOTHING.to(self.lang) for text in (self.expected, self.got))
        what = self.what.to(self.lang)
        said = pick(
            self.lang, f"{what} phải là {expected}, tính ra {got}", f"{what} should be {expected}, got {got}"
        )
        return f"{place}: {said}."


@dataclass(frozen=True)
class CaseOutcome:
    """What became of one case.

    Args:
        file: its file, as the user named it.
        line: its line there.
        name: its name.
        criteria: the id of the set that it proves.
        differences: what came otherwise than expected.
        problems: why it could not be run.
    """

    file: str
    line: int
    name: str
    criteria: str
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it was run and everything came as expected."""
        return not self.differences and not self.problems


@dataclass(frozen=True)
class Gaps:
    """What of one set no case exercises.

    Args:
        path: the file of the set.
        criteria: the set.
        demanded: how many branches, states and policies it has.
        missing: those that no case exercises, in the order of the set.
    """

    path: Path
    criteria: CriteriaSet
    demanded: int
    missing: tuple[Demand, ...]


@dataclass(frozen=True)
class CaseReport:
    """What became of all cases of a call.

    Args:
        cases: the cases, file by file.
        problems: what kept files from being read.
        coverage: what of each set was exercised and what was not.
    """

    cases: tuple[CaseOutcome, ...]
    problems: tuple[Problem, ...] = ()
    coverage: tuple[Gaps, ...] = field(default=(), repr=False)

    @property
    def passed(self) -> bool:
        """Whether there were cases, all files were read, and every case passed."""
        return bool(self.cases) and not self.problems and all(case.passed for case in self.cases)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The differences of all cases."""
        return tuple(each for case in self.cases for each in case.differences)

    @cached_property
    def unread(self) -> tuple[Problem, ...]:
        """Everything that kept a file or a case from being run."""
        return (*self.problems, *(problem for case in self.cases for problem in case.problems))
