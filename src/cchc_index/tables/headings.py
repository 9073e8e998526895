"""Headings of tables: neat, lower-case, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.problems import DataError, Problem
from cchc_index.rules.reading import neat

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_COLUMNS = 5000


def headings(names: Iterable[object], file: str) -> list[str]:
    """The headings of a table as columns are looked up by.

    Raises:
        DataError: two columns that are not blank have the same heading, or there are too many of them.
    """
    found: list[str] = []
    for name in names:
        heading = neat(str(name)).casefold() if name is not None else ""
        if heading and heading in found:
            raise DataError(Problem("repeated-column", file, "1", details={"found": heading}))
        found.append(heading)
        if len(found) > MOST_COLUMNS:
            raise DataError(Problem("too-many-columns", file, "1", details={"most": MOST_COLUMNS}))
    return found
