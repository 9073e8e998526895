"""Forms read back cell by cell, and recalculated by LibreOffice."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import openpyxl

from cchc_index.sheets.layout import Field

BLANK: Final = ""


@dataclass(frozen=True)
class Read:
    """One sheet with a row of codes.

    Attributes:
        sheet: the sheet of openpyxl.
        head: the number of the row of codes.
        columns: the letter of each field's column.
    """

    sheet: Any
    head: int
    columns: dict[Field, str]

    def rows(self) -> list[int]:
        """Return the numbers of the rows that ask something."""
        column = self.columns[Field.CRITERION]
        below = range(self.head + 1, self.sheet.max_row + 1)
        return [row for row in below if self.sheet[f"{column}{row}"].value]

    def cell(self, row: int, field: Field) -> Any:
        """Return a cell."""
        return self.sheet[f"{self.columns[field]}{row}"]

    def value(self, row: int, field: Field) -> Any:
        """Return what a cell holds."""
        return self.cell(row, field).value

    def row_of(self, criterion: str, asked: str = BLANK) -> int:
        """Return the row of a criterion and one of its inputs; of the criterion's first row where none is named."""
        return next(
            row
            for row in self.rows()
            if self.value(row, Field.CRITERION) == criterion
            and asked in (BLANK, self.value(row, Field.INPUT))
        )

    def validation(self, row: int, field: Field) -> Any:
        """Return what guides a cell, if anything does."""
        address = f"{self.columns[field]}{row}"
        found = [each for each in self.sheet.data_validations.dataValidation if address in each.sqref]
        return found[0] if found else None

    def offered(self, guide: Any) -> str:
        """Return the words of a drop-down that is a range of cells."""
        if guide.type != "list" or "!" not in guide.formula1:
            return ""
        title, _, cells = guide.formula1.partition("!")
        return "; ".join(row[0].value for row in self.sheet.parent[title.strip("'")][cells.replace("$", "")])


def opened(workbook: bytes | Path, *, values: bool = False) -> Any:
    """Return a workbook as openpyxl reads it."""
    source = workbook if isinstance(workbook, Path) else io.BytesIO(workbook)
    return openpyxl.load_workbook(source, data_only=values)


def coded(sheet: Any) -> Read | None:
    """Return a sheet by its row of codes, if it has one."""
    for row in sheet.iter_rows(max_row=20):
        if row[0].value == Field.CRITERION.value:
            return Read(
                sheet, row[0].row, {Field(cell.value): cell.column_letter for cell in row if cell.value}
            )
    return None


def read(book: Any, title: str) -> Read:
    """Return a sheet by its title."""
    found = coded(book[title])
    assert found is not None, title
    return found


def without_values(workbook: bytes) -> bytes:
    """Return a workbook whose formulas have no stored values, so that whoever opens it has to work them out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", old.read(name)))
    return stream.getvalue()
