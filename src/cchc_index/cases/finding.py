"""Which files of cases a call means: files, folders, and sets by their path or id."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_index.criteria.sources import is_cases_file, library
from cchc_index.problems import Problem, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def find_cases(paths: Iterable[str | Path]) -> tuple[tuple[Path, str], ...]:
    """The files of cases that paths mean, each once, with its name for problems.

    Args:
        paths: files of cases; folders, with all such files below them; sets, by path or by their id in the library,
            with the cases beside them.

    Raises:
        UsageError: a path leads nowhere, or to no cases.
    """
    found: dict[Path, tuple[Path, str]] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            for file, name in _of(str(path)):
                found.setdefault(file.resolve(), (file, name))
        except UsageError as error:
            problems += error.problems
    if problems:
        raise UsageError(problems)
    return tuple(found.values())


def _of(text: str) -> Iterator[tuple[Path, str]]:
    path = Path(text)
    if not _exists(path):
        known = library()
        if text not in known:
            near = nearest(path.name, [*known, *_beside(path)]) or ", ".join(known) or "–"
            raise UsageError(Problem("unknown-cases", details={"found": text, "nearest": near}))
        path = known[text]
    if path.is_dir():
        files = [each for each in sorted(path.rglob("*")) if is_cases_file(each) and each.is_file()]
    elif is_cases_file(path):
        files = [path]
    else:
        stem = glob.escape(path.stem)
        files = [each for each in sorted(path.parent.glob(f"{stem}.*")) if is_cases_file(each)]
    if not files:
        raise UsageError(Problem("no-cases", text))
    yield from ((each, str(each)) for each in files)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _beside(path: Path) -> list[str]:
    return (
        [each.name for each in path.parent.iterdir()] if _exists(path.parent) and path.parent.is_dir() else []
    )
