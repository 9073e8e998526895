"""`given`: points that somebody gives, between 0 and the maximum."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from cchc_index.deferred import np
from cchc_index.fields import Amount
from cchc_index.language import Lang, Text, pick
from cchc_index.rules.contract import (
    Branch,
    Case,
    Columns,
    Example,
    Fault,
    Input,
    Outcome,
    Rule,
    Terms,
    Values,
)
from cchc_index.rules.excel import INVALID, literal
from cchc_index.rules.rate import say_points
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Given(Rule):
    """Points as given; `step` refuses those that are no multiple of it."""

    kind: Literal["given"]
    step: Amount | None = None

    def inputs(self) -> tuple[Input, ...]:
        """Points."""
        return (Input("points", "number", Text("số điểm", "points")),)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """The maximum is a whole number of steps."""
        if self.step is not None and (self.step == 0 or terms.max_points % self.step):
            yield Fault("step-misses-max", ("step",), {"found": self.step})

    def branches(self) -> tuple[Branch, ...]:
        """As given, too many, between two steps."""
        return (
            Branch("as_given"),
            Branch("above_maximum", State.INVALID, problem="points-above-max"),
            Branch("off_step", State.INVALID, problem="points-off-step"),
        )

    def unreachable(self, terms: Terms) -> frozenset[str]:  # noqa: ARG002
        """Without steps, nothing lies between two."""
        return frozenset({"off_step"} if self.step is None else ())

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """The points given."""
        given = columns["points"]
        cases = [Case("above_maximum", given > columns.most)]
        if self.step is not None:
            steps = given / self.step
            cases.append(Case("off_step", np.invert(steps.rounded(0, "down").equal_to(steps))))
        return self.first(columns, cases, "as_given", given)

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """The points given, or why they do not stand."""
        said = say_points(values["points"], lang)
        if branch == "above_maximum":
            top = say_points(terms.max_points, lang)
            return f"{said}, {pick(lang, f'vượt điểm tối đa ({top})', f'above the maximum of {top}')}"
        if branch == "off_step" and self.step is not None:
            step = say_points(self.step, lang)
            return f"{said}, {pick(lang, 'không phải bội số của', 'no multiple of')} {step}"
        return pick(lang, f"chấm {said}", f"given {said}")

    def describe(self, terms: Terms, lang: Lang) -> str:
        """From 0 to the maximum, in steps."""
        top = say_points(terms.max_points, lang)
        step = (
            f", {pick(lang, 'mỗi mức cách nhau', 'in steps of')} {say_points(self.step, lang)}"
            if self.step
            else ""
        )
        return pick(lang, f"Chấm trực tiếp từ 0 đến {top}{step}.", f"Given, from 0 to {top}{step}.")

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:  # noqa: ARG002
        """Just as many, on the next step."""
        yield {"points": points if self.step is None else -(-points // self.step) * self.step}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str:
        """The cell, where it holds what may be given."""
        cell, top = cells["points"], literal(terms.max_points)
        allowed = f"AND({cell}>=0,{cell}<={top})"
        if self.step is not None:
            multiple = f"ABS({cell}-ROUND({cell}/{literal(self.step)},0)*{literal(self.step)})<0.000000001"
            allowed = f"AND({cell}>=0,{cell}<={top},{multiple})"
        return f"IF({allowed},{cell},{INVALID})"

    def details(self, branch: str, values: Values, terms: Terms) -> dict[str, Any]:  # noqa: ARG002
        """The points given, and what they may be."""
        return {"found": values["points"], "most": terms.max_points, "step": self.step or 0}

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Any number; a number on a step."""
        return Example({"kind": "given"}, "2", "1,25", "1.25"), Example(
            {"kind": "given", "step": "0.5"}, "2", "1,5", "1.5"
        )
