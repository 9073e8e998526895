"""`formula`: points by a formula over named variables, in branches."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, PlainValidator
from pydantic_core import PydanticCustomError

from cchc_index.deferred import np
from cchc_index.exact import Booleans, Column, greatest, least, where
from cchc_index.fields import Amount, Key, Line, Model, Name, Words
from cchc_index.language import Lang, exact_number, pick, plain, uncapped
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
from cchc_index.rules.divisors import may_divide_by_zero
from cchc_index.rules.excel import INVALID, blank, chain, either, fitting, literal
from cchc_index.rules.expression import (
    RESERVED,
    Constant,
    Evaluation,
    ExpressionError,
    Variable,
    excel,
    parse_condition,
    parse_number,
)
from cchc_index.rules.expression_words import words
from cchc_index.rules.rate import say_nothing_arose, say_points
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PROBES = (0, 1, 2, 5, 10, 50, 100)
_MOST_PROBES = 400


def _variable_id(found: Any) -> str:
    if isinstance(found, str) and _IDENTIFIER.fullmatch(found) and found not in {*RESERVED, "points"}:
        return found
    code = "bad-variable"
    raise PydanticCustomError(code, "{found}", {"found": str(found)})


class FormulaVariable(Model):
    """A number that the formula needs."""

    id: Annotated[Key, PlainValidator(_variable_id)]
    title: Words
    kind: Literal["whole", "number"] = "number"
    data: Name | None = None


class FormulaBranch(Model):
    """Points, and when they are given."""

    when: Line | None = None
    points: Line


class Formula(Rule):
    """The first branch whose condition holds."""

    kind: Literal["formula"]
    variables: Annotated[tuple[FormulaVariable, ...], Field(min_length=1)]
    formulas: Annotated[tuple[FormulaBranch, ...], Field(min_length=1)]
    when_zero: Literal["full", "zero", "exclude", "invalid"] = "invalid"
    beyond: Literal["invalid", "cap"] = "invalid"
    example: dict[Key, Amount] | None = None

    @property
    def names(self) -> frozenset[str]:
        """The variables' ids."""
        return frozenset(variable.id for variable in self.variables)

    def inputs(self) -> tuple[Input, ...]:
        """A number for each variable."""
        return tuple(Input(variable.id, variable.kind, variable.title) for variable in self.variables)

    def data(self) -> Mapping[str, str]:
        """The data items that are variables."""
        return {variable.id: variable.data for variable in self.variables if variable.data is not None}

    def data_path(self, slot: str) -> tuple[str | int, ...]:
        """Where a variable's data item is named."""
        number = next(n for n, variable in enumerate(self.variables) if variable.id == slot)
        return ("variables", number, "data")

    def check(self, terms: Terms) -> Iterator[Fault]:
        """Every text is of the grammar, every branch can be met, and the example holds."""
        seen: set[str] = set()
        for number, variable in enumerate(self.variables):
            if variable.id in seen:
                yield Fault("repeated-name", ("variables", number, "id"), {"found": variable.id})
            seen.add(variable.id)
        unsound = list(self._check_texts())
        yield from unsound
        for number, branch in enumerate(self.formulas[:-1]):
            if branch.when is None:
                yield Fault("formula-never-tried", ("formulas", number + 1), {"number": number + 2})
        if not unsound and self.example is not None:
            yield from self._check_example(self.example, terms)

    def _check_texts(self) -> Iterator[Fault]:
        for number, branch in enumerate(self.formulas):
            texts = {"when": (branch.when, parse_condition), "points": (branch.points, parse_number)}
            for key, (text, parse) in texts.items():
                try:
                    if text is not None:
                        parse(text, self.names)
                except ExpressionError as error:
                    known = tuple(sorted(self.names))
                    said = {"found": error.found, "at": error.at, "text": text, "known": known}
                    yield Fault(error.code, ("formulas", number, key), said)

    def _check_example(self, example: dict[str, Fraction], terms: Terms) -> Iterator[Fault]:
        expected = {*self.names, "points"}
        if set(example) != expected:
            yield Fault("example-incomplete", ("example",), {"known": tuple(sorted(expected))})
            return
        for variable in self.variables:
            if variable.kind == "whole" and example[variable.id].denominator != 1:
                yield Fault("not-whole", ("example", variable.id), {"found": plain(example[variable.id])})
                return
        values = {name: example[name] for name in self.names}
        outcome = self.points(Columns.of_one(values, terms), terms)
        state = self.branches()[int(outcome.branch[0])].state
        got = outcome.points.at(0)
        if state is State.INVALID:
            yield Fault("example-invalid", ("example",))
        elif got != example["points"]:
            yield Fault("example-differs", ("example",), {"points": example["points"], "got": got})

    def branches(self) -> tuple[Branch, ...]:
        """Each formula, none of them, a division by 0, and points out of range."""
        zero = Branch("division_by_zero", State.NOT_APPLICABLE, counts=self.when_zero != "exclude")
        if self.when_zero == "invalid":
            zero = Branch("division_by_zero", State.INVALID, problem="division-by-zero")
        outside = () if self.beyond == "cap" else (Branch("beyond", State.INVALID, problem="formula-beyond"),)
        each = (Branch(f"formula:{number}") for number in range(1, len(self.formulas) + 1))
        return (*each, Branch("no_formula", State.INVALID, problem="no-formula-holds"), zero, *outside)

    def unreachable(self, terms: Terms) -> frozenset[str]:  # noqa: ARG002
        """A formula without a condition leaves none undecided; without a divisor that may be 0 none is divided by."""
        never = {"no_formula"} if any(branch.when is None for branch in self.formulas) else set()
        parsed = (
            (
                parse_condition(each.when, self.names) if each.when else None,
                parse_number(each.points, self.names),
            )
            for each in self.formulas
        )
        return frozenset(never if may_divide_by_zero(parsed) else {*never, "division_by_zero"})

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """The points of the first formula whose condition holds."""
        evaluation = self._evaluation(columns)
        chosen = list(self._chosen(evaluation, columns.shape))
        full = columns.most if self.when_zero == "full" else 0
        cases = [Case("division_by_zero", evaluation.divided_by_zero, full)]
        if self.beyond == "invalid":
            outside = [rows & ((points < 0) | (points > columns.most)) for rows, points in chosen]
            cases.append(Case("beyond", np.any(outside, axis=0)))
        for number, (rows, points) in enumerate(chosen, start=1):
            within = greatest(0, least(points, columns.most))
            cases.append(Case(f"formula:{number}", rows, within))
        return self.first(columns, cases, "no_formula")

    def _evaluation(self, columns: Columns) -> Evaluation:
        return Evaluation({**columns.all(self.names), "max_points": columns.most}, columns.shape)

    def _chosen(self, evaluation: Evaluation, shape: tuple[int, ...]) -> Iterator[tuple[Booleans, Column]]:
        undecided = np.ones(shape, dtype=np.bool_)
        for branch in self.formulas:
            rows = undecided
            if branch.when is not None:
                rows = evaluation.holds(parse_condition(branch.when, self.names), undecided)
            rows = rows & ~evaluation.divided_by_zero
            points = evaluation.number(parse_number(branch.points, self.names), rows)
            yield rows, where(np.broadcast_to(rows, shape), points, 0)
            undecided = undecided & ~rows & ~evaluation.divided_by_zero

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """The variables and the formula that was met."""
        given = "; ".join(
            f"{uncapped(v.title.to(lang))}: {exact_number(values.get(v.id, Fraction(0)), lang)}"
            for v in self.variables
        )
        if branch.startswith("formula:"):
            formula = self.formulas[int(branch.partition(":")[2]) - 1]
            return f"{given}; {self._say_met(formula, lang)}{self._say_cap(values, terms, lang)}"
        if branch == "division_by_zero":
            none = pick(lang, "mẫu số bằng 0 nên không tính được điểm", "a division by 0: no points")
            return f"{given}; {say_nothing_arose(self.when_zero, lang) or none}"
        return (
            f"{given}; "
            + {
                "no_formula": pick(lang, "không thuộc công thức nào", "no formula applies"),
                "beyond": pick(
                    lang,
                    "kết quả nằm ngoài khoảng từ 0 đến điểm tối đa",
                    "the result is not from 0 to the maximum",
                ),
            }[branch]
        )

    def _say_met(self, formula: FormulaBranch, lang: Lang) -> str:
        """The condition that holds, and what it gives."""
        said = self._say_points(formula, lang)
        flat = isinstance(parse_number(formula.points, self.names), Constant | Variable)
        gives = f"được {said}" if flat else f"điểm bằng {said}"
        if formula.when is None and len(self.formulas) == 1:
            return pick(lang, gives, f"points: {said}")
        met = pick(lang, "thuộc trường hợp còn lại", "none of the other cases")
        met = met if formula.when is None else self._say_when(formula.when, lang)
        return pick(lang, f"{met} nên {gives}", f"{met}: {said}")

    def _say_cap(self, values: Values, terms: Terms, lang: Lang) -> str:
        """What `beyond: cap` does to the result."""
        points, top = self.details("", values, terms)["points"], terms.max_points
        if points > top:
            return pick(lang, f", tối đa {say_points(top, 'vi')}", f", at most {say_points(top, 'en')}")
        return pick(lang, ", thấp nhất 0 điểm", ", at least 0 points") if points < 0 else ""

    def _titles(self, lang: Lang) -> dict[str, str]:
        titles = {variable.id: uncapped(variable.title.to(lang)) for variable in self.variables}
        return {**titles, "max_points": pick(lang, "điểm tối đa", "the maximum")}

    def _say_when(self, when: str, lang: Lang) -> str:
        return words(parse_condition(when, self.names), self._titles(lang), lang)

    def _say_points(self, formula: FormulaBranch, lang: Lang) -> str:
        node = parse_number(formula.points, self.names)
        return (
            say_points(node.value, lang)
            if isinstance(node, Constant)
            else words(node, self._titles(lang), lang)
        )

    def describe(self, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """Every formula and its condition, the variables by their titles."""
        alone = len(self.formulas) == 1
        rest = pick(lang, "điểm bằng ", "points: ") if alone else pick(lang, "còn lại: ", "otherwise: ")
        each = [f"{self._say_when(f.when, lang)}: " if f.when else rest for f in self.formulas]
        said = "; ".join(
            f"{before}{self._say_points(f, lang)}" for before, f in zip(each, self.formulas, strict=True)
        )
        return f"{said[0].upper()}{said[1:]}."

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:  # noqa: ARG002
        """The example, and round numbers for every variable."""
        if self.example is not None:
            yield {name: self.example[name] for name in self.names}
        grid = itertools.product(_PROBES, repeat=len(self.variables))
        for numbers in itertools.islice(grid, _MOST_PROBES):
            yield {variable.id: Fraction(n) for variable, n in zip(self.variables, numbers, strict=True)}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """The same formulas; a division by 0 that is not invalid goes before them."""
        known = {**cells, "max_points": literal(terms.max_points)}
        parts = list(self._parts(known))
        said = chain([(when, self._within(points, terms)) for when, points in parts], INVALID)
        if zero := self.spreadsheet_states(cells, terms).get("division_by_zero"):
            full = literal(terms.max_points) if self.when_zero == "full" else "0"
            said = f"IF({zero},{full},{said})"
        return fitting(f"IF({self._blanks(cells)},{INVALID},{said})")

    def spreadsheet_states(self, cells: Mapping[str, str], terms: Terms) -> Mapping[str, str]:
        """Where a formula that is tried divides by 0."""
        if self.when_zero == "invalid" or "division_by_zero" in self.unreachable(terms):
            return {}
        known = {**cells, "max_points": literal(terms.max_points)}
        tried = chain(list(self._parts(known)), "0")
        return {"division_by_zero": f"AND(NOT({self._blanks(cells)}),ISERROR({tried}))"}

    def _parts(self, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for branch in self.formulas:
            when = excel(parse_condition(branch.when, self.names), known) if branch.when else "TRUE"
            yield when, excel(parse_number(branch.points, self.names), known)

    def _blanks(self, cells: Mapping[str, str]) -> str:
        return either([blank(cells[name]) for name in sorted(self.names)])

    def _within(self, points: str, terms: Terms) -> str:
        top = literal(terms.max_points)
        if self.beyond == "cap":
            return f"MAX(0,MIN({top},{points}))"
        return f"IF(AND({points}>=0,{points}<={top}),{points},{INVALID})"

    def details(self, branch: str, values: Values, terms: Terms) -> dict[str, Any]:  # noqa: ARG002
        """What the formula gave, and the most that it may."""
        columns = Columns.of_one(values, terms)
        evaluation = self._evaluation(columns)
        given = [points.at(0) for rows, points in self._chosen(evaluation, columns.shape) if rows[0]]
        return {"points": given[0] if given else Fraction(0), "most": terms.max_points}

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """A base and a step; nothing asked for gives everything."""
        variables = [
            {"id": "giao", "title": "Nhiệm vụ được giao", "kind": "whole"},
            {"id": "xong", "title": "Nhiệm vụ hoàn thành", "kind": "whole"},
        ]
        formulas = [
            {"when": "giao == 0", "points": "max_points"},
            {"when": "xong / giao >= 0.5", "points": "max_points * xong / giao"},
            {"points": "0"},
        ]
        rule = {"kind": "formula", "variables": variables, "formulas": formulas}
        return (
            Example(rule, "2", "giao=8; xong=6", "1.5"),
            Example(rule, "2", "giao=0; xong=0", "2"),
            Example(rule, "2", "giao=8; xong=1", "0"),
        )
