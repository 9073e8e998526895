"""What a rule kind answers for: the contract between a rule and everything that uses one.

A kind is one file in `rules.kinds`: a frozen model of its parameters that says what it asks, what makes the
parameters unsound, what points whole columns of answers get and by which branch, and how to say so. Forms,
typing of text, next steps and documentation derive from these answers; nothing else knows a kind by name.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, TypeAlias

from cchc_index.deferred import np
from cchc_index.exact import Booleans, Column, Integers, Mode, Number, chosen_steps, first_of, put
from cchc_index.fields import Model
from cchc_index.language import Lang, Text
from cchc_index.rules.calendar import Calendar
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

SlotType: TypeAlias = Literal["yes_no", "option", "tick", "whole", "number", "percent", "date", "text"]
InputType: TypeAlias = Literal[
    "yes_no", "option", "ticks", "whole", "number", "rate", "date", "counts", "text"
]
Values: TypeAlias = "Mapping[str, Fraction]"

NOT_DONE = 0
"""The day number that stands for "not done" in a column of dates."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that an input offers: an option, an item to tick, a kind of answer to count."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Slot:
    """One typed value of an answer; `default` stands in where others of its leaf are given and it is not."""

    id: str
    type: SlotType
    title: Text
    default: int | None = None
    choices: tuple[Choice, ...] = ()
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that a rule asks.

    Args:
        id: how rows name it.
        type: what is asked; a rate is asked as numerator and denominator or as a percentage, counts as a whole
            number for each choice or as a percentage.
        title: what is asked, for people.
        choices: what an option, ticks or counts choose among.
        negative: whether a number may be below 0.
        default: stands in where another input of the leaf is given and this is not.
        main: whether a bare answer is this input's, though the rule asks for others too.
        prefix: what the ids of counts begin with (a group of respondents).
    """

    id: str
    type: InputType
    title: Text
    choices: tuple[Choice, ...] = ()
    negative: bool = False
    default: int | None = None
    main: bool = False
    prefix: str = ""

    def ways(self) -> tuple[tuple[Slot, ...], ...]:
        """The sets of slots any one of which answers the input."""
        if self.type == "rate":
            return (
                (
                    Slot("numerator", "whole", Text("tử số", "numerator")),
                    Slot("denominator", "whole", Text("mẫu số", "denominator")),
                ),
                (Slot(self.id, "percent", self.title),),
            )
        if self.type == "counts":
            counted = tuple(
                Slot(self.prefix + choice.id, "whole", choice.title, 0) for choice in self.choices
            )
            return (counted, (Slot(self.id, "percent", self.title),))
        if self.type == "ticks":
            return (tuple(Slot(choice.id, "tick", choice.title, 0) for choice in self.choices),)
        return ((Slot(self.id, self.type, self.title, self.default, self.choices, self.negative),),)

    def slots(self) -> tuple[Slot, ...]:
        """Every slot of every way."""
        return tuple(slot for way in self.ways() for slot in way)


@dataclass(frozen=True)
class Terms:
    """The terms on which a leaf's rule is applied: its maximum, the year, the set's calendar and rate rounding."""

    max_points: Fraction
    year: int
    calendar: Calendar = field(default_factory=Calendar)
    rate_decimals: int | None = None
    mode: Mode = "half_up"


@dataclass(frozen=True, slots=True)
class Branch:
    """One way in which a rule can end.

    Args:
        id: stable; the column `branch` of the leaves.
        state: what the branch makes of the leaf.
        counts: whether the leaf stays in the maximum.
        problem: the code of what the branch reports, if anything.
    """

    id: str
    state: State = State.SCORED
    counts: bool = True
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that makes a rule's parameters unsound: a problem's code, where in the rule, and its values."""

    code: str
    path: tuple[str | int, ...] = ()
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Example:
    """A rule as a file writes it, an answer as a person writes it, and the points that it gets."""

    rule: Mapping[str, Any]
    max_points: str
    answer: str
    points: str


class Columns:
    """The typed answers that a rule is applied to: a column for each slot and where it is given.

    They are those of one leaf, or of a block of leaves with equal rules: then columns have a row a leaf, and
    arithmetic goes all along the rows. The leaves of a block may differ in their maximum alone.

    Args:
        values: the numbers of each slot.
        given: where a slot is given; nothing where none of it is.
        shape: units, or leaves × units.
        most: the maximum, or that of each leaf.
    """

    def __init__(
        self,
        values: Mapping[str, Column],
        given: Callable[[str], Booleans | None],
        shape: tuple[int, ...],
        most: Column,
    ) -> None:
        self._values = values
        self._given = given
        self.shape = shape
        self.most = most

    def __getitem__(self, slot: str) -> Column:
        """The numbers of a slot; 0 where it is not given."""
        return self._values.get(slot, _ZERO)

    def given(self, slot: str) -> Booleans:
        """Where the slot is given."""
        found = self._given(slot)
        return np.zeros(self.shape, dtype=np.bool_) if found is None else found

    def all(self, slots: Iterable[str]) -> dict[str, Column]:
        """The numbers of several slots."""
        return {slot: self[slot] for slot in slots}

    def any_given(self, slot: str) -> bool:
        """Whether any row gives the slot."""
        found = self._given(slot)
        return found is not None and bool(found.any())

    @classmethod
    def of_one(cls, values: Values, terms: Terms) -> Columns:
        """One unit's answer: a column of one."""
        given = np.ones(1, dtype=np.bool_)
        columns = {slot: Column.over([value.numerator], value.denominator) for slot, value in values.items()}
        return cls(columns, dict.fromkeys(columns, given).get, (1,), Column.constant(terms.max_points))


_ZERO = Column.constant(0)


class Case(NamedTuple):
    """Where a branch is taken, and its points there."""

    branch: str
    holds: Booleans
    points: Column | Number = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The points of each branch and, for each row, the number of the branch that it takes."""

    points_of: tuple[Column | Number, ...]
    branch: Integers

    @property
    def points(self) -> Column:
        """The exact points."""
        *others, last = self.points_of
        return first_of([(self.branch == number, points) for number, points in enumerate(others)], last)

    def steps(self, decimals: int, mode: Mode) -> Integers:
        """The rounded points, in steps."""
        return chosen_steps(self.points_of, self.branch, decimals, mode)


class Rule(Model):
    """The parameters of one leaf's rule.

    A kind defines `kind` as a `Literal` field, and every method below that it does not inherit.
    """

    needs_maximum: ClassVar[bool] = True

    @abstractmethod
    def inputs(self) -> tuple[Input, ...]:
        """What the rule asks."""

    @abstractmethod
    def check(self, terms: Terms) -> Iterator[Fault]:
        """What makes the parameters unsound on these terms."""

    @abstractmethod
    def branches(self) -> tuple[Branch, ...]:
        """All ways in which the rule can end."""

    def unreachable(self, terms: Terms) -> frozenset[str]:  # noqa: ARG002
        """The branches that no answer can take with these parameters; none unless the kind says so."""
        return frozenset()

    @abstractmethod
    def points(self, columns: Columns, terms: Terms) -> Outcome:
        """The exact points of whole columns of answers, and the branch that each row takes.

        The maximum is `columns.most`: the leaves of a block share all other terms.
        """

    @abstractmethod
    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """What was answered and which part of the rule it met, as the middle of an explanation."""

    @abstractmethod
    def describe(self, terms: Terms, lang: Lang) -> str:
        """The rule in a sentence, as the column "cách tính điểm" says it."""

    @abstractmethod
    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:
        """Answers that may give at least `points`, the least demanding first."""

    @abstractmethod
    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """The points before rounding as an Excel formula over cells; nothing where Excel cannot say it.

        Cells are those of the slots that a form asks: of each input the slots of one way. Numbers in them are such
        as their slots take, and one cell at least is filled in. An answer that is invalid gives `excel.INVALID`.
        """

    def spreadsheet_states(self, cells: Mapping[str, str], terms: Terms) -> Mapping[str, str]:  # noqa: ARG002
        """By the id of a branch that makes the leaf not applicable or unanswered, the condition that it is taken.

        The conditions are of Excel, over the same cells; a branch without one leaves the leaf to the engine
        wherever the policy of the set would have it differ from any other answer.
        """
        return {}

    @classmethod
    @abstractmethod
    def examples(cls) -> tuple[Example, ...]:
        """Answers with their points, for the documentation and the tests."""

    def data(self) -> Mapping[str, str]:
        """The slots that a data item of the set fills, each with the item's id."""
        return {}

    def data_path(self, slot: str) -> tuple[str | int, ...]:
        """Where in the rule a slot's data item is named."""
        return (slot,)

    def reach(self, points: Fraction, terms: Terms) -> Values | None:
        """The least demanding answer known to give at least `points`, or nothing where none does."""
        if points > terms.max_points:
            return None
        return next(
            (values for values in self.candidates(points, terms) if self._gives(values, points, terms)), None
        )

    def _gives(self, values: Values, points: Fraction, terms: Terms) -> bool:
        outcome = self.points(Columns.of_one(values, terms), terms)
        branch = self.branches()[int(np.asarray(outcome.branch).flat[0])]
        return branch.state is State.SCORED and outcome.points.at(0) >= points

    def details(self, branch: str, values: Values, terms: Terms) -> dict[str, Any]:  # noqa: ARG002
        """The values that the sentence of a branch's problem names."""
        return dict(values)

    def first(
        self, columns: Columns, cases: Iterable[Case], branch: str, points: Column | Number = 0
    ) -> Outcome:
        """The outcome of the first case that holds in each row, and `branch` with `points` where none does."""
        number = self.branch_numbers
        taken = np.full(columns.shape, number[branch], dtype=np.int16)
        points_of: list[Column | Number] = [0] * len(number)
        points_of[number[branch]] = points
        for case in reversed(list(cases)):
            if np.count_nonzero(case.holds):
                put(taken, case.holds, number[case.branch])
                points_of[number[case.branch]] = case.points
        return Outcome(tuple(points_of), taken)

    @cached_property
    def parameters(self) -> str:
        """Every parameter, written exactly: the same text only for equal rules."""
        return repr((type(self), [(name, getattr(self, name)) for name in type(self).model_fields]))

    @cached_property
    def branch_numbers(self) -> dict[str, int]:
        """The number of each branch, by its id."""
        return {branch.id: number for number, branch in enumerate(self.branches())}

    @cached_property
    def branch_states(self) -> Integers:
        """The state of each branch."""
        return np.array([branch.state for branch in self.branches()], dtype=np.int8)

    @cached_property
    def always_answers(self) -> bool:
        """Whether no branch makes of an answer that there is none."""
        return all(branch.state is not State.UNANSWERED for branch in self.branches())

    @cached_property
    def branch_counts(self) -> Booleans | None:
        """Whether each branch leaves the leaf in the maximum; nothing where all do."""
        counts = np.array([branch.counts for branch in self.branches()], dtype=np.bool_)
        return None if counts.all() else counts
