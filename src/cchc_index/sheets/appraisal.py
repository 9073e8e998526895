"""The workbooks of appraisers and of the council: what stands of each leaf, with room for decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_index.sheets import guidance
from cchc_index.sheets.book import Book, Page
from cchc_index.sheets.form import AREA, BORDER, GREY, OPEN, TEXT, points_format
from cchc_index.sheets.heading import write_heading
from cchc_index.sheets.layout import Field, Purpose
from cchc_index.sheets.unit_forms import Occasion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_index.answers.units import Unit
    from cchc_index.scoring.plan import Leaf
    from cchc_index.sheets.book import Cell
    from cchc_index.sheets.standing import Standings

_BEFORE = (
    (Field.SHOWN_ANSWER, 18), (Field.SHOWN_CLAIM, 9), (Field.COMPUTED, 9), (Field.SHOWN_EVIDENCE, 20),
    (Field.APPRAISED, 9), (Field.SHOWN_DECISION, 12), (Field.SHOWN_REASON, 20), (Field.SHOWN_EXPLANATION, 22),
)  # fmt: skip
_FIRST_ROUND = frozenset({Field.APPRAISED, Field.SHOWN_DECISION, Field.SHOWN_REASON, Field.SHOWN_EXPLANATION})
_FILLED = ((Field.DECISION, 14), (Field.ANSWER, 14), (Field.AWARD, 9), (Field.REASON, 26))
_BY_CRITERION = ((Field.NUMBER, 6), (Field.UNIT_NAME, 28))
_BY_UNIT = ((Field.NUMBER, 8), (Field.TITLE, 36), (Field.MAX_POINTS, 8))
_HEADINGS = {
    Field.APPRAISED: "Điểm hiện có",
    Field.ANSWER: "Số liệu thẩm định",
    Field.AWARD: "Điểm thẩm định",
}
_COUNCIL_NAME = "Hội đồng thẩm định"
_LEAD = "Không tự thẩm định đơn vị mình; chuyển cơ quan chủ trì."


@dataclass(frozen=True)
class Appraisal:
    """One workbook for decisions.

    Args:
        occasion: the sending.
        standings: what stands before the stage.
        by: the appraiser; blank for the council, whose workbook has only the leaves on which those before differ.
        by_unit: whether there is a sheet a unit rather than a sheet a criterion.
    """

    occasion: Occasion
    standings: Standings
    by: str
    by_unit: bool = False

    def written(self) -> bytes:
        """The workbook."""
        criteria = self.occasion.criteria
        book = Book(criteria.title.vi)
        begun = any(0 < stage < self.standings.stage for stage in self.standings.answers.stages)
        before = [column for column in _BEFORE if begun or column[0] not in _FIRST_ROUND]
        for title, leading, rows in self._sheets():
            page = Page(book, title, (*leading, *before, *_FILLED), _HEADINGS)
            row = page.head(write_heading(page, self.occasion.heading((self.by or _COUNCIL_NAME).upper())))
            if not self.by_unit:
                self._write_title(page, row, rows[0][0])
                row += 1
            for leaf, unit in rows:
                self._write(page, row, leaf, unit)
                row += 1
            page.close()
        if not book.has_sheets:
            Page(book, "Không có tiêu chí", _BY_UNIT)
        purpose = Purpose.APPRAISAL if self.by else Purpose.COUNCIL
        return book.done(self.occasion.about(purpose, by=self.by or _COUNCIL_NAME))

    def _sheets(self) -> Iterator[tuple[str, Sequence[tuple[str, float]] | Any, list[tuple[Leaf, int]]]]:
        """The title, the first columns and the rows of each sheet."""
        rows = [(leaf, unit) for leaf in self.standings.leaves for unit in self._units(leaf)]
        if self.by_unit:
            for number, unit in enumerate(self.standings.answers.units.units):
                own = [row for row in rows if row[1] == number]
                if own:
                    yield unit.name, _BY_UNIT, own
            return
        for id_ in dict.fromkeys(leaf.item.id for leaf, _ in rows):
            yield id_, _BY_CRITERION, [row for row in rows if row[0].item.id == id_]

    def _units(self, leaf: Leaf) -> list[int]:
        """The units of which a leaf is to be decided in this workbook."""
        appraiser = leaf.item.appraiser
        if not leaf.rule.needs_maximum or (self.by and appraiser is not None and appraiser.vi != self.by):
            return []
        there = self.standings.last.present
        return [
            unit
            for unit in range(len(self.standings.answers.units))
            if there[unit]
            and self.standings.counts(leaf, unit)
            and (self.by or self.standings.of(leaf, unit).differs)
        ]

    def _write_title(self, page: Page, row: int, leaf: Leaf) -> None:
        """The criterion of a sheet, with its rule."""
        said = leaf.rule.describe(leaf.terms, "vi")
        title = f"{leaf.item.id} {leaf.item.title.vi}. {said}"
        page.across(row, (page.first, page.last), title, **AREA)
        page.sheet.set_row(row, 15 * (2 + len(title) // 170))

    def _write(self, page: Page, row: int, leaf: Leaf, number: int) -> None:
        unit = self.standings.answers.units.units[number]
        mine = self.by in {unit.name, unit.id}
        points = points_format(self.occasion.criteria.policy.rounding.point_decimals)
        for field, code in ((Field.CRITERION, leaf.item.id), (Field.INPUT, ""), (Field.UNIT, unit.id)):
            page.put(row, field, code, **TEXT)
        for field, value in self._cells(leaf, number, unit).items():
            numeric = points if not isinstance(value, str) else {}
            page.put(row, field, value, **(GREY if mine else BORDER), **numeric)
        if mine:
            for field, _ in _FILLED:
                page.put(row, field, _LEAD if field is Field.REASON else None, **GREY)
            return
        self._open(page, row, leaf)

    def _cells(self, leaf: Leaf, number: int, unit: Unit) -> dict[Field, Cell]:
        """What the row of a unit's leaf shows."""
        shown = self.standings.of(leaf, number)
        return {
            Field.NUMBER: leaf.item.id if self.by_unit else str(number + 1),
            Field.UNIT_NAME: unit.name,
            Field.TITLE: leaf.item.title.vi,
            Field.MAX_POINTS: leaf.item.max_points,
            Field.SHOWN_ANSWER: shown.answer,
            Field.SHOWN_CLAIM: shown.claim,
            Field.COMPUTED: shown.computed,
            Field.SHOWN_EVIDENCE: shown.evidence,
            Field.APPRAISED: shown.points,
            Field.SHOWN_DECISION: shown.decision,
            Field.SHOWN_REASON: shown.reason,
            Field.SHOWN_EXPLANATION: shown.explanation,
        }

    def _open(self, page: Page, row: int, leaf: Leaf) -> None:
        """The cells of a decision."""
        points = points_format(self.occasion.criteria.policy.rounding.point_decimals)
        page.put(row, Field.DECISION, None, **OPEN)
        page.guide(row, Field.DECISION, guidance.decision_guide(page.book))
        page.put(row, Field.ANSWER, None, **OPEN)
        page.put(row, Field.AWARD, None, **OPEN, **points)
        page.guide(row, Field.AWARD, guidance.points_guide("Điểm thẩm định", leaf.item.max_points))
        page.put(row, Field.REASON, None, **OPEN, **TEXT)
