"""The form of one unit for its first stage: data items, criteria with live points, and a list of evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cchc_index.rules.contract import Slot
from cchc_index.sheets import guidance
from cchc_index.sheets.book import Book, Formula, Page
from cchc_index.sheets.filling import Filling
from cchc_index.sheets.formulas import LATER, Formulas
from cchc_index.sheets.heading import Heading, write_heading, write_signatures
from cchc_index.sheets.layout import NOT_APPLICABLE, Field, Sheet
from cchc_index.sheets.lines import Line, Lines
from cchc_index.sheets.questions import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cchc_index.criteria.model import CriteriaSet, DataItem
    from cchc_index.sheets.book import Cell

WIDTHS = (
    (Field.NUMBER, 7), (Field.TITLE, 32), (Field.MAX_POINTS, 7), (Field.ASKED, 18), (Field.ANSWER, 13),
    (Field.STATE, 9), (Field.RULE, 34), (Field.EVIDENCE_ASKED, 18), (Field.EVIDENCE, 14),
    (Field.COMPUTED, 8.5), (Field.CLAIM, 8), (Field.APPRAISED, 8), (Field.NOTE, 17),
)  # fmt: skip
DATA_WIDTHS = ((Field.NUMBER, 7), (Field.TITLE, 80), (Field.ANSWER, 20), (Field.NOTE, 40))
EVIDENCE_WIDTHS = (
    (Field.NUMBER, 7), (Field.DOCUMENT, 24), (Field.ISSUED, 14), (Field.SUBJECT, 70), (Field.LINK, 40),
)  # fmt: skip
BORDER: dict[str, Any] = {"border": 1}
OPEN: dict[str, Any] = {**BORDER, "locked": False, "bg_color": "#FFF8DC"}
GREY: dict[str, Any] = {**BORDER, "bg_color": "#D9D9D9", "font_color": "#595959"}
AREA: dict[str, Any] = {**BORDER, "bold": True, "bg_color": "#DDE7F0"}
INNER: dict[str, Any] = {**BORDER, "bold": True, "bg_color": "#F2F6FA"}
TEXT: dict[str, Any] = {"num_format": "@"}
NUMBERS = {"whole": "#,##0", "number": "#,##0.######", "percent": "0.####", "date": "dd/mm/yyyy"}
DOCUMENTS = 60
_DEEPEST = 7
OTHERS = {
    "survey": "Theo kết quả điều tra xã hội học; đơn vị không kê khai.",
    "appraiser": "Cơ quan thẩm định chấm; đơn vị không kê khai.",
    "system": "Lấy từ hệ thống thông tin; đơn vị không kê khai.",
}
"""What stands beside what is not the unit's to answer."""
_NOT_OWN = "Không thuộc đối tượng đánh giá của đơn vị."
_BLANK_FILLING = Filling()
SAID = (Field.ANSWER, Field.STATE, Field.CLAIM, Field.EVIDENCE)
"""What units say of a leaf, its note aside."""


def points_format(decimals: int) -> dict[str, Any]:
    """How points are shown: two decimals, more where the set has more."""
    return {"num_format": "0" + f".{'0' * min(decimals, 2)}{'#' * (decimals - 2)}" * (decimals > 0)}


@dataclass(frozen=True)
class Form:
    """The sheets of one unit in a workbook.

    Args:
        book: the workbook.
        criteria: the set.
        year: the assessment year.
        attribute: the unit's attributes by name.
        heading: what stands above the table.
        filling: what the open cells hold.
        unit: the unit's id, in a workbook of several units.
        before: what its sheets' names begin with, in a workbook of several units.
    """

    book: Book
    criteria: CriteriaSet
    year: int
    attribute: Callable[[str], str]
    heading: Heading
    filling: Filling = _BLANK_FILLING
    unit: str = ""
    before: str = ""

    def write(self) -> None:
        """Writes the sheet of data items, where there are any, and the sheet of criteria."""
        data = DataSheet(self).write() if self.criteria.data else {}
        CriteriaSheet(self, data).write()

    def filled(self, filling: Filling) -> Form:
        """The form with something in its open cells."""
        return replace(self, filling=filling)

    def page(self, sheet: Sheet, widths: Any) -> Page:
        """One of the unit's sheets."""
        return Page(self.book, f"{self.before}{sheet.value.vi}", widths)

    def codes(self, page: Page, row: int, criterion: str, asked: str = "") -> None:
        """Writes the hidden codes of a row."""
        codes = ((Field.CRITERION, criterion), (Field.INPUT, asked), (Field.UNIT, self.unit))
        for field, code in codes:
            page.put(row, field, code, **TEXT)

    def show(self, criterion: str, asked: str, field: Field, value: Cell) -> None:
        """Notes what a cell shows that is not the unit's to say."""
        self.book.show((criterion, asked, self.unit), field, value)


@dataclass(frozen=True)
class DataSheet:
    """The sheet on which each data item is asked once."""

    form: Form

    def write(self) -> dict[str, str]:
        """Writes it; returns the address of each item's cell, as formulas of other sheets name it."""
        page = self.form.page(Sheet.DATA, DATA_WIDTHS)
        row = page.head(write_heading(page, self.form.heading))
        cells = {}
        for number, item in enumerate(self.form.criteria.data, start=1):
            self._write_item(page, row, number, item)
            name = page.name.replace("'", "''")
            cells[item.id] = f"'{name}'!{page.cell(row, Field.ANSWER)}"
            row += 1
        page.close()
        return cells

    def _write_item(self, page: Page, row: int, number: int, item: DataItem) -> None:
        mine = item.source == "self"
        looks = (OPEN if mine else GREY) | {"num_format": NUMBERS[item.kind]}
        self.form.codes(page, row, item.id)
        page.put(row, Field.NUMBER, number, **BORDER, align="center")
        page.put(row, Field.TITLE, item.title.vi, **BORDER)
        page.put(row, Field.ANSWER, self.form.filling.data.get(item.id), **looks)
        if not mine:
            self.form.show(item.id, "", Field.ANSWER, self.form.filling.data.get(item.id))
        note = "" if mine else OTHERS[item.source]
        page.put(row, Field.NOTE, note, **(OPEN | TEXT if mine else GREY))
        if mine:
            question = Question(Slot("", item.kind, item.title), "", "", may_be_undone=False)
            cell = page.cell(row, Field.ANSWER)
            page.guide(row, Field.ANSWER, guidance.answer_guide(question, cell, self.form.book))


class CriteriaSheet:
    """The sheet of criteria: what is asked, how it is scored, and what it comes to.

    Args:
        form: the form that it is of.
        data: the cells of data items.
    """

    def __init__(self, form: Form, data: Mapping[str, str]) -> None:
        self.form = form
        self.data = data
        self.filling = form.filling
        self.page = form.page(Sheet.CRITERIA, WIDTHS)
        self.points = points_format(form.criteria.policy.rounding.point_decimals)

    @cached_property
    def lines(self) -> Lines:
        """The rows."""
        top = self.page.head(write_heading(self.page, self.form.heading))
        form = self.form
        return Lines(form.criteria, form.year, form.attribute, top, self.filling.answers)

    @cached_property
    def formulas(self) -> Formulas:
        """The live points."""
        return Formulas(self.lines, self.page)

    def write(self) -> None:
        """Writes all rows, the total, and who signs."""
        for line in self.lines.lines:
            self._write(line)
        self._write_total(self.lines.end)
        self.page.close()
        write_signatures(self.page, self.lines.end + 1)

    def _write(self, line: Line) -> None:
        item = self.lines.items[line.number]
        self.form.codes(self.page, line.row, item.id, line.question.input if line.question else "")
        self.page.level(line.row, min(item.depth, _DEEPEST))
        if not line.own:
            self._write_foreign(line)
        elif line.question is None:
            self._write_inner(line)
        else:
            self._write_leaf(line, line.question)

    def _row(self, row: int, looks: Mapping[str, Any], cells: Mapping[Field, Cell]) -> None:
        """Writes the cells of a row that are not filled in; what is not said is blank."""
        for field, _ in WIDTHS:
            shape = self._shape(field)
            self.page.put(row, field, cells.get(field), **{**looks, **shape})

    def _shape(self, field: Field) -> dict[str, Any]:
        if field in {Field.MAX_POINTS, Field.COMPUTED, Field.CLAIM, Field.APPRAISED}:
            return self.points
        return {"align": "center"} if field in {Field.STATE, Field.ANSWER} else {}

    def _write_foreign(self, line: Line) -> None:
        """A node that is not for the unit: greyed out."""
        item = self.lines.items[line.number]
        note = _NOT_OWN if item.rule is not None else None
        self._row(line.row, GREY, {Field.NUMBER: item.id, Field.TITLE: item.title.vi, Field.ASKED: note})

    def _write_inner(self, line: Line) -> None:
        item, number = self.lines.items[line.number], line.number
        cells: dict[Field, Cell] = {
            Field.NUMBER: item.id,
            Field.TITLE: item.title.vi,
            Field.MAX_POINTS: self.lines.most(number),
            Field.COMPUTED: self._sum(number, Field.COMPUTED),
            Field.CLAIM: self._sum(number, Field.CLAIM),
        }
        looks = INNER if item.depth else AREA
        self._row(line.row, looks, cells)
        if item.not_applicable != "forbidden" and item.source == "self":
            self._open_state(line, {**looks, "locked": False})

    def _sum(self, number: int | None, field: Field) -> Formula:
        """The points of an inner node, or of the whole, in one of the columns of points."""
        values = self.filling.computed if field is Field.COMPUTED else self.filling.claimed
        said = self.formulas.total(field) if number is None else self.formulas.inner(number, field)
        return Formula(said, values.get(number, 0))

    def _open_state(self, line: Line, looks: Mapping[str, Any]) -> None:
        said = NOT_APPLICABLE.vi if line.number in self.filling.not_applicable else None
        self.page.put(line.row, Field.STATE, said, **{**looks, "align": "center"})
        self.page.guide(line.row, Field.STATE, guidance.state_guide(self.form.book))

    def _write_leaf(self, line: Line, question: Question) -> None:
        item = self.lines.items[line.number]
        mine = item.source == "self"
        said = self._said(line, question)
        self._row(line.row, BORDER if mine else GREY, said)
        self._write_answer(line, question, mine=mine)
        if line.first and mine:
            self._open_beside(line)
        if not mine:
            answer = None if question.data else self.filling.cell(line.number, question.slot)
            for field in SAID:
                cell = answer if field is Field.ANSWER else said.get(field)
                self.form.show(item.id, question.input, field, cell)

    def _said(self, line: Line, question: Question) -> dict[Field, Cell]:
        """What the row of a leaf says itself."""
        asked = question.slot.title.vi
        cells: dict[Field, Cell] = {Field.ASKED: f"{asked[:1].upper()}{asked[1:]}"}
        if question.data:
            cells[Field.ASKED] = f"{cells[Field.ASKED]} (lấy từ trang “{Sheet.DATA.value.vi}”)"
        if not line.first:
            return cells
        item, rule = self.lines.items[line.number], self.lines.rule(line.number)
        said = self.formulas.leaf(line.number)
        evidence = getattr(item.node, "evidence", None)
        cells |= {
            Field.NUMBER: item.id,
            Field.TITLE: item.title.vi,
            Field.RULE: rule.describe(self.lines.terms(line.number), "vi"),
            Field.EVIDENCE_ASKED: evidence.vi if evidence else None,
            Field.STATE: NOT_APPLICABLE.vi if line.number in self.filling.not_applicable else None,
            Field.EVIDENCE: self.filling.evidence.get(line.number),
            Field.NOTE: OTHERS.get(item.source),
        }
        if rule.needs_maximum:
            cells[Field.MAX_POINTS] = item.max_points
            cells[Field.CLAIM] = self.filling.claims.get(line.number)
            cells[Field.COMPUTED] = (
                LATER if said is None else Formula(said, self.filling.computed.get(line.number, 0))
            )
        return cells

    def _write_answer(self, line: Line, question: Question, *, mine: bool) -> None:
        shape: dict[str, Any] = {"num_format": NUMBERS.get(question.slot.type, "General"), "align": "center"}
        cell = self.page.cell(line.row, Field.ANSWER)
        if question.data:
            source = self.data[question.data]
            value = self.filling.data.get(question.data)
            linked = Formula(f'IF({source}="","",{source})', "" if value is None else float(value))
            self.page.put(line.row, Field.ANSWER, linked, **BORDER, **shape)
            return
        looks = OPEN if mine else GREY
        self.page.put(line.row, Field.ANSWER, self.filling.cell(line.number, question.slot), **looks, **shape)
        if mine:
            guide = guidance.answer_guide(question, cell, self.form.book)
            self.page.guide(line.row, Field.ANSWER, guide)

    def _open_beside(self, line: Line) -> None:
        """The cells beside the answer that the unit fills in."""
        number, row = line.number, line.row
        item = self.lines.items[number]
        if item.not_applicable != "forbidden":
            self._open_state(line, OPEN)
        evidence = getattr(item.node, "evidence", None)
        self.page.put(row, Field.EVIDENCE, self.filling.evidence.get(number), **OPEN, **TEXT)
        self.page.guide(row, Field.EVIDENCE, guidance.evidence_guide(evidence.vi if evidence else ""))
        self.page.put(row, Field.NOTE, self.filling.notes.get(number), **OPEN, **TEXT)
        if self.lines.rule(number).needs_maximum:
            self.page.put(row, Field.CLAIM, self.filling.claims.get(number), **OPEN, **self.points)
            self.page.guide(row, Field.CLAIM, guidance.points_guide("Điểm tự chấm", item.max_points))

    def _write_total(self, row: int) -> None:
        left = sum(
            self.lines.items[n].rule is not None and self.lines.rule(n).needs_maximum
            and self.formulas.leaf(n) is None for n in self.lines.own
        )  # fmt: skip
        note = f"Chưa gồm {left} tiêu chí {LATER}." if left else None
        total = {field: self._sum(None, field) for field in (Field.COMPUTED, Field.CLAIM)}
        cells = {Field.TITLE: "TỔNG CỘNG", Field.MAX_POINTS: self.lines.whole, Field.NOTE: note, **total}
        self._row(row, AREA, cells)


def write_evidence(book: Book, heading: Heading) -> None:
    """Writes the sheet that lists documents, which leaves refer to by their numbers."""
    page = Page(book, Sheet.EVIDENCE.value.vi, EVIDENCE_WIDTHS)
    row = page.head(write_heading(page, heading))
    shapes: dict[Field, dict[str, Any]] = {Field.ISSUED: {"num_format": NUMBERS["date"]}}
    for number in range(1, DOCUMENTS + 1):
        page.put(row, Field.NUMBER, number, **BORDER, align="center")
        for field, _ in EVIDENCE_WIDTHS[1:]:
            page.put(row, field, None, **OPEN, **shapes.get(field, TEXT))
        row += 1
