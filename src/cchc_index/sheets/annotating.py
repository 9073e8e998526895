"""Copies of workbooks to send back: coloured cells with the problems as comments, and a first sheet that lists them.

openpyxl keeps values, formulas, formats, drop-downs, protection, outlines and macros. It loses pictures and
charts that it cannot read, shapes and form controls, and the values stored with formulas: Excel and LibreOffice
compute those again when the copy is opened.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_index.language import Lang, Text
from cchc_index.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LISTED = Text("Lỗi cần sửa", "Problems")
SUFFIXES = (".xlsx", ".xlsm")
_HEADS = (
    Text("STT", "No."), Text("Mức độ", "Severity"), Text("Vị trí", "Place"), Text("Tiêu chí", "Criterion"),
    Text("Nội dung", "What was found"), Text("Cách xử lý", "What to do"),
)  # fmt: skip
_WIDTHS = (6, 12, 24, 12, 70, 60)
_COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.INFO: "DDEBF7"}
_PLACE = re.compile(r"(?P<sheet>.+) › (?P<cell>[A-Z]{1,3}[0-9]{1,7})")
_AUTHOR = "cchc-index"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def annotate(problems: Sequence[Problem], folder: Path, lang: Lang = "vi") -> tuple[Path, ...]:
    """Writes a copy of each workbook that has problems; the workbooks themselves stay untouched.

    Args:
        problems: the problems of a reading and a scoring.
        folder: where the copies go; it is made if it is not there.
        lang: the language of comments and of the list.

    Returns:
        The copies that were written. Workbooks that cannot be opened, .xls and .ods have none.
    """
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if Path(problem.file).suffix.lower() in SUFFIXES:
            by_file[problem.file].append(problem.to(lang))
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[Path, None] = {}
    for file, found in by_file.items():
        copy = _free(folder, Path(file).name, written)
        if _write(Path(file), found, copy, lang):
            written[copy] = None
    return tuple(written)


def _free(folder: Path, name: str, written: Mapping[Path, None]) -> Path:
    """A name in the folder that no copy of this call has."""
    path, number = folder / name, 2
    while path in written:
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path


def _write(original: Path, problems: Sequence[Problem], copy: Path, lang: Lang) -> bool:
    """Whether a copy could be written."""
    import openpyxl  # noqa: PLC0415 - slow to import, and seldom needed

    from cchc_index.problems import DataError  # noqa: PLC0415
    from cchc_index.tables.workbooks import open_workbook  # noqa: PLC0415

    if copy.exists() and copy.samefile(original):
        return False
    try:
        open_workbook(original, str(original))
        book = openpyxl.load_workbook(original, keep_vba=original.suffix.lower() == ".xlsm")
    except DataError:
        return False
    except Exception:  # noqa: BLE001 - what one library reads may be too much for another
        return False
    for place, found in _by_cell(problems).items():
        _mark(book, place, found)
    _list(book, problems, lang)
    book.save(copy)
    return True


def _by_cell(problems: Sequence[Problem]) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[str(problem.place)].append(problem)
    return found


def _mark(book: Any, place: str, problems: Sequence[Problem]) -> None:
    """Colours a cell and tells its problems in a comment."""
    from openpyxl.cell import Cell  # noqa: PLC0415
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    match = _PLACE.fullmatch(place)
    if match is None or match["sheet"] not in book.sheetnames:
        return
    cell = book[match["sheet"]][match["cell"]]
    if not isinstance(cell, Cell):
        return
    worst = min((each.severity for each in problems), key=list(Severity).index)
    cell.fill = PatternFill("solid", fgColor=_COLOURS[worst])
    before = [cell.comment.text] if cell.comment is not None else []
    said = [*before, *(f"{each.message} {each.hint}".rstrip() for each in problems)]
    cell.comment = Comment(_clean("\n".join(said)), _AUTHOR, width=320, height=40 + 60 * len(said))


def _list(book: Any, problems: Sequence[Problem], lang: Lang) -> None:
    """Puts the list of problems before all other sheets."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    sheet = book.create_sheet(LISTED.to(lang), 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    order = list(Severity)
    rows = sorted(problems, key=lambda each: order.index(each.severity))
    sheet.append([head.to(lang) for head in _HEADS])
    for number, each in enumerate(rows, start=1):
        texts = (each.severity.text.to(lang), str(each.place), each.criterion, each.message, each.hint)
        sheet.append([number])
        for column, text in enumerate(texts, start=2):
            cell = sheet.cell(number + 1, column, _clean(text))
            cell.data_type = "s"
        sheet.cell(number + 1, 2).fill = PatternFill("solid", fgColor=_COLOURS[each.severity])
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[chr(64 + column)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(name="Times New Roman", size=12, bold=cell.row == 1)
    sheet.freeze_panes = "A2"


def _clean(text: str) -> str:
    """A text that a workbook can hold."""
    return _CONTROL.sub(" ", text)[:32000]
