"""The form of one unit for its first stage: data items, criteria with live points, and a list of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cchc_index.language import Text
from cchc_index.rules.contract import Slot
from cchc_index.rules.excel import says
from cchc_index.sheets import guidance
from cchc_index.sheets.book import Book, Page
from cchc_index.sheets.cells import Note, Varying
from cchc_index.sheets.checks import write_checks
from cchc_index.sheets.filling import Shape, answer_cell, aside_cell, claim_cell, evidence_cell
from cchc_index.sheets.formulas import Formulas
from cchc_index.sheets.heading import Heading, write_heading, write_signatures
from cchc_index.sheets.layout import NOT_APPLICABLE, TOTAL, Field, Sheet
from cchc_index.sheets.lines import Line, Lines
from cchc_index.sheets.live import BARE, INVALID, LATER, Live, word
from cchc_index.sheets.questions import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cchc_index.criteria.model import CriteriaSet, DataItem
    from cchc_index.sheets.cells import Cell
    from cchc_index.sheets.filling import Filling

WIDTHS = (
    (Field.NUMBER, 7), (Field.TITLE, 32), (Field.MAX_POINTS, 7), (Field.ASKED, 18), (Field.ANSWER, 13),
    (Field.STATE, 9), (Field.RULE, 34), (Field.EVIDENCE_ASKED, 18), (Field.EVIDENCE, 14),
    (Field.COMPUTED, 8.5), (Field.CLAIM, 8), (Field.APPRAISED, 8), (Field.NOTE, 17),
)  # fmt: skip
DATA_WIDTHS = ((Field.NUMBER, 7), (Field.TITLE, 76), (Field.ANSWER, 20), (Field.NOTE, 46))
EVIDENCE_WIDTHS = (
    (Field.NUMBER, 7), (Field.DOCUMENT, 24), (Field.ISSUED, 14), (Field.SUBJECT, 70), (Field.LINK, 40),
)  # fmt: skip
BORDER: dict[str, Any] = {"border": 1}
OPEN: dict[str, Any] = {**BORDER, "locked": False, "bg_color": "#FFF8DC"}
GREY: dict[str, Any] = {**BORDER, "bg_color": "#D9D9D9", "font_color": "#595959"}
AREA: dict[str, Any] = {**BORDER, "bold": True, "bg_color": "#DDE7F0"}
INNER: dict[str, Any] = {**BORDER, "bold": True, "bg_color": "#F2F6FA"}
TEXT: dict[str, Any] = {"num_format": "@"}
NUMBERS = {"whole": "#,##0", "number": "General", "percent": "General", "date": "dd/mm/yyyy"}
"""How numbers are shown; none with a decimal sign that nothing follows."""
DOCUMENTS = 60
_DEEPEST = 7
OTHERS = {
    "survey": Text(
        "Theo kết quả điều tra xã hội học; đơn vị không kê khai.", "By the survey; the unit does not answer."
    ),
    "appraiser": Text(
        "Cơ quan thẩm định chấm; đơn vị không kê khai.", "By the appraiser; the unit does not answer."
    ),
    "system": Text(
        "Lấy từ hệ thống thông tin; đơn vị không kê khai.",
        "From information systems; the unit does not answer.",
    ),
}
"""What stands beside what is not the unit's to answer."""
_NOT_OWN = Text("Không thuộc đối tượng đánh giá của đơn vị.", "Not for this unit.")
_CLAIM = Text("Điểm tự chấm", "Claim")
_FROM_DATA = Text("lấy từ trang “{sheet}”", "from the sheet “{sheet}”")
_USUAL = Shape()
SAID = (Field.ANSWER, Field.STATE, Field.CLAIM, Field.EVIDENCE)
"""What units say of a leaf, its note aside."""


def answer_format(kind: str) -> dict[str, Any]:
    """How an answer is shown; a number too long for its column is made smaller, never cut."""
    fits = {"text_wrap": False, "shrink": True} if kind in {"whole", "number"} else {}
    return {"num_format": NUMBERS.get(kind, "General"), "align": "center", **fits}


def points_format(decimals: int) -> dict[str, Any]:
    """How points are shown: two decimals, more where the set has more."""
    shown = "0" + f".{'0' * min(decimals, 2)}{'#' * (decimals - 2)}" * (decimals > 0)
    return {"num_format": shown, "align": "center"}


@dataclass(frozen=True)
class Form:
    """The sheets of one unit in a workbook.

    Args:
        book: the workbook.
        criteria: the set.
        year: the assessment year.
        attribute: the unit's attributes by name.
        heading: what stands above the table.
        filling: what the open cells hold; nothing where that is stamped in later.
        shape: what the filling changes besides.
        unit: the unit's id, in a workbook of several units.
        titles: what its sheets are called, in a workbook of several units.
    """

    book: Book
    criteria: CriteriaSet
    year: int
    attribute: Callable[[str], str]
    heading: Heading
    filling: Filling | None = None
    shape: Shape = _USUAL
    unit: str = ""
    titles: Mapping[Sheet, str] | None = None

    def write(self) -> str:
        """Writes the sheet of data items, where there are any, and that of criteria, whose name it returns."""
        data = DataSheet(self).write() if self.criteria.data else {}
        criteria = CriteriaSheet(self, data)
        criteria.write()
        return criteria.page.name

    def page(self, sheet: Sheet, widths: Any) -> Page:
        """One of the unit's sheets."""
        return Page(
            self.book,
            (self.titles or {}).get(sheet, sheet.value.to(self.book.lang)),
            widths,
            filling=self.filling,
        )

    def codes(self, page: Page, row: int, criterion: str, asked: str = "") -> None:
        """Writes the hidden codes of a row."""
        codes = ((Field.CRITERION, criterion), (Field.INPUT, asked), (Field.UNIT, self.unit))
        for field, code in codes:
            page.put(row, field, code, **TEXT)

    def show(self, criterion: str, asked: str, field: Field, value: Cell) -> None:
        """Notes what a cell shows that is not the unit's to say."""
        if isinstance(value, Varying) and self.filling is not None:
            value = value.of(self.filling)
        self.book.show(Note((criterion, asked, self.unit), field), value)


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
            cells[item.id] = page.cell(row, Field.ANSWER)
            row += 1
        write_checks(page, row, self.form.criteria, cells)
        page.close()
        name = page.name.replace("'", "''")
        return {id_: f"'{name}'!{cell}" for id_, cell in cells.items()}

    def _write_item(self, page: Page, row: int, number: int, item: DataItem) -> None:
        mine = item.source == "self"
        looks = (OPEN if mine else GREY) | answer_format(item.kind)
        answer = Varying(lambda filling: filling.data.get(item.id))
        self.form.codes(page, row, item.id)
        page.put(row, Field.NUMBER, number, **BORDER, align="center")
        page.put(row, Field.TITLE, item.title, **BORDER)
        page.put(row, Field.ANSWER, answer, **looks)
        if not mine:
            self.form.show(item.id, "", Field.ANSWER, answer)
        note: Cell = "" if mine else OTHERS[item.source]
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
        self.shape = form.shape
        self.page = form.page(Sheet.CRITERIA, WIDTHS)
        self.points = points_format(form.criteria.policy.rounding.point_decimals)

    @cached_property
    def lines(self) -> Lines:
        """The rows."""
        top = self.page.head(write_heading(self.page, self.form.heading))
        form = self.form
        return Lines(form.criteria, form.year, form.attribute, top, self.shape.given)

    @cached_property
    def formulas(self) -> Formulas:
        """The live points."""
        return Formulas(self.lines, self.page, self.shape)

    def write(self) -> None:
        """Writes all rows, the total, and who signs."""
        for line in self.lines.lines:
            self._write(line)
        self._write_total(self.lines.end)
        self._mark_words()
        self.page.close()
        write_signatures(self.page, self.lines.end + 1)

    def _mark_words(self) -> None:
        """Shows in red why an answer has no points."""
        first = self.page.cell(self.lines.top, Field.COMPUTED)
        rows = (self.lines.top, self.lines.end - 1)
        words = [each.to(self.form.book.lang) for each in (INVALID, BARE)]
        self.page.mark(rows, Field.COMPUTED, says(first, words), font_color="#C00000")

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
        self._row(line.row, GREY, {Field.NUMBER: item.id, Field.TITLE: item.title, Field.ASKED: note})

    def _write_inner(self, line: Line) -> None:
        item, number = self.lines.items[line.number], line.number
        cells: dict[Field, Cell] = {
            Field.NUMBER: item.id,
            Field.TITLE: item.title,
            Field.MAX_POINTS: self.lines.most(number),
            Field.COMPUTED: self._sum(number, Field.COMPUTED),
            Field.CLAIM: self._sum(number, Field.CLAIM),
        }
        looks = INNER if item.depth else AREA
        self._row(line.row, looks, cells)
        if item.may_be_set_aside:
            self._open_state(line, {**looks, "locked": False})
        elif number in self.shape.aside:
            self.page.put(line.row, Field.STATE, NOT_APPLICABLE, **looks, align="center")
            self.form.show(item.id, "", Field.STATE, NOT_APPLICABLE)

    def _sum(self, number: int | None, field: Field) -> Varying:
        """The points of an inner node, or of the whole, in one of the columns of points."""
        return self._live(
            self.formulas.total(field) if number is None else self.formulas.inner(number, field)
        )

    def _live(self, live: Live) -> Varying:
        """A live formula as a cell holds it."""
        lang = self.form.book.lang
        return Varying(lambda filling: live.stored(filling, lang), live.text)

    def _open_state(self, line: Line, looks: Mapping[str, Any]) -> None:
        self.page.put(line.row, Field.STATE, aside_cell(line.number), **{**looks, "align": "center"})
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
            answer = None if question.data else answer_cell(line.number, question.slot)
            for field in SAID:
                cell = answer if field is Field.ANSWER else said.get(field)
                self.form.show(item.id, question.input, field, cell)

    @property
    def _from_data(self) -> str:
        lang = self.form.book.lang
        return _FROM_DATA.to(lang).format(sheet=Sheet.DATA.value.to(lang))

    def _said(self, line: Line, question: Question) -> dict[Field, Cell]:
        """What the row of a leaf says itself."""
        asked = question.slot.title.to(self.form.book.lang)
        cells: dict[Field, Cell] = {Field.ASKED: f"{asked[:1].upper()}{asked[1:]}"}
        if question.data:
            cells[Field.ASKED] = f"{cells[Field.ASKED]} ({self._from_data})"
        if not line.first:
            return cells
        item, rule = self.lines.items[line.number], self.lines.rule(line.number)
        said = self.formulas.leaf(line.number)
        evidence = getattr(item.node, "evidence", None)
        cells |= {
            Field.NUMBER: item.id,
            Field.TITLE: item.title,
            Field.RULE: rule.describe(self.lines.terms(line.number), self.form.book.lang),
            Field.EVIDENCE_ASKED: evidence,
            Field.STATE: aside_cell(line.number),
            Field.EVIDENCE: evidence_cell(line.number),
            Field.NOTE: OTHERS.get(item.source),
        }
        if rule.needs_maximum:
            cells[Field.MAX_POINTS] = item.max_points
            cells[Field.CLAIM] = claim_cell(line.number)
            cells[Field.COMPUTED] = LATER if said is None else self._live(said)
            later = said is not None and word(LATER, self.form.book.lang).text in said.text
            longest = LATER if later else BARE
            self.page.room(line.row, Field.COMPUTED, longest.to(self.form.book.lang))
        return cells

    def _write_answer(self, line: Line, question: Question, *, mine: bool) -> None:
        shape = answer_format(question.slot.type)
        cell = self.page.cell(line.row, Field.ANSWER)
        if question.data:
            source = self.data[question.data]
            linked = Varying(lambda filling: filling.data.get(question.data), f'IF({source}="","",{source})')
            self.page.put(line.row, Field.ANSWER, linked, **(BORDER if mine else GREY), **shape)
            return
        looks = OPEN if mine else GREY
        self.page.put(line.row, Field.ANSWER, answer_cell(line.number, question.slot), **looks, **shape)
        if mine:
            guide = guidance.answer_guide(question, cell, self.form.book)
            self.page.guide(line.row, Field.ANSWER, guide)

    def _open_beside(self, line: Line) -> None:
        """The cells beside the answer that the unit fills in."""
        number, row = line.number, line.row
        item = self.lines.items[number]
        if item.may_be_set_aside:
            self._open_state(line, OPEN)
        evidence = getattr(item.node, "evidence", None)
        self.page.put(row, Field.EVIDENCE, evidence_cell(number), **OPEN, **TEXT)
        self.page.guide(row, Field.EVIDENCE, guidance.evidence_guide(evidence, self.form.book))
        self.page.put(row, Field.NOTE, Varying(lambda filling: filling.notes.get(number)), **OPEN, **TEXT)
        if self.lines.rule(number).needs_maximum:
            self.page.put(row, Field.CLAIM, claim_cell(number), **OPEN, **self.points)
            self.page.guide(row, Field.CLAIM, guidance.points_guide(_CLAIM, item.max_points, self.form.book))

    def _write_total(self, row: int) -> None:
        left = self.formulas.left_out()
        note = None if left is None else self._live(left)
        total = {field: self._sum(None, field) for field in (Field.COMPUTED, Field.CLAIM)}
        cells: dict[Field, Cell] = {
            Field.TITLE: TOTAL,
            Field.MAX_POINTS: self.lines.whole,
            Field.NOTE: note,
            **total,
        }
        self._row(row, AREA, cells)


def write_evidence(book: Book, heading: Heading) -> None:
    """Writes the sheet that lists documents, which leaves refer to by their numbers."""
    page = Page(book, Sheet.EVIDENCE.value.to(book.lang), EVIDENCE_WIDTHS)
    row = page.head(write_heading(page, heading))
    shapes: dict[Field, dict[str, Any]] = {Field.ISSUED: {"num_format": NUMBERS["date"]}}
    for number in range(1, DOCUMENTS + 1):
        page.put(row, Field.NUMBER, number, **BORDER, align="center")
        for field, _ in EVIDENCE_WIDTHS[1:]:
            page.put(row, field, None, **OPEN, **shapes.get(field, TEXT))
        row += 1
