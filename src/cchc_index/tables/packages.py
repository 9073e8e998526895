"""Whether a workbook is safe to unpack, and the marks of its sheets.

The library that reads values gives no number formats, no errors and no formulas; here the parts are searched for
the few cells where these matter. Nothing is unpacked that is larger than a workbook of answers can be.
"""

from __future__ import annotations

import functools
import html
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from cchc_index.problems import DataError, Problem
from cchc_index.tables.sheet_parts import Marks, SheetPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LARGEST = 256 * 2**20
_MOST_OF_A_BYTE = 1032
"""What a byte can be unpacked to at most."""
_ONLY_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_PERCENT_IDS = frozenset({9, 10})
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s([^>]*)>")
_CELL_FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(r"<(?:\w+:)?xf\b([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_BOOK, _RELATIONS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"


def in_percent(number_format: str) -> bool:
    """Whether a format multiplies by 100; a sign in quotes or behind a backslash is only shown."""
    return "%" in _ONLY_SHOWN.sub("", number_format)


def marks_of(raw: bytes, file: str) -> dict[str, Marks]:
    """The marks of every sheet of a packed workbook, by the sheet's name.

    Raises:
        DataError: it is no packed workbook, is damaged, or too large when unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            _check_members(package.infolist(), file)
            parts = _parts(package, small=len(raw) * _MOST_OF_A_BYTE <= LARGEST)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise DataError(Problem("not-a-workbook", file)) from error
    except RuntimeError as error:
        raise DataError(Problem("workbook-has-password", file)) from error
    for part in parts.values():
        if part[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in part[:64]:
            raise DataError(Problem("file-damaged", file))
    if "content.xml" in parts:
        from cchc_index.tables.open_document import open_document_marks  # noqa: PLC0415 - seldom needed

        return open_document_marks(parts["content.xml"], file)
    if not any(name.lower().endswith("workbook.xml") for name in parts):
        raise DataError(Problem("not-a-workbook", file))
    return _excel_marks(parts, file)


def _check_members(members: Iterable[zipfile.ZipInfo], file: str) -> None:
    """Refuses packages that are no workbook, or say themselves that they are too large.

    Raises:
        DataError: it is one.
    """
    names = [member.filename.lower() for member in members]
    if sum(member.file_size for member in members) > LARGEST:
        raise DataError(Problem("file-too-large", file, details={"most": LARGEST // 2**20}))
    if len(set(names)) < len(names) or any(name.endswith(".xlsb") for name in names):
        raise DataError(Problem("not-a-workbook", file))
    if any(name.startswith("xl/worksheets/") and name.endswith(".bin") for name in names):
        raise DataError(Problem("not-a-workbook", file))


def _parts(package: zipfile.ZipFile, *, small: bool) -> dict[str, bytes]:
    """The parts that hold sheets or say which do; where it may hold a bomb all, so that none is larger than it says."""
    names = package.namelist()
    if small and _BOOK in names and _RELATIONS in names:
        parts = {name: package.read(name) for name in (_BOOK, _RELATIONS, *{_STYLES} & {*names})}
        sheets = _sheet_names(parts[_BOOK], parts[_RELATIONS], "xl")
        if {*sheets} <= {*names}:
            return parts | {name: package.read(name) for name in sheets}
    parts = {name: package.read(name) for name in names}
    return {name: part for name, part in parts.items() if name.lower().endswith((".xml", ".rels"))}


def _excel_marks(parts: Mapping[str, bytes], file: str) -> dict[str, Marks]:
    percent = _percent_styles(parts.get(_STYLES, b""))
    book = next(name for name in parts if name.lower().endswith("workbook.xml"))
    folder, _, base = book.rpartition("/")
    names = _sheet_names(parts[book], parts.get(f"{folder}/_rels/{base}.rels", b""), folder)
    titles = {name.lower(): title for name, title in names.items()}
    found: dict[str, Marks] = {}
    for name, part in parts.items():
        if b"sheetData" in part:
            sheet = SheetPart(part, file)
            sheet.check_area()
            found[titles.get(name.lower(), "")] = sheet.marks(percent)
    return found


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(text)}


@functools.lru_cache(maxsize=64)
def _percent_styles(styles: bytes) -> frozenset[int]:
    """The numbers of the cell styles that show percentages."""
    text = styles.decode("utf-8", "replace")
    ids = set(_PERCENT_IDS)
    for found in map(_attributes, _FORMAT.findall(text)):
        number, code = found.get("numFmtId", ""), found.get("formatCode", "")
        if number.isdecimal() and in_percent(code):
            ids.add(int(number))
        elif number.isdecimal():
            ids.discard(int(number))
    block = _CELL_FORMATS.search(text)
    formats = _CELL_FORMAT.findall(block[0]) if block else []
    return frozenset(
        style for style, said in enumerate(formats) if _number(_attributes(said).get("numFmtId", "")) in ids
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() else -1


@functools.lru_cache(maxsize=64)
def _sheet_names(book: bytes, relations: bytes, folder: str) -> dict[str, str]:
    """The names of the sheets by the part that holds them."""
    targets = {}
    for said in map(_attributes, _RELATION.findall(relations.decode("utf-8", "replace"))):
        target = said.get("Target", "")
        targets[said.get("Id", "")] = target[1:] if target.startswith("/") else f"{folder}/{target}"
    sheets = map(_attributes, _SHEET.findall(book.decode("utf-8", "replace")))
    return {targets.get(said.get("r:id", ""), ""): said.get("name", "") for said in sheets}
