"""Typed answers written back as text, one spelling for each: what tables show and fingerprints are made of.

Every spelling reads back as the same answer.
"""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from cchc_index.answers.leaf import LeafAnswers, Status
from cchc_index.language import Lang, day, exact_number, pick, plain
from cchc_index.rules.contract import NOT_DONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.rules.contract import Input, Slot, Values

_LIKE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


def spell(inputs: Sequence[Input], values: Values) -> str:
    """One answer: ``yes``, ``92.5``, ``a; c``, ``2025-01-31``, ``numerator=45; denominator=60``."""
    for asked in inputs:
        if asked.type == "ticks":
            return "; ".join(choice.id for choice in asked.choices if values.get(choice.id)) or "none"
    slots = [slot for asked in inputs for way in asked.ways() for slot in way if slot.id in values]
    lone = len(inputs) == 1 and len(slots) == 1 and slots[0].id == inputs[0].ways()[-1][0].id
    if lone or (len(slots) == 1 and inputs[0].main and values[slots[0].id] == NOT_DONE):
        return _spelled(slots[0], values[slots[0].id])
    return "; ".join(f"{slot.id}={_spelled(slot, values[slot.id])}" for slot in slots)


def _spelled(slot: Slot, value: Fraction) -> str:
    match slot.type:
        case "yes_no" | "tick":
            return "yes" if value else "no"
        case "option":
            return slot.choices[int(value)].id
        case "date":
            return datetime.date.fromordinal(int(value)).isoformat() if value != NOT_DONE else "not done"
    return unmistakable(plain(value))


def unmistakable(number: str) -> str:
    """A number that cannot be read as thousands: ``2.1250`` for what ``2.125`` leaves open."""
    return f"{number}0" if _LIKE_THOUSANDS.fullmatch(number) else number


def said(inputs: Sequence[Input], values: Values, lang: Lang) -> str:
    """One answer as people write it: ``có``, ``27/30``, ``92,5%``, ``31/01/2025``, an option's title."""
    if {"numerator", "denominator"} <= values.keys():
        return f"{exact_number(values['numerator'], lang)}/{exact_number(values['denominator'], lang)}"
    slots = [slot for asked in inputs for way in asked.ways() for slot in way if slot.id in values]
    if any(slot.type == "tick" for slot in slots):
        ticked = [slot.title.to(lang) for slot in slots if values[slot.id]]
        return "; ".join(ticked) or pick(lang, "không", "none")
    each = [(slot, said_value(slot, values[slot.id], lang)) for slot in slots]
    return (
        each[0][1] if len(each) == 1 else "; ".join(f"{slot.title.to(lang)}: {text}" for slot, text in each)
    )


def said_value(slot: Slot, value: Fraction, lang: Lang) -> str:
    """One typed value as people write it: ``có``, ``92,5%``, ``31/01/2025``, an option's title."""
    match slot.type:
        case "yes_no" | "tick":
            return pick(lang, "có", "yes") if value else pick(lang, "không", "no")
        case "option":
            return slot.choices[int(value)].title.to(lang)
        case "date":
            undone = pick(lang, "chưa", "not done")
            return day(datetime.date.fromordinal(int(value)), lang) if value != NOT_DONE else undone
        case "percent":
            return f"{exact_number(value, lang)}%"
    return exact_number(value, lang)


def sayings(answers: LeafAnswers, lang: Lang) -> list[str]:
    """The answers of all units to one leaf, for people."""
    return [_said_by(answers, unit, status, lang) for unit, status in enumerate(answers.status.tolist())]


def _said_by(answers: LeafAnswers, unit: int, status: int, lang: Lang) -> str:
    if status == Status.NOT_APPLICABLE:
        return pick(lang, "không áp dụng", "not applicable")
    if status == Status.ANSWERED and unit not in answers.texts:
        return said(answers.inputs, answers.of_unit(unit), lang)
    return _of_unit(answers, unit, status)


def spellings(answers: LeafAnswers) -> list[str]:
    """The answers of all units to one leaf; of an invalid one what was written, blank where nothing was."""
    return [_of_unit(answers, unit, status) for unit, status in enumerate(answers.status.tolist())]


def spelling_of(answers: LeafAnswers, unit: int) -> str:
    """The answer of one unit to one leaf."""
    return _of_unit(answers, unit, int(answers.status[unit]))


def _of_unit(answers: LeafAnswers, unit: int, status: int) -> str:
    if status == Status.BLANK:
        return ""
    if status == Status.NOT_APPLICABLE:
        return "not_applicable"
    if unit in answers.texts:
        return answers.texts[unit]
    return spell(answers.inputs, answers.of_unit(unit))
