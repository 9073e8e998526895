"""Nodes: ids, what a leaf and an inner node must have, and the rules of leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_index.criteria.model import CARRIED, AppliesTo, Criterion
from cchc_index.criteria.soundness.subject import is_for, of_kind
from cchc_index.criteria.terms import terms_of
from cchc_index.criteria.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.outline import Item, Path
    from cchc_index.criteria.soundness.subject import Sound
    from cchc_index.problems import Problem
    from cchc_index.rules.contract import Fault, Rule

_LARGEST = 1_000_000
_WHOLE = "*"
"""The node that stands for the whole in a summary; no node may be called so."""


def repeated_ids(subject: Sound) -> Iterator[Problem]:
    """No id is another node's, or the one that stands for the whole."""
    seen: dict[str, Item] = {}
    for item in subject.items:
        if item.id == _WHOLE:
            yield subject.problem("bad-id", (*item.path, "id"), found=item.id)
        first = seen.setdefault(item.id, item)
        if first.path != item.path:
            line = subject.tree.line_of((*first.path, "id"), (*item.path, "id"))
            yield subject.problem("repeated-id", (*item.path, "id"), found=item.id, line=line)


def shape(subject: Sound) -> Iterator[Problem]:
    """A criterion has a rule, or several for kinds of unit, and a maximum; or criteria below it."""
    for item in subject.items:
        node = item.node
        if not isinstance(node, Criterion):
            continue
        if not {(*item.path, "rule"), (*item.path, "rule_for")} & subject.repaired:
            given = [node.rule is not None, node.rule_for is not None, bool(node.criteria)]
            if sum(given) != 1 and item.first:
                both = "rule-and-rule-for" if all(given[:2]) else "rule-and-criteria"
                code = both if any(given) else "neither-rule-nor-criteria"
                yield subject.problem(code, item.path, found=node.id)
                continue
        yield from (
            _inner_shape(subject, item, node) if item.rule is None else _leaf_shape(subject, item, item.rule)
        )


def _inner_shape(subject: Sound, item: Item, node: Criterion) -> Iterator[Problem]:
    for key in ("evidence", "evidence_required"):
        if getattr(node, key):
            yield subject.problem("parameter-without-effect", (*item.path, key), key=key)


def _leaf_shape(subject: Sound, item: Item, rule: Rule) -> Iterator[Problem]:
    path = (*item.path, "max_points")
    stated = item.node.max_points is not None
    if stated and not rule.needs_maximum:
        yield subject.problem("parameter-without-effect", path, key="max_points")
    elif not stated and rule.needs_maximum and path not in subject.repaired:
        if item.first:
            yield subject.problem("missing-key", item.path, key_name="max_points")
    elif stated and not item.max_points and item.first:
        yield subject.problem("max-points-zero", path, found=item.id)
    without_effect = {"cap": item.node.cap, "combine": item.node.combine != "sum"}
    for key in (key for key, given in without_effect.items() if given and item.first):
        yield subject.problem("parameter-without-effect", (*item.path, key), key=key)


def rules_for(subject: Sound) -> Iterator[Problem]:
    """The rules of a leaf for kinds of unit cover every kind, and each is tried."""
    for item in subject.items:
        entries = item.node.rule_for if isinstance(item.node, Criterion) else None
        if not entries or not item.first:
            continue
        for kind in subject.kinds if is_for(item, "") else ():
            if is_for(item, kind) and not any(_covers(entry.applies_to, kind) for entry in entries):
                yield subject.problem("rule-for-incomplete", (*item.path, "rule_for"), kind=of_kind(kind))
                break
        for number, entry in enumerate(entries[:-1]):
            if not entry.applies_to:
                path = (*item.path, "rule_for", number + 1)
                yield subject.problem("rule-for-never-tried", path, number=number + 2)
                break


def _covers(applies_to: AppliesTo, kind: str) -> bool:
    """Whether a rule is for all units of a kind."""
    return not applies_to or (bool(kind) and set(applies_to) == {"kind"} and kind in applies_to["kind"])


def decimals(subject: Sound) -> Iterator[Problem]:
    """Maxima are neither too large to be added up nor finer than points are rounded."""
    most = subject.criteria.policy.rounding.point_decimals
    for item in (item for item in subject.items if item.first):
        if item.max_points > _LARGEST:
            yield subject.problem(
                "max-points-too-large", (*item.path, "max_points"), found=item.max_points, most=_LARGEST
            )
        if most <= CARRIED and (item.max_points * 10**most).denominator != 1:
            yield subject.problem(
                "max-points-too-fine", (*item.path, "max_points"), found=item.max_points, most=most
            )


def rules(subject: Sound) -> Iterator[Problem]:
    """The parameters of every rule are sound in every year that the set serves."""
    for item in subject.items:
        rule = item.rule
        if rule is None or isinstance(rule, Unread):
            continue
        if rule.needs_maximum and not item.max_points:
            continue
        faults: dict[tuple[str, Path], Fault] = {}
        for year in subject.criteria.years:
            for fault in rule.check(terms_of(subject.criteria, item, year)):
                faults.setdefault((fault.code, fault.path), fault)
        for fault in faults.values():
            said: dict[str, Any] = {"most": item.max_points, **fault.details}
            yield subject.problem(fault.code, (*item.rule_path, *fault.path), **said)
