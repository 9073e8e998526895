"""Where answers and units come from: files, folders, DataFrames, and lists of them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from cchc_index.answers.rows import Answers, read_rows
from cchc_index.answers.units import Units, units_of
from cchc_index.problems import DataError, Problem, nearest
from cchc_index.tables.frames import table_of
from cchc_index.tables.readers import readers
from cchc_index.tables.wide import read_mapping, widened

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from cchc_index.answers.table import Table
    from cchc_index.criteria.model import CriteriaSet

Source: TypeAlias = "str | Path | pd.DataFrame | Iterable[str | Path | pd.DataFrame]"
Progress: TypeAlias = Callable[[int, int], None]
_File: TypeAlias = tuple[Path, str, bool]
_MOST_AT_ONCE = 4
_MANY = 8


class Taker(Protocol):
    """What takes files before they are read as tables."""

    def open(self, path: Path, file: str) -> Any:
        """Opens a file; in another thread, while those before it are taken."""

    def take(self, path: Path, file: str, opened: Callable[[], Any], *, of_folder: bool) -> bool:
        """Takes a file that was opened, or leaves it; told whether a folder holds it."""


def read_answers(  # noqa: PLR0913 - the parts of one call, by keyword
    source: Source,
    criteria: CriteriaSet,
    *,
    units: Units | None = None,
    columns: str | Path | None = None,
    year: int | None = None,
    progress: Progress | None = None,
) -> Answers:
    """The typed answers (số liệu kê khai) of files, folders or DataFrames.

    A workbook of a folder that cannot be used is a problem, and the rest goes on. Where several scoring sheets of one
    unit differ, none is used unless the folder's `received.csv` (file, unit, received, stands) says which stands.

    Args:
        source: a path, a DataFrame, or several of them; tables with the columns `unit` and `criterion`, wide ones, or
            scoring sheets.
        criteria: the set that they answer.
        units: the units that rows may name; without them, the units are those that the rows name.
        columns: the mapping file of wide tables.
        year: the year that scoring sheets must be of; by default any that the set serves.
        progress: told how many files of how many are read.

    Raises:
        DataError: a file is missing, cannot be read, or has other columns.

    Example:
        >>> import pandas as pd
        >>> from cchc_index import load_criteria
        >>> rows = pd.DataFrame({"unit": ["Xã A"], "criterion": ["6.1"], "numerator": [45], "denominator": [50]})
        >>> read_answers(rows, load_criteria("vn-766-2022")).problems
        ()
    """
    from cchc_index.sheets.returned import Returned  # noqa: PLC0415 - it needs what reads tables

    returned = Returned(criteria, units, year, wide=columns is not None)
    tables = list(read_tables(source, progress, returned))
    mapping = read_mapping(Path(columns), str(columns)) if columns is not None else None
    if mapping is not None:
        tables = [each for table in tables for each in widened(table, mapping, criteria)]
    return read_rows([*tables, *returned.tables()], criteria, units)


def read_units(source: Source) -> Units:
    """The units (đơn vị) of a table `unit, name, aliases, kind, parent, ranked` and further attributes.

    Args:
        source: a path, a DataFrame, or several of them.

    Raises:
        DataError: a file is missing, cannot be read, or has no column `unit`.

    Example:
        >>> import pandas as pd
        >>> len(read_units(pd.DataFrame({"unit": ["X01"], "name": ["Xã A"], "kind": ["xa"]})))
        1
    """
    return units_of(list(read_tables(source)))


def read_tables(source: Any, progress: Progress | None = None, taker: Taker | None = None) -> Iterator[Table]:
    """The tables of files, folders and DataFrames, as they are.

    Args:
        source: a path, a DataFrame, or several of them.
        progress: told how many files of how many are read.
        taker: what takes files before they are read as tables.

    Raises:
        DataError: a file is missing or cannot be read.
    """
    sources = [source] if _is_one(source) else list(source)
    if not sources:
        raise DataError(Problem("nothing-to-read"))
    for number, each in enumerate(sources):
        if not isinstance(each, str | Path):
            yield table_of(each, f"DataFrame {number + 1}" if len(sources) > 1 else "")
    paths = [
        (*found, found[1] != str(each))
        for each in sources
        if isinstance(each, str | Path)
        for found in _files(Path(each), str(each))
    ]
    opened = _opened(paths, taker.open if taker is not None else _nothing)
    for done, ((path, file, of_folder), result) in enumerate(opened, start=1):
        if taker is None or not taker.take(path, file, result, of_folder=of_folder):
            yield from _read(path, file)
        if progress is not None:
            progress(done, len(paths))


def _nothing(path: Path, file: str) -> None:
    """Opens nothing."""


def _opened(
    paths: Sequence[_File], open_: Callable[[Path, str], Any]
) -> Iterator[tuple[_File, Callable[[], Any]]]:
    """Every file with what opens it; of many a few are opened ahead, while those before them are taken."""
    if len(paths) < _MANY:
        yield from ((each, partial(open_, *each[:2])) for each in paths)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - of many files only

    several = min(os.cpu_count() or 1, _MOST_AT_ONCE)
    with ThreadPoolExecutor(several) as pool:
        ahead = deque(pool.submit(open_, *each[:2]) for each in paths[:several])
        for number, each in enumerate(paths):
            ahead.extend(
                pool.submit(open_, *more[:2]) for more in paths[number + several : number + several + 1]
            )
            yield each, ahead.popleft().result


def _is_one(source: Any) -> bool:
    return isinstance(source, str | Path) or hasattr(source, "columns")


def _files(path: Path, file: str) -> Iterator[tuple[Path, str]]:
    """A file, or every file of a folder that some reader reads, in the order of their names."""
    if _is(Path.is_dir, path):
        found = [each for each in sorted(path.rglob("*")) if _is_ours(each)]
        if not found:
            endings = ", ".join(sorted(readers()))
            raise DataError(Problem("folder-without-tables", file, details={"endings": endings}))
        yield from ((each, str(Path(file, each.relative_to(path)))) for each in found)
        return
    if not _is(Path.exists, path):
        near = nearest(path.name, _beside(path))
        raise DataError(Problem("file-missing", file, details={"nearest": near}))
    yield path, file


def _is(what: Callable[[Path], bool], path: Path) -> bool:
    """Whether a path is something; a text that can be no path is nothing."""
    try:
        return what(path)
    except (OSError, ValueError):
        return False


def _beside(path: Path) -> list[str]:
    return [each.name for each in path.parent.iterdir()] if _is(Path.is_dir, path.parent) else []


def _is_ours(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in readers() and not path.name.startswith((".", "~$"))


def _read(path: Path, file: str) -> list[Table]:
    reader = readers().get(path.suffix.lower())
    if reader is None:
        endings = ", ".join(sorted(readers()))
        raise DataError(
            Problem("unknown-file-kind", file, details={"found": path.suffix, "endings": endings})
        )
    try:
        tables = reader.read(path, file)
    except OSError:
        raise DataError(Problem("file-unreadable", file)) from None
    if all(table.blank and not table.problems for table in tables):
        raise DataError(Problem("file-empty", file))
    return tables
