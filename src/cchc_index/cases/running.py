"""Cases are run: scored, compared, and told which parts of their set they exercise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_index.cases.comparing import unit_differences
from cchc_index.cases.coverage import demanded, exercised
from cchc_index.cases.finding import find_cases
from cchc_index.cases.loading import Cases, Sets, load_cases
from cchc_index.cases.model import TablesCase
from cchc_index.cases.report import CaseOutcome, CaseReport, Difference, Gaps
from cchc_index.cases.scoring import score_case
from cchc_index.cases.tables import table_differences
from cchc_index.language import Lang
from cchc_index.problems import CchcError, CriteriaError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.result import Result


def run_cases(paths: str | Path | Iterable[str | Path], *, lang: Lang = "vi") -> CaseReport:
    """Runs the cases (trường hợp kiểm tra) of files, folders or sets; nothing is raised.

    Args:
        paths: one or several: files of cases; folders, with all ``*.cases.yaml`` below them; sets, by path or by
            their id in the library, with the cases beside them.
        lang: the language of what people read.

    Example:
        >>> report = run_cases("nowhere.cases.yaml")
        >>> report.passed, [problem.code for problem in report.problems]
        (False, ['unknown-cases'])
    """
    several = [paths] if isinstance(paths, str | Path) else paths
    try:
        files = find_cases(several)
    except UsageError as error:
        return CaseReport((), error.problems)
    run = _Run(lang)
    for path, file in files:
        run.file(path, file)
    return CaseReport(tuple(run.outcomes), tuple(dict.fromkeys(run.problems)), tuple(run.gaps()))


@dataclass
class _Run:
    """One run over several files."""

    lang: Lang
    sets: Sets = field(default_factory=dict)
    outcomes: list[CaseOutcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exercised: dict[Path, set[tuple[str, str, str]]] = field(default_factory=dict)
    criteria: dict[Path, CriteriaSet] = field(default_factory=dict)

    def file(self, path: Path, file: str) -> None:
        """Runs the cases of one file."""
        try:
            cases = load_cases(path, file, self.sets)
        except CriteriaError as error:
            self.problems += error.problems
            return
        set_path = cases.set_path.resolve()
        self.criteria[set_path] = cases.criteria
        reached = self.exercised.setdefault(set_path, set())
        for number in range(len(cases.content.cases)):
            outcome, result = run_case(cases, number, self.lang)
            self.outcomes.append(outcome)
            if result is not None:
                reached |= exercised(result.scores)

    def gaps(self) -> Iterator[Gaps]:
        """What of each set no case exercises."""
        for path, criteria in self.criteria.items():
            wanted = demanded(criteria)
            missing = tuple(each for each in wanted if each.key not in self.exercised[path])
            yield Gaps(path, criteria, len(wanted), missing)


def run_case(cases: Cases, number: int, lang: Lang) -> tuple[CaseOutcome, Result | None]:
    """What becomes of one case, and its result where it could be scored.

    Args:
        cases: the file of the case.
        number: the case's number there.
        lang: the language of what people read.
    """
    case = cases.content.cases[number]
    outcome = CaseOutcome(cases.file, cases.line(number), case.name, cases.criteria.id)
    try:
        result = score_case(cases, number, lang)
        differences = tuple(_differences(cases, number, result))
    except CchcError as error:
        problems = tuple(_placed(problem, cases, number) for problem in error.problems)
        return replace(outcome, problems=problems), None
    return replace(outcome, differences=differences), result


def _differences(cases: Cases, number: int, result: Result) -> Iterator[Difference]:
    case = cases.content.cases[number]
    if isinstance(case, TablesCase):
        for name, file in case.expect.files().items():
            yield from table_differences(result, name, cases.path.parent / file)
    else:
        yield from unit_differences(result, case.expect)


def _placed(problem: Problem, cases: Cases, number: int) -> Problem:
    """A problem, at the case where it has no file of its own."""
    if problem.file:
        return problem
    return replace(problem, file=cases.file, place=cases.tree.position(("cases", number)))
