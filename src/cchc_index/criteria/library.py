"""Sets by a path or an id: loaded, checked, listed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_index.criteria.bases import examine
from cchc_index.criteria.sources import SUFFIXES, Shelved, find, shelved
from cchc_index.problems import CriteriaError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.loading import Examined
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.problems import Problem


def examine_source(source: str | Path) -> Examined:
    """Reads and checks the set at a path, or the one of the library with an id.

    Raises:
        UsageError: it is neither.
    """
    text = str(source)
    if isinstance(source, Path) or Path(text).suffix.lower() in SUFFIXES or _exists(text):
        return examine(Path(source), text)
    found = find(text)
    if isinstance(found, Shelved):
        return examine(found.path, text)
    raise UsageError(found)


def _exists(text: str) -> bool:
    """Whether a text is the path of something; a text that can be no path is not."""
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def load_criteria(source: str | Path) -> CriteriaSet:
    """The sound criteria set (bộ tiêu chí) of a file or of the library.

    Args:
        source: a path, or the id of a set of the library.

    Raises:
        CriteriaError: the set is unsound or cannot be read; all problems are in the error.
        UsageError: there is neither such a file nor such an id.

    Example:
        >>> load_criteria("vn-766-2022").level
        'commune'
    """
    examined = examine_source(source)
    if examined.criteria is None:
        raise CriteriaError(examined.problems)
    return examined.criteria


def check(source: str | Path) -> tuple[Problem, ...]:
    """Everything found in a criteria file, in the order of its lines; nothing is raised.

    Args:
        source: a path, or the id of a set of the library.

    Example:
        >>> check("vn-766-2022")
        ()
    """
    try:
        return examine_source(source).problems
    except UsageError as error:
        return error.problems


def sets() -> Iterator[tuple[Shelved, CriteriaSet]]:
    """The sound sets that are known by an id: those of the library, then those of other packages."""
    known, _ = shelved()
    for each in sorted(known.values(), key=lambda found: (bool(found.package), found.id)):
        criteria = examine(each.path, each.id).criteria
        if criteria is not None:
            yield each, criteria
