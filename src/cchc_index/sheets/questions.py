"""What the rows of a form ask: one for each slot of a leaf, in the way in which it is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_index.language import Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from cchc_index.rules.contract import Input, Rule, Slot


@dataclass(frozen=True, slots=True)
class Question:
    """One row's question.

    Args:
        slot: the typed value that is asked.
        input: the slot's id, as rows of answers name it; blank where a bare answer is asked.
        data: the id of the data item that answers it; blank where the row is filled in.
        may_be_undone: whether a date may also be answered by "chưa".
    """

    slot: Slot
    input: str
    data: str
    may_be_undone: bool


def questions(rule: Rule, given: Collection[str] = ()) -> tuple[Question, ...]:
    """The questions of a rule, a rate by its counts and a survey by its respondents.

    Args:
        rule: the rule.
        given: the slots of an answer to show; a percentage that was given directly is asked as such, and beside
            its counts where both were given.
    """
    fed = rule.data()
    ways = [(asked, _ways(asked, given)) for asked in rule.inputs()]
    count = sum(len(way) for _, way in ways)
    return tuple(
        Question(
            titled_slot(asked, slot),
            "" if count == 1 and _bare(asked, slot) else slot.id,
            fed.get(slot.id, ""),
            slot.type == "date" and asked.main,
        )
        for asked, way in ways
        for slot in way
    )


def unusual(rule: Rule, given: Collection[str]) -> frozenset[str]:
    """The slots of an answer that are asked only because it is not given in the first way."""
    ways = [(_ways(asked, given), asked.ways()[0]) for asked in rule.inputs()]
    return frozenset(slot.id for way, first in ways if way != first for slot in way if slot.id in given)


def _ways(asked: Input, given: Collection[str]) -> tuple[Slot, ...]:
    """The slots of the ways in which an input is given; of the first where it is not."""
    ways = asked.ways()
    begun = [way for way in ways if any(slot.id in given for slot in way)]
    return tuple(slot for way in begun or ways[:1] for slot in way)


def titled_slot(asked: Input, slot: Slot) -> Slot:
    """A slot with the group of respondents that its count is of."""
    if not asked.prefix:
        return slot
    vi, en = (f"{asked.title.to(lang)}: {slot.title.to(lang)}" for lang in ("vi", "en"))
    return replace(slot, title=Text(vi, en))


def _bare(asked: Input, slot: Slot) -> bool:
    """Whether an answer that names no input answers the slot."""
    return slot.type != "tick" and slot.id == asked.ways()[-1][0].id
