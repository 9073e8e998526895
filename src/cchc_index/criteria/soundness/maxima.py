"""Maxima: what inner nodes and the whole state is what is below them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cchc_index.criteria.model import ALL_KINDS, Area, Criterion
from cchc_index.criteria.soundness.names import kind_words
from cchc_index.criteria.soundness.subject import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.outline import Item, Path
    from cchc_index.criteria.soundness.subject import Sound
    from cchc_index.problems import Problem


def total(subject: Sound) -> Iterator[Problem]:
    """The core areas add up to the set's maximum, for each kind of unit."""
    stated = subject.criteria.max_points
    if stated is None or subject.unsure(()):
        return
    for_all = ALL_KINDS in stated
    by_kind = dict.fromkeys(subject.kinds, stated[ALL_KINDS]) if for_all else stated
    for kind in by_kind:
        if kind not in subject.kinds:
            yield subject.problem(
                "unknown-unit-kind", ("max_points", kind), at_key=True, **kind_words(subject, kind)
            )
    for kind in subject.kinds:
        if kind not in by_kind:
            if kind:
                yield subject.problem("missing-key", ("max_points",), key_name=kind)
            continue
        areas = [n for n, item in enumerate(subject.items) if item.parent is None and item.area.core]
        below = sum((subject.maximum(number, kind) for number in areas), Fraction(0))
        if below != by_kind[kind]:
            path: Path = ("max_points",) if for_all else ("max_points", kind)
            said: dict[str, Any] = {"found": by_kind[kind], "sum": below, "kind": of_kind(kind)}
            yield subject.problem("total-differs", path, **said)
            if for_all:
                return


def sums(subject: Sound) -> Iterator[Problem]:
    """Every inner node's maximum is what is below it; with a cap, at most that."""
    for number, item in enumerate(subject.items):
        if isinstance(item.node, Criterion) and not item.node.criteria:
            continue
        path = (*item.path, "max_points")
        if item.node.max_points is None:
            if _is_cut(item):
                yield subject.problem("missing-key", item.path, key_name="max_points")
        elif not subject.unsure(item.path):
            yield from _sum(subject, number, item, path)


def _sum(subject: Sound, number: int, item: Item, path: Path) -> Iterator[Problem]:
    cut = _is_cut(item)
    for kind in subject.kinds:
        if not subject.anything_for(number, kind):
            continue
        below = subject.below(number, kind)
        said: dict[str, Any] = {
            "found": item.max_points,
            "sum": below,
            "node": item.id,
            "kind": of_kind(kind),
        }
        if cut and below < item.max_points:
            yield subject.problem("cap-out-of-reach", path, **said)
            return
        if not cut and below != item.max_points:
            yield subject.problem("maxima-differ", path, **said)
            return


def _is_cut(item: Item) -> bool:
    """Whether an inner node's points are cut at its maximum, which it must state."""
    return item.node.cap or item.subtracts or (isinstance(item.node, Area) and not item.node.core)
