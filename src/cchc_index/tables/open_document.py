"""What an OpenDocument spreadsheet says beside the values of its cells, and how many cells it spans."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from cchc_index.problems import DataError, Problem
from cchc_index.tables.sheet_parts import MOST_CELLS, Marks, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_TIMES = re.compile(r'table:number-(?:rows|columns)-repeated\s*=\s*["\']([0-9]+)["\']')
_NAME = re.compile(r'table:name="([^"]*)"')
_TYPE = re.compile(r'value-type="(\w+)"')
_FIRST_TEXT = re.compile(r"\s*<text:p[^>]*>([^<]*)<")


class _Sheet:
    """One sheet while its tags go by."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.times = 1
        self.last_row = self.last_column = 0
        self.percent: set[Place] = set()
        self.errors: dict[Place, str] = {}

    def next_row(self, times: int) -> None:
        """Goes to a new row, which stands for so many."""
        self.row += self.times if self.column else 0
        self.column, self.times = 0, times

    def add(self, said: str, times: int, text: str) -> None:
        """Takes down a cell, which stands for so many."""
        kinds = set(_TYPE.findall(said))
        if kinds or not said.endswith("/"):
            self.last_row = max(self.last_row, self.row + self.times)
            self.last_column = max(self.last_column, self.column + times)
        if times == self.times == 1 and "error" in kinds:
            self.errors[self.row, self.column] = text or "#"
        elif "percentage" in kinds and times * self.times <= MOST_CELLS:
            self.percent |= {
                (self.row + down, self.column + right) for down in range(self.times) for right in range(times)
            }
        self.column += times

    @property
    def marks(self) -> Marks:
        """What was taken down."""
        return Marks(frozenset(self.percent), self.errors)


def open_document_marks(content: bytes, file: str) -> dict[str, Marks]:
    """The marks of every sheet, by its name.

    Raises:
        DataError: the cells span more than can be held at once.
    """
    sheets: dict[str, _Sheet] = {}
    for sheet in _sheets(content.decode("utf-8", "replace"), sheets):
        if sheet.last_row * sheet.last_column > MOST_CELLS:
            raise DataError(Problem("too-many-cells", file, details={"most": MOST_CELLS}))
    return {name: sheet.marks for name, sheet in sheets.items()}


def _sheets(text: str, sheets: dict[str, _Sheet]) -> Iterator[_Sheet]:
    """Every sheet after each of its cells."""
    sheet = _Sheet()
    for tag in _TAG.finditer(text):
        kind, said = tag.groups()
        times = next((int(found[:9]) for found in _TIMES.findall(said)), 1)
        if kind == "table":
            named = _NAME.search(said)
            sheet = sheets.setdefault(html.unescape(named[1]) if named else "", _Sheet())
        elif kind == "table-row":
            sheet.next_row(times)
        else:
            shown = _FIRST_TEXT.match(text, tag.end())
            sheet.add(said, times, html.unescape(shown[1]) if shown else "")
            yield sheet
