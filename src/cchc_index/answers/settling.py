"""From what rows say to an answer: whole or not, a percentage that agrees with its counts, and its status."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from cchc_index.answers.leaf import LeafAnswers, Status
from cchc_index.rules.reading import unanswered_slots, with_defaults

if TYPE_CHECKING:
    from cchc_index.answers.leaf_rows import Asked, LeafReader
    from cchc_index.answers.said import Said
    from cchc_index.answers.slots import Slots
    from cchc_index.exact import Booleans

_AGREEING_DECIMALS = range(16)


class Report(Protocol):
    """Takes a problem of a unit's answer."""

    def __call__(self, unit: int, code: str, **details: object) -> None:
        """Notes it."""


def settled(asked: Asked, said: Said, reader: LeafReader) -> LeafAnswers:
    """The answers that the rows of the first stage come to, each unit's with its status."""

    def report(unit: int, code: str, **details: Any) -> None:
        reader.reader.problem(int(said.row[unit]), code, **details)

    slots = said.slots
    bad = said.bad | unfit(asked, slots, ~said.bad, report) if slots.given else said.bad
    status = np.zeros(slots.size, dtype=np.int8)
    status[slots.any_given()] = Status.ANSWERED
    status[said.not_applicable] = Status.NOT_APPLICABLE
    status[bad] = Status.INVALID
    texts = {**said.texts, **{unit: reader.raw(unit) for unit in np.flatnonzero(bad).tolist()}}
    return LeafAnswers(asked.inputs, slots.with_defaults(asked.inputs), status, said.row, texts)


def unfit(asked: Asked, slots: Slots, among: Booleans, report: Report) -> Booleans:
    """The units, among some, whose values make no answer; each is reported once."""
    bad = _disagreeing(asked, slots, among, report)
    parts = _with_fed(asked, slots).incomplete(asked.inputs) & slots.any_given() & among & ~bad
    for unit in np.flatnonzero(parts).tolist():
        report(unit, "answer-incomplete", missing=missing(asked, slots, unit))
    return bad | parts


def missing(asked: Asked, slots: Slots, unit: int) -> list[object]:
    """The titles of what a unit's answer lacks: of a rate beside one of its counts, the other count."""
    own = slots.of_unit(unit)
    given = dict.fromkeys([*own, *asked.fed], Fraction(0))
    lacking = unanswered_slots(asked.inputs, set(with_defaults(asked.inputs, given)))
    ways = [{slot.id: slot for slot in way} for each in asked.inputs for way in each.ways()]
    begun = [slot for way in ways if own.keys() & way.keys() for slot in way.values() if slot.id not in own]
    return [slot.title for slot in lacking or begun]


def _with_fed(asked: Asked, slots: Slots) -> Slots:
    """The values, with those that a data item will give beside a unit's own."""
    for each in asked.inputs if asked.fed else ():
        ways = [[slot.id for slot in way] for way in each.ways()]
        others = [slot for way in ways if not asked.fed & set(way) for slot in way]
        otherwise = np.any([slots.gives(slot) for slot in others], axis=0) if others else False
        begun = slots.any_given() & ~np.asarray(otherwise)
        for slot in (slot for way in ways for slot in way if slot in asked.fed):
            slots = slots.mark(slot, begun)
    return slots


def _disagreeing(asked: Asked, slots: Slots, among: Booleans, report: Report) -> Booleans:
    """Where a percentage is not the rate of the counts beside it, rounded to as many decimals as it has."""
    wrong = np.zeros(slots.size, dtype=np.bool_)
    rate = next((each.id for each in asked.inputs if each.type == "rate"), "")
    if not {rate, "numerator", "denominator"} <= set(slots.given):
        return wrong
    both = np.flatnonzero(
        np.all([slots.given[slot] for slot in (rate, "numerator", "denominator")], axis=0) & among
    )
    if not both.size:
        return wrong
    top, bottom, said = (slots.values[slot].take(both) for slot in ("numerator", "denominator", rate))
    some = np.broadcast_to(~bottom.equal_to(0), both.shape)
    exact = top.take(some) * 100 / bottom.take(some)
    agree = np.zeros(both.size, dtype=np.bool_)
    agree[some] = np.any(
        [exact.equal_to(said.take(some))]
        + [exact.rounded(d, "half_up").equal_to(said.take(some)) for d in _AGREEING_DECIMALS],
        axis=0,
    )
    wrong[both[~agree]] = True
    for unit in both[~agree].tolist():
        counts = {"top": slots.value("numerator", unit), "bottom": slots.value("denominator", unit)}
        report(unit, "rate-disagrees", found=slots.value(rate, unit), **counts)
    return wrong
