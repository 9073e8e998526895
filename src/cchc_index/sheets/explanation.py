"""The form that a unit gets back to explain: its answers with what appraisers decided, and room for an answer to that.

What the unit lost points on, or what appraisers changed, comes first; then its other leaves; last what others answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from cchc_index.language import Text, exact_number
from cchc_index.sheets import guidance
from cchc_index.sheets.book import Book, Page
from cchc_index.sheets.form import (
    AREA,
    BORDER,
    GREY,
    INNER,
    OPEN,
    OTHERS,
    TEXT,
    answer_format,
    points_format,
)
from cchc_index.sheets.heading import write_heading, write_signatures
from cchc_index.sheets.layout import TOTAL, Field, Purpose, Sheet
from cchc_index.sheets.questions import Question, questions
from cchc_index.sheets.shared_data import SharedData
from cchc_index.sheets.unit_forms import Occasion

if TYPE_CHECKING:
    from fractions import Fraction

    from cchc_index.answers.units import Unit
    from cchc_index.scoring.plan import Leaf
    from cchc_index.scoring.scores import Scores
    from cchc_index.sheets.cells import Cell
    from cchc_index.sheets.standing import Shown, Standings

_WIDTHS = (
    (Field.NUMBER, 7), (Field.TITLE, 26), (Field.MAX_POINTS, 7), (Field.ASKED, 16), (Field.SHOWN_ANSWER, 14),
    (Field.SHOWN_CLAIM, 7.5), (Field.COMPUTED, 7.5), (Field.APPRAISED, 7.5), (Field.SHOWN_DECISION, 14),
    (Field.SHOWN_REASON, 22), (Field.ANSWER, 12), (Field.CLAIM, 7.5), (Field.EVIDENCE, 18), (Field.NOTE, 26),
)  # fmt: skip
_HEADINGS = {
    Field.ANSWER: Text("Số liệu giải trình", "Data as explained"),
    Field.CLAIM: Text("Điểm đề nghị", "Points asked for"),
}
_POINTS = frozenset({
    Field.MAX_POINTS, Field.SHOWN_CLAIM, Field.COMPUTED, Field.APPRAISED, Field.CLAIM,
})  # fmt: skip
_SHEET = Text("Giải trình", "Explanation")
_FROM_DATA = Text(
    f"giải trình ở trang “{Sheet.DATA.value.vi}”", f"explained on the sheet “{Sheet.DATA.value.en}”"
)
_LEFT = Text("còn thiếu {points} điểm", "{points} points short")


class Part(Enum):
    """The parts of the form, in their order."""

    FIRST = Text(
        "A. Tiêu chí cần giải trình: bị điều chỉnh, không được công nhận, chưa đạt điểm tối đa hoặc thấp hơn điểm tự chấm",
        "A. To explain: changed, rejected, below the maximum or below the claim",
    )
    OTHERS = Text(
        "B. Tiêu chí khác của đơn vị: chỉ giải trình khi cần",
        "B. The unit's other criteria: explain only where needed",
    )
    FOREIGN = Text(
        "C. Tiêu chí không do đơn vị kê khai: để biết",
        "C. Criteria that the unit does not answer: for information",
    )


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
        lang = self.occasion.lang
        book = Book(self.occasion.criteria.title.to(lang), lang)
        page = Page(book, _SHEET.to(lang), _WIDTHS, _HEADINGS)
        row = page.head(write_heading(page, self.occasion.heading(unit.name.upper())))
        number = self.standings.answers.units.find(unit.id)
        if number is not None:
            row = self._write_parts(page, row, number)
            row = self._write_total(page, row, number)
        page.close()
        write_signatures(page, row)
        if number is not None:
            heading = self.occasion.heading(unit.name.upper())
            SharedData(book, self.standings, heading).explain(number)
        return book.done(self.occasion.about(Purpose.FORM, unit=unit.id))

    def _write_parts(self, page: Page, row: int, unit: int) -> int:
        """All leaves of the unit, part by part and area by area. Returns the row below them."""
        leaves = [leaf for leaf in self.standings.leaves if self.standings.counts(leaf, unit)]
        found = [(self._part(leaf, unit), leaf) for leaf in leaves]
        for part in Part:
            own = [leaf for each, leaf in found if each is part]
            area = ""
            if own:
                said = part.value.to(self.occasion.lang)
                page.across(row, (page.first, page.last), said, **AREA)
                row += 1
            for leaf in own:
                if leaf.item.area.id != area:
                    area = leaf.item.area.id
                    said = f"{area}. {leaf.item.area.title.to(self.occasion.lang)}"
                    page.across(row, (page.first, page.last), said, **INNER)
                    row += 1
                row = self._write_leaf(page, row, leaf, unit)
        return row

    def _part(self, leaf: Leaf, unit: int) -> Part:
        if leaf.item.source != "self":
            return Part.FOREIGN
        shown = self.standings.of(leaf, unit)
        return Part.FIRST if leaf.rule.needs_maximum and _is_lost(leaf, shown) else Part.OTHERS

    def _write_leaf(self, page: Page, row: int, leaf: Leaf, unit: int) -> int:
        """The rows of one leaf; open where the unit may explain it. Returns the row below them."""
        mine = leaf.item.source == "self"
        shown, values = self.standings.of(leaf, unit), self.standings.values(leaf, unit)
        asked = questions(leaf.rule, values)
        for place, question in enumerate(asked if mine else asked[:1]):
            cells = self._cells(leaf, shown) if place == 0 else {}
            if mine:
                title = question.slot.title.to(self.occasion.lang)
                from_data = f" ({_FROM_DATA.to(self.occasion.lang)})" if question.data else ""
                cells[Field.ASKED] = f"{title[:1].upper()}{title[1:]}{from_data}"
                if len(asked) > 1 and values:
                    cells[Field.SHOWN_ANSWER] = self.standings.said(question.slot, values)
            codes = ((Field.CRITERION, leaf.item.id), (Field.INPUT, question.input), (Field.UNIT, ""))
            for field, code in codes:
                page.put(row, field, code, **TEXT)
            self._write_row(page, row, cells, BORDER if mine else GREY)
            if mine:
                self._open(page, row, leaf, question, first=place == 0)
            row += 1
        return row

    def _write_row(self, page: Page, row: int, cells: dict[Field, Cell], looks: dict[str, Any]) -> None:
        points = points_format(self.occasion.criteria.policy.rounding.point_decimals)
        for field, _ in _WIDTHS:
            shape = points if field in _POINTS else {}
            page.put(row, field, cells.get(field), **looks, **shape)

    def _open(self, page: Page, row: int, leaf: Leaf, question: Question, *, first: bool) -> None:
        """The cells in which a unit answers."""
        if not question.data:
            page.put(row, Field.ANSWER, None, **OPEN, **answer_format(question.slot.type))
            cell = page.cell(row, Field.ANSWER)
            page.guide(row, Field.ANSWER, guidance.answer_guide(question, cell, page.book))
        if not first:
            return
        for field in (Field.EVIDENCE, Field.NOTE):
            page.put(row, field, None, **OPEN, **TEXT)
        if leaf.rule.needs_maximum:
            points = points_format(self.occasion.criteria.policy.rounding.point_decimals)
            title = _HEADINGS[Field.CLAIM]
            page.put(row, Field.CLAIM, None, **OPEN, **points)
            page.guide(row, Field.CLAIM, guidance.points_guide(title, leaf.item.max_points, page.book))

    def _cells(self, leaf: Leaf, shown: Shown) -> dict[Field, Cell]:
        """What stands of a leaf."""
        counted = leaf.rule.needs_maximum
        state = f" ({shown.state})" if shown.state and shown.answer else shown.state
        return {
            Field.NUMBER: leaf.item.id,
            Field.TITLE: leaf.item.title,
            Field.MAX_POINTS: leaf.item.max_points if counted else None,
            Field.SHOWN_ANSWER: f"{shown.answer}{state}",
            Field.SHOWN_CLAIM: shown.claim,
            Field.COMPUTED: shown.computed if counted else None,
            Field.APPRAISED: shown.points if counted else None,
            Field.SHOWN_DECISION: shown.decision,
            Field.SHOWN_REASON: shown.reason,
            Field.NOTE: OTHERS.get(leaf.item.source),
        }

    def _write_total(self, page: Page, row: int, unit: int) -> int:
        """The total before and after appraisal. Returns the row below it."""
        first, last = self.standings.first, self.standings.last
        most = self._points(last, int(last.total.max_steps[unit]))
        now = self._points(last, int(last.total.steps[unit]))
        claims = first.claims
        left = exact_number(most - now, self.occasion.lang)
        cells: dict[Field, Cell] = {
            Field.TITLE: TOTAL,
            Field.MAX_POINTS: most,
            Field.SHOWN_CLAIM: None if claims is None else self._points(first, int(claims.steps[unit])),
            Field.COMPUTED: self._points(first, int(first.total.steps[unit])),
            Field.APPRAISED: now,
            Field.SHOWN_REASON: _LEFT.to(self.occasion.lang).format(points=left) if most > now else None,
        }
        self._write_row(page, row, cells, AREA)
        return row + 1

    def _points(self, scores: Scores, steps: int) -> Fraction:
        return scores.plan.in_points(steps)


def _is_lost(leaf: Leaf, shown: Shown) -> bool:
    """Whether a unit's points were changed, or are worse than they might be or than it said."""
    if leaf.item.lower_is_better:
        return shown.changed or shown.points > (shown.claim or 0)
    most = leaf.item.max_points if leaf.item.area.core and shown.counted else 0
    return shown.changed or shown.points < max(most, shown.claim or 0)
