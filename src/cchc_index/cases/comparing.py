"""What one unit came to, beside what its case expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.cases.figures import Figures, doubtful
from cchc_index.cases.model import NO_CLASS, Expected, ExpectedProblem
from cchc_index.cases.report import Difference
from cchc_index.explain import Explanation
from cchc_index.language import Text, exact_number
from cchc_index.tables.results import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from cchc_index.problems import Problem
    from cchc_index.result import Result

POINTS, INDEX, STATE, CLASS, PROBLEMS = (
    Text("điểm", "points"),
    Text("chỉ số", "index"),
    Text("trạng thái", "state"),
    Text("xếp loại", "class"),
    Text("lỗi, cảnh báo", "problems"),
)
_LOST = ("unknown-criterion", "ambiguous-criterion")
"""Problems of rows that no case means to write unless it says so."""


def unit_differences(result: Result, expect: Expected) -> Iterator[Difference]:
    """What the unit of a result has otherwise than expected.

    Args:
        result: the result of the one unit.
        expect: what it must come to.
    """
    yield from _Comparison(result).differences(expect)


class _Comparison:
    """The one unit of a result, figure by figure."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.lang = result.lang
        self.figures = Figures(result.scores, 0)
        self.explanation = Explanation(result.scores, 0, result.lang)

    def differences(self, expect: Expected) -> Iterator[Difference]:
        """Points, states, indices, the class, and the problems."""
        for node, wanted in expect.points.items():
            yield from self._figure(POINTS, node, wanted, self.figures.points(node))
        for leaf, state in expect.states.items():
            found = self.figures.state(leaf)
            if found is not state:
                yield self._difference(
                    STATE, leaf, f"“{state.text.to(self.lang)}”", f"“{found.text.to(self.lang)}”"
                )
        for node, wanted in expect.index.items():
            yield from self._figure(INDEX, node, wanted, self.figures.index(node))
        yield from self._class(expect.class_)
        yield from self._problems(expect.problems)

    def _figure(
        self, what: Text, node: str, wanted: Fraction | None, found: Fraction | None
    ) -> Iterator[Difference]:
        if wanted != found:
            yield self._difference(what, node, self._number(wanted), self._number(found))

    def _number(self, figure: Fraction | None) -> str:
        return "" if figure is None else exact_number(figure, self.lang)

    def _difference(self, what: Text, node: str, expected: str, got: str) -> Difference:
        return Difference(what, node, expected, got, self._explained(node), lang=self.lang)

    def _explained(self, node: str) -> str:
        """Why a node has the points it has; of the whole also the class."""
        if node == WHOLE:
            return " ".join([self.explanation.total(), *self.explanation.standing()])
        return self.explanation.node(self.result.scores.plan.numbers[node])

    def _class(self, wanted: str | None) -> Iterator[Difference]:
        if wanted is None:
            return
        found = self.figures.class_name()
        names = {NO_CLASS} if found is None else {found.vi, found.en}
        if wanted not in names:
            expected = "" if wanted == NO_CLASS else f"“{wanted}”"
            got = f"“{found.to(self.lang)}”" if found else ""
            yield self._difference(CLASS, WHOLE, expected, got)

    def _problems(self, wanted: tuple[ExpectedProblem, ...] | None) -> Iterator[Difference]:
        """What was found and not expected, and the other way round; where a case is silent, lost rows only."""
        found = doubtful(self.result.scores)
        if wanted is None:
            found = [problem for problem in found if problem.code in _LOST]
        left = list(found)
        for each in sorted(wanted or (), key=lambda each: each.criterion is None):
            match = next((problem for problem in left if _is(problem, each)), None)
            if match is None:
                yield Difference(PROBLEMS, each.criterion or WHOLE, each.code, "", lang=self.lang)
            else:
                left.remove(match)
        for problem in left:
            said = problem.to(self.lang)
            why = f"{said} {said.hint}".rstrip()
            yield Difference(PROBLEMS, problem.criterion or WHOLE, "", problem.code, why, lang=self.lang)


def _is(problem: Problem, expected: ExpectedProblem) -> bool:
    return problem.code == expected.code and expected.criterion in {None, problem.criterion}
