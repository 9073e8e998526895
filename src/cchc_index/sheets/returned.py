"""The workbooks among the files that come back: ours, others with the usual columns, and those of no use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.answers.rows import REQUIRED
from cchc_index.answers.table import Table
from cchc_index.problems import DataError, Problem
from cchc_index.sheets.forms import Season, is_form
from cchc_index.sheets.reading import FormReader, looks_like_form
from cchc_index.sheets.received import REGISTER, Register, is_refused, standing
from cchc_index.tables.readers import delimited, excel
from cchc_index.tables.workbooks import SUFFIXES, Book, open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_index.answers.units import Units
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.sheets.forms import Form


class Returned:
    """The files of one reading.

    Args:
        criteria: the set that they answer.
        units: the units that they may be of; nothing where any will do.
        year: the year that they must be of; nothing where any of the set will do.
        wide: whether a mapping file says what the columns of other workbooks are.
    """

    def __init__(
        self,
        criteria: CriteriaSet,
        units: Units | None = None,
        year: int | None = None,
        *,
        wide: bool = False,
    ) -> None:
        self._wide = wide
        self._season = Season(criteria, units, year)
        self.forms: list[Form] = []
        self.unread: list[Table] = []
        self.register = Register()

    @cached_property
    def _reader(self) -> FormReader:
        """What reads scoring sheets, made where there is one."""
        return FormReader(self._season)

    def open(self, path: Path, file: str) -> Book | None:
        """The workbook of a file, if it is one.

        Raises:
            DataError: it is no workbook, has a password, is damaged, or too large.
        """
        return open_workbook(path, file) if path.suffix.lower() in SUFFIXES else None

    def take(self, path: Path, file: str, opened: Callable[[], Book | None], *, of_folder: bool) -> bool:
        """Takes a file that is a scoring sheet, the register, or of no use; leaves all others.

        Raises:
            DataError: a file that was named itself cannot be used.
        """
        if path.name.casefold() == REGISTER:
            self.register = Register.of(delimited.read(path, file))
            return True
        try:
            book = opened()
            return book is not None and self._take(book, of_folder=of_folder)
        except OSError:
            error = DataError(Problem("file-unreadable", file))
        except DataError as found:
            error = found
        if not of_folder:
            raise error
        self.unread.append(Table.unread(file, error.problems))
        return True

    def _take(self, book: Book, *, of_folder: bool) -> bool:
        """Takes a workbook.

        Raises:
            DataError: it is neither ours nor has the usual columns, or belongs elsewhere.
        """
        if is_form(book):
            form = self._reader.read(book)
            if not of_folder and is_refused(form):
                raise DataError(form.problems)
            self.forms.append(form)
            return True
        if self._wide:
            return False
        tables = excel.tables_of(book)
        usual = [table for table in tables if all(name in table.columns for name in REQUIRED)]
        if not usual and (sheet := looks_like_form(book.grids.values())):
            raise DataError(Problem("form-without-about", book.file, details={"sheet": sheet}))
        if not of_folder:
            return False
        for table in tables:
            if table not in usual:
                known = tuple(table.columns)[:20]
                missing = tuple(name for name in REQUIRED if name not in table.columns)
                details = {"missing": missing, "known": known}
                problem = Problem("columns-missing", book.file, table.sheet, details=details)
                self.unread.append(Table.unread(book.file, [problem]))
        self.unread += usual
        return True

    def tables(self) -> list[Table]:
        """The tables of all that was taken."""
        files = [form.file for form in self.forms]
        unused = self.register.unused([*files, *(table.file for table in self.unread)])
        noted = [Table.unread(self.register.file, unused)] if unused else []
        return [*self.unread, *standing(self.forms, self.register), *noted]
