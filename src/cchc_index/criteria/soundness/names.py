"""Names: kinds of unit and nodes that are named are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_index.criteria.model import Criterion
from cchc_index.problems import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.outline import Path
    from cchc_index.criteria.soundness.subject import Sound


def kinds(subject: Sound) -> Iterator[Problem]:
    """Kinds of unit that nodes and classes name are the set's."""
    known = subject.criteria.unit_kinds
    named = [(item.path, item.node.applies_to or {}) for item in subject.items if item.first]
    named += [
        ((*item.path, "rule_for", number), entry.applies_to)
        for item in subject.items
        if item.first and isinstance(item.node, Criterion)
        for number, entry in enumerate(item.node.rule_for or ())
    ]
    named += [(("classes", n), entry.applies_to) for n, entry in enumerate(subject.criteria.classes)]
    for path, applies_to in named:
        for place, kind in enumerate(applies_to.get("kind", ())):
            if known and kind not in known:
                yield subject.problem(
                    "unknown-unit-kind", (*path, "applies_to", "kind", place), **kind_words(subject, kind)
                )


def kind_words(subject: Sound, found: str) -> dict[str, Any]:
    """What is said of a kind of unit that the set does not have."""
    known = tuple(dict.fromkeys(subject.criteria.unit_kinds))
    return {"found": found, "nearest": nearest(found, known) or known}


def references(subject: Sound) -> Iterator[Problem]:
    """Nodes that the ranking and the classes name are there."""
    named: list[tuple[Path, str]] = [
        (("policy", "ranking", "break_by", n), node)
        for n, node in enumerate(subject.criteria.policy.ranking.break_by)
    ]
    for place, entry in enumerate(subject.criteria.classes):
        named += [
            (("classes", place, "requires", n, "node"), each.node) for n, each in enumerate(entry.requires)
        ]
    named += [
        ((*item.path, "only_if", "node"), item.node.only_if.node)
        for item in subject.items
        if item.first and item.node.only_if is not None
    ]
    for path, node in named:
        if node not in subject.ids:
            yield subject.problem("unknown-node", path, found=node, nearest=nearest(node, subject.ids))
