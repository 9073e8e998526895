"""The live points of one leaf: by its rule, then by what the set's policy makes of blanks, claims, evidence and "không áp dụng"."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
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
    choose,
    on_step,
    points,
    word,
)
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cchc_index.criteria.model import Policy, Rounding
    from cchc_index.language import Text
    from cchc_index.sheets.book import Page
    from cchc_index.sheets.filling import Filling
    from cchc_index.sheets.lines import Line, Lines

NO_EVIDENCE = ("", "-", "x", "có", "không")
"""What names no document."""
_NUMBERS = {"whole", "number", "percent"}
_NOT_APPLICABLE = ("không áp dụng", "không phát sinh", "not applicable")
_FEW = 2


class LeafFormula:
    """The points of one leaf.

    Args:
        lines: the rows of the form.
        page: its sheet.
        filling: what its cells hold.
        number: the leaf's number.
    """

    def __init__(self, lines: Lines, page: Page, filling: Filling, number: int) -> None:
        self.lines = lines
        self.page = page
        self.filling = filling
        self.number = number
        self.item = lines.items[number]
        self.rule = lines.rule(number)
        self.terms = lines.terms(number)
        self.policy: Policy = lines.criteria.policy
        self.rows: list[Line] = [line for line in lines.lines if line.number == number]

    def live(self) -> Live | None:
        """The points, conditions on other nodes aside; nothing where Excel cannot say them."""
        if self.number in self.filling.exempt:
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

    @cached_property
    def values(self) -> Mapping[str, Fraction]:
        """What the cells of the slots hold."""
        given, found = self.filling.answers.get(self.number, {}), {}
        for line in self.rows:
            assert line.question is not None  # noqa: S101 - a leaf's rows ask
            slot, data = line.question.slot, line.question.data
            value = self.filling.data.get(data) if data else given.get(slot.id)
            if value is not None and (value or slot.type != "tick" or not any(given.values())):
                found[slot.id] = value
        return found

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
        empty = not any(line.question and line.question.slot.id in self.values for line in rows)
        few = [branch for branch in self._branches() if branch.state is State.UNANSWERED]
        if not few or (self.missing_word is None and self.policy.claims != "accept"):
            return Live(said, empty)
        taken = self._branch is not None and self._branch.state is State.UNANSWERED
        return Live(either([said, *(self.states[branch.id] for branch in few)]), empty or taken)

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

    @cached_property
    def _complete(self) -> bool:
        inputs = self.rule.inputs()
        given = with_defaults(inputs, dict(self.values))
        main = next((asked.id for asked in inputs if asked.main), None)
        undone = main is not None and given.get(main) == NOT_DONE
        return bool(self.values) and (undone or not unanswered_slots(inputs, given))

    @cached_property
    def _outcome(self) -> tuple[Branch, Fraction] | None:
        """The branch that the answer takes, and its points; nothing of an answer that is not whole."""
        if not self._complete:
            return None
        values = with_defaults(self.rule.inputs(), dict(self.values))
        outcome = self.rule.points(Columns.of_one(values, self.terms), self.terms)
        rounding = self.policy.rounding
        steps = outcome.steps(rounding.point_decimals, rounding.mode)
        branch = self.rule.branches()[int(np.asarray(outcome.branch).flat[0])]
        return branch, Fraction(int(np.asarray(steps).flat[0]), 10**rounding.point_decimals)

    @property
    def _branch(self) -> Branch | None:
        return None if self._outcome is None else self._outcome[0]

    def _by_answer(self) -> Live | None:
        """What the answer gives; in words where it is invalid, without evidence, or out of the maximum."""
        formula = self.rule.spreadsheet(self.addresses, self.terms)
        if formula is None:
            return None
        rounding = self.policy.rounding
        valid = self._outcome is not None and self._outcome[0].state is not State.INVALID
        said = Live(
            rounded(formula, rounding.point_decimals, rounding.mode),
            self._outcome[1] if valid and self._outcome else None,
        )
        said = self._at_most_claim(said)
        if self._wants_evidence():
            said = choose(self._bare(), word(BARE, self.page.book.lang), said)
        for branch in self._branches():
            if branch.state is State.NOT_APPLICABLE and not branch.counts:
                said = choose(
                    Live(self.states[branch.id], branch == self._branch),
                    word(LEFT_OUT, self.page.book.lang),
                    said,
                )
        wrong = list(self._wrong_numbers())
        if wrong:
            said = Live(f"IF({either(wrong)},{ERROR},{said.text})", said.value)
        return Live(
            f"IFERROR({said.text},{word(INVALID, self.page.book.lang).text})",
            INVALID if said.value is None else said.value,
        )

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
        claimed = Live(f"ISNUMBER({self.cell(Field.CLAIM)})", self.number in self.filling.claims)
        return choose(claimed, word(LATER, self.page.book.lang), said)

    def _at_most_claim(self, said: Live) -> Live:
        """Never more than the claim, where the policy says so."""
        locked = self.item.source != "self" and self.number not in self.filling.claims
        if self.policy.claims != "ceiling" or locked:
            return said
        claim = claim_formula(self.cell(Field.CLAIM), self.item.max_points, self.policy.rounding, "most")
        found, value = self.filling.claims.get(self.number), said.value
        if found is not None and isinstance(value, Fraction):
            value = min(value, on_step(found, self.policy.rounding))
        return Live(f"MIN({said.text},{claim})", value)

    def _wants_evidence(self) -> bool:
        return self.item.evidence_required and self.policy.no_evidence == "zero"

    def _bare(self) -> Live:
        """Whether no document is named, and one is asked for: not where nothing arose."""
        named = self.filling.evidence.get(self.number, "").strip().casefold() not in NO_EVIDENCE
        said = says(self.cell(Field.EVIDENCE), NO_EVIDENCE)
        aside = [branch for branch in self._branches() if branch.state is State.NOT_APPLICABLE]
        if not aside:
            return Live(said, not named)
        arose = [f"NOT({self.states[branch.id]})" for branch in aside]
        return Live(f"AND({','.join([said, *arose])})", not named and self._branch not in aside)

    def _unless_not_applicable(self, said: Live) -> Live:
        """Points where the leaf itself may be said not to apply: instead of an answer, not beside one."""
        policy = self.item.not_applicable
        if not self._may_be_aside(self.number):
            return said
        instead = self._aside(policy)
        own = [line for line in self._own() if line.question and not line.question.data]
        if not own:
            return choose(self._said_of(self.number), instead, said)
        empty = not any(line.question and line.question.slot.id in self.values for line in own)
        cells = "&".join(self.page.cell(line.row, Field.ANSWER) for line in own)
        alone = choose(Live(f'{cells}=""', empty), instead, word(INVALID, self.page.book.lang))
        said = choose(self._said_of(self.number), alone, said)
        if any(is_called(line, _NOT_APPLICABLE) for line in own):
            return said
        counted = "+".join(f"COUNTIF({self._range(own)},{text(each)})" for each in _NOT_APPLICABLE)
        return choose(Live(f"{counted}>0", value=False), instead, said)

    def _may_be_aside(self, node: int) -> bool:
        """Whether a node's cell may say that it does not apply."""
        return self.lines.may_be_set_aside(node) or node in self.filling.not_applicable

    def _said_of(self, node: int) -> Live:
        """Whether a node is said not to apply."""
        cell = self.page.cell(self.lines.rows[node], Field.STATE)
        return Live(f"NOT{blank(cell)}", node in self.filling.not_applicable)

    def _aside(self, policy: str) -> Live:
        """What a leaf gives that does not apply."""
        if policy == "exclude":
            return word(LEFT_OUT, self.page.book.lang)
        return self._at_most_claim(points(self.item.max_points)) if policy == "full" else NOTHING


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
