"""Vietnamese and English: texts in both, and how numbers, dates and lists are written in each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Lang: TypeAlias = Literal["vi", "en"]

SHOWN_DECIMALS = 9
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Vietnamese and, where it differs, in English."""

    vi: str
    en: str = ""

    def to(self, lang: Lang) -> str:
        """The text in one language; the Vietnamese where there is no English."""
        return self.en if lang == "en" and self.en else self.vi

    def __str__(self) -> str:
        return self.vi


def pick(lang: Lang, vi: str, en: str) -> str:
    """The sentence of the language that is asked for."""
    return en if lang == "en" else vi


def plain(number: int | Fraction) -> str:
    """A decimal number as a file writes it: a point, every decimal, no thousands, no trailing zeros.

    A number that no decimal equals (a third) is written to nine decimals.
    """
    exact = Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    decimals = next((d for d in range(_LONGEST) if 10**d % exact.denominator == 0), SHOWN_DECIMALS)
    steps = int(abs(exact) * 10**decimals + Fraction(1, 2))
    digits = f"{steps:0{decimals + 1}d}"
    sign = "-" if exact < 0 and steps else ""
    part = digits[-decimals:].rstrip("0") if decimals else ""
    return sign + digits[: len(digits) - decimals] + (f".{part}" if part else "")


def number(value: int | Fraction, lang: Lang, decimals: int = 2) -> str:
    """A number in a sentence: at most `decimals` decimals, no trailing zeros (vi ``1.316,5``; en ``1,316.5``)."""
    steps = int(abs(Fraction(value)) * 10**decimals + Fraction(1, 2))
    whole, rest = divmod(steps, 10**decimals)
    sign = "-" if value < 0 and steps else ""
    tail = f"{rest:0{decimals}d}".rstrip("0") if decimals else ""
    written = f"{sign}{whole:,}" + (f".{tail}" if tail else "")
    return written if lang == "en" else written.translate(_VIETNAMESE)


_VIETNAMESE = str.maketrans({",": ".", ".": ","})


def table_number(value: Fraction, decimals: int, lang: Lang) -> str:
    """A number in a table: two decimals (``0,50``), more where it has more, none where there can be none."""
    written = number(value, lang, decimals)
    if not decimals:
        return written
    point = pick(lang, ",", ".")
    whole, _, part = written.partition(point)
    return f"{whole}{point}{part.ljust(min(decimals, 2), '0')}"


def exact_number(value: int | Fraction, lang: Lang) -> str:
    """A number of a rule or a file, with every decimal that it has (at most nine)."""
    return number(value, lang, SHOWN_DECIMALS)


def percent(value: int | Fraction, lang: Lang, decimals: int = 2) -> str:
    """A percentage in a sentence: ``92,5%``."""
    return f"{number(value, lang, decimals)}%"


def day(value: datetime.date, lang: Lang) -> str:
    """A date in a sentence: ``05/02/2025`` or ``2025-02-05``."""
    return value.isoformat() if lang == "en" else f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def uncapped(text: str) -> str:
    """A title as the middle of a sentence has it: its first letter small, unless it is an abbreviation or a name.

    Example:
        >>> uncapped("Lỗi nhẹ"), uncapped("UBND xã"), uncapped("Sở Nội vụ")
        ('lỗi nhẹ', 'UBND xã', 'Sở Nội vụ')
    """
    second = next((sign for sign in text[1:] if sign.isalpha()), "")
    name = any(len(word) > 1 and word.istitle() for word in text.split()[1:2])
    return text[0].lower() + text[1:] if second.islower() and not name else text


def printable(text: str) -> str:
    """A text on one line, without signs that steer a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def counted(count: int, one: str, many: str) -> str:
    """A number of things in English: ``1 day``, ``2 days``."""
    return f"{count} {one if count == 1 else many}"


def listed(words: Sequence[str], lang: Lang) -> str:
    """Words in a row, the last joined by "và" or "and"."""
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    return f"{', '.join(words[:-1])} {pick(lang, 'và', 'and')} {words[-1]}"
