"""What the parts of a workbook say beside the values of its cells, and whether it is safe to unpack.

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
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from cchc_index.problems import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

Place: TypeAlias = tuple[int, int]
"""The row and the column of a cell, counted from 0."""

LARGEST = 256 * 2**20
MOST_CELLS = 4_000_000
_NEAR = 100_000
_ONLY_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
PERCENT_IDS = frozenset({9, 10})
"""The formats of percentages that every workbook knows by number."""
_FAR = re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{2,}[0-9]|[A-Za-z]?[0-9]{5})""")
_FAR_AS_USUAL = re.compile(rb' r="(?:[A-Za-z]{2,}[0-9]|[A-Za-z]?[0-9]{5})')
_UNUSUAL = (b"\t", b"\n", b"\r", b"='", b" =", b"= ")
"""Ways of writing a place of which the quick search knows nothing."""
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
_ERROR = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*\bt="e"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
_UNSAVED = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*><f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)
_STYLED = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*?\bs="([0-9]+)"')
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s([^>]*)>")
_CELL_FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(r"<(?:\w+:)?xf\b([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")


@dataclass(frozen=True)
class Marks:
    """The cells of one sheet that are not what their value says.

    Args:
        percent: cells that are shown in percent, 0.925 as 92.5%.
        errors: cells that show an error, with what they show.
        unsaved: formulas of which no value is stored.
    """

    percent: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)
    unsaved: frozenset[Place] = frozenset()


def in_percent(number_format: str) -> bool:
    """Whether a format multiplies by 100; a sign in quotes or behind a backslash is only shown."""
    return "%" in _ONLY_SHOWN.sub("", number_format)


def column_number(letters: str) -> int:
    """The number of a column by its letters; A is 0."""
    return functools.reduce(lambda number, sign: number * 26 + ord(sign) - 64, letters.upper(), 0) - 1


def marks_of(raw: bytes, file: str) -> dict[str, Marks]:
    """The marks of every sheet of a packed workbook that has any, by the sheet's name.

    Raises:
        DataError: it is no packed workbook, is damaged, or too large when unpacked.
    """
    try:
        parts = _unpacked(raw, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise DataError(Problem("not-a-workbook", file)) from error
    except RuntimeError as error:
        raise DataError(Problem("workbook-has-password", file)) from error
    for part in parts.values():
        if part[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in part[:64]:
            raise DataError(Problem("file-damaged", file))
    excel = any(name.lower().endswith("workbook.xml") for name in parts)
    if "content.xml" in parts and not excel:
        from cchc_index.tables.open_document import open_document_marks  # noqa: PLC0415 - seldom needed

        return open_document_marks(parts["content.xml"], file)
    if not excel or "content.xml" in parts:
        raise DataError(Problem("not-a-workbook", file))
    return _excel_marks(parts, file)


def _unpacked(raw: bytes, file: str) -> dict[str, bytes]:
    """The parts that hold text, each read to its end, so that none is larger than it says."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        members = package.infolist()
        if sum(member.file_size for member in members) > LARGEST:
            raise DataError(Problem("file-too-large", file, details={"most": LARGEST // 2**20}))
        names = {member.filename.lower() for member in members}
        if len(names) < len(members) or any(name.endswith(".xlsb") for name in names):
            raise DataError(Problem("not-a-workbook", file))
        if any(name.startswith("xl/worksheets/") and name.endswith(".bin") for name in names):
            raise DataError(Problem("not-a-workbook", file))
        parts = {member.filename: package.read(member) for member in members}
    return {name: part for name, part in parts.items() if name.lower().endswith((".xml", ".rels"))}


def _excel_marks(parts: Mapping[str, bytes], file: str) -> dict[str, Marks]:
    percent = _percent_styles(parts.get("xl/styles.xml", b""))
    found: dict[str, Marks] = {}
    names: dict[str, str] | None = None
    for name, part in parts.items():
        _check_area(part, file)
        if b"<sheetData" not in part:
            continue
        marks = _sheet_marks(part, percent)
        if marks is not None:
            names = _sheet_names(parts) if names is None else names
            found[names.get(name.lower(), "")] = marks
    return found


def _check_area(part: bytes, file: str) -> None:
    """Refuses a part whose cells span more than can be held at once.

    Raises:
        DataError: they do.
    """
    start = part.find(b"sheetData")
    if start < 0:
        return
    if sum(part.count(sign, start) for sign in (b"<c ", b"<c>", b"<c/")) > part.count(b'<c r="', start):
        lines = part[start:].split(b"<row")
        if len(lines) * max(line.count(b"<c") for line in lines) > MOST_CELLS:
            raise DataError(Problem("too-many-cells", file, details={"most": MOST_CELLS}))
    far = _FAR if any(part.find(sign, start) >= 0 for sign in _UNUSUAL) else _FAR_AS_USUAL
    if not far.search(part, start):
        return
    rows, columns = 0, 0
    for letters, digits in _PLACE.findall(part):
        if len(digits) > 7 or len(letters) > 3:  # noqa: PLR2004 - XFD1048576 is the last cell
            raise DataError(Problem("file-damaged", file))
        rows = max(rows, int(digits))
        columns = max(columns, column_number(letters.decode()) + 1)
    if rows * max(columns, 1) > MOST_CELLS:
        raise DataError(Problem("too-many-cells", file, details={"most": MOST_CELLS}))


def _sheet_marks(part: bytes, percent: frozenset[int]) -> Marks | None:
    """The marks of one sheet, if it has any; most have none."""
    in_percents = frozenset(_styled(part, percent)) if percent else frozenset()
    errors = {}
    if b't="e"' in part:
        errors = {_place(a, b): html.unescape(c.decode()) for a, b, c in _ERROR.findall(part)}
    unsaved: frozenset[Place] = frozenset()
    if b"<f" in part and any(end in part for end in (b"</f></c>", b"/></c>", b"</f><v></v>")):
        unsaved = frozenset(_place(a, b) for a, b in _UNSAVED.findall(part))
    return Marks(in_percents, errors, unsaved) if in_percents or errors or unsaved else None


def _styled(part: bytes, styles: frozenset[int]) -> Iterator[Place]:
    """The cells that have one of some styles."""
    if any(b's="%d"' % style in part for style in styles):
        for letters, digits, style in _STYLED.findall(part):
            if int(style) in styles:
                yield _place(letters, digits)


def _place(letters: bytes, digits: bytes) -> Place:
    return int(digits) - 1, column_number(letters.decode())


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(text)}


@functools.lru_cache(maxsize=64)
def _percent_styles(styles: bytes) -> frozenset[int]:
    """The numbers of the cell styles that show percentages."""
    text = styles.decode("utf-8", "replace")
    ids = set(PERCENT_IDS)
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


def _sheet_names(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The names of the sheets by the part that holds them."""
    book = next(name for name in parts if name.lower().endswith("workbook.xml"))
    folder, _, base = book.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{base}.rels", b"").decode("utf-8", "replace")
    targets = {}
    for said in map(_attributes, _RELATION.findall(relations)):
        target = said.get("Target", "")
        path = target[1:] if target.startswith("/") else f"{folder}/{target}"
        targets[said.get("Id", "")] = path.lower()
    sheets = map(_attributes, _SHEET.findall(parts[book].decode("utf-8", "replace")))
    return {targets.get(said.get("r:id", ""), ""): said.get("name", "") for said in sheets}
