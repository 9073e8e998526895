"""The first sheet of a marked workbook: its problems one below the other, each with a link to its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_index.language import Text
from cchc_index.sheets.fitting import lines
from cchc_index.sheets.marking.earlier import HEAD_ROWS
from cchc_index.sheets.marking.package import document
from cchc_index.sheets.marking.splicing import quoted
from cchc_index.sheets.marking.styles import COLOURS, HEAD_COLOUR
from cchc_index.sheets.stamped_parts import text_element
from cchc_index.tables.workbooks import LISTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.language import Lang
    from cchc_index.problems import Problem
    from cchc_index.sheets.marking.styles import Styles

_HOW = Text(
    "Ô có lỗi được tô màu và có ghi chú; chọn một vị trí trong bảng dưới đây để đến ô đó. "
    "Sửa ngay trong tệp này rồi gửi lại; trang này và các ghi chú không ảnh hưởng đến việc đọc phiếu.",
    "Cells with problems are coloured and have a note; choose a place below to go there. "
    "Correct them in this workbook and send it back; this sheet and the notes change nothing in how it is read.",
)
VALUES_ONLY = Text(
    "Đây là bản sao chỉ có giá trị của tệp “{file}”, không có công thức, định dạng và ô chọn sẵn. "
    "Xem lỗi ở đây, sửa trong tệp gốc rồi gửi lại tệp gốc.",
    "This is a copy of the values of “{file}” alone, without its formulas, formats and drop-downs. "
    "See the problems here, correct them in the original file and send that back.",
)
_HEADS = (
    Text("STT", "No."), Text("Mức độ", "Severity"), Text("Vị trí", "Place"), Text("Tiêu chí", "Criterion"),
    Text("Nội dung", "What was found"), Text("Cách xử lý", "What to do"),
)  # fmt: skip
_WIDTHS = (6, 12, 24, 12, 60, 60)
_HEIGHT = 16
"""The height of a line in points."""
_MOST_LINES = 25
_LONGEST = 32_000


@dataclass(frozen=True)
class Listed:
    """One line of the list.

    Args:
        problem: what is told.
        link: the cell that it leads to, as formulas name it; blank where there is none.
        fill: the fill that the cell had before it was coloured.
    """

    problem: Problem
    link: str = ""
    fill: str = ""


@dataclass(frozen=True)
class Wording:
    """How a list is told.

    Args:
        lang: its language.
        values_of: the file of which the workbook has the values alone; blank where it has everything.
    """

    lang: Lang
    values_of: str = ""


def link_to(sheet: str, cell: str) -> str:
    """A cell as formulas name it."""
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'!{cell}"


def listing(listed: Sequence[Listed], wording: Wording, styles: Styles, space: str) -> bytes:
    """The sheet as a part; all that it says are texts, which no program runs."""
    lang = wording.lang
    how = VALUES_ONLY.to(lang).format(file=wording.values_of) if wording.values_of else _HOW.to(lang)
    rows = [
        [_cell("A1", LISTED.to(lang), styles.own(size=14, bold=True, lined=False))],
        [_cell("A2", how, styles.own(lined=False))],
        [_cell(f"{chr(65 + n)}3", head.to(lang), styles.own(bold=True, colour=HEAD_COLOUR))
         for n, head in enumerate(_HEADS)],
    ]  # fmt: skip
    first = HEAD_ROWS + 1
    rows += [_row(number, first, line, styles) for number, line in enumerate(listed)]
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, 1)
    )
    lines_of = {1: 2, 2: lines(how, sum(_WIDTHS), bold=True)}
    lines_of |= {first + number: _lines(each.problem) for number, each in enumerate(listed)}
    data = "".join(
        f'<row r="{n}" ht="{_HEIGHT * lines_of.get(n, 1) + 2}" customHeight="1">{"".join(row)}</row>'
        for n, row in enumerate(rows, 1)
    )
    return document(
        f'<worksheet xmlns="{space}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        '<sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="3" topLeftCell="A4" '
        'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A4" sqref="A4"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{widths}<col min="7" max="7" width="9" hidden="1" customWidth="1"/></cols>'
        f"<sheetData>{data}</sheetData>"
        f'<mergeCells count="2"><mergeCell ref="A1:F1"/><mergeCell ref="A2:F2"/></mergeCells>{_links(listed, first)}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, first: int, line: Listed, styles: Styles) -> list[str]:
    """One problem."""
    problem, row = line.problem, first + number
    plain = styles.own()
    link = styles.own(link=True) if line.link else plain
    severity = styles.own(colour=COLOURS[problem.severity])
    return [
        f'<c r="A{row}" s="{plain}"><v>{number + 1}</v></c>',
        _cell(f"B{row}", problem.severity.text.to(problem.lang), severity),
        _cell(f"C{row}", str(problem.place), link),
        _cell(f"D{row}", problem.criterion, plain),
        _cell(f"E{row}", problem.message, plain),
        _cell(f"F{row}", problem.hint, plain),
        *([_cell(f"G{row}", line.fill, 0)] if line.fill else ()),
    ]


def _lines(problem: Problem) -> int:
    """How many lines a problem takes in the list."""
    texts = ("", "", str(problem.place), problem.criterion, problem.message, problem.hint)
    return min(
        max(lines(text, width, bold=True) for text, width in zip(texts, _WIDTHS, strict=True)), _MOST_LINES
    )


def _links(listed: Sequence[Listed], first: int) -> str:
    links = "".join(
        f'<hyperlink ref="C{first + number}" location="{quoted(line.link)}"/>'
        for number, line in enumerate(listed)
        if line.link
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _cell(cell: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{cell}" s="{style}"/>'
    return f'<c r="{cell}" s="{style}" t="inlineStr"><is>{text_element(text[:_LONGEST])}</is></c>'
