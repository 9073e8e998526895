"""What cases name must be there: nodes and classes of their set, its years and stages, codes of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.cases.model import NO_CLASS, CasesFile, Expected, UnitCase
from cchc_index.criteria.outline import Item, outline
from cchc_index.problems import UsageError, is_known, nearest
from cchc_index.problems.catalogue import CATALOGUE
from cchc_index.result import chosen_year
from cchc_index.tables.results import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.criteria.tree import Path_, Tree
    from cchc_index.problems import Problem


def unresolved(
    tree: Tree, content: CasesFile, criteria: CriteriaSet, *, without_year: bool = False
) -> Iterator[Problem]:
    """The names in a file of cases that lead nowhere.

    Args:
        tree: the file.
        content: what it says.
        criteria: the set that its cases prove.
        without_year: whether what stands for the year could not be read.
    """
    if not without_year:
        yield from _unserved_year(tree, content, criteria)
    nodes = {item.id: item for item in outline(criteria)}
    for number, case in enumerate(content.cases):
        if isinstance(case, UnitCase):
            path: Path_ = ("cases", number, "expect")
            yield from _unknown_nodes(tree, case.expect, nodes, path)
            yield from _unknown_class(tree, case.expect, criteria, path)
            yield from _unknown_codes(tree, case.expect, path)


def _unserved_year(tree: Tree, content: CasesFile, criteria: CriteriaSet) -> Iterator[Problem]:
    try:
        chosen_year(criteria, content.year)
    except UsageError as error:
        for problem in error.problems:
            yield tree.problem(problem.code, ("year",), **problem.details)


def _unknown_nodes(tree: Tree, expect: Expected, nodes: Mapping[str, Item], path: Path_) -> Iterator[Problem]:
    """Nodes that the set has not, and states of nodes that are no leaves."""
    for key, named in (("points", expect.points), ("states", expect.states), ("index", expect.index)):
        for id_ in named:
            if key == "states" and (id_ == WHOLE or (id_ in nodes and nodes[id_].rule is None)):
                yield tree.problem("state-of-no-leaf", (*path, key, id_), at_key=True, found=id_)
            elif id_ not in nodes and id_ != WHOLE:
                near = nearest(id_, nodes) or "–"
                yield tree.problem("unknown-node", (*path, key, id_), at_key=True, found=id_, nearest=near)


def _unknown_class(tree: Tree, expect: Expected, criteria: CriteriaSet, path: Path_) -> Iterator[Problem]:
    known = {name for entry in criteria.classes for name in (entry.name.vi, entry.name.en) if name}
    if expect.class_ not in {None, NO_CLASS, *known}:
        near = nearest(str(expect.class_), known) or ", ".join(sorted(known)) or "–"
        yield tree.problem("unknown-class", (*path, "class"), found=expect.class_, nearest=near)


def _unknown_codes(tree: Tree, expect: Expected, path: Path_) -> Iterator[Problem]:
    for number, problem in enumerate(expect.problems or ()):
        if not is_known(problem.code):
            near = nearest(problem.code, CATALOGUE) or "–"
            place = (*path, "problems", number)
            yield tree.problem("unknown-problem-code", place, found=problem.code, nearest=near)
