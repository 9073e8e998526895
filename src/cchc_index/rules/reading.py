"""From what people write to typed values: numbers, percentages, dates, words; nothing is ever guessed.

A cell is a text, or a value that its file already typed (a number, a date, yes or no). What cannot be read is an
`Unreadable` with the code of a problem; the same text always reads the same.
"""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from cchc_index.language import Text, plain
from cchc_index.rules.contract import NOT_DONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.rules.contract import Input, Slot

Cell: TypeAlias = str | int | Fraction | bool | datetime.date | None

LONGEST_NUMBER = 40
_WHOLE = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"(?P<whole>[0-9]+)\.(?P<part>[0-9]+)")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_COMMA = re.compile(r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+),(?P<part>[0-9]+)")
_VIETNAMESE_DATE = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_ISO_DATE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")

YES = frozenset({"có", "đạt", "đúng", "x", "yes", "true", "1"})
NO = frozenset({"không", "không đạt", "sai", "no", "false", "0"})
NOTHING = frozenset({"không", "none", "0"})
UNDONE = frozenset({"chưa", "không", "not done"})
NOT_APPLICABLE = frozenset({"không áp dụng", "không phát sinh", "not_applicable", "not applicable"})


class Unreadable(ValueError):  # noqa: N818 - a cell, not an error of the program
    """A cell that cannot be read: the code of the problem and the values that its sentence names."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@functools.lru_cache(maxsize=2**16)
def neat(text: str) -> str:
    """A text in NFC, trimmed, with single blanks inside."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def word(cell: Cell) -> str:
    """A cell as a word to compare: neat, without regard to case; numbers as files write them."""
    return shown(cell).casefold()


def shown(cell: Cell) -> str:
    """A cell as the user sees it."""
    if isinstance(cell, str):
        return neat(cell)
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | Fraction):
        return plain(cell)
    return str(cell) if cell is not None else ""


def read_number(
    cell: Cell, *, whole: bool = False, negative: bool = False, percent: bool = False
) -> Fraction:
    """The exact number that a cell says.

    Args:
        cell: the cell.
        whole: only a whole number will do, and one group of three after a dot is thousands.
        negative: whether it may be below 0.
        percent: whether a percent sign may follow.

    Raises:
        Unreadable: it is no number, could be two, or is not of the kind that is wanted.
    """
    if isinstance(cell, bool | datetime.date) or cell is None:
        raise Unreadable(_wanted(whole=whole, percent=percent), found=shown(cell))
    number = (
        Fraction(cell) if isinstance(cell, int | Fraction) else _written(cell, whole=whole, percent=percent)
    )
    if number < 0 and not negative:
        raise Unreadable("negative-number", found=shown(cell))
    if whole and number.denominator != 1:
        raise Unreadable("whole-number-wanted", found=shown(cell))
    return number


def _written(cell: str, *, whole: bool, percent: bool) -> Fraction:
    text = neat(cell)
    if percent and text.endswith("%"):
        text = text[:-1].rstrip()
    sign, digits = (-1, text[1:]) if text[:1] in {"-", "−"} else (1, text)
    if len(digits) > LONGEST_NUMBER:
        raise Unreadable("number-too-long", found=cell, most=LONGEST_NUMBER)
    if _WHOLE.fullmatch(digits):
        return Fraction(sign * int(digits))
    if match := _COMMA.fullmatch(digits):
        return sign * Fraction(f"{match['whole'].replace('.', '')}.{match['part']}")
    if _GROUPED.fullmatch(digits) and (whole or digits.count(".") > 1):
        return Fraction(sign * int(digits.replace(".", "")))
    if _GROUPED.fullmatch(digits):
        thousands, decimal = Fraction(digits.replace(".", "")), Fraction(digits)
        shown_decimal = Text(plain(decimal).replace(".", ","), plain(decimal))
        raise Unreadable("ambiguous-number", found=cell, thousands=plain(thousands), decimal=shown_decimal)
    if _DECIMAL.fullmatch(digits):
        return sign * Fraction(digits)
    raise Unreadable(_wanted(whole=whole, percent=percent), found=cell)


def _wanted(*, whole: bool, percent: bool) -> str:
    if whole:
        return "whole-number-wanted"
    return "percentage-wanted" if percent else "number-wanted"


def read_date(cell: Cell) -> Fraction:
    """The day number of a date, or `NOT_DONE`.

    Raises:
        Unreadable: it is neither.
    """
    if isinstance(cell, datetime.date):
        return Fraction(cell.toordinal())
    if isinstance(cell, str):
        if word(cell) in UNDONE:
            return Fraction(NOT_DONE)
        match = _VIETNAMESE_DATE.fullmatch(neat(cell)) or _ISO_DATE.fullmatch(neat(cell))
        if match:
            try:
                return Fraction(
                    datetime.date(int(match["year"]), int(match["month"]), int(match["day"])).toordinal()
                )
            except ValueError:
                raise Unreadable("no-such-date", found=cell) from None
    raise Unreadable("date-wanted", found=shown(cell))


def read_yes_no(cell: Cell) -> Fraction:
    """1 for yes, 0 for no.

    Raises:
        Unreadable: it is neither.
    """
    if word(cell) in YES:
        return Fraction(1)
    if word(cell) in NO:
        return Fraction(0)
    raise Unreadable("yes-or-no-wanted", found=shown(cell))


def _read_option(cell: Cell, slot: Slot) -> Fraction:
    """The number of an option, by its id or title."""
    wanted = word(cell)
    for number, choice in enumerate(slot.choices):
        if wanted in _names(choice.id, choice.title):
            return Fraction(number)
    options = tuple(choice.id for choice in slot.choices)
    raise Unreadable("option-wanted", found=shown(cell), options=options)


def _names(id_: str, title: Text) -> set[str]:
    return {neat(name).casefold() for name in (id_, title.vi, title.en) if name}


def read_slot(slot: Slot, cell: Cell) -> Fraction:  # noqa: PLR0911 - one for each type
    """The typed value of one slot.

    Raises:
        Unreadable: the cell does not say one.
    """
    match slot.type:
        case "yes_no" | "tick":
            return read_yes_no(cell)
        case "option":
            return _read_option(cell, slot)
        case "date":
            return read_date(cell)
        case "text":
            return Fraction(0)
        case "percent":
            return read_number(cell, percent=True)
        case "whole":
            return read_number(cell, whole=True)
    return read_number(cell, negative=slot.negative)


def read_answer(inputs: Sequence[Input], cell: Cell) -> dict[str, Fraction]:
    """The typed values of a whole answer; inputs that it need not list stand at their default.

    Args:
        inputs: what the leaf's rule asks.
        cell: ``có``, ``92,5%``, ``a; c``, ``a=3; b=1``, a number, a date …

    Raises:
        Unreadable: the cell does not answer.
    """
    return with_defaults(inputs, read_listed_or_bare(inputs, cell))


def read_listed_or_bare(inputs: Sequence[Input], cell: Cell) -> dict[str, Fraction]:
    """The typed values that an answer says itself.

    Raises:
        Unreadable: the cell does not answer.
    """
    free = any(asked.type == "text" for asked in inputs)
    if isinstance(cell, str) and "=" in cell and not free and not _names_option(inputs, cell):
        return _read_listed(inputs, cell)
    return _read_bare(inputs, cell)


def _names_option(inputs: Sequence[Input], cell: Cell) -> bool:
    """Whether the whole cell is the name of an option, whatever signs it holds."""
    choices = (choice for asked in inputs if asked.type in {"option", "ticks"} for choice in asked.choices)
    return any(word(cell) in _names(choice.id, choice.title) for choice in choices)


def is_not_applicable(inputs: Sequence[Input], cell: Cell) -> bool:
    """Whether an answer says "không áp dụng" or "không phát sinh", and no option is called so."""
    return isinstance(cell, str) and word(cell) in NOT_APPLICABLE and not _names_option(inputs, cell)


def with_defaults(inputs: Sequence[Input], found: dict[str, Fraction]) -> dict[str, Fraction]:
    """The values, and the defaults of what is not among them."""
    defaults = dict(found)
    for asked in inputs:
        for way in asked.ways():
            counted = [slot for slot in way if slot.default is not None]
            other = asked.id in found and asked.type == "counts"
            if (
                counted
                and found
                and not other
                and (any(s.id in found for s in way) or asked.type != "counts")
            ):
                for slot in counted:
                    defaults.setdefault(slot.id, Fraction(slot.default or 0))
    return defaults


def _read_listed(inputs: Sequence[Input], cell: str) -> dict[str, Fraction]:
    """``a=3; b=1``: each slot by its id."""
    slots = {slot.id: slot for asked in inputs for slot in asked.slots()}
    found: dict[str, Fraction] = {}
    for part in cell.split(";"):
        if not part.strip():
            continue
        name, equals, value = (neat(each) for each in part.partition("="))
        if name not in slots or not equals:
            raise Unreadable("unknown-input", found=name or part, known=tuple(slots))
        number = read_slot(slots[name], value)
        if found.setdefault(name, number) != number:
            raise Unreadable("input-twice", found=name)
    if not found:
        raise Unreadable("unknown-input", found=cell, known=tuple(slots))
    return found


def _read_bare(inputs: Sequence[Input], cell: Cell) -> dict[str, Fraction]:
    """An answer to the only input, or to the main one."""
    only = [asked for asked in inputs if asked.main] or list(inputs)
    if len(only) != 1:
        example = "; ".join(f"{asked.ways()[0][0].id}=…" for asked in inputs)
        raise Unreadable("inputs-wanted", found=shown(cell), example=example)
    asked = only[0]
    if asked.type == "ticks":
        return _read_ticks(asked, cell)
    slot = asked.ways()[-1][0]
    return {slot.id: read_slot(slot, cell)}


def _read_ticks(asked: Input, cell: Cell) -> dict[str, Fraction]:
    ticks = {choice.id: Fraction(0) for choice in asked.choices}
    by_name = {name: choice.id for choice in asked.choices for name in _names(choice.id, choice.title)}
    if word(cell) in NOTHING - set(by_name):
        return ticks
    whole = by_name.get(word(cell))
    for part in [shown(cell)] if whole else shown(cell).split(";"):
        name = word(part)
        if name and name not in by_name:
            raise Unreadable("item-wanted", found=part.strip(), items=tuple(ticks))
        if name:
            ticks[by_name[name]] = Fraction(1)
    if not any(ticks.values()):
        raise Unreadable("item-wanted", found=shown(cell), items=tuple(ticks))
    return ticks


def unanswered_slots(inputs: Sequence[Input], found: dict[str, Fraction] | set[str]) -> list[Slot]:
    """The slots without which a partly given answer is none: of each input's first way, if no way is whole."""
    missing: list[Slot] = []
    for asked in inputs:
        ways = asked.ways()
        if asked.default is not None and asked.type == "counts":
            continue
        if not any(all(slot.id in found for slot in way) for way in ways):
            begun = next((way for way in ways if any(slot.id in found for slot in way)), ways[0])
            missing += [slot for slot in begun if slot.id not in found]
    return missing
