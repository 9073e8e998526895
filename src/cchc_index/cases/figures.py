"""The figures of one unit in a result, exact, by the ids of nodes: what cases expect and what written cases say."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cchc_index.problems import Problem, Severity
from cchc_index.scoring.rollup import NO_INDEX
from cchc_index.scoring.scores import NO_CLASS, Scores
from cchc_index.states import State
from cchc_index.tables.results import WHOLE

if TYPE_CHECKING:
    from cchc_index.language import Text


class Figures:
    """The figures of one unit.

    Args:
        scores: the scores.
        unit: the unit's number.
    """

    def __init__(self, scores: Scores, unit: int) -> None:
        self.scores = scores
        self.plan = scores.plan
        self.unit = unit

    def _number(self, node: str) -> int:
        return self.plan.number_for(node, self.unit)

    def points(self, node: str) -> Fraction | None:
        """The points of a node or of the whole; nothing where the unit gave no answers."""
        if not self.scores.present[self.unit]:
            return None
        tally = self.scores.total if node == WHOLE else self.scores.tallies[self._number(node)]
        return Fraction(int(tally.steps[self.unit]), self.plan.scale)

    def index(self, node: str) -> Fraction | None:
        """The index of a node or of the whole; nothing where nothing is applicable."""
        found = self.scores.index if node == WHOLE else self.scores.node_index(self._number(node))
        steps = int(found[self.unit])
        return None if steps == NO_INDEX else Fraction(steps, 10**self.plan.criteria.policy.rounding.index)

    def state(self, leaf: str) -> State:
        """The state of a leaf."""
        return State(int(self.scores.leaves[self._number(leaf)].state[self.unit]))

    def class_name(self) -> Text | None:
        """The name of the unit's class, if it has one."""
        number = int(self.scores.class_number[self.unit])
        return None if number == NO_CLASS else self.plan.criteria.classes[number].name


def doubtful(scores: Scores) -> list[Problem]:
    """The errors and warnings of a result."""
    return [problem for problem in scores.problems if problem.severity is not Severity.INFO]
