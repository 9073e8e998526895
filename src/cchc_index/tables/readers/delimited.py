"""CSV with comma, semicolon or tab, in UTF-8 or UTF-16.

pandas reads the whole file at once, each column as its distinct texts; what it stumbles over is read again row by
row, so that one row that is too long costs that row only.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.table import CellColumn, Table
from cchc_index.problems import DataError, Problem
from cchc_index.tables.headings import MOST_COLUMNS, headings

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".csv", ".tsv", ".txt")
_DELIMITERS = ",;\t"
_KEPT_FROM_RUNNING = re.compile(r"'+[=+\-@\t\r]")
_END = "\ue000end\ue000"
"""A row of our own behind the last: it comes back alone unless a quote is still open."""
_SNIFFED = 4096
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(path: Path, file: str) -> list[Table]:
    """The table of one file.

    Raises:
        DataError: it is no text, is empty, or its quotes do not close.
    """
    text = _text(path.read_bytes(), file)
    first = text[: text.find("\n") + 1] or text
    if len(first) > _SNIFFED and max(first.count(sign) for sign in _DELIMITERS) > MOST_COLUMNS:
        raise DataError(Problem("too-many-columns", file, "1", details={"most": MOST_COLUMNS}))
    delimiter = max(_DELIMITERS, key=first.count)
    return [_at_once(text, delimiter, file) or _row_by_row(text, delimiter, file)]


def _text(raw: bytes, file: str) -> str:
    if raw[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF"}:
        raise DataError(Problem("not-a-text-table", file))
    try:
        text = raw.decode(_encoding(raw))
    except UnicodeDecodeError:
        if _CONTROL.search(raw[:_SNIFFED]):
            raise DataError(Problem("not-a-text-table", file)) from None
        raise DataError(Problem("not-utf-8", file, details={"likely": "Windows-1258 / TCVN3"})) from None
    if not text.strip():
        raise DataError(Problem("file-empty", file))
    if "\0" in text:
        raise DataError(Problem("not-a-text-table", file))
    return text


def _encoding(raw: bytes) -> str:
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    if raw[1:200:2].count(0) > len(raw[1:200:2]) // 2:
        return "utf-16-le"
    if raw[0:200:2].count(0) > len(raw[0:200:2]) // 2:
        return "utf-16-be"
    return "utf-8-sig"


def _at_once(text: str, delimiter: str, file: str) -> Table | None:
    """The table as pandas reads it, or nothing where a row does not fit."""
    import pandas as pd  # noqa: PLC0415 - only reading tables needs pandas

    if text.count('"') % 2:
        return None
    try:
        frame = pd.read_csv(
            io.BytesIO(text.encode()),
            sep=delimiter,
            header=None,
            dtype="category",
            na_filter=False,
            skip_blank_lines=False,
            low_memory=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError):
        return None
    names = headings([frame[column].iloc[0] for column in frame.columns], file)
    columns = {}
    for name, column in zip(names, frame.columns, strict=True):
        if name:
            values = frame[column].array
            cells = [_unquoted(str(cell)) for cell in values.categories.tolist()]
            columns[name] = CellColumn.coded(np.asarray(values.codes)[1:], cells)
    return Table(file, columns, len(frame) - 1)


def _unquoted(cell: str) -> str:
    """A cell less the sign that kept a spreadsheet from running it."""
    return cell[1:] if _KEPT_FROM_RUNNING.match(cell) else cell


def _row_by_row(text: str, delimiter: str, file: str) -> Table:
    """The table read by the standard library, without the rows that have more cells than the heading."""
    limit = csv.field_size_limit(len(text) + len(_END) + 2)
    try:
        rows = list(csv.reader(io.StringIO(f"{text}\n{_END}\n", newline=""), delimiter=delimiter))
    finally:
        csv.field_size_limit(limit)
    last = rows.pop()
    names = headings(rows[0] if rows else [], file)
    fitting, numbers, problems = [], [], []
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row[len(names) :]):
            said = {"cells": len(row), "columns": len(names)}
            problems.append(Problem("row-too-long", file, str(number), details=said))
            continue
        fitting.append([*row, *[""] * (len(names) - len(row))])
        numbers.append(number)
    if last != [_END]:
        problems.append(Problem("quote-open", file, str(len(rows) + 1)))
    columns = {
        name: CellColumn.of(_unquoted(row[place]) for row in fitting)
        for place, name in enumerate(names)
        if name
    }
    return Table(file, columns, len(fitting), np.array(numbers, dtype=np.int64), problems=tuple(problems))
