"""The workbooks of appraisers and of the council: what stands of each leaf, with room for decisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cchc_index.language import Text, exact_number, pick
from cchc_index.sheets import guidance
from cchc_index.sheets.assigning import DECIDED, Assignment, Task, Turn
from cchc_index.sheets.book import Book, Page
from cchc_index.sheets.contents import Entry, contents, write_contents
from cchc_index.sheets.form import AREA, BORDER, GREY, INNER, OPEN, OTHERS, TEXT, answer_format, points_format
from cchc_index.sheets.heading import APPRAISER, COUNCIL, write_heading, write_signatures
from cchc_index.sheets.layout import Field, Purpose, Sheet
from cchc_index.sheets.questions import Question, questions
from cchc_index.sheets.shared_data import DataTask, SharedData, data_tasks
from cchc_index.sheets.unit_forms import Occasion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cchc_index.scoring.plan import Leaf
    from cchc_index.sheets.cells import Cell
    from cchc_index.sheets.heading import Heading
    from cchc_index.sheets.standing import Shown, Standings

_BEFORE = (
    (Field.SHOWN_ANSWER, 15), (Field.SHOWN_CLAIM, 7.5), (Field.COMPUTED, 7.5), (Field.SHOWN_EVIDENCE, 20),
    (Field.APPRAISED, 7.5), (Field.SHOWN_DECISION, 13), (Field.SHOWN_REASON, 18),
    (Field.SHOWN_EXPLANATION, 22), (Field.EXPLAINED, 7.5),
)  # fmt: skip
_LATER = frozenset({Field.APPRAISED, Field.SHOWN_DECISION, Field.SHOWN_REASON})
_EXPLAINED = frozenset({Field.SHOWN_EXPLANATION, Field.EXPLAINED})
_FILLED = (
    (Field.DECISION, 12), (Field.ANSWER, 12), (Field.STATE, 9), (Field.AWARD, 8), (Field.REASON, 24),
)  # fmt: skip
_BY_CRITERION = ((Field.NUMBER, 6), (Field.UNIT_NAME, 24))
_BY_UNIT = ((Field.NUMBER, 8), (Field.TITLE, 28), (Field.MAX_POINTS, 7), (Field.RULE, 26))
_HEADINGS = {
    Field.APPRAISED: Text("Điểm hiện có", "Points that stand"),
    Field.ANSWER: Text("Số liệu thẩm định", "Data as appraised"),
    Field.AWARD: Text("Điểm thẩm định", "Points awarded"),
    Field.ASKED: Text("Nội dung", "What is asked"),
    Field.STATE: Text("Không áp dụng / miễn", "Not applicable / exempt"),
}
_RESULTS = {
    Field.DECISION: Text("Quyết định của Hội đồng", "Decision of the council"),
    Field.ANSWER: Text("Số liệu kết luận", "Data as concluded"),
    Field.AWARD: Text("Điểm kết luận", "Points concluded"),
}
_SHORT, _NARROW = 10, 0.8
"""Columns of texts are so much narrower where later rounds add others, so that a page stays readable."""
_POINTS = frozenset({
    Field.MAX_POINTS, Field.SHOWN_CLAIM, Field.COMPUTED, Field.APPRAISED, Field.EXPLAINED, Field.AWARD,
})  # fmt: skip
_COUNCIL_NAME = Text("Hội đồng thẩm định", "Appraisal council")
_COUNCIL_SHEET = Text("Hội đồng", "Council")
_NOTHING = Text("Không có tiêu chí", "No criteria")
_OWN_UNIT = Text(
    "không tự thẩm định đơn vị mình; chuyển cơ quan chủ trì",
    "no appraiser decides on its own unit: the lead department does",
)
_FOR_ANOTHER = Text("thẩm định thay {by}", "in place of {by}")
_OWN_OF_LEAD = Text(
    "đơn vị của cơ quan chủ trì; chuyển Hội đồng thẩm định",
    "the lead department's own unit: the council decides",
)
_LEGEND = Text(
    "Đồng ý: giữ điểm hiện có. Điều chỉnh: ghi số liệu hoặc điểm, và lý do. Không công nhận: 0 điểm, ghi lý do.",
    "Agree: what stands, stands. Change: write data or points, and the reason. Reject: 0 points, write the reason.",
)
_ACCEPT = Text("Tiếp thu: lấy theo giải trình của đơn vị.", "Accept: the unit's explanation takes over.")


@dataclass(frozen=True)
class Appraisal:
    """One workbook for decisions.

    Args:
        occasion: the sending.
        standings: what stands before the stage.
        by: the appraiser; blank for the council, whose workbook has only the leaves on which those before differ.
        by_unit: whether there is a sheet a unit rather than a sheet a criterion.
        lead: whether the appraiser is the lead department.
    """

    occasion: Occasion
    standings: Standings
    by: str
    by_unit: bool = False
    lead: bool = False

    def written(self) -> bytes:
        """The workbook."""
        criteria, lang = self.occasion.criteria, self.occasion.lang
        book = Book(criteria.title.to(lang), lang)
        sheets = self._sheets()
        data = self._data()
        first = contents(book, decisions=True) if (sheets or data) and not self._is_one_sheet else None
        entries = [Entry(self._write_sheet(book, *sheet), *self._entry(*sheet)) for sheet in sheets]
        if data:
            name = SharedData(book, self.standings, self._heading).decide(data, council=not self.by)
            wanted = sum(task.is_open for task in data) if not self.by else None
            entries.append(Entry(name, "", Sheet.DATA.value.to(lang), wanted))
        if first is not None:
            write_contents(first, self._heading, entries, APPRAISER if self.by else COUNCIL)
        if not book.has_sheets:
            page = Page(book, _NOTHING.to(lang), _BY_UNIT)
            write_heading(page, self._heading)
        purpose = Purpose.APPRAISAL if self.by else Purpose.COUNCIL
        return book.done(self.occasion.about(purpose, by=self.by or _COUNCIL_NAME.vi))

    def _data(self) -> list[DataTask]:
        """The data items that are decided on: the lead's and the council's, as they are nobody's leaves."""
        own = Assignment(self.standings, self.by, self.lead).unit
        return data_tasks(self.standings, own, lead=self.lead) if self.lead or not self.by else []

    @property
    def _is_one_sheet(self) -> bool:
        """The council goes through its criteria on one sheet."""
        return not self.by and not self.by_unit

    @cached_property
    def _heading(self) -> Heading:
        lang = self.occasion.lang
        said = f"{_LEGEND.to(lang)} {_ACCEPT.to(lang)}" if self.standings.explains else _LEGEND.to(lang)
        whose = self.by or _COUNCIL_NAME.to(lang)
        return replace(self.occasion.heading(whose.upper()), legend=(said,))

    def _sheets(self) -> list[tuple[str, list[Task]]]:
        """The title and the rows of each sheet."""
        tasks = list(Assignment(self.standings, self.by, self.lead).tasks())
        if self.by_unit:
            units = self.standings.answers.units.units
            found = [(unit.name, [task for task in tasks if task.unit == n]) for n, unit in enumerate(units)]
            return [(title, own) for title, own in found if own]
        if self._is_one_sheet:
            return [(_COUNCIL_SHEET.to(self.occasion.lang), tasks)] if tasks else []
        return list(_by_criterion(tasks).items())

    def _entry(self, title: str, tasks: Sequence[Task]) -> tuple[str, str, int]:
        """What the list of sheets says of one: a number, a title, and how many decisions it wants."""
        item = tasks[0].leaf.item
        wanted = sum(task.is_open and task.leaf.item.source in DECIDED for task in tasks)
        return ("", title, wanted) if self.by_unit else (item.id, item.title.to(self.occasion.lang), wanted)

    def _columns(self, tasks: Sequence[Task]) -> list[tuple[Field, float]]:
        """The columns of a sheet: nothing that none of its rows has a use for."""
        standings = self.standings
        unused = set() if standings.begun else set(_LATER)
        unused |= set() if standings.explains else _EXPLAINED
        split = any(len(self._questions(task)) > 1 for task in tasks)
        asked = [(Field.ASKED, 16)] if split else []
        leading = _BY_UNIT if self.by_unit else _BY_CRITERION
        columns = [column for column in (*leading, *asked, *_BEFORE, *_FILLED) if column[0] not in unused]
        narrow = _NARROW if standings.begun else 1
        return [(field, width * narrow if width > _SHORT else width) for field, width in columns]

    def _write_sheet(self, book: Book, title: str, tasks: list[Task]) -> str:
        headings = _HEADINGS if self.by else {**_HEADINGS, **_RESULTS}
        page = Page(book, title, self._columns(tasks), headings)
        row = page.head(write_heading(page, self._heading))
        place, last = 0, ""
        for task in tasks:
            band = task.leaf.item.area.id if self.by_unit else task.leaf.item.id
            if band != last:
                row, place, last = self._write_band(page, row, tasks, task), 0, band
            place += 1
            row = self._write(page, row, task, place)
        page.close()
        if self._is_one_sheet:
            write_signatures(page, row, COUNCIL)
        return page.name

    def _write_band(self, page: Page, row: int, tasks: Sequence[Task], task: Task) -> int:
        """The area, or the criterion with its rule, that the rows below are of. Returns the row below it."""
        item, lang = task.leaf.item, self.occasion.lang
        if self.by_unit:
            said = f"{item.area.id}. {item.area.title.to(lang)}"
            page.across(row, (page.first, page.last), said, **INNER)
            return row + 1
        below = [each.leaf for each in tasks if each.leaf.item.id == item.id]
        page.across(row, (page.first, page.last), self._said(item.id, below), **AREA, align="left")
        return row + 1

    def _said(self, id_: str, leaves: Sequence[Leaf]) -> str:
        """A criterion: its title and maximum, its rule, what is asked for, and who else answers it."""
        lang = self.occasion.lang
        item = leaves[0].item
        most = exact_number(item.max_points, lang)
        lines = [
            f"{id_} {item.title.to(lang)} ({pick(lang, f'tối đa {most} điểm', f'at most {most} points')})"
        ]
        rules = dict.fromkeys(leaf.rule.describe(leaf.terms, lang) for leaf in leaves)
        lines += [f"{pick(lang, 'Cách tính điểm', 'Rule')}: {rule}" for rule in rules]
        evidence = getattr(item.node, "evidence", None)
        if evidence:
            lines.append(f"{pick(lang, 'Tài liệu cần có', 'Evidence asked for')}: {evidence.to(lang)}")
        if item.source in OTHERS:
            lines.append(OTHERS[item.source].to(lang))
        return "\n".join(lines)

    def _questions(self, task: Task) -> tuple[Question, ...]:
        """What the rows of a leaf ask: one for each input, and one for all counts of a survey."""
        rule = task.leaf.rule
        asked = questions(rule, self.standings.values(task.leaf, task.unit))
        return asked[:1] if task.leaf.item.source == "survey" and len(asked) > 1 else asked

    def _write(self, page: Page, row: int, task: Task, place: int) -> int:
        """The rows of one unit's leaf. Returns the row below them."""
        shown = self.standings.of(task.leaf, task.unit)
        values = self.standings.values(task.leaf, task.unit)
        asked = self._questions(task)
        whole = len(asked) < len(questions(task.leaf.rule, values))
        for number, question in enumerate(asked):
            cells = self._cells(task, shown, place) if number == 0 else {}
            if len(asked) > 1:
                title = question.slot.title.to(self.occasion.lang)
                cells[Field.ASKED] = f"{title[:1].upper()}{title[1:]}"
                cells[Field.SHOWN_ANSWER] = (
                    self.standings.said(question.slot, values) if values else cells.get(Field.SHOWN_ANSWER)
                )
            input_ = "" if whole else question.input
            self._write_row(page, row, task, input_, cells)
            if task.is_open:
                self._open_answer(page, row, task, question, whole=whole)
                if number == 0:
                    self._open(page, row, task.leaf)
            row += 1
        return row

    def _write_row(self, page: Page, row: int, task: Task, input_: str, cells: Mapping[Field, Cell]) -> None:
        unit = self.standings.answers.units.units[task.unit]
        for field, code in zip(page.fields, (task.leaf.item.id, input_, unit.id), strict=False):
            page.put(row, field, code, **TEXT)
        points = points_format(self.occasion.criteria.policy.rounding.point_decimals)
        for field in page.fields[page.first :]:
            shape: dict[str, Any] = points if field in _POINTS else {}
            shape = {"align": "center"} if field is Field.NUMBER else shape
            page.put(row, field, cells.get(field), **(BORDER if task.is_open else GREY), **shape)

    def _cells(self, task: Task, shown: Shown, place: int) -> dict[Field, Cell]:
        """What the first row of a unit's leaf shows."""
        leaf, lang = task.leaf, self.occasion.lang
        state = f" ({shown.state})" if shown.state and shown.answer else shown.state
        return {
            Field.NUMBER: leaf.item.id if self.by_unit else place,
            Field.UNIT_NAME: f"{self.standings.answers.units.units[task.unit].name}{self._note(task)}",
            Field.TITLE: leaf.item.title,
            Field.MAX_POINTS: leaf.item.max_points,
            Field.RULE: f"{leaf.rule.describe(leaf.terms, lang)}{self._note(task)}" if self.by_unit else None,
            Field.SHOWN_ANSWER: f"{shown.answer}{state}",
            Field.SHOWN_CLAIM: shown.claim,
            Field.COMPUTED: shown.computed,
            Field.SHOWN_EVIDENCE: shown.evidence,
            Field.APPRAISED: shown.points,
            Field.SHOWN_DECISION: shown.decision,
            Field.SHOWN_REASON: shown.reason,
            Field.SHOWN_EXPLANATION: shown.explanation,
            Field.EXPLAINED: shown.explained,
        }

    def _note(self, task: Task) -> str:
        """Why a row is locked, or in whose place the lead decides; beside what names the row, as it is no reason."""
        lang = self.occasion.lang
        if task.turn is Turn.OWN_UNIT:
            return f"\n({(_OWN_OF_LEAD if self.lead else _OWN_UNIT).to(lang)})"
        appraiser = task.leaf.item.appraiser
        if task.turn is not Turn.FOR_ANOTHER or appraiser is None:
            return ""
        return f"\n({_FOR_ANOTHER.to(lang).format(by=appraiser.to(lang))})"

    def _open_answer(self, page: Page, row: int, task: Task, question: Question, *, whole: bool) -> None:
        """The cell of one input, which guides as the unit's own does."""
        if whole:
            page.put(row, Field.ANSWER, None, **OPEN, **TEXT)
            page.guide(row, Field.ANSWER, guidance.counts_guide(questions(task.leaf.rule), page.book))
            return
        page.put(row, Field.ANSWER, None, **OPEN, **answer_format(question.slot.type))
        guide = guidance.answer_guide(question, page.cell(row, Field.ANSWER), page.book)
        page.guide(row, Field.ANSWER, guide)

    def _open(self, page: Page, row: int, leaf: Leaf) -> None:
        """The cells of a decision."""
        points = points_format(self.occasion.criteria.policy.rounding.point_decimals)
        page.put(row, Field.DECISION, None, **OPEN)
        page.guide(row, Field.DECISION, guidance.decision_guide(page.book, accept=self.standings.explains))
        page.put(row, Field.AWARD, None, **OPEN, **points)
        title = page.headings[Field.AWARD]
        page.guide(row, Field.AWARD, guidance.points_guide(title, leaf.item.max_points, page.book))
        page.put(row, Field.REASON, None, **OPEN, **TEXT)
        page.put(row, Field.STATE, None, **OPEN, align="center")
        aside = leaf.item.not_applicable != "forbidden"
        page.guide(row, Field.STATE, guidance.appraised_state_guide(page.book, may_be_set_aside=aside))


def _by_criterion(tasks: Sequence[Task]) -> dict[str, list[Task]]:
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.leaf.item.id, []).append(task)
    return found
