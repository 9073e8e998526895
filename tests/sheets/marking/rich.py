"""Workbooks with all that people put into them, and what is seen in their marked copies."""

import io
import re
import struct
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final

import openpyxl
import xlsxwriter

from cchc_index.problems import Problem
from cchc_index.sheets.marking.book import marked
from cchc_index.sheets.marking.listing import Wording

FILE: Final = "phieu.xlsx"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT: Final = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    RELATED: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def found(place: str, code: str = "file-empty") -> Problem:
    """Return a problem at a place; it is an error unless another code is named."""
    return Problem(code, FILE, place, details={})


def picture() -> io.BytesIO:
    """Return a PNG of one red point."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0\xff\0\0")
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def rich(macros: Path | None = None) -> bytes:
    """Return a workbook with formulas, pictures, charts, controls, notes, guides, formats, names, and macros if given."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet, other = book.add_worksheet("Tự chấm"), book.add_worksheet("Số 'khác' & <nữa>")
    percent = book.add_format({"num_format": "0.00%", "border": 1, "locked": False, "bg_color": "#FFF8DC"})
    sheet.write("B2", 0.925, percent)
    sheet.write("C2", "a", book.add_format({"bold": True}))
    sheet.write_formula("B3", "=1+1", percent, 2)
    sheet.write_formula("B4", '="n"&"o"', None, "no")
    sheet.write_rich_string("B5", "một ", book.add_format({"italic": True}), "hai")
    sheet.merge_range("E5:F7", "chung")
    sheet.set_column("A:A", None, None, {"hidden": True})
    sheet.set_column("H:H", 40, book.add_format({"num_format": "0.000"}))
    sheet.set_row(9, 30, book.add_format({"italic": True}))
    sheet.write_comment("B5", "lời cũ", {"author": "Ông A"})
    sheet.write_comment("D9", "lời khác", {"author": "Ông A"})
    sheet.data_validation("B2:B3", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 2})
    sheet.conditional_format("B2:B9", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("J2", {"range": "'Tự chấm'!B2:B4"})
    sheet.insert_image("L2", "diem.png", {"image_data": picture()})
    sheet.insert_textbox("L8", "ghi thêm")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Tự chấm'!$B$2:$B$3"})
    sheet.insert_chart("L20", chart)
    sheet.insert_button("L40", {"macro": "chay", "caption": "Chạy"})
    sheet.protect()
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    other.write("A1", 1)
    other.print_area("A1:B2")
    other.activate()
    other.set_first_sheet()
    if macros is not None:
        macros.write_bytes(b"\xd0\xcf\x11\xe0 macros")
        book.add_vba_project(str(macros))
    book.close()
    return stream.getvalue()


def mark(raw: bytes, *places: str | Problem) -> bytes:
    """Return the marked copy of a workbook."""
    problems = [each if isinstance(each, Problem) else found(each) for each in places]
    return marked(raw, problems, Wording("vi"))


def parts(raw: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a workbook of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def opened(raw: bytes, *, values: bool = False) -> Any:
    """Return a workbook as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(raw), data_only=values)


def notes(book: Any, sheet: str = "Tự chấm") -> dict[str, str]:
    """Return what is said at the cells of a sheet."""
    return {
        cell.coordinate: cell.comment.text for row in book[sheet].iter_rows() for cell in row if cell.comment
    }


def coloured(book: Any, sheet: str = "Tự chấm") -> dict[str, str]:
    """Return the colours of the cells of a sheet that have one."""
    return {
        cell.coordinate: cell.fill.fgColor.rgb
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid"
    }


def prefixed(raw: bytes) -> bytes:
    """Return a workbook whose parts name the namespaces by prefixes, as some programs do."""
    said = parts(raw)
    for name, part in said.items():
        if f'xmlns="{MAIN}"'.encode() in part:
            named = re.sub(rb"<(/?)([A-Za-z]\w*)(?=[\s/>])", rb"<\1x:\2", part)
            named = named.replace(b'xmlns="', b'xmlns:x="').replace(b"xmlns:r=", b"xmlns:rel=")
            said[name] = named.replace(b" r:id=", b" rel:id=")
    return packed(said)


def strict(raw: bytes) -> bytes:
    """Return a workbook in the strict form of the format."""
    said = parts(raw)
    for old, new in STRICT.items():
        said = {name: part.replace(f'"{old}'.encode(), f'"{new}'.encode()) for name, part in said.items()}
    return packed(said)


def texts(part: bytes) -> list[str]:
    """Return the texts of a part."""
    return re.findall(r"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</(?:\w+:)?t>", part.decode())
