"""`steps`: the points of the first step that the rate or value reaches."""

from __future__ import annotations

import operator
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cchc_index.exact import Booleans, Column, greatest
from cchc_index.fields import Amount, Flag, Signed
from cchc_index.language import Lang, Text, exact_number, percent, pick, plain
from cchc_index.rules.awards import NOTHING, Award, LoneAward
from cchc_index.rules.contract import Branch, Case, Columns, Example, Fault, Input, Outcome, Terms, Values
from cchc_index.rules.excel import chain, fitting, literal
from cchc_index.rules.rate import HUNDRED, RateRule, say_points
from cchc_index.rules.soundness import within_maximum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_BOUNDS = ("at_least", "above", "at_most", "below")
_COMPARE: dict[str, Callable[[Column, Fraction], Booleans]] = {
    "at_least": operator.ge,
    "above": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
}
_SIGNS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}


class Cut(NamedTuple):
    """A cut between numbers: just before a number (side 0) or just after it (side 1)."""

    at: Fraction | float
    side: int


class Step(Award):
    """One bound and what reaching it gives."""

    at_least: Signed | None = None
    above: Signed | None = None
    at_most: Signed | None = None
    below: Signed | None = None
    times_rate: Amount | None = None

    def stated(self) -> int:
        """Points, percent or times_rate."""
        return super().stated() + (self.times_rate is not None)

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if sum(getattr(self, word) is not None for word in _BOUNDS) != 1:
            code = "one-bound"
            raise PydanticCustomError(code, "one bound")
        return self

    @cached_property
    def word(self) -> str:
        """Which of the four bounds it is."""
        return next(word for word in _BOUNDS if getattr(self, word) is not None)

    @cached_property
    def bound(self) -> Fraction:
        """The number that is compared with."""
        return Fraction(getattr(self, self.word))

    @property
    def upward(self) -> bool:
        """Whether what is larger reaches it."""
        return self.word in {"at_least", "above"}

    @property
    def cut(self) -> Cut:
        """Where the numbers that reach it begin or end."""
        return Cut(self.bound, 1 if self.word in {"above", "at_most"} else 0)

    def holds(self, value: Column) -> Booleans:
        """Where the bound is reached."""
        return _COMPARE[self.word](value, self.bound)

    def award(self, value: Column, most: Column) -> Column:
        """What it gives to a column of rates."""
        if self.times_rate is None:
            return self.of(most)
        return greatest(0, value * (self.times_rate / HUNDRED))


class Reached(NamedTuple):
    """The part of the numbers that a step is the first to take."""

    low: Cut
    high: Cut

    @property
    def empty(self) -> bool:
        """Whether no number is left for the step."""
        return self.low >= self.high

    def probes(self) -> tuple[Fraction, ...]:
        """Some numbers of the part, from its lower end on."""
        low, high = (Fraction(cut.at) if abs(cut.at) != float("inf") else None for cut in self)
        low, high = (
            (high - 1 if low is None and high is not None else low),
            (low + 1 if high is None and low is not None else high),
        )
        if low is None or high is None:
            return (Fraction(0),)
        return (
            low,
            low + min(Fraction(1, 100), (high - low) / 2),
            low + (high - low) / 2,
            high - min(Fraction(1, 100), (high - low) / 2),
            high,
        )


class Steps(RateRule):
    """A ladder on a rate, or on a value."""

    kind: Literal["steps"]
    of: Literal["rate", "value"] = "rate"
    negative: Flag = False
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    otherwise: LoneAward = NOTHING

    def asks_rate(self) -> bool:
        """Unless it is about a value."""
        return self.of == "rate"

    def inputs(self) -> tuple[Input, ...]:
        """A rate or a number."""
        if self.asks_rate():
            return super().inputs()
        return (Input("value", "number", Text("giá trị", "value"), negative=self.negative),)

    def bounds(self) -> tuple[Fraction, ...]:
        """The bounds of the steps."""
        return tuple(step.bound for step in self.steps)

    def domain(self) -> Reached:
        """The numbers that the steps may meet."""
        infinite = float("inf")
        if self.asks_rate():
            keeps = self.above_100 == "keep"
            low = Cut(-infinite, 0) if keeps and self.complement else Cut(Fraction(0), 0)
            return Reached(low, Cut(infinite, 1) if keeps and not self.complement else Cut(HUNDRED, 1))
        return Reached(Cut(-infinite, 0) if self.negative else Cut(Fraction(0), 0), Cut(infinite, 1))

    def parts(self) -> Iterator[Reached]:
        """The part of the numbers that each step takes, then what is left for `otherwise`."""
        low, high = self.domain()
        for step in self.steps:
            if step.upward:
                edge = max(step.cut, low)
                yield Reached(edge, high)
                high = min(high, edge)
            else:
                edge = min(step.cut, high)
                yield Reached(low, edge)
                low = max(low, edge)
        yield Reached(low, high)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """Each step is reachable where it stands, and the best gives exactly the maximum."""
        yield from super().check(terms)
        if self.negative and self.asks_rate():
            yield Fault("parameter-without-effect", ("negative",), {"key": "negative"})
        parts = tuple(self.parts())
        yield from self._unreachable(parts)
        awards = [*self.steps, self.otherwise]
        best = [self._best(award, part, terms) for award, part in zip(awards, parts, strict=True)]
        yield from within_maximum("steps", best[:-1], terms)
        if best[-1] > terms.max_points:
            yield Fault("points-exceed-max", ("otherwise",), {"points": best[-1]})
        if max(best) < terms.max_points:
            yield Fault("max-not-reached", ("steps",), {"points": max(best)})

    def _unreachable(self, parts: tuple[Reached, ...]) -> Iterator[Fault]:
        lowest = self.domain().low
        for number, (step, part) in enumerate(zip(self.steps, parts, strict=False)):
            if step.times_rate is not None and not self.asks_rate():
                yield Fault(
                    "parameter-without-effect", ("steps", number, "times_rate"), {"key": "times_rate"}
                )
            if part.empty or step.cut < lowest:
                before = self._shading(number)
                code = "unreachable-step" if before else "step-out-of-range"
                said = {"step": self._say_step(step), "before": self._say_step(before) if before else ""}
                yield Fault(code, ("steps", number), said)

    def _shading(self, number: int) -> Step | None:
        """The earliest step before a step that leaves no number to it; nothing where its bound is out of range."""
        for before in range(number + 1):
            tried = self.model_copy(update={"steps": (*self.steps[:before], self.steps[number])})
            if list(tried.parts())[before].empty:
                return self.steps[before - 1] if before else None
        return None

    def _best(self, award: Award, part: Reached, terms: Terms) -> Fraction:
        times = award.times_rate if isinstance(award, Step) else None
        if part.empty:
            return Fraction(0)
        if times is None:
            return award.of(terms.max_points)
        highest = part.high.at if part.high.at != float("inf") else part.low.at + 10**9
        inside = part.high.side == 1 or part.high.at == float("inf")
        return times * Fraction(highest) / HUNDRED - (0 if inside else Fraction(1, 10**9))

    def branches(self) -> tuple[Branch, ...]:
        """Each step, and none of them."""
        steps = (Branch(f"{step.word}:{plain(step.bound)}") for step in self.steps)
        return (*dict.fromkeys(steps), Branch("otherwise"), *self.rate_branches())

    def unreachable(self, terms: Terms) -> frozenset[str]:  # noqa: ARG002
        """Nothing is left to `otherwise` where the steps take every number."""
        *_, rest = self.parts()
        return frozenset({"otherwise"} if rest.empty else ())

    def points(self, columns: Columns, terms: Terms) -> Outcome:
        """The award of the first step that is reached."""
        value, cases = self.rate(columns, terms) if self.asks_rate() else (columns["value"], ())
        ids = list(self.branch_numbers)
        steps = [
            Case(branch, step.holds(value), step.award(value, columns.most))
            for branch, step in zip(ids, self.steps, strict=False)
        ]
        return self.first(columns, [*cases, *steps], "otherwise", self.otherwise.of(columns.most))

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """The rate and the step that it reaches."""
        said = (
            self.say_rate(branch, values, terms, lang)
            if self.asks_rate()
            else exact_number(values["value"], lang)
        )
        if branch in {special.id for special in self.rate_branches()}:
            return said
        if branch == "otherwise":
            return f"{said}, {pick(lang, 'không thuộc mức nào', 'in no step')}"
        number = [each.id for each in self.branches()].index(branch)
        part = list(self.parts())[number]
        step = self.steps[number]
        said += f", {pick(lang, 'thuộc mức', 'in the step')} {self._say_part(step, part, lang)}"
        by_rate = pick(lang, ", tính theo tỷ lệ", ", in proportion")
        return said if step.times_rate is None else f"{said}{by_rate}"

    def _say_part(self, step: Step, part: Reached, lang: Lang) -> str:
        """What a step takes: its bound, and that of a step before where one ends it (``từ 90% đến dưới 100%``)."""
        low = high = ""
        if step.upward or part.low != self.domain().low:
            word = pick(lang, "trên", "above") if part.low.side else pick(lang, "từ", "from")
            low = f"{word} {self._say(Fraction(part.low.at), lang)}"
        if not step.upward or part.high != self.domain().high:
            word = pick(lang, "đến", "to") if part.high.side else pick(lang, "dưới", "below")
            if bool(low) != bool(part.high.side):
                word = pick(lang, f"đến {word}" if low else word, f"to {word}" if low else f"up {word}")
            high = f"{word} {self._say(Fraction(part.high.at), lang)}"
        return f"{low} {high}".strip()

    def _say_step(self, step: Step) -> Text:
        words = {
            "at_least": ("từ", "from"),
            "above": ("trên", "above"),
            "at_most": ("đến", "up to"),
            "below": ("dưới", "below"),
        }[step.word]
        return Text(f"{words[0]} {self._say(step.bound, 'vi')}", f"{words[1]} {self._say(step.bound, 'en')}")

    def _say(self, bound: Fraction, lang: Lang) -> str:
        return percent(bound, lang, 9) if self.asks_rate() else exact_number(bound, lang)

    def describe(self, terms: Terms, lang: Lang) -> str:
        """Every step with its points."""
        said = []
        for step, part in zip(self.steps, self.parts(), strict=False):
            times = step.times_rate
            gives = say_points(step.of(terms.max_points), lang)
            if times is not None:
                gives = f"{say_points(times, lang)} × {self.rate_name(lang)}"
            said.append(f"{self._say_part(step, part, lang)}: {gives}")
        rest = say_points(self.otherwise.of(terms.max_points), lang)
        name = self.rate_name(lang) if self.asks_rate() else pick(lang, "giá trị", "value")
        said.append(f"{pick(lang, 'còn lại', 'otherwise')}: {rest}")
        return f"{name[0].upper()}{name[1:]} {'; '.join(said)}{self.describe_rate(lang)}."

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:
        """Probes of every part, the fewest points first."""
        awards = [*self.steps, self.otherwise]
        ordered = sorted(
            zip(awards, self.parts(), strict=True), key=lambda pair: self._best(pair[0], pair[1], terms)
        )
        for award, part in ordered:
            times = award.times_rate if isinstance(award, Step) else None
            exact = [points * HUNDRED / times] if times else []
            for probe in (*exact, *part.probes()) if not part.empty else ():
                answer = self.answer_for(probe) if self.asks_rate() else {"value": probe}
                if self._can_be(answer):
                    yield answer

    def _can_be(self, answer: Values) -> bool:
        """Whether an answer is one that can be given."""
        if not self.asks_rate():
            return self.negative or answer["value"] >= 0
        return answer["rate"] >= 0 and (self.above_100 == "keep" or answer["rate"] <= HUNDRED)

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """The steps as nested IFs."""
        value, cases = self.rate_formula(cells, terms) if self.asks_rate() else (cells["value"], [])
        for step in self.steps:
            gives = literal(step.of(terms.max_points))
            if step.times_rate is not None:
                gives = f"MAX(0,{literal(step.times_rate)}*{value}/100)"
            cases.append((f"{value}{_SIGNS[step.word]}{literal(step.bound)}", gives))
        return fitting(chain(cases, literal(self.otherwise.of(terms.max_points))))

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """A ladder on a rate; one on a value, the fewer the better; a ladder that ends in a slope."""
        ladder = [{"at_least": "100", "points": "1"}, {"at_least": "90", "points": "0.75"}]
        fewer = [{"at_most": "2", "percent": "100"}, {"at_most": "5", "percent": "50"}]
        slope = [{"at_least": "80", "points": "2"}, {"at_least": "50", "times_rate": "2"}]
        return (
            Example({"kind": "steps", "when_zero": "full", "steps": ladder}, "1", "92,5%", "0.75"),
            Example({"kind": "steps", "of": "value", "steps": fewer}, "1", "4", "0.5"),
            Example({"kind": "steps", "when_zero": "zero", "steps": slope}, "2", "60%", "1.2"),
        )
