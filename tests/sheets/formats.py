"""Workbooks in the formats that XlsxWriter does not write, put together byte by byte."""

import datetime
import html
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_index.tables.workbooks import open_workbook
from tests.sheets.made import Made

SECTOR = 512
END, IN_TABLE, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
GENERAL, PERCENT, DATE = 0, 1, 2
EPOCH = datetime.date(1899, 12, 30)
Sheets = Mapping[str, Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Percent:
    """A number in a cell of percentages."""

    value: float


@dataclass(frozen=True)
class Wrong:
    """A cell that shows an error."""

    shown: str
    code: int


@dataclass(frozen=True)
class Nought:
    """A formula that came to a blank text, as LibreOffice writes it."""


@dataclass(frozen=True)
class Unsaved:
    """A formula of which no value is stored."""


def sheets_of(made: Made, path: Path, instead: Mapping[tuple[int, int], Any] | None = None) -> Sheets:
    """Return the cells of a form, with others instead of some, by row and column from 0 on its first sheet."""
    grids = open_workbook(made.write(path), str(path)).grids
    path.unlink()
    sheets = {name: [list(row) for row in grid.values] for name, grid in grids.items()}
    for (row, column), cell in (instead or {}).items():
        sheets[made.title][row][column] = cell
    return sheets


def record(kind: int, data: bytes = b"") -> bytes:
    """Return a record of an old workbook."""
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, size: str) -> bytes:
    return struct.pack(f"<{size}B", len(text.encode("utf-16-le")) // 2, 1) + text.encode("utf-16-le")


def _old_cell(row: int, column: int, cell: Any) -> bytes:
    kind, look, said = _old_content(cell)
    return record(kind, struct.pack("<HHH", row, column, look) + said) if cell != "" else b""


def _old_content(cell: Any) -> tuple[int, int, bytes]:
    """Return the kind of a cell's record, its look and its content."""
    kind, look, said = 0x0203, GENERAL, b""
    match cell:
        case Wrong():
            kind, said = 0x0205, bytes([cell.code, 1])
        case Unsaved():
            kind, said = 0x0006, bytes(6) + b"\xff\xff" + bytes(6) + b"\3\0\x1e\1\0"
        case Nought():
            kind, said = 0x0006, bytes(14) + b"\3\0\x1e\1\0"
        case bool():
            kind, said = 0x0205, bytes([cell, 0])
        case str():
            kind, said = 0x0204, _text(cell, "H")
        case Percent():
            look, said = PERCENT, struct.pack("<d", cell.value)
        case datetime.date():
            look, said = DATE, struct.pack("<d", (cell - EPOCH).days)
        case _:
            said = struct.pack("<d", cell)
    return kind, look, said


def old_sheet(rows: Sequence[Sequence[Any]], *, more: bytes = b"") -> bytes:
    """Return the records of one sheet, with more of them at its end."""
    cells = [_old_cell(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    size = record(0x0200, struct.pack("<IIHHxx", 0, len(rows), 0, max(map(len, rows), default=0)))
    head = record(0x0809, struct.pack("<HHxxxxxxxxxxxx", 0x0600, 0x0010)) + size
    return head + b"".join(cells) + more + record(0x000A)


def old_stream(sheets: Mapping[str, bytes], *, more: bytes = b"") -> bytes:
    """Return the records of an old workbook of such sheets, with more of them before its sheets."""
    head = record(0x0809, struct.pack("<HHxxxxxxxxxxxx", 0x0600, 0x0005))
    head += record(0x041E, struct.pack("<H", 164) + _text("0.0%", "H"))
    head += b"".join(record(0x00E0, struct.pack("<HH16x", 0, code)) for code in (0, 164, 14)) + more
    names = [_text(name, "B") for name in sheets]
    start = len(head) + sum(4 + 6 + len(name) for name in names) + 4
    for name, sheet in zip(names, sheets.values(), strict=True):
        head += record(0x0085, struct.pack("<IBB", start, 0, 0) + name)
        start += len(sheet)
    return head + record(0x000A) + b"".join(sheets.values())


def compound(stream: bytes) -> bytes:
    """Return a compound file with one stream, the workbook; its table is sector 0, its directory sector 1."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // SECTOR)
    tables = -(-(count + 2) // (SECTOR // 4 - 1))
    first = tables + 1
    after = [*[IN_TABLE] * tables, END, *range(first + 1, first + count), END]
    table = struct.pack(f"<{len(after)}I", *after).ljust(tables * SECTOR, b"\xff")
    directory = _listed("Root Entry", 5, END, 0, child=1) + _listed("Workbook", 2, first, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, END, 0, END, 0
    )
    header += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    return header + table + directory.ljust(SECTOR, b"\0") + stream.ljust(count * SECTOR, b"\0")


def _listed(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    return text.ljust(64, b"\0") + struct.pack(
        "<HBBIII36xIQ", len(text) + 2, kind, 1, FREE, FREE, child, start, size
    )


def write_xls(path: Path, sheets: Sheets) -> Path:
    """Write an old workbook."""
    path.write_bytes(compound(old_stream({name: old_sheet(rows) for name, rows in sheets.items()})))
    return path


def _open_cell(cell: Any) -> str:
    match cell:
        case Percent():
            said, shown = f'office:value-type="percentage" office:value="{cell.value}"', "%"
        case Wrong():
            said = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
            shown = cell.shown
        case Unsaved():
            said, shown = 'table:formula="of:=IF([.A1]>0;1;2)"', ""
        case bool():
            said = shown = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
        case datetime.date():
            said = shown = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        case str():
            said, shown = ('office:value-type="string"' if cell else ""), cell
        case _:
            said, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
    return f"<table:table-cell {said}><text:p>{html.escape(shown)}</text:p></table:table-cell>"


def write_ods(path: Path, sheets: Sheets) -> Path:
    """Write an OpenDocument spreadsheet."""
    body = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(_open_cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "calcext")
    )
    content = f"<office:document-content{spaces}><office:body><office:spreadsheet>{body}"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}">{entry}</manifest:manifest>',
        )
        package.writestr(
            "content.xml", f"{content}</office:spreadsheet></office:body></office:document-content>"
        )
    return path
