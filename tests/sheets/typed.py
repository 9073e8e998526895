"""Workbooks of ours, filled in as people do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.sheets.sheets import Read


def fill(sheet: Read, row: int, **cells: Any) -> None:
    """Type into cells of a row, each of which has to be open."""
    for code, value in cells.items():
        cell = next(sheet.cell(row, field) for field in sheet.columns if field.value == code)
        assert not cell.protection.locked, code
        cell.value = value


def row_of(sheet: Read, **codes: str) -> int:
    """Return the row with some codes: the criterion's, the input's, the unit's."""
    wanted = {field: codes[field.value] for field in sheet.columns if field.value in codes}
    return next(
        row
        for row in sheet.rows()
        if all((sheet.value(row, field) or "") == code for field, code in wanted.items())
    )
