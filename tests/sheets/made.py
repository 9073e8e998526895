"""Workbooks as units and appraisers send them back, made by the layout alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

import cchc_index as cchc
from cchc_index.answers.rows import Answers
from cchc_index.criteria.outline import outline
from cchc_index.scoring import fingerprints
from cchc_index.sheets.layout import ABOUT, COLUMNS, FORMAT, About, Field, Purpose, Sheet

FORM_FIELDS = (
    Field.CRITERION, Field.INPUT, Field.UNIT, Field.NUMBER, Field.TITLE, Field.MAX_POINTS, Field.ASKED,
    Field.ANSWER, Field.STATE, Field.RULE, Field.EVIDENCE_ASKED, Field.EVIDENCE, Field.COMPUTED, Field.CLAIM,
    Field.APPRAISED, Field.NOTE,
)  # fmt: skip
APPRAISAL_FIELDS = (
    Field.CRITERION, Field.INPUT, Field.UNIT, Field.UNIT_NAME, Field.NUMBER, Field.TITLE, Field.COMPUTED,
    Field.DECISION, Field.AWARD, Field.REASON,
)  # fmt: skip
Said = dict[tuple[str, str], dict[Field, Any]]
"""What is filled in, by criterion and input."""


class Made:
    """One workbook of the layout; every part can be changed before it is written.

    Args:
        criteria: the set.
        said: what is filled in.
        about: what the hidden sheet says otherwise.
        fields: the columns, in their order.
    """

    def __init__(
        self,
        criteria: Any,
        said: Said | None = None,
        *,
        about: dict[About, Any] | None = None,
        fields: tuple[Field, ...] = FORM_FIELDS,
    ) -> None:
        self.criteria = criteria
        self.fields = fields
        self.title = Sheet.CRITERIA.value.vi
        self.codes = [field.value for field in fields]
        self.headings: list[Any] = [COLUMNS[field].heading.vi for field in fields]
        self.above: list[list[Any]] = [["UBND TỈNH"], ["PHIẾU TỰ CHẤM ĐIỂM"], []]
        self.below: list[list[Any]] = [
            [*[None] * 4, "TỔNG CỘNG", 10, *[None] * 7, 5.5],
            [],
            [None, None, None, "NGƯỜI LẬP PHIẾU"],
        ]
        self.about = {
            About.FORMAT: FORMAT,
            About.PURPOSE: Purpose.FORM.value,
            About.SET: criteria.id,
            About.VERSION: criteria.version,
            About.FINGERPRINT: fingerprints.scoring(criteria),
            About.YEAR: criteria.years[0],
            About.STAGE: criteria.policy.stages[0].id,
            About.UNIT: "X",
            About.BY: "",
            **(about or {}),
        }
        self.rows = list(self._rows(said or {}))
        self.formats: dict[tuple[int, Field], str] = {}
        self.formulas: dict[tuple[int, Field], tuple[str, Any]] = {}
        self.merged: list[tuple[int, int, Field, Any]] = []
        self.hidden: set[int] = set()
        self.coded = True

    def _rows(self, said: Said) -> Any:
        left = dict(said)
        for item in outline(self.criteria):
            keys = [key for key in said if key[0] == item.id] or [(item.id, "")]
            for place, key in enumerate(keys):
                cells: dict[Field, Any] = {Field.CRITERION: item.id, Field.INPUT: key[1]}
                if place == 0:
                    cells |= {Field.NUMBER: item.id, Field.TITLE: item.title.vi}
                    cells |= {Field.MAX_POINTS: float(item.max_points)}
                yield cells | left.pop(key, {})
        for (id_, asked), filled in left.items():
            title = next((each.title.vi for each in self.criteria.data if each.id == id_), "")
            yield {Field.CRITERION: id_, Field.INPUT: asked, Field.TITLE: title, **filled}

    @property
    def first(self) -> int:
        """The number of the first row below the headings, counted from 0."""
        return len(self.above) + 1 + self.coded

    def row(self, id_: str) -> int:
        """The row of a criterion, counted from 1 as people do."""
        place = next(n for n, cells in enumerate(self.rows) if cells.get(Field.CRITERION) == id_)
        return self.first + place + 1

    def cell(self, id_: str, field: Field) -> str:
        """The place of a cell as problems name it."""
        return f"{self.title} › {chr(65 + self.fields.index(field))}{self.row(id_)}"

    def write(self, path: Path) -> Path:
        """Write the workbook."""
        book = xlsxwriter.Workbook(str(path))
        self._write_sheet(book)
        if self.about:
            hidden = book.add_worksheet(ABOUT)
            hidden.very_hidden()
            for row, (key, value) in enumerate(self.about.items()):
                hidden.write_row(row, 0, [key.value, value])
        book.close()
        return path

    def _write_sheet(self, book: Any) -> None:
        sheet = book.add_worksheet(self.title)
        sheet.set_column(0, 2, None, None, {"hidden": True})
        lines = [*self.above, self.headings]
        if self.coded:
            lines.append(self.codes)
        for row, line in enumerate(lines):
            sheet.write_row(row, 0, line)
        if self.coded:
            sheet.set_row(len(lines) - 1, None, None, {"hidden": True})
        for place, cells in enumerate(self.rows):
            self._write_row(book, sheet, place, cells)
        for start, end, field, value in self.merged:
            column = self.fields.index(field)
            sheet.merge_range(self.first + start, column, self.first + end, column, value)
        for row, line in enumerate(self.below, start=self.first + len(self.rows)):
            sheet.write_row(row, 0, line)

    def _write_row(self, book: Any, sheet: Any, place: int, cells: dict[Field, Any]) -> None:
        row = self.first + place
        if place in self.hidden:
            sheet.set_row(row, None, None, {"hidden": True})
        for column, field in enumerate(self.fields):
            if (place, field) in self.formulas:
                formula, value = self.formulas[place, field]
                sheet.write_formula(row, column, formula, None, value)
                continue
            code = self.formats.get((place, field))
            looks = book.add_format({"num_format": code}) if code else None
            if (value := cells.get(field)) is not None:
                sheet.write(row, column, value, looks)


def appraisal(criteria: Any, rows: list[dict[Field, Any]], **about: Any) -> Made:
    """Return an appraiser's workbook, a row a unit and criterion."""
    said = {About.PURPOSE: "appraisal", About.STAGE: "appraisal", About.UNIT: "", About.BY: "Sở A"}
    made = Made(
        criteria,
        about={**said, **{About[key.upper()]: value for key, value in about.items()}},
        fields=APPRAISAL_FIELDS,
    )
    made.rows = rows
    made.below = []
    made.title = "Thẩm định"
    return made


def read(path: Path, criteria: Any, **options: Any) -> Answers:
    """Return the answers of a file or folder."""
    return cchc.read_answers(path, criteria, **options)


def found(answers: Answers) -> list[tuple[str, str]]:
    """Return the codes and places of all problems."""
    return [(problem.code, str(problem.place)) for problem in answers.problems]


def given(answers: Answers, id_: str, unit: str = "X") -> dict[str, Any]:
    """Return the typed answer of one unit to one leaf or data item."""
    number = answers.units.find(unit)
    ids = [*(item.id for item in answers.items), *(item.id for item in answers.criteria.data)]
    leaf = answers.leaves.get(ids.index(id_))
    return {} if leaf is None or number is None else dict(leaf.of_unit(number))
