"""Copies of workbooks to send back: coloured cells with the problems as notes, and a first sheet that lists them.

All else of a copy is the workbook's own, byte for byte: values stored with formulas, pictures, charts, macros. Where
that cannot be (.xls, .ods, workbooks put together in an unusual way) the copy has the values alone, and says so.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_index.language import Lang
from cchc_index.problems import DataError, Problem, Severity
from cchc_index.tables.workbooks import SUFFIXES, open_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGES = (".xlsx", ".xlsm")
_MADE = ".xlsx"


@dataclass(frozen=True)
class Annotated:
    """What became of the workbooks that have problems.

    Args:
        copies: the copies that were written.
        values_only: those of them that have the values alone.
        unopened: the workbooks of which there is none, as they cannot be opened.
    """

    copies: tuple[Path, ...] = ()
    values_only: tuple[Path, ...] = ()
    unopened: tuple[str, ...] = ()


def annotate(problems: Sequence[Problem], folder: Path, lang: Lang = "vi") -> Annotated:
    """Writes a copy of each workbook that has errors or warnings; the workbooks themselves stay untouched.

    Args:
        problems: the problems of a reading and a scoring.
        folder: where the copies go; it is made if it is not there. What is there already stays, but for copies
            of an earlier call that nobody has changed.
        lang: the language of notes and of the list.

    Returns:
        The copies, and the workbooks without one. Workbooks of which there is only something to know have none.
    """
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if Path(problem.file).suffix.lower() in SUFFIXES:
            by_file[problem.file].append(problem.to(lang))
    faulty = {file: found for file, found in by_file.items() if any(map(_weighs, found))}
    folder.mkdir(parents=True, exist_ok=True)
    originals = {Path(file).resolve() for file in by_file}
    written: dict[Path, bool] = {}
    unopened: list[str] = []
    for file, found in faulty.items():
        made = _copy(file, found, lang)
        if made is None:
            unopened.append(file)
            continue
        copy = _free(folder, made.name, {*originals, *(path.resolve() for path in written)})
        copy.write_bytes(made.raw)
        written[copy] = made.values_only
    return Annotated(tuple(written), tuple(each for each in written if written[each]), tuple(unopened))


def _weighs(problem: Problem) -> bool:
    return problem.severity is not Severity.INFO


@dataclass(frozen=True)
class _Copy:
    """A copy before it is written."""

    name: str
    raw: bytes
    values_only: bool


def _copy(file: str, problems: Sequence[Problem], lang: Lang) -> _Copy | None:
    """The marked copy of a workbook; nothing where it cannot be opened."""
    from cchc_index.sheets.marking.book import marked  # noqa: PLC0415 - seldom needed
    from cchc_index.sheets.marking.earlier import Earlier  # noqa: PLC0415
    from cchc_index.sheets.marking.listing import Wording  # noqa: PLC0415
    from cchc_index.sheets.marking.splicing import UnusualError  # noqa: PLC0415
    from cchc_index.sheets.value_copies import values_of  # noqa: PLC0415

    path = Path(file)
    try:
        book = open_workbook(path, file)
    except (DataError, OSError):
        return None
    listed = sorted(problems, key=lambda each: _rank(each, tuple(book.grids)))
    if path.suffix.lower() in _PACKAGES:
        try:
            raw = marked(path.read_bytes(), listed, Wording(lang), Earlier.of(book.listed))
            return _Copy(path.name, raw, values_only=False)
        except UnusualError:
            pass
    raw = marked(values_of(book), listed, Wording(lang, path.name))
    name = path.name if path.suffix.lower() == _MADE else f"{path.name}{_MADE}"
    return _Copy(name, raw, values_only=True)


def _rank(problem: Problem, sheets: Sequence[str]) -> tuple[int, int, int, int]:
    """What comes first in a list: what weighs most, then what is no cell's, then cells as they follow each other."""
    from cchc_index.sheets.marking.cells import spot_of  # noqa: PLC0415

    name, row, column = spot_of(str(problem.place))
    sheet = sheets.index(name) if name in sheets else -1
    return list(Severity).index(problem.severity), sheet, row or 0, column or 0


def _free(folder: Path, name: str, taken: set[Path]) -> Path:
    """A place in the folder where nothing is but a copy that nobody has changed."""
    path, number = folder / name, 2
    while path.resolve() in taken or (path.exists() and not _is_untouched(path)):
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path


def _is_untouched(path: Path) -> bool:
    """Whether a file is a copy as it was written here; programs that save one again call its parts otherwise."""
    from cchc_index.sheets.marking.book import LIST_PART  # noqa: PLC0415

    try:
        with zipfile.ZipFile(path) as archive:
            return LIST_PART in archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError):
        return False
