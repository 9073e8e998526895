"""The library of sets: `criteria/` at the top of the repository, carried in the wheel as `cchc_index/library`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_index.criteria.loading import Examined, examine
from cchc_index.problems import CriteriaError, Problem, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.model import CriteriaSet

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "library", _PACKAGE.parents[1] / "criteria")
SUFFIXES = (".yaml", ".yml")
CASES_SUFFIXES = (".cases.yaml", ".cases.yml")


def library() -> dict[str, Path]:
    """The sets of the library by id, which is the name of their file."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    files = sorted(folder.glob("*.yaml")) if folder else ()
    return {path.stem: path for path in files if not is_cases_file(path)}


def is_cases_file(path: Path) -> bool:
    """Whether a file beside a set holds cases that prove it, and is no set itself."""
    return path.name.lower().endswith(CASES_SUFFIXES)


def examine_source(source: str | Path) -> Examined:
    """Reads and checks the set at a path, or the one of the library with an id.

    Raises:
        UsageError: it is neither.
    """
    text = str(source)
    if isinstance(source, Path) or Path(text).suffix.lower() in SUFFIXES or _exists(text):
        return examine(Path(source), text)
    found = library()
    if text not in found:
        near = nearest(text, found) or ", ".join(found) or "–"
        raise UsageError(Problem("unknown-set", details={"found": text, "nearest": near}))
    return examine(found[text], text)


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


def sets() -> Iterator[tuple[str, CriteriaSet]]:
    """The sound sets of the library, by id."""
    for id_, path in library().items():
        criteria = examine(path, id_).criteria
        if criteria is not None:
            yield id_, criteria
