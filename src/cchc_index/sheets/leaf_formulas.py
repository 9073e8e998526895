"""The live points of one leaf: by its rule, then by what the set's policy makes of blanks, claims, evidence and "không áp dụng"."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from cchc_index.rules.contract import NOT_DONE, Branch, Columns
from cchc_index.rules.excel import INVALID as ERROR
from cchc_index.rules.excel import blank, either, literal, rounded, says, text
from cchc_index.rules.reading import neat, unanswered_slots, with_defaults
from cchc_index.sheets.layout import Field
from cchc_index.sheets.live import (
    AWAITED,
    BARE,
    INVALID,
    LATER,
    LEFT_OUT,
    NOTHING,
    Live,
    always,
    any_of,
    choose,
    on_step,
    points,
    word,
)
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cchc_index.criteria.model import Policy, Rounding
    from cchc_index.language import Text
    from cchc_index.sheets.book import Page
    from cchc_index.sheets.filling import Filling, Shape
    from cchc_index.sheets.lines import Line, Lines
    from cchc_index.sheets.live import Value

NO_EVIDENCE = ("", "-", "x", "có", "không")
"""What names no document."""
_NUMBERS = {"whole", "number", "percent"}
_NOT_APPLICABLE = ("không áp dụng", "không phát sinh", "not applicable")
_FEW = 2
_REMEMBERED = 256
"""The answers to a leaf of which is remembered what the rule gives: units often answer alike."""


class LeafFormula:
    """The points of one leaf.

    Args:
        lines: the rows of the form.
        page: its sheet.
        shape: what the form's filling changes of it.
        number: the leaf's number.
    """

    def __init__(self, lines: Lines, page: Page, shape: Shape, number: int) -> None:
        self.lines = lines
        self.page = page
        self.shape = shape
        self.number = number
        self.item = lines.items[number]
        self.rule = lines.rule(number)
        self.terms = lines.terms(number)
        self.policy: Policy = lines.criteria.policy
        self.inputs = self.rule.inputs()
        self.rows: list[Line] = [line for line in lines.lines if line.number == number]
        self._outcome_of = lru_cache(_REMEMBERED)(self._worked_out)

    def live(self) -> Live | None:
        """The points, conditions on other nodes aside; nothing where Excel cannot say them."""
        if self.number in self.shape.exempt:
            return word(LEFT_OUT, self.page.book.lang)
        if self._is_told_twice() or not self.tells_states():
            return None
        said = self._by_answer()
        if said is not None:
            said = self._unless_not_applicable(choose(self._blank(), self._missing(), said))
            for node in self.lines.above(self.number):
                if self._may_be_aside(node):
                    instead = self._aside(self.lines.items[node].not_applicable)
                    said = choose(self._said_of(node), instead, said)
        return said

    def _is_told_twice(self) -> bool:
        """Whether a rate is asked beside its counts, with which it has to agree."""
        asked = {line.question.slot.id for line in self.rows if line.question}
        ways = [[{slot.id for slot in way} for way in each.ways()] for each in self.rule.inputs()]
        return any(all(asked & way for way in each) for each in ways if len(each) > 1)

    def cell(self, field: Field) -> str:
        """A cell of the leaf's first row."""
        return self.page.cell(self.lines.rows[self.number], field)

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """The cell of each slot that is asked; a percentage in a cell of percents is its hundredfold."""
        found = {}
        for line in self.rows:
            assert line.question is not None  # noqa: S101 - a leaf's rows ask
            cell = self.page.cell(line.row, Field.ANSWER)
            if line.question.slot.type == "percent":
                cell = f'IF({cell}="","",{cell}*IF(LEFT(CELL("format",{cell}))="P",100,1))'
            found[line.question.slot.id] = cell
        return found

    def values(self, filling: Filling) -> Mapping[str, Fraction]:
        """What the cells of the slots hold."""
        return filling.once((self, "values"), self._values)

    def _values(self, filling: Filling) -> Mapping[str, Fraction]:
        given, found = filling.answers.get(self.number, {}), {}
        for line in self.rows:
            assert line.question is not None  # noqa: S101 - a leaf's rows ask
            slot, data = line.question.slot, line.question.data
            value = filling.data.get(data) if data else given.get(slot.id)
            if value is not None and (value or slot.type != "tick" or not any(given.values())):
                found[slot.id] = value
        return found

    def _are_blank(self, rows: Iterable[Line]) -> Callable[[Filling], bool]:
        """Whether nothing stands in the answers of some rows."""
        slots = frozenset(line.question.slot.id for line in rows if line.question)
        return lambda filling: slots.isdisjoint(self.values(filling))

    def _own(self) -> list[Line]:
        """The rows that the leaf is answered in; those that repeat data items where there are no others."""
        return [line for line in self.rows if line.question and not line.question.data] or self.rows

    def _range(self, rows: list[Line]) -> str:
        """The answers of rows that follow each other."""
        first, last = (self.page.cell(line.row, Field.ANSWER) for line in (rows[0], rows[-1]))
        return first if first == last else f"{first}:{last}"

    def _blank(self) -> Live:
        """Whether nothing is answered; too few respondents are nobody."""
        rows = self._own()
        cells = [self.page.cell(line.row, Field.ANSWER) for line in rows]
        said = (
            f"COUNTA({self._range(rows)})=0"
            if len(rows) > _FEW and self._alone()
            else f'{"&".join(cells)}=""'
        )
        empty = Live(said, self._are_blank(rows))
        few = [branch for branch in self._branches() if branch.state is State.UNANSWERED]
        if not few or (self.missing_word is None and self.policy.claims != "accept"):
            return empty
        return any_of([empty, *(self._takes(branch) for branch in few)])

    def _takes(self, branch: Branch) -> Live:
        """Whether the answer takes a branch that makes the leaf not applicable or unanswered."""
        return Live(self.states[branch.id], lambda filling: self._branch(filling) == branch)

    def _alone(self) -> bool:
        """Whether no row repeats a data item."""
        return not any(line.question and line.question.data for line in self.rows)

    def _branches(self) -> list[Branch]:
        """The branches that some answer takes."""
        never = self.rule.unreachable(self.terms)
        return [branch for branch in self.rule.branches() if branch.id not in never]

    @cached_property
    def states(self) -> Mapping[str, str]:
        """When the answer makes the leaf not applicable or unanswered, by branch."""
        return self.rule.spreadsheet_states(self.addresses, self.terms)

    def tells_states(self) -> bool:
        """Whether the rule says when an answer makes of the leaf what the policy wants to know."""
        wanted = self._wants_evidence() or self.missing_word is not None or self.policy.claims == "accept"
        return all(
            branch.id in self.states
            for branch in self._branches()
            if (branch.state is State.NOT_APPLICABLE and (self._wants_evidence() or not branch.counts))
            or (branch.state is State.UNANSWERED and wanted)
        )

    def _is_whole(self, given: dict[str, Fraction]) -> bool:
        """Whether values, with the defaults of those that are not given, are an answer."""
        main = next((asked.id for asked in self.inputs if asked.main), None)
        undone = main is not None and given.get(main) == NOT_DONE
        return undone or not unanswered_slots(self.inputs, given)

    def _outcome(self, filling: Filling) -> tuple[Branch, Fraction] | None:
        """The branch that the answer takes, and its points; nothing of an answer that is not whole."""
        known = filling.outcome(self.number)
        if known is not None:
            branch, steps = known
            return self.rule.branches()[branch], Fraction(steps, 10**self.policy.rounding.point_decimals)
        values = self.values(filling)
        return self._outcome_of(tuple(values.items())) if values else None

    def _worked_out(self, given: tuple[tuple[str, Fraction], ...]) -> tuple[Branch, Fraction] | None:
        values = with_defaults(self.inputs, dict(given))
        if not self._is_whole(values):
            return None
        outcome = self.rule.points(Columns.of_one(values, self.terms), self.terms)
        rounding = self.policy.rounding
        steps = outcome.steps(rounding.point_decimals, rounding.mode)
        branch = self.rule.branches()[int(np.asarray(outcome.branch).flat[0])]
        return branch, Fraction(int(np.asarray(steps).flat[0]), 10**rounding.point_decimals)

    def _branch(self, filling: Filling) -> Branch | None:
        outcome = self._outcome(filling)
        return None if outcome is None else outcome[0]

    def _points(self, filling: Filling) -> Fraction | None:
        """The points of the answer; nothing where it is none that the rule takes."""
        outcome = self._outcome(filling)
        return None if outcome is None or outcome[0].state is State.INVALID else outcome[1]

    def _by_answer(self) -> Live | None:
        """What the answer gives; in words where it is invalid, without evidence, or out of the maximum."""
        formula = self.rule.spreadsheet(self.addresses, self.terms)
        if formula is None:
            return None
        rounding = self.policy.rounding
        said = Live(rounded(formula, rounding.point_decimals, rounding.mode), self._points)
        said = self._at_most_claim(said)
        if self._wants_evidence():
            said = choose(self._bare(), word(BARE, self.page.book.lang), said)
        for branch in self._branches():
            if branch.state is State.NOT_APPLICABLE and not branch.counts:
                said = choose(self._takes(branch), word(LEFT_OUT, self.page.book.lang), said)
        wrong = list(self._wrong_numbers())
        if wrong:
            said = Live(f"IF({either(wrong)},{ERROR},{said.text})", said.value)
        return _if_error(said, word(INVALID, self.page.book.lang))

    def _wrong_numbers(self) -> Iterable[str]:
        """The conditions that a cell holds no number, or one that its slot does not take."""
        lines = [line for line in self.rows if line.question and line.question.slot.type in _NUMBERS]
        kinds = {line.question.slot.type for line in lines if line.question}
        if len(lines) > _FEW and kinds == {"whole"} and len(lines) == len(self.rows) and self._alone():
            cells = self._range(lines)
            yield from (
                f"COUNT({cells})<COUNTA({cells})",
                f'COUNTIF({cells},"<0")>0',
                f"SUMPRODUCT(--(INT({cells})<>{cells}))>0",
            )
            return
        for line in lines:
            yield self._wrong_number(line)

    def _wrong_number(self, line: Line) -> str:
        assert line.question is not None  # noqa: S101 - only rows that ask are looked at
        slot, data, cell = line.question.slot, line.question.data, self.page.cell(line.row, Field.ANSWER)
        kind = next((item.kind for item in self.lines.criteria.data if item.id == data), slot.type)
        if slot.negative:
            return f'AND(NOT(ISNUMBER({cell})),{cell}<>"")'
        wrong = f"OR({cell}<0,INT({cell})<>{cell})" if kind == "whole" else f"{cell}<0"
        return f'IF(ISNUMBER({cell}),{wrong},{cell}<>"")'

    @property
    def missing_word(self) -> Text | None:
        """What is said of the leaf where it is not answered; nothing where it has 0 points."""
        return {"exclude": LEFT_OUT, "await": AWAITED}.get(self.policy.missing[self.item.source])

    def _missing(self) -> Live:
        """What a blank answer gives; Excel cannot say whether the rule could give what is claimed instead."""
        said = NOTHING if self.missing_word is None else word(self.missing_word, self.page.book.lang)
        if self.policy.claims != "accept":
            return said
        claim = f"ISNUMBER({self.cell(Field.CLAIM)})"
        claimed = Live(claim, lambda filling: self.number in filling.claims)
        return choose(claimed, word(LATER, self.page.book.lang), said)

    def _at_most_claim(self, said: Live) -> Live:
        """Never more than the claim, where the policy says so."""
        locked = self.item.source != "self" and self.number not in self.shape.claimed
        if self.policy.claims != "ceiling" or locked:
            return said
        claim = claim_formula(self.cell(Field.CLAIM), self.item.max_points, self.policy.rounding, "most")

        def value(filling: Filling) -> Value:
            found, most = said.value(filling), filling.claims.get(self.number)
            if most is None or not isinstance(found, Fraction):
                return found
            return min(found, on_step(most, self.policy.rounding))

        return Live(f"MIN({said.text},{claim})", value)

    def _wants_evidence(self) -> bool:
        return self.item.evidence_required and self.policy.no_evidence == "zero"

    def _bare(self) -> Live:
        """Whether no document is named, and one is asked for: not where nothing arose."""
        said = says(self.cell(Field.EVIDENCE), NO_EVIDENCE)
        aside = [branch for branch in self._branches() if branch.state is State.NOT_APPLICABLE]

        def bare(filling: Filling) -> bool:
            named = filling.evidence.get(self.number, "").strip().casefold() not in NO_EVIDENCE
            return not named and self._branch(filling) not in aside

        arose = [f"NOT({self.states[branch.id]})" for branch in aside]
        return Live(f"AND({','.join([said, *arose])})" if arose else said, bare)

    def _unless_not_applicable(self, said: Live) -> Live:
        """Points where the leaf itself may be said not to apply: instead of an answer, not beside one."""
        policy = self.item.not_applicable
        if not self._may_be_aside(self.number):
            return said
        instead = self._aside(policy)
        own = [line for line in self._own() if line.question and not line.question.data]
        if not own:
            return choose(self._said_of(self.number), instead, said)
        cells = "&".join(self.page.cell(line.row, Field.ANSWER) for line in own)
        empty = Live(f'{cells}=""', self._are_blank(own))
        alone = choose(empty, instead, word(INVALID, self.page.book.lang))
        said = choose(self._said_of(self.number), alone, said)
        if any(is_called(line, _NOT_APPLICABLE) for line in own):
            return said
        counted = "+".join(f"COUNTIF({self._range(own)},{text(each)})" for each in _NOT_APPLICABLE)
        return choose(always(f"{counted}>0", value=False), instead, said)

    def _may_be_aside(self, node: int) -> bool:
        """Whether a node's cell may say that it does not apply."""
        return self.lines.items[node].may_be_set_aside or node in self.shape.aside

    def _said_of(self, node: int) -> Live:
        """Whether a node is said not to apply."""
        cell = self.page.cell(self.lines.rows[node], Field.STATE)
        return Live(f"NOT{blank(cell)}", lambda filling: node in filling.not_applicable)

    def _aside(self, policy: str) -> Live:
        """What a leaf gives that does not apply."""
        if policy == "exclude":
            return word(LEFT_OUT, self.page.book.lang)
        return self._at_most_claim(points(self.item.max_points)) if policy == "full" else NOTHING


def _if_error(said: Live, instead: Live) -> Live:
    """Something, or something else where it is an error."""

    def value(filling: Filling) -> Value:
        found = said.value(filling)
        return instead.value(filling) if found is None else found

    return Live(f"IFERROR({said.text},{instead.text})", value)


def is_called(line: Line, words: Iterable[str]) -> bool:
    """Whether a row offers an option that is called by one of some words."""
    choices = line.question.slot.choices if line.question else ()
    names = {
        neat(name).casefold() for choice in choices for name in (choice.id, choice.title.vi, choice.title.en)
    }
    return not names.isdisjoint(words)


def claim_formula(cell: str, most: Fraction, rounding: Rounding, otherwise: Literal["most", "none"]) -> str:
    """A claim in a formula, rounded as points are; `otherwise` where there is none from 0 to the maximum."""
    top = literal(most)
    instead = top if otherwise == "most" else "0"
    claimed = rounded(cell, rounding.point_decimals, rounding.mode)
    return f"IF(ISNUMBER({cell}),IF(AND({cell}>=0,{cell}<={top}),{claimed},{instead}),{instead})"
