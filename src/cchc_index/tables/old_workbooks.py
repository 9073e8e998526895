"""What an old workbook (.xls) says beside the values of its cells, and whether it is safe to read.

The library that reads values gives no number formats and drops errors; here the records are gone through for the few
cells where these matter, and for what would make it take more memory than there is.
"""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from cchc_index.problems import DataError, Problem
from cchc_index.tables.compound import DamagedError, workbook_stream
from cchc_index.tables.packages import PERCENT_IDS, in_percent
from cchc_index.tables.sheet_parts import MOST_CELLS, Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.tables.sheet_parts import Place, Range

Record: TypeAlias = tuple[int, bytes]

_FORMULA, _EOF, _PASSWORD, _MULTIPLE = 0x0006, 0x000A, 0x002F, 0x00BD
_MERGED, _RANGE = 0x00E5, struct.Struct("<4H")
_SHEET, _RICH_TEXT, _LOOK, _TEXTS, _SHARED_TEXT = 0x0085, 0x00D6, 0x00E0, 0x00FC, 0x00FD
_DIMENSIONS, _NUMBER, _TEXT, _FLAG, _RESULT, _SHORT = 0x0200, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E
_FORMAT = 0x041E
_NUMBERS = frozenset({_NUMBER, _SHORT, _FORMULA, _MULTIPLE})
_CELLS = _NUMBERS | {_TEXT, _SHARED_TEXT, _RICH_TEXT, _FLAG}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_IS_TEXT, _IS_ERROR = 0, 2
"""What a formula came to where it is no number."""
_SHORTEST_TEXT = 3
_WIDE = 14
"""The length of a statement of dimensions with wide rows."""
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def old_marks(raw: bytes, file: str) -> list[Marks]:
    """The marks of every sheet of an old workbook, in their order.

    Raises:
        DataError: it is damaged, has a password, could be read as something else too, or its cells span more than
            can be held at once.
    """
    if _ENCRYPTED in raw:
        raise DataError(Problem("workbook-has-password", file))
    if zipfile.is_zipfile(io.BytesIO(raw)):
        raise DataError(Problem("not-a-workbook", file))
    try:
        stream = workbook_stream(raw)
        book = _book(stream, file)
        return [_marks(stream, start, book, file) for start in book.starts]
    except (DamagedError, struct.error, IndexError) as error:
        raise DataError(Problem("file-damaged", file)) from error


@dataclass
class _Book:
    """What stands before the sheets: where each begins, and what the cells' looks are."""

    starts: list[int] = field(default_factory=list)
    looks: list[int] = field(default_factory=list)
    percent_ids: set[int] = field(default_factory=lambda: set(PERCENT_IDS))

    def is_percent(self, look: int) -> bool:
        """Whether cells of a look are shown in percent."""
        return look < len(self.looks) and self.looks[look] in self.percent_ids


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """The records up to the end of a part."""
    while start < len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        data = stream[start + 4 : start + 4 + length]
        if kind == _EOF:
            return
        if len(data) < length:
            raise DamagedError
        yield kind, data
        start += 4 + length


def _book(stream: bytes, file: str) -> _Book:
    book = _Book()
    for kind, data in _records(stream, 0):
        if kind == _PASSWORD and data[:2] != b"\0\0":
            raise DataError(Problem("workbook-has-password", file))
        if kind == _SHEET:
            book.starts.append(struct.unpack_from("<I", data)[0])
        elif kind == _LOOK:
            book.looks.append(struct.unpack_from("<2xH", data)[0])
        elif kind == _TEXTS and struct.unpack_from("<4xI", data)[0] * _SHORTEST_TEXT > len(stream):
            raise DamagedError
        elif kind == _FORMAT:
            code = data[2:].replace(b"\0", b"").decode("latin-1")
            ids = {struct.unpack_from("<H", data)[0]}
            book.percent_ids = book.percent_ids | ids if in_percent(code) else book.percent_ids - ids
    return book


class _Sheet:
    """One sheet while its records go by."""

    def __init__(self, book: _Book, file: str) -> None:
        self.book = book
        self.file = file
        self.rows = self.columns = 0
        self.percent: set[Place] = set()
        self.errors: dict[Place, str] = {}
        self.awaited: Place | None = None
        """The formula whose text is to follow."""
        self.unsaved: set[Place] = set()
        self.merged: list[Range] = []
        self.noughts: set[Place] = set()

    def add(self, kind: int, data: bytes) -> None:
        """Takes down a record."""
        if kind == _DIMENSIONS:
            self.span(*_stated(data))
        elif kind == _RESULT:
            self.awaited = None
        elif kind == _MERGED:
            whole = len(data) - 2 - (len(data) - 2) % _RANGE.size
            for top, bottom, left, right in _RANGE.iter_unpack(data[2 : 2 + whole]):
                self.merged.append(((top, left), (bottom, right)))
        elif kind == _MULTIPLE:
            row, first = struct.unpack_from("<HH", data)
            for place, start in enumerate(range(4, len(data) - 6, 6)):
                self.cell(row, first + place, struct.unpack_from("<H", data, start)[0], kind)
        elif kind in _CELLS:
            row, column, look = struct.unpack_from("<HHH", data)
            self.cell(row, column, look, kind)
            self.result(kind, data)

    def cell(self, row: int, column: int, look: int, kind: int) -> None:
        """Takes down where a cell is and whether it is shown in percent."""
        self.span(max(self.rows, row + 1), max(self.columns, column + 1))
        if kind in _NUMBERS and self.book.is_percent(look):
            self.percent.add((row, column))
        self.lost()

    def lost(self) -> None:
        """Takes down a formula whose text did not follow."""
        if self.awaited is not None:
            self.unsaved.add(self.awaited)
        self.awaited = None

    def result(self, kind: int, data: bytes) -> None:
        """Takes down what a formula came to, or an error."""
        place = struct.unpack_from("<HH", data)
        if kind == _FLAG and data[7]:
            self.errors[place] = ERRORS.get(data[6], "#")
        elif kind == _FORMULA and data[12:14] == b"\xff\xff":
            if data[6] == _IS_ERROR:
                self.errors[place] = ERRORS.get(data[8], "#")
            self.awaited = place if data[6] == _IS_TEXT else None
        elif kind == _FORMULA and not any(data[6:14]):
            self.noughts.add(place)

    def span(self, rows: int, columns: int) -> None:
        """Refuses more cells than can be held at once.

        Raises:
            DataError: there are more.
        """
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)
        if self.rows * self.columns > MOST_CELLS:
            raise DataError(Problem("too-many-cells", self.file, details={"most": MOST_CELLS}))


def _stated(data: bytes) -> tuple[int, int]:
    """The rows and columns that a sheet says it has; the library makes room for as many."""
    wide = struct.unpack_from("<IIHH" if len(data) >= _WIDE else "<HHHH", data)
    rows, columns = wide[1] - wide[0], wide[3] - wide[2]
    if wide[1] and wide[3] and (rows < 0 or columns < 0):
        raise DamagedError
    return rows, columns


def _marks(stream: bytes, start: int, book: _Book, file: str) -> Marks:
    """The marks of the sheet that begins at a place of the stream."""
    sheet = _Sheet(book, file)
    for kind, data in _records(stream, start):
        sheet.add(kind, data)
    sheet.lost()
    return Marks(
        percent=frozenset(sheet.percent - sheet.errors.keys()),
        errors=sheet.errors,
        unsaved=frozenset(sheet.unsaved),
        merged=tuple(sheet.merged),
        noughts=frozenset(sheet.noughts),
    )
