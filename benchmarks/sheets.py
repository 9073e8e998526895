"""Filled workbooks of 100 leaves → answers, beside python-calamine reading every cell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import python_calamine
import xlsxwriter

import cchc_index as cchc
from benchmarks.measure import Row, at_most, side_by_side
from benchmarks.season import YEAR, criteria_text
from cchc_index.criteria.outline import outline
from cchc_index.scoring import fingerprints
from cchc_index.sheets.layout import ABOUT, COLUMNS, FORMAT, About, Field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.criteria.outline import Item

WORK = "filled workbooks → answers, each"
BOOKS = 300
_FIELDS = (
    Field.CRITERION, Field.INPUT, Field.UNIT, Field.NUMBER, Field.TITLE, Field.MAX_POINTS, Field.ASKED,
    Field.ANSWER, Field.STATE, Field.RULE, Field.EVIDENCE_ASKED, Field.EVIDENCE, Field.COMPUTED, Field.CLAIM,
    Field.APPRAISED, Field.NOTE,
)  # fmt: skip


def rows(folder: Path, repeat: int) -> Iterator[Row]:
    """Measure reading the same workbooks both ways."""
    path = folder / "criteria.yaml"
    path.write_text(criteria_text(), encoding="utf-8")
    criteria = cchc.load_criteria(path)
    books = folder / "books"
    books.mkdir()
    for number in range(BOOKS):
        _write(criteria, f"X{number:04d}", books / f"X{number:04d}.xlsx")

    def ours() -> None:
        found = cchc.read_answers(books, criteria, year=YEAR)
        assert not found.problems  # noqa: S101 - what is measured must be whole
        assert len(found.units) == BOOKS  # noqa: S101

    def theirs() -> None:
        for each in books.iterdir():
            with python_calamine.load_workbook(str(each)) as book:
                for name in book.sheet_names:
                    book.get_sheet_by_name(name).to_python()

    mine, other = side_by_side(ours, theirs, repeat=max(repeat // 5, 1))
    yield at_most(WORK, "python-calamine", (mine / BOOKS, other / BOOKS), 1.5)


def _write(criteria: CriteriaSet, unit: str, path: Path) -> None:
    about = {
        About.FORMAT: FORMAT,
        About.PURPOSE: "form",
        About.SET: criteria.id,
        About.VERSION: criteria.version,
        About.FINGERPRINT: fingerprints.scoring(criteria),
        About.YEAR: YEAR,
        About.STAGE: criteria.policy.stages[0].id,
        About.UNIT: unit,
    }
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Tự chấm")
        border = book.add_format({"border": 1, "text_wrap": True})
        sheet.write_row(0, 0, [COLUMNS[field].heading.vi for field in _FIELDS])
        sheet.write_row(1, 0, [field.value for field in _FIELDS])
        row = 2
        for item in outline(criteria):
            for asked, answer in _asked(item):
                for column, field in enumerate(_FIELDS):
                    sheet.write(row, column, _cell(item, field, asked, answer), border)
                formula = f'=IF(H{row + 1}="","",ROUND(H{row + 1}/2,2))'
                sheet.write_formula(row, _FIELDS.index(Field.COMPUTED), formula, border, 0.5)
                row += 1
        hidden = book.add_worksheet(ABOUT)
        hidden.very_hidden()
        for place, (key, value) in enumerate(about.items()):
            hidden.write_row(place, 0, [key.value, value])


def _asked(item: Item) -> Iterator[tuple[str, object]]:
    """The inputs of a leaf with an answer to each; of an inner node nothing is asked."""
    if item.rule is None:
        yield "", None
        return
    for asked in item.rule.inputs():
        slots = asked.ways()[0]
        for slot in slots:
            answer = "có" if slot.type == "yes_no" else 100 if slot.id == "denominator" else 5
            yield "" if len(slots) == 1 and len(item.rule.inputs()) == 1 else slot.id, answer


def _cell(item: Item, field: Field, asked: str, answer: object) -> object:
    """What stands in a cell of the form."""
    said: dict[Field, object] = {
        Field.CRITERION: item.id,
        Field.INPUT: asked,
        Field.NUMBER: item.id,
        Field.TITLE: item.title.vi,
        Field.MAX_POINTS: float(item.max_points),
        Field.ANSWER: answer,
        Field.EVIDENCE: "Báo cáo số 12/BC-UBND ngày 15/12/2025" if item.rule is not None else None,
        Field.RULE: "Điểm tính theo tỷ lệ; đủ điểm từ 100%" if item.rule is not None else None,
    }
    return said.get(field)
