"""Data items in later stages: on a sheet of their own, units explain them, and the lead and the council correct them.

A data item is nobody's leaf; one correction of it moves every leaf that uses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_index.language import Text
from cchc_index.rules.contract import Slot
from cchc_index.sheets import guidance
from cchc_index.sheets.book import Book, Page
from cchc_index.sheets.form import AREA, BORDER, GREY, OPEN, OTHERS, TEXT, answer_format
from cchc_index.sheets.heading import write_heading
from cchc_index.sheets.layout import Field, Sheet
from cchc_index.sheets.questions import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.criteria.model import DataItem
    from cchc_index.sheets.cells import Cell
    from cchc_index.sheets.heading import Heading
    from cchc_index.sheets.standing import ShownData, Standings

_EXPLAINING = (
    (Field.NUMBER, 7), (Field.TITLE, 48), (Field.SHOWN_ANSWER, 16), (Field.SHOWN_DECISION, 18),
    (Field.SHOWN_REASON, 28), (Field.ANSWER, 16), (Field.NOTE, 36),
)  # fmt: skip
_DECIDING = (
    (Field.NUMBER, 7), (Field.UNIT_NAME, 30), (Field.SHOWN_ANSWER, 16), (Field.SHOWN_DECISION, 16),
    (Field.SHOWN_REASON, 24), (Field.SHOWN_EXPLANATION, 30), (Field.DECISION, 14), (Field.ANSWER, 16),
    (Field.REASON, 28),
)  # fmt: skip
_EXPLAINED = Text("Số liệu giải trình", "Data as explained")
_DECIDED = Text("Số liệu thẩm định", "Data as appraised")
_CONCLUDED = Text("Số liệu kết luận", "Data as concluded")
_TITLE = Text("Số liệu", "Data item")
_WIDER = 26
"""So much wider is the column of reasons while nothing of earlier rounds stands beside it."""


@dataclass(frozen=True, slots=True)
class DataTask:
    """One unit's data item in a workbook for decisions.

    Args:
        place: the number of the item among the set's.
        unit: the unit's number.
        is_open: whether whoever has the workbook decides on it.
    """

    place: int
    unit: int
    is_open: bool = True


@dataclass(frozen=True)
class SharedData:
    """The sheet of data items in a workbook of a later stage.

    Args:
        book: the workbook.
        standings: what stands before the stage.
        heading: what stands above the table.
    """

    book: Book
    standings: Standings
    heading: Heading

    @property
    def _items(self) -> Sequence[DataItem]:
        return self.standings.answers.criteria.data

    def explain(self, unit: int) -> None:
        """Writes the sheet on which a unit explains its data items, if the set has any."""
        if not self._items:
            return
        page = self._page(_EXPLAINING, _EXPLAINED)
        row = page.head(write_heading(page, self.heading))
        for place, item in enumerate(self._items):
            shown, mine = self.standings.data_of(place, unit), item.source == "self"
            cells = _shown(shown)
            cells |= {Field.NUMBER: place + 1, Field.TITLE: item.title, Field.NOTE: OTHERS.get(item.source)}
            self._write_row(page, row, (item.id, ""), cells, BORDER if mine else GREY)
            if mine:
                self._open(page, row, item, Field.NOTE)
            row += 1
        page.close()

    def _columns(self) -> list[tuple[Field, float]]:
        """The columns of decisions: nothing of rounds that have not been."""
        begun, explained = self.standings.begun, self.standings.explains
        unused = set() if explained else {Field.SHOWN_EXPLANATION}
        unused |= set() if begun else {Field.SHOWN_DECISION, Field.SHOWN_REASON}
        wider = 0 if begun else _WIDER
        columns = [column for column in _DECIDING if column[0] not in unused]
        return [(field, width + wider if field is Field.REASON else width) for field, width in columns]

    def decide(self, tasks: Sequence[DataTask], *, council: bool) -> str:
        """Writes the sheet on which data items are corrected, item by item; returns its name."""
        explained = self.standings.explains
        page = self._page(self._columns(), _CONCLUDED if council else _DECIDED)
        row, number, last = page.head(write_heading(page, self.heading)), 0, -1
        for task in tasks:
            item = self._items[task.place]
            if task.place != last:
                page.across(row, (page.first, page.last), item.title.to(self.book.lang), **AREA, align="left")
                row, number, last = row + 1, 0, task.place
            number += 1
            unit, shown = self.standings.answers.units.units[task.unit], self.standings.data_of(*_key(task))
            cells = {Field.NUMBER: number, Field.UNIT_NAME: unit.name, **_shown(shown)}
            self._write_row(page, row, (item.id, unit.id), cells, BORDER if task.is_open else GREY)
            if task.is_open:
                self._open(page, row, item, Field.REASON)
                page.put(row, Field.DECISION, None, **OPEN)
                guide = guidance.decision_guide(self.book, accept=explained, reject=False)
                page.guide(row, Field.DECISION, guide)
            row += 1
        page.close()
        return page.name

    def _page(self, widths: Sequence[tuple[Field, float]], answer: Text) -> Page:
        return Page(
            self.book,
            Sheet.DATA.value.to(self.book.lang),
            widths,
            {Field.ANSWER: answer, Field.TITLE: _TITLE},
        )

    def _write_row(
        self, page: Page, row: int, about: tuple[str, str], cells: dict[Field, Cell], looks: dict[str, Any]
    ) -> None:
        """A row as it is shown, with its hidden codes: the item and the unit."""
        for field, code in zip(page.fields, (about[0], "", about[1]), strict=False):
            page.put(row, field, code, **TEXT)
        for field in page.fields[page.first :]:
            shape = {"align": "center"} if field in {Field.NUMBER, Field.SHOWN_ANSWER} else {}
            page.put(row, field, cells.get(field), **looks, **shape)

    def _open(self, page: Page, row: int, item: DataItem, note: Field) -> None:
        """The cells of a number and of what is said to it."""
        page.put(row, Field.ANSWER, None, **OPEN, **answer_format(item.kind))
        question = Question(Slot("", item.kind, item.title), "", "", may_be_undone=False)
        guide = guidance.answer_guide(question, page.cell(row, Field.ANSWER), self.book)
        page.guide(row, Field.ANSWER, guide)
        page.put(row, note, None, **OPEN, **TEXT)


def data_tasks(standings: Standings, own: int | None, *, lead: bool) -> list[DataTask]:
    """The data items on which the lead decides, or the council: what was explained, or is missing or invalid.

    Args:
        standings: what stands.
        own: the unit that the lead is itself, which is locked; nothing where it is none.
        lead: whether it is the lead, who sees all items of all units.
    """
    items = standings.answers.criteria.data
    there = [unit for unit in range(len(standings.answers.units)) if standings.last.present[unit]]
    own_items = [place for place, item in enumerate(items) if item.source == "self"]
    found = [DataTask(place, unit, is_open=unit != own) for place in own_items for unit in there]
    return found if lead else [task for task in found if standings.data_of(*_key(task)).is_open]


def _key(task: DataTask) -> tuple[int, int]:
    """The item and the unit."""
    return task.place, task.unit


def _shown(shown: ShownData) -> dict[Field, Cell]:
    """What stands of a data item, cell by cell."""
    return {
        Field.SHOWN_ANSWER: shown.answer,
        Field.SHOWN_DECISION: shown.decision,
        Field.SHOWN_REASON: shown.reason,
        Field.SHOWN_EXPLANATION: shown.explanation,
    }
