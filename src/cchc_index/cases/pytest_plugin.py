"""The pytest plugin: it collects ``*.cases.yaml``, each case an item; ``-p no:cchc_index`` leaves them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cchc_index.cases.loading import Cases
    from cchc_index.cases.report import CaseOutcome


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A file of cases as a collector."""
    if ".cases." not in file_path.name.lower():
        return None
    from cchc_index.criteria.sources import is_cases_file  # noqa: PLC0415 - loaded where there are cases

    collector: pytest.Collector | None = None
    if is_cases_file(file_path):
        collector = CasesFile.from_parent(parent, path=file_path)
    return collector


class CasesFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[CaseItem]:
        """Its cases.

        Raises:
            CollectError: the file or its set cannot be read, with all problems.
        """
        from cchc_index.cases.loading import load_cases  # noqa: PLC0415 - loaded where there are cases
        from cchc_index.problems import CriteriaError  # noqa: PLC0415

        try:
            cases = load_cases(self.path, str(self.path))
        except CriteriaError as error:
            raise self.CollectError(str(error)) from None
        for number, case in enumerate(cases.content.cases):
            yield CaseItem.from_parent(self, name=case.name, cases=cases, number=number)


class Differs(Exception):  # noqa: N818 - a case, not an error of the program
    """A case that came otherwise than expected, or could not be run."""

    def __init__(self, outcome: CaseOutcome) -> None:
        super().__init__(outcome.name)
        self.outcome = outcome


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, cases: Cases, number: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.cases = cases
        self.number = number

    def runtest(self) -> None:
        """Runs the case.

        Raises:
            Differs: it did not pass.
        """
        from cchc_index.cases.running import run_case  # noqa: PLC0415

        outcome, _ = run_case(self.cases, self.number, "vi")
        if not outcome.passed:
            raise Differs(outcome)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The differences with their explanations, or what kept the case from being run."""
        from cchc_index.cases.telling import told  # noqa: PLC0415

        if isinstance(excinfo.value, Differs):
            return "\n".join(told(excinfo.value.outcome, "vi"))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line and the name of the case."""
        return self.path, self.cases.line(self.number) - 1, self.name
