"""What makes a set unsound, before any data: one short check a kind of slip.

A check is a function of a `Sound` subject that yields problems; `CHECKS` lists them in the order of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.criteria.conditions import unsound_conditions
from cchc_index.criteria.shared_data import unsound_data
from cchc_index.criteria.soundness.classes import classes, requirements
from cchc_index.criteria.soundness.maxima import sums, total
from cchc_index.criteria.soundness.names import kinds, references
from cchc_index.criteria.soundness.nodes import decimals, repeated_ids, rules, rules_for, shape
from cchc_index.criteria.soundness.settings import official, settings, stages
from cchc_index.criteria.soundness.subject import Sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.criteria.outline import Path
    from cchc_index.criteria.tree import Tree
    from cchc_index.problems import Problem

CHECKS = (
    official,
    settings,
    repeated_ids,
    shape,
    rules_for,
    decimals,
    total,
    sums,
    rules,
    kinds,
    references,
    requirements,
    classes,
    stages,
    unsound_data,
    unsound_conditions,
)


def unsound(criteria: CriteriaSet, tree: Tree, repaired: frozenset[Path]) -> Iterator[Problem]:
    """Everything that makes the set unsound, but for what follows from values that were already refused."""
    subject = Sound(criteria, tree, repaired)
    for check in CHECKS:
        yield from check(subject)
