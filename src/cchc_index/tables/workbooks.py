"""Workbooks as grids of values: opened safely, read by python-calamine, macros and formulas never run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cchc_index.answers.table import exact_cell
from cchc_index.problems import DataError, Problem
from cchc_index.tables.packages import LARGEST, marks_of
from cchc_index.tables.sheet_parts import Marks

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_index.rules.reading import Cell

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Grid:
    """One sheet: its values as they are stored, row by row from the first cell.

    Args:
        name: the sheet's name.
        values: what is stored; a blank text where nothing is.
        marks: the cells that are shown otherwise than they are stored.
    """

    name: str
    values: list[list[Any]]
    marks: Marks = field(default_factory=Marks)

    def cell(self, row: int, column: int) -> Cell:
        """A cell as it is shown: 0.925 in a cell of percentages is 92.5."""
        if (row, column) in self.marks.errors:
            return self.marks.errors[row, column]
        value = exact_cell(self.values[row][column]) if column < len(self.values[row]) else None
        number = isinstance(value, Fraction | int) and not isinstance(value, bool)
        if number and (row, column) in self.marks.percent:
            return Fraction(value) * 100  # type: ignore[arg-type]  # just seen to be a number
        return value

    def says(self, row: int) -> bool:
        """Whether a row says anything."""
        return any(not isinstance(value, str) or value.strip() for value in self.values[row]) or any(
            place[0] == row for place in self.marks.errors
        )


@dataclass(frozen=True)
class Book:
    """One workbook: the grids of its sheets by name, hidden ones too."""

    file: str
    grids: Mapping[str, Grid]


def open_workbook(path: Path, file: str) -> Book:
    """The grids of one workbook.

    Raises:
        DataError: it is no workbook, has a password, is damaged, or too large.
    """
    if path.stat().st_size > LARGEST:
        raise DataError(Problem("file-too-large", file, details={"most": LARGEST // 2**20}))
    raw = path.read_bytes()
    if raw[:4] == _OLD:
        if _ENCRYPTED in raw:
            raise DataError(Problem("workbook-has-password", file))
        return _read(raw, file)
    return _read(raw, file, marks_of(raw, file))


def _read(raw: bytes, file: str, marks: Mapping[str, Marks] | None = None) -> Book:
    import io  # noqa: PLC0415

    import python_calamine  # noqa: PLC0415 - an Excel library, loaded where a workbook is read

    try:
        with python_calamine.load_workbook(io.BytesIO(raw)) as book:
            wanted = [
                each.name
                for each in book.sheets_metadata
                if each.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
            return Book(file, {name: _grid(book.get_sheet_by_name(name), marks) for name in wanted})
    except python_calamine.PasswordError as error:
        raise DataError(Problem("workbook-has-password", file)) from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise DataError(Problem("file-damaged", file)) from error


def _grid(sheet: Any, marks: Mapping[str, Marks] | None) -> Grid:
    values = sheet.to_python(skip_empty_area=False)
    if marks is None:
        return Grid(sheet.name, values, Marks(merged=tuple(sheet.merged_cell_ranges or ())))
    return Grid(sheet.name, values, marks.get(sheet.name, Marks()))
