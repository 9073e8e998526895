"""The tables of a result, beside files that they must equal: in the columns that a file has, rows by their key."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from cchc_index.cases.report import Difference
from cchc_index.fields import read_decimal
from cchc_index.language import Text, exact_number, listed
from cchc_index.problems import DataError, Problem, nearest
from cchc_index.rules.reading import Cell, Unreadable, neat, read_number, read_yes_no, shown
from cchc_index.tables.results import WHOLE
from cchc_index.tables.series import Decimals, Flags, Series
from cchc_index.tables.sources import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction
    from pathlib import Path

    from cchc_index.answers.table import Table
    from cchc_index.result import Result

_KEYS = {
    "ranking": ("unit",),
    "leaves": ("unit", "criterion"),
    "nodes": ("unit", "node"),
    "summary": ("node", "group"),
    "problems": (),
}
_OPTIONAL = frozenset({"group"})
_NAMES = {
    "ranking": Text("bảng xếp hạng", "ranking"),
    "leaves": Text("bảng tiêu chí", "leaves"),
    "nodes": Text("bảng lĩnh vực", "nodes"),
    "summary": Text("bảng tóm tắt", "summary"),
    "problems": Text("bảng lỗi, cảnh báo", "problems"),
}
_ROW = Text("dòng", "row")
_Key = tuple[str, ...]


def table_differences(result: Result, name: str, path: Path) -> Iterator[Difference]:
    """What a table of a result has otherwise than a file.

    Args:
        result: the result.
        name: the table.
        path: the file that it must equal.

    Raises:
        DataError: the file cannot be read, or has columns that the table has not.
    """
    columns = {neat(column.name).casefold(): column for column in result.tables.all()[name]()}
    comparison = _Comparison(result, name, columns, _rows(path))
    yield from comparison.by_key() if _KEYS[name] else comparison.by_content()


@dataclass(frozen=True)
class _Rows:
    """The rows of a file, each with its place, and their headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, Mapping[str, Cell]], ...]
    file: str


def _rows(path: Path) -> _Rows:
    try:
        tables = list(read_tables(path))
    except DataError as error:
        if (
            path.is_file()
            and path.stat().st_size
            and {each.code for each in error.problems} == {"file-empty"}
        ):
            return _Rows((), (), str(path))
        raise
    headings = tuple(dict.fromkeys(name for table in tables for name in table.columns))
    return _Rows(headings, tuple(row for table in tables for row in _each(table)), str(path))


def _each(table: Table) -> Iterator[tuple[str, Mapping[str, Cell]]]:
    for row in range(table.size):
        cells = {name: column.at(row) for name, column in table.columns.items()}
        if any(cell is not None for cell in cells.values()):
            yield table.place(row), cells


class _Comparison:
    """One table of a result and the file that it must equal."""

    def __init__(self, result: Result, name: str, columns: Mapping[str, Series], expected: _Rows) -> None:
        self.result = result
        self.lang = result.lang
        self.name = name
        self.columns = columns
        self.expected = expected
        self._check_headings()

    def _check_headings(self) -> None:
        headings = self.expected.headings
        missing = tuple(key for key in _KEYS[self.name] if key not in headings and key not in _OPTIONAL)
        if missing and headings:
            details = {"missing": missing, "known": headings[:20]}
            raise DataError(Problem("columns-missing", self.expected.file, "1", details=details))
        problems = [
            Problem(
                "expected-column-unknown",
                self.expected.file,
                "1",
                details={"found": heading, "nearest": nearest(heading, self.columns) or "–"},
            )
            for heading in headings
            if heading not in self.columns
        ]
        if problems:
            raise DataError(problems)

    @cached_property
    def key(self) -> _Key:
        """The columns by which rows are found."""
        return tuple(name for name in _KEYS[self.name] if name in self.expected.headings) or _KEYS[self.name]

    @cached_property
    def written(self) -> Mapping[str, Sequence[str]]:
        """The result's columns that are compared, as a file has them."""
        names = self.expected.headings or tuple(self.columns)
        return {name: list(self.columns[name].written()) for name in names}

    @property
    def size(self) -> int:
        """The rows of the result."""
        return len(next(iter(self.written.values()), ()))

    def by_key(self) -> Iterator[Difference]:
        """Rows that are missing, rows that are too many, and cells that differ."""
        own = {_key(self.key, self.written, row): row for row in range(self.size)}
        wanted = self._wanted()
        for key, cells in wanted.items():
            if key not in own:
                yield self._row(key, expected=True)
                continue
            for heading, cell in cells.items():
                if heading not in self.key and not same(
                    self.columns[heading], self.written[heading][own[key]], cell
                ):
                    yield self._cell(key, heading, cell, self.written[heading][own[key]])
        for key in own:
            if key not in wanted and self._place(key)[0] not in self.silent:
                yield self._row(key, expected=False)

    @cached_property
    def silent(self) -> frozenset[str]:
        """The units without answers, which a file may leave out."""
        present = self.result.scores.present.tolist()
        units = self.result.answers.units.units
        return frozenset(unit.id for unit, there in zip(units, present, strict=True) if not there)

    def _wanted(self) -> dict[_Key, Mapping[str, Cell]]:
        wanted: dict[_Key, Mapping[str, Cell]] = {}
        for place, cells in self.expected.rows:
            key = tuple(shown(cells[name]) for name in self.key)
            if key in wanted:
                details = {"found": ", ".join(key)}
                raise DataError(Problem("expected-row-repeated", self.expected.file, place, details=details))
            wanted[key] = cells
        return wanted

    def by_content(self) -> Iterator[Difference]:
        """Rows that stand in one of both only, whatever their order."""
        names = tuple(self.written)
        own = Counter(tuple(neat(self.written[name][row]) for name in names) for row in range(self.size))
        wanted = Counter(tuple(shown(cells[name]) for name in names) for _, cells in self.expected.rows)
        for row in sorted((wanted - own).elements()):
            yield Difference(_NAMES[self.name], WHOLE, _together(row), "", lang=self.lang)
        for row in sorted((own - wanted).elements()):
            yield Difference(_NAMES[self.name], WHOLE, "", _together(row), lang=self.lang)

    def _place(self, key: _Key) -> tuple[str, str]:
        """The unit and the node of a row."""
        named = dict(zip(self.key, key, strict=True))
        return named.get("unit", named.get("group", "")), named.get("criterion", named.get("node", WHOLE))

    def _row(self, key: _Key, *, expected: bool) -> Difference:
        unit, node = self._place(key)
        row = f"{_ROW.to(self.lang)} {listed(key, self.lang)}"
        said = (row, "") if expected else ("", row)
        return Difference(_NAMES[self.name], node, *said, unit=unit, lang=self.lang)

    def _cell(self, key: _Key, heading: str, wanted: Cell, found: str) -> Difference:
        unit, node = self._place(key)
        column = self.columns[heading]
        what = Text(column.title.vi[0].lower() + column.title.vi[1:], column.title.en.lower())
        expected, got = self._said(column, shown(wanted)), self._said(column, found)
        why = self._explained(unit, node) if self.name != "summary" else ""
        return Difference(what, node, expected, got, why, unit, self.lang)

    def _said(self, column: Series, written: str) -> str:
        number = _number(written) if isinstance(column, Decimals) else None
        return written if number is None else exact_number(number, self.lang)

    def _explained(self, unit: str, node: str) -> str:
        if node == WHOLE:
            return self.result.explain(unit).partition("\n")[0]
        return self.result.explain(unit, node)


def _key(names: _Key, written: Mapping[str, Sequence[str]], row: int) -> _Key:
    return tuple(neat(written[name][row]) for name in names)


def _together(row: _Key) -> str:
    return "; ".join(cell for cell in row if cell)


def same(column: Series, written: str, wanted: Cell) -> bool:
    """Whether a cell of a file says what a result's cell says: numbers by their value, the rest by their text.

    Args:
        column: the result's column.
        written: its cell, as files have it.
        wanted: the cell of the file.
    """
    if isinstance(column, Decimals):
        number = _number(wanted)
        return shown(wanted) == written if number is None else number == _number(written)
    if isinstance(column, Flags):
        return _flag(wanted) is (written == "true")
    return shown(wanted) == neat(written)


def _flag(cell: Cell) -> bool | None:
    """Whether a cell says yes; a blank one says no."""
    with contextlib.suppress(Unreadable):
        return cell is not None and bool(read_yes_no(cell))
    return None


def _number(cell: Cell) -> Fraction | None:
    """The number of a cell, as files of results have it or as a spreadsheet wrote it again; nothing if it is none."""
    for read in (read_decimal, partial(read_number, negative=True)):
        with contextlib.suppress(PydanticCustomError, Unreadable):
            return read(cell)
    return None
