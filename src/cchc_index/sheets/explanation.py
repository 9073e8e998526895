"""The form that a unit gets back to explain: its answers with what appraisers decided, and room for an answer to that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_index.sheets import guidance
from cchc_index.sheets.book import Book, Page
from cchc_index.sheets.form import BORDER, GREY, NUMBERS, OPEN, TEXT, points_format
from cchc_index.sheets.heading import write_heading, write_signatures
from cchc_index.sheets.layout import Field, Purpose
from cchc_index.sheets.questions import Question, questions
from cchc_index.sheets.unit_forms import Occasion

if TYPE_CHECKING:
    from cchc_index.answers.units import Unit
    from cchc_index.scoring.plan import Leaf
    from cchc_index.sheets.book import Cell
    from cchc_index.sheets.standing import Shown, Standings

_WIDTHS = (
    (Field.NUMBER, 7), (Field.TITLE, 30), (Field.MAX_POINTS, 7), (Field.SHOWN_ANSWER, 16),
    (Field.SHOWN_CLAIM, 8), (Field.COMPUTED, 8), (Field.APPRAISED, 8), (Field.SHOWN_DECISION, 12),
    (Field.SHOWN_REASON, 24), (Field.ASKED, 16), (Field.ANSWER, 13), (Field.CLAIM, 8), (Field.EVIDENCE, 16),
    (Field.NOTE, 28),
)  # fmt: skip
_HEADINGS = {Field.ANSWER: "Số liệu giải trình", Field.CLAIM: "Điểm đề nghị"}
_SHEET = "Giải trình"


@dataclass(frozen=True)
class Explanations:
    """The workbooks in which units explain.

    Args:
        occasion: the sending.
        standings: what stands before the stage.
    """

    occasion: Occasion
    standings: Standings

    def of(self, unit: Unit) -> bytes:
        """The workbook of one unit."""
        book = Book(self.occasion.criteria.title.vi)
        page = Page(book, _SHEET, _WIDTHS, _HEADINGS)
        row = page.head(write_heading(page, self.occasion.heading(unit.name.upper())))
        number = self.standings.answers.units.find(unit.id)
        for leaf in self.standings.leaves if number is not None else ():
            if number is not None and self.standings.counts(leaf, number):
                row = self._write_leaf(page, row, leaf, self.standings.of(leaf, number))
        page.close()
        write_signatures(page, row)
        return book.done(self.occasion.about(Purpose.FORM, unit=unit.id))

    def _write_leaf(self, page: Page, row: int, leaf: Leaf, shown: Shown) -> int:
        """The rows of one leaf; open where the unit may explain it. Returns the row below them."""
        mine = leaf.item.source == "self"
        points = points_format(self.occasion.criteria.policy.rounding.point_decimals)
        said = _cells(leaf, shown)
        for place, question in enumerate(questions(leaf.rule) if mine else questions(leaf.rule)[:1]):
            codes = ((Field.CRITERION, leaf.item.id), (Field.INPUT, question.input), (Field.UNIT, ""))
            for field, code in codes:
                page.put(row, field, code, **TEXT)
            title = question.slot.title.vi
            asked = {Field.ASKED: f"{title[:1].upper()}{title[1:]}"}
            cells: dict[Field, Cell] = {**(said if place == 0 else {}), **asked}
            for field, _ in _WIDTHS:
                value = cells.get(field)
                numeric = {} if isinstance(value, str) else points
                page.put(row, field, value, **(BORDER if mine else GREY), **numeric)
            if mine:
                self._open(page, row, leaf, question, first=place == 0)
            row += 1
        return row

    def _open(self, page: Page, row: int, leaf: Leaf, question: Question, *, first: bool) -> None:
        """The cells in which a unit answers."""
        if not question.data:
            shape: dict[str, Any] = {"num_format": NUMBERS.get(question.slot.type, "General")}
            page.put(row, Field.ANSWER, None, **OPEN, **shape)
            cell = page.cell(row, Field.ANSWER)
            page.guide(row, Field.ANSWER, guidance.answer_guide(question, cell, page.book))
        if not first:
            return
        for field in (Field.EVIDENCE, Field.NOTE):
            page.put(row, field, None, **OPEN, **TEXT)
        if leaf.rule.needs_maximum:
            points = points_format(self.occasion.criteria.policy.rounding.point_decimals)
            page.put(row, Field.CLAIM, None, **OPEN, **points)
            page.guide(row, Field.CLAIM, guidance.points_guide("Điểm đề nghị", leaf.item.max_points))


def _cells(leaf: Leaf, shown: Shown) -> dict[Field, Cell]:
    """What stands of a leaf."""
    counted = leaf.rule.needs_maximum
    return {
        Field.NUMBER: leaf.item.id,
        Field.TITLE: leaf.item.title.vi,
        Field.MAX_POINTS: leaf.item.max_points if counted else None,
        Field.SHOWN_ANSWER: shown.answer,
        Field.SHOWN_CLAIM: shown.claim,
        Field.COMPUTED: shown.computed if counted else None,
        Field.APPRAISED: shown.points if counted else None,
        Field.SHOWN_DECISION: shown.decision,
        Field.SHOWN_REASON: shown.reason,
    }
