"""Workbooks of ours filled in as people do, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

import cchc_index as cchc

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_index.answers.rows import Answers
    from cchc_index.sheets.layout import Field
    from tests.sheets.sheets import Read


def fill(sheet: Read, row: int, **cells: Any) -> None:
    """Type into cells of a row, each of which has to be open."""
    for code, value in cells.items():
        cell = next(sheet.cell(row, field) for field in sheet.columns if field.value == code)
        assert not cell.protection.locked, code
        cell.value = value


def row_of(sheet: Read, **codes: Any) -> int:
    """Return the row with some codes: the criterion's, the input's, the unit's."""
    return next(
        row
        for row in sheet.rows()
        if all((sheet.value(row, field) or "") == codes[field.value] for field in fields(sheet, codes))
    )


def fields(sheet: Read, codes: dict[str, Any]) -> list[Field]:
    """Return the fields of some codes."""
    return [field for field in sheet.columns if field.value in codes]


def returned(book: Any, path: Path, earlier: Any, criteria: Any, units: Any) -> Answers:
    """Return what a workbook says, beside what was said before."""
    assert isinstance(book, openpyxl.Workbook)
    book.save(path)
    return cchc.read_answers([earlier, path], criteria, units=units)
