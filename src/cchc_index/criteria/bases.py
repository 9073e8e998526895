"""From a file to a set, with the sets that it rests on: an overlay's base is found, read and checked first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cchc_index.criteria.fingerprints import content
from cchc_index.criteria.laying import Laying, index_of
from cchc_index.criteria.lineage import Base, Edition, Lineage, Origin
from cchc_index.criteria.loading import OVERLAY, Examined, Reading, examine_tree
from cchc_index.criteria.overlays import Extends, Overlaid, Overlay
from cchc_index.criteria.sources import SUFFIXES, Shelved, find
from cchc_index.criteria.tree import Mapping, Tree, read_tree, values
from cchc_index.problems import CriteriaError, Problem, Severity, nearest

if TYPE_CHECKING:
    from cchc_index.criteria.model import CriteriaSet

_AT = ("extends",)
_LONGEST = 20
"""Overlays that may rest on one another."""


def examine(path: Path, file: str, above: tuple[Path, ...] = ()) -> Examined:
    """Reads and checks one file, and whatever it rests on.

    Args:
        path: the file.
        file: its name as the user wrote it.
        above: the overlays that rest on it.
    """
    try:
        tree = read_tree(path, file)
    except CriteriaError as error:
        return Examined(None, None, error.problems)
    if not isinstance(tree.root, Mapping) or not OVERLAY & tree.root.entries.keys():
        return examine_tree(tree)
    return _Resting(tree, path, above).examined()


@dataclass
class _Resting:
    """An overlay that looks for its base."""

    tree: Tree
    path: Path
    above: tuple[Path, ...]

    def examined(self) -> Examined:
        """The set that results, with its lineage."""
        reading = Reading(self.tree)
        keys = values(self.tree.root)
        known = {key: keys[key] for key in {*OVERLAY, "id"} & keys.keys()}
        overlay = reading.validated(Overlay, known, ())
        if reading.problems or not isinstance(overlay, Overlay):
            return self._refused(*reading.problems)
        base = self._base(overlay.extends)
        if isinstance(base, Problem):
            return self._refused(base)
        return self._laid(overlay.extends, *base)

    def _refused(self, *problems: Problem) -> Examined:
        return Examined(self.tree, None, (*self.tree.problems, *problems))

    def _base(self, extends: Extends) -> tuple[Tree, CriteriaSet] | Problem:
        """The sound base, or why there is none."""
        where = self._where(extends.id)
        if isinstance(where, Problem):
            return where
        path, file = where
        chain = (*self.above, self.path.resolve())
        if path.resolve() in chain:
            names = tuple(each.name for each in (*chain[chain.index(path.resolve()) :], path))
            return self.tree.problem("extends-in-a-circle", _AT, found=names)
        if len(chain) > _LONGEST:
            return self.tree.problem("extends-too-far", _AT, most=_LONGEST)
        base = examine(path, file, chain)
        if base.tree is None or base.criteria is None:
            return self._unsound(extends.id, base.problems)
        return base.tree, base.criteria

    def _where(self, name: str) -> tuple[Path, str] | Problem:
        """The file of the base: at a path, beside the overlay by its id, or of a set that is known by its id."""
        folder = self.path.parent
        is_path = PurePath(name).suffix.lower() in SUFFIXES or "/" in name
        for each in (name,) if is_path else (f"{name}.yaml", f"{name}.yml"):
            if (folder / each).is_file():
                return folder / each, (PurePath(self.tree.file).parent / each).as_posix()
        if is_path:
            files = [each.name for each in folder.glob("*.y*ml") if each.name != self.path.name]
            return self._missing(name, nearest(name, files))
        found = find(name)
        if isinstance(found, Shelved):
            return found.path, name
        if found[0].code == "unknown-set":
            return self._missing(name, str(found[0].details["nearest"]))
        return self.tree.problem(found[0].code, _AT, **found[0].details)

    def _missing(self, name: str, near: str) -> Problem:
        return self.tree.problem("base-missing", _AT, found=name, nearest=near or "–")

    def _unsound(self, name: str, problems: tuple[Problem, ...]) -> Problem:
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        for error in errors:
            if error.code in {"extends-in-a-circle", "extends-too-far"}:
                return self.tree.problem(error.code, _AT, **error.details)
        line = getattr(errors[0].place, "line", 0)
        where = f"{errors[0].file}:{line}" if line else errors[0].file
        return self.tree.problem(
            "base-unsound", _AT, found=name, number=len(errors), where=where, first=errors[0].code
        )

    def _laid(self, extends: Extends, base: Tree, criteria: CriteriaSet) -> Examined:
        """The overlay on its base, checked like any set."""
        ids = {id(place.node): name for name, place in index_of(base.root).items()}
        laying = Laying(self.tree, base, extends.id, OVERLAY)
        laid = laying.lay()
        noted = self._changed(extends, criteria)
        if values(self.tree.root)["id"] == criteria.id:
            noted.append(self.tree.problem("id-of-base", ("id",), found=criteria.id))
        whole = not laid.problems
        laid.problems = (*self.tree.problems, *base.problems, *noted, *laid.problems)
        examined = examine_tree(laid, whole=whole)
        if examined.criteria is not None:
            own = Edition(examined.criteria.id, examined.criteria.version)
            origins = _origins(laid, ids, laying.changed, criteria, own)
            below = Base(criteria.id, criteria.version, content(criteria))
            examined.criteria.rest_on(Lineage((below, *criteria.lineage.bases), origins))
        return examined

    def _changed(self, extends: Extends, criteria: CriteriaSet) -> list[Problem]:
        """Where the base is no longer the edition that the overlay was made for."""
        wanted = {"version": extends.version, "fingerprint": extends.fingerprint}
        there = {"version": criteria.version, "fingerprint": content(criteria)}
        return [
            self.tree.problem("base-changed", (*_AT, key), base=criteria.id, found=there[key], wanted=said)
            for key, said in wanted.items()
            if said is not None and said != there[key]
        ]


def _origins(
    laid: Overlaid, ids: dict[int, str], changed: set[int], base: CriteriaSet, own: Edition
) -> dict[str, Origin]:
    """The origin of each node: the base's for a node of the base, with this overlay if it changed it."""
    of_base = Origin(Edition(base.id, base.version))
    origins: dict[str, Origin] = {}
    for name, place in index_of(laid.root).items():
        node = id(place.node)
        origin = base.lineage.origins.get(ids[node], of_base) if node in ids else Origin(own)
        by = (*origin.changed_by, own) if node in changed and node in ids else origin.changed_by
        origins[name] = Origin(origin.defined_by, by)
    return origins
