"""`ket-qua.xlsx`: the tables of a result for people, with their headings and states in words."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from cchc_index.language import Lang, Text
from cchc_index.problems import Severity
from cchc_index.states import State
from cchc_index.tables.results import ResultTables
from cchc_index.tables.series import Decimals, Series

MOST_ROWS = 1_048_575
_WIDEST = 60
_PAGE_WIDTH = 200
"""The widest sheet, in characters, that is still read when it is printed one page wide."""
_WRAPPED = {"message": 60, "hint": 45, "answer": 32, "criterion": 45, "node": 45}
"""Columns whose texts are wrapped, with their widest width."""
_LINE = 15
_CODES = frozenset({"branch", "stage"})
"""Columns that only programs read."""
_SAMPLE = 200
_SHEETS = {
    "ranking": Text("Xếp hạng", "Ranking"),
    "leaves": Text("Chi tiết", "Leaves"),
    "nodes": Text("Lĩnh vực", "Nodes"),
    "summary": Text("Tổng hợp", "Summary"),
    "changes": Text("Thay đổi", "Changes"),
    "problems": Text("Lỗi và cảnh báo", "Problems"),
}
_TOO_MANY = Text(
    "Có {rows} dòng, nhiều hơn một trang tính chứa được; xem tệp {name}.csv.",
    "{rows} rows are more than a sheet can hold; see the file {name}.csv.",
)
_WORDS = {
    "state": {state.code: state.text for state in State},
    "severity": {severity.value: severity.text for severity in Severity},
}


def write_workbook(tables: ResultTables, title: str, path: Path) -> None:
    """Writes the workbook.

    Args:
        tables: the tables of a result.
        title: the name of the set, for the workbook's properties.
        path: the file to write.
    """
    import xlsxwriter  # noqa: PLC0415 - only reports need it

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(path, options)
    try:
        book.set_properties({"title": title, "created": datetime.datetime(2000, 1, 1)})  # noqa: DTZ001
        book.formats[0].set_font_name("Times New Roman")
        formats = _formats(book)
        for name, table in tables.all().items():
            _write_sheet(
                book.add_worksheet(_SHEETS[name].to(tables.lang)), name, table(), formats, tables.lang
            )
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from None
    finally:
        for sheet in book.worksheets():
            sheet.row_data_fh.close()
            Path(sheet.row_data_filename).unlink(missing_ok=True)


def _formats(book: Any) -> dict[str, Any]:
    font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    text = {**font, "indent": 1}
    head = {**font, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DDE7F0", "border": 1}
    formats = {
        "head": book.add_format(head),
        "text": book.add_format(text),
        "0": book.add_format({**font, "num_format": "0"}),
    }
    formats["wrapped"] = book.add_format({**text, "text_wrap": True})
    for decimals in range(1, 10):
        formats[str(decimals)] = book.add_format(
            {**font, "num_format": "0." + "0" * min(decimals, 2) + "#" * (decimals - 2)}
        )
    return formats


def _write_sheet(sheet: Any, name: str, columns: list[Series], formats: dict[str, Any], lang: Lang) -> None:
    rows = len(columns[0].data())
    columns = [column for column in columns if column.name not in _CODES and not _empty(column)]
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    if rows > MOST_ROWS:
        sheet.write_string(0, 0, _TOO_MANY.to(lang).format(rows=rows, name=name), formats["text"])
        return
    written = [_cells(column, lang) for column in columns]
    widths = [_width(column, cells, lang) for column, cells in zip(columns, written, strict=True)]
    _set_widths(sheet, widths)
    sheet.set_row(0, 52)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.title.to(lang), formats["head"])
    _write_rows(sheet, columns, written, widths, [_style(column, formats) for column in columns])
    if rows:
        sheet.autofilter(0, 0, rows, len(columns) - 1)


def _set_widths(sheet: Any, widths: list[int]) -> None:
    """The widths of the columns; one page wide where that can still be read."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    if sum(widths) <= _PAGE_WIDTH:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0, 2)


def _write_rows(
    sheet: Any, columns: list[Series], written: list[list[Any]], widths: list[int], styles: list[Any]
) -> None:
    wrapped = [place for place, column in enumerate(columns) if column.name in _WRAPPED]
    for row, across in enumerate(zip(*written, strict=True), start=1):
        lines = max((_lines(across[place], widths[place]) for place in wrapped), default=1)
        if lines > 1:
            sheet.set_row(row, lines * _LINE)
        for place, cell in enumerate(across):
            if isinstance(cell, str):
                sheet.write_string(row, place, cell, styles[place])
            elif cell is not None:
                sheet.write_number(row, place, cell, styles[place])


def _empty(column: Series) -> bool:
    """Whether a column has nothing to show anywhere."""
    return len(column.data()) > 0 and all(cell is None for cell in column.cells())


def _cells(column: Series, lang: Lang) -> list[Any]:
    words = _WORDS.get(column.name)
    cells = column.cells()
    return [words[cell].to(lang) for cell in cells if isinstance(cell, str)] if words else list(cells)


def _style(column: Series, formats: dict[str, Any]) -> Any:
    if isinstance(column, Decimals):
        return formats[str(column.decimals)]
    return formats["wrapped"] if column.name in _WRAPPED else formats["text"]


def _lines(cell: Any, width: int) -> int:
    """The lines that a text takes in a column; at most as many as a row can show."""
    return min(27, -(-len(cell) // (width - 3))) if isinstance(cell, str) else 1


def _width(column: Series, cells: list[Any], lang: Lang) -> int:
    longest = max((len(str(cell)) for cell in cells[:_SAMPLE] if cell is not None), default=0)
    heading = max(len(word) for word in column.title.to(lang).split())
    return min(_WRAPPED.get(column.name, _WIDEST), max(longest, heading) + 3)
