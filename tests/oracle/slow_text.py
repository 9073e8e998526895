"""What people write, as values: a small and obvious reading of answer texts, in exact fractions."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

YES: Final = frozenset({"có", "đạt", "đúng", "x", "yes", "true", "1"})
NO: Final = frozenset({"không", "không đạt", "sai", "no", "false", "0"})
NOT_APPLICABLE: Final = frozenset({"not_applicable", "không áp dụng", "không phát sinh"})
EXEMPT: Final = frozenset({"exempt", "miễn"})
NOT_DONE: Final = frozenset({"chưa", "không", "not done"})
NO_TICKS: Final = frozenset({"không", "none", "0"})


class UnreadableError(ValueError):
    """A text that is not what was asked for."""


@dataclass(frozen=True)
class Percentage:
    """A rate in percent points, and how many decimals were written."""

    value: Fraction
    decimals: int = field(compare=False)


def tidy(text: str | None) -> str:
    """Return the text in NFC, trimmed, with single inner blanks."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def word(text: str | None) -> str:
    """Return the tidy text without regard to case."""
    return tidy(text).casefold()


def is_not_applicable(text: str | None) -> bool:
    """Tell whether the text says that something does not apply."""
    return word(text) in NOT_APPLICABLE


def is_exempt(text: str | None) -> bool:
    """Tell whether the text says that a node is exempt."""
    return word(text) in EXEMPT


def yes_no(text: str) -> bool:
    """Read yes or no."""
    if word(text) in YES:
        return True
    if word(text) in NO:
        return False
    raise UnreadableError(text)


def _unsigned(text: str, *, whole: bool) -> Fraction:
    if re.fullmatch(r"[0-9]+", text):
        return Fraction(text)
    if re.fullmatch(r"([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+),[0-9]+", text):
        return Fraction(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3}){2,}", text):
        return Fraction(text.replace(".", ""))
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        if whole:
            return Fraction(text.replace(".", ""))
        raise UnreadableError(text)
    if re.fullmatch(r"[0-9]+\.[0-9]+", text):
        return Fraction(text)
    raise UnreadableError(text)


def number(text: str, *, whole: bool = False, negative: bool = False) -> Fraction:
    """Read a Vietnamese or plain number; below 0 only where `negative`."""
    digits = tidy(text)
    if digits.startswith("-") and not negative:
        raise UnreadableError(text)
    value = _unsigned(digits.removeprefix("-"), whole=whole)
    if whole and value.denominator != 1:
        raise UnreadableError(text)
    return -value if digits.startswith("-") else value


def percentage(text: str) -> Percentage:
    """Read a percentage in percent points, with or without its sign."""
    digits = tidy(text).removesuffix("%").rstrip()
    value = number(digits)
    sign = "," if "," in digits else "."
    decimals = len(digits.rpartition(sign)[2]) if sign in digits and digits.count(sign) == 1 else 0
    return Percentage(value, decimals)


def day(text: str) -> date | None:
    """Read a date; None is a thing not done."""
    if word(text) in NOT_DONE:
        return None
    written = tidy(text)
    vietnamese = re.fullmatch(r"([0-9]{2})/([0-9]{2})/([0-9]{4})", written)
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", written)
    try:
        if vietnamese:
            return date(int(vietnamese[3]), int(vietnamese[2]), int(vietnamese[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError as error:
        raise UnreadableError(text) from error
    raise UnreadableError(text)


def ticks(text: str, ids: list[str]) -> frozenset[str]:
    """Read the ticked ids, parted by semicolons."""
    if word(text) in NO_TICKS:
        return frozenset()
    known = {word(one): one for one in ids}
    ticked = [word(part) for part in text.split(";")]
    if any(part not in known for part in ticked):
        raise UnreadableError(text)
    return frozenset(known[part] for part in ticked)


def option(text: str, options: list[dict[str, str]]) -> str:
    """Read an option by its id or its title."""
    for one in options:
        if word(text) in {word(one["id"]), word(one.get("title"))}:
            return one["id"]
    raise UnreadableError(text)


def named_inputs(text: str) -> list[tuple[str, str]]:
    """Read `a=3; b=1` as pairs of input and text."""
    pairs = []
    for part in text.split(";"):
        name, sign, value = part.partition("=")
        if not sign or not tidy(name) or not tidy(value):
            raise UnreadableError(text)
        pairs.append((tidy(name), tidy(value)))
    return pairs


def rounded(value: Fraction, decimals: int, mode: str) -> Fraction:
    """Round to decimals: half_up goes away from 0, half_even to even digits, down towards 0."""
    scaled = abs(value) * 10**decimals
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    half = Fraction(1, 2)
    goes_up = {
        "half_up": rest >= half,
        "half_even": rest > half or (rest == half and whole % 2 == 1),
        "down": False,
    }
    size = Fraction(whole + goes_up[mode], 10**decimals)
    return -size if value < 0 else size
