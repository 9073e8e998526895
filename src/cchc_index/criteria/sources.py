"""Where sets are found by id: the library of this package, and other installed packages.

The library is `criteria/` at the top of the repository, carried in the wheel as `cchc_index/library`. Other packages
name a folder with sets by the entry point group `cchc_index.criteria`; they are looked at only for an id that the
library does not have, and for the list of all sets.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_index.plugins import entries, loaded, package_of
from cchc_index.problems import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint

GROUP = "cchc_index.criteria"
SUFFIXES = (".yaml", ".yml")
CASES_SUFFIXES = (".cases.yaml", ".cases.yml")
_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "library", _PACKAGE.parents[1] / "criteria")


@dataclass(frozen=True)
class Shelved:
    """A set by its id, which is the name of its file; the package that brought it, blank for the library."""

    id: str
    path: Path
    package: str = ""


def library() -> dict[str, Path]:
    """The sets of the library by id, which is the name of their file."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    return {path.stem: path for path in _sets_in(folder)} if folder else {}


def is_cases_file(path: Path) -> bool:
    """Whether a file beside a set holds cases that prove it, and is no set itself."""
    return path.name.lower().endswith(CASES_SUFFIXES)


def _sets_in(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.yaml")) if not is_cases_file(path)]


def shelved() -> tuple[dict[str, Shelved], list[Problem]]:
    """Every set that is known by an id, and what is wrong with the packages that bring sets."""
    found: dict[str, list[Shelved]] = defaultdict(list)
    problems: list[Problem] = []
    for entry in entries(GROUP):
        for each in _of_package(entry):
            if isinstance(each, Problem):
                problems.append(each)
            elif each not in found[each.id]:
                found[each.id].append(each)
    own = {id_: Shelved(id_, path) for id_, path in library().items()}
    for id_, sets in found.items():
        if len(sets) > 1 or id_ in own:
            packages = tuple(each.package or "cchc-index" for each in (*sets, *filter(None, [own.get(id_)])))
            problems.append(Problem("set-id-clash", details={"found": id_, "packages": packages}))
    return {**{id_: sets[0] for id_, sets in found.items() if len(sets) == 1}, **own}, problems


def find(id_: str) -> Shelved | tuple[Problem, ...]:
    """The set of an id, or why there is none."""
    path = library().get(id_)
    if path is not None:
        return Shelved(id_, path)
    known, problems = shelved()
    if id_ in known:
        return known[id_]
    clashes = tuple(each for each in problems if each.details["found"] == id_)
    if clashes:
        return clashes
    near = nearest(id_, known) or ", ".join(known)
    return (Problem("unknown-set", details={"found": id_, "nearest": near}), *problems)


def _of_package(entry: EntryPoint) -> Iterator[Shelved | Problem]:
    """The sets in the folder that an entry point names."""
    package = package_of(entry)
    module, why = loaded(entry)
    folders = [Path(each) for each in getattr(module, "__path__", ())]
    if not folders:
        found = entry.value
        yield Problem("sets-not-found", details={"found": found, "package": package, "why": why or "–"})
    for folder in folders:
        yield from (Shelved(path.stem, path, package) for path in _sets_in(folder))
