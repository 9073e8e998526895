"""Workbooks that were sent out, filled in as people do: only open cells, in the ways in which people write."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import openpyxl

from cchc_index.answers.words import Decision
from cchc_index.sheets.layout import ABOUT, NOT_APPLICABLE, About, Field, Purpose
from tests.sheets.asked import Asked
from tests.sheets.sheets import Read, coded

NUMBER: Final = re.compile(r"-?[0-9]+(,[0-9]+)?")
DIGITS: Final = 15
WAYS: Final = ("plain", "text", "other", "english")
ENGLISH: Final = {
    NOT_APPLICABLE.vi: "Not applicable",
    "có": "yes",
    "không": "no",
    "chưa": "not done",
    **{each.text.vi: each.text.en for each in Decision if each},
}
"""The words of English drop-downs."""
FIELDS: Final[dict[Purpose, dict[str, Field]]] = {
    Purpose.FORM: {
        "answer": Field.ANSWER,
        "state": Field.STATE,
        "points": Field.CLAIM,
        "evidence": Field.EVIDENCE,
        "note": Field.NOTE,
    },
    Purpose.APPRAISAL: {
        "answer": Field.ANSWER,
        "state": Field.STATE,
        "points": Field.AWARD,
        "decision": Field.DECISION,
        "note": Field.REASON,
    },
}
FIELDS[Purpose.COUNCIL] = FIELDS[Purpose.APPRAISAL]
Manner = Callable[[], str]
"""Which of the ways the next cell is written in."""


def plainly() -> str:
    """Return the way in which a drop-down or a number cell is filled in."""
    return WAYS[0]


class Filled:
    """One workbook in somebody's hands.

    Args:
        path: the workbook, which is written over when it is saved.
        manner: how the cells are written.
    """

    def __init__(self, path: Path, manner: Manner = plainly) -> None:
        self.path = path
        self.manner = manner
        self.book = openpyxl.load_workbook(path)
        said = {row[0].value: row[1].value or "" for row in self.book[ABOUT].iter_rows()}
        self.purpose = Purpose(said[About.PURPOSE.value])
        self.by: str = said[About.BY.value]
        self.touched = False
        self._rows: dict[tuple[str, ...], tuple[Read, int]] = {}
        for sheet in self.book.worksheets:
            if (found := coded(sheet)) is not None:
                self._index(found, said[About.UNIT.value])

    def _index(self, sheet: Read, unit: str) -> None:
        for row in sheet.rows():
            about = (sheet.value(row, Field.CRITERION), sheet.value(row, Field.UNIT) or unit)
            self._rows.setdefault(about, (sheet, row))
            self._rows[*about, sheet.value(row, Field.INPUT) or ""] = (sheet, row)

    def fill(self, asked: Asked) -> dict[str, str]:
        """Types what a row says into its open cells; returns what no open cell takes."""
        return {name: text for name, text in asked.cells.items() if not self._type(asked, name, text)}

    def _type(self, asked: Asked, name: str, text: str) -> bool:
        if name == "state" and text != "miễn" and self._cell(asked, "state") is None:
            name = "answer"
        cell = self._cell(asked, name) if text != "miễn" else None
        if cell is None or cell.value is not None:
            return False
        type_ = {"answer": asked.type, "points": "number"}.get(name, "")
        self.touched = True
        way = self.manner()
        if way == "english" and (name in {"state", "decision"} or type_ in {"yes_no", "tick", "date"}):
            text = ENGLISH.get(text, text)
        put(cell, text, type_, way)
        return True

    def _cell(self, asked: Asked, name: str) -> Any:
        """The open cell of what a row says in a column, if there is one."""
        field = FIELDS[self.purpose].get(name)
        about = (asked.criterion, asked.unit)
        key = (*about, asked.input) if field is Field.ANSWER else about
        found = self._rows.get(key)
        if found is None or field not in found[0].columns:
            return None
        cell = found[0].cell(found[1], field)
        return None if cell.protection.locked else cell

    def save(self) -> None:
        """Saves the workbook."""
        self.book.save(self.path)


def put(cell: Any, text: str, type_: str, way: str) -> None:
    """Type a value into a cell: as what it is, as a text, or in one of the other ways of its type."""
    if way == "text" or not type_:
        cell.value = text
    elif type_ in {"whole", "number", "percent"}:
        _put_number(cell, text, percent=type_ == "percent" and way == "other")
    elif type_ == "date" and text not in {"chưa", "not done"}:
        day = datetime.datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a date without a time
        cell.value = day if way == "plain" else day.isoformat()
        cell.number_format = "dd/mm/yyyy"
    else:
        others = {"có": True, "không": False, "x": "X"} if type_ in {"yes_no", "tick"} else {}
        cell.value = others.get(text, f" {text.upper()} ") if way == "other" else text
    if isinstance(cell.value, str) and cell.value.startswith("="):
        cell.data_type = "s"


def _put_number(cell: Any, text: str, *, percent: bool) -> None:
    """Type a number; one with more digits than a spreadsheet keeps is typed as a text."""
    if not NUMBER.fullmatch(text) or len(re.sub(r"\D", "", text).strip("0")) > DIGITS - 2:
        cell.value = text
        return
    number = Fraction(text.replace(",", "."))
    cell.value = float(number / 100) if percent else float(number)
    if percent:
        cell.number_format = "0.0###%"
