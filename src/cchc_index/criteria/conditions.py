"""Nodes that wait for another node's points (`only_if`): in which order they are settled, and that none waits for itself."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_index.criteria.outline import Item
    from cchc_index.criteria.soundness.subject import Sound
    from cchc_index.problems import Problem


def waiting(items: Sequence[Item]) -> tuple[int, ...]:
    """The numbers of the nodes with a condition, each after those that its condition rests on.

    Raises:
        CycleError: some wait for each other.
    """
    conditional = [n for n, item in enumerate(items) if item.node.only_if is not None and item.first]
    if not conditional:
        return ()
    numbers = {item.id: n for n, item in reversed(list(enumerate(items)))}
    above = [set(_upwards(items, number)) for number in range(len(items))]
    graph: dict[int, list[int]] = {}
    for number in conditional:
        condition = items[number].node.only_if
        asked = numbers.get(condition.node) if condition is not None else None
        if asked is not None:
            graph[number] = [other for other in conditional if asked in above[other] or other in above[asked]]
    return tuple(TopologicalSorter(graph).static_order())


def _upwards(items: Sequence[Item], number: int | None) -> Iterator[int]:
    """A node and those above it."""
    while number is not None:
        yield number
        number = items[number].parent


def unsound_conditions(subject: Sound) -> Iterator[Problem]:
    """No node waits for points that rest on its own."""
    try:
        waiting(subject.items)
    except CycleError as error:
        ring = [subject.items[number] for number in error.args[1]]
        first = min(ring, key=lambda item: item.path)
        through = " → ".join(item.id for item in reversed(ring))
        yield subject.problem("only-if-cycle", (*first.path, "only_if", "node"), found=first.id, ring=through)
