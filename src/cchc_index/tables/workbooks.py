"""Workbooks as grids of values: opened safely, read by python-calamine, macros and formulas never run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cchc_index.answers.table import exact_cell
from cchc_index.language import Text
from cchc_index.problems import DataError, Problem
from cchc_index.tables.compound import SIGNATURE
from cchc_index.tables.old_workbooks import old_marks
from cchc_index.tables.packages import LARGEST, marks_of
from cchc_index.tables.sheet_parts import Marks

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_index.rules.reading import Cell

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
LIST_SHEET = Text("Lỗi cần sửa", "Problems")
"""The name of the sheet that a marked copy begins with."""
LISTED = Text("Danh sách lỗi của tệp", "Problems of this workbook")
"""What the first cell of that sheet says; it is no part of what was filled in, and is passed over."""


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
    """One workbook.

    Args:
        file: the file as it was named.
        grids: its sheets by name, hidden ones too.
        listed: the sheet with its problems, of a marked copy; it is none of the grids.
    """

    file: str
    grids: Mapping[str, Grid]
    listed: Grid | None = None


def open_workbook(path: Path, file: str) -> Book:
    """The grids of one workbook.

    Raises:
        DataError: it is no workbook, has a password, is damaged, or too large.
    """
    if path.stat().st_size > LARGEST:
        raise DataError(Problem("file-too-large", file, details={"most": LARGEST // 2**20}))
    raw = path.read_bytes()
    old = raw.startswith(SIGNATURE)
    return _read(raw, file, old_marks(raw, file) if old else marks_of(raw, file))


def _read(raw: bytes, file: str, found: Mapping[str, Marks] | Sequence[Marks]) -> Book:
    import io  # noqa: PLC0415

    import python_calamine  # noqa: PLC0415 - an Excel library, loaded where a workbook is read

    try:
        with python_calamine.load_workbook(io.BytesIO(raw)) as book:
            names = [each.name for each in book.sheets_metadata]
            marks = found if isinstance(found, Mapping) else dict(zip(names, found, strict=True))
            wanted = [
                each.name
                for each in book.sheets_metadata
                if each.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
            grids = [_grid(book.get_sheet_by_name(name), marks) for name in wanted]
            listed = next(filter(_is_list, grids), None)
            return Book(file, {grid.name: grid for grid in grids if grid is not listed}, listed)
    except python_calamine.PasswordError as error:
        raise DataError(Problem("workbook-has-password", file)) from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise DataError(Problem("file-damaged", file)) from error


def _grid(sheet: Any, marks: Mapping[str, Marks]) -> Grid:
    return Grid(sheet.name, sheet.to_python(skip_empty_area=False), marks.get(sheet.name, Marks()))


def _is_list(grid: Grid) -> bool:
    """Whether a sheet is the list of problems of a marked copy."""
    named = grid.name.startswith((LIST_SHEET.vi, LIST_SHEET.en))
    return named and bool(grid.values) and grid.values[0][:1] in ([LISTED.vi], [LISTED.en])
