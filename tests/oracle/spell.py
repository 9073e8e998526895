"""Hypothesis strategies that spell one value in the ways that people write it."""

import re
import unicodedata
from datetime import date
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st


def plain(value: Fraction) -> str:
    """Return the decimal of a fraction that has one, with a point."""
    decimals = 0
    while (value * 10**decimals).denominator != 1:
        decimals += 1
    digits = str(abs(int(value * 10**decimals))).rjust(decimals + 1, "0")
    text = digits if decimals == 0 else f"{digits[:-decimals]}.{digits[-decimals:]}"
    return f"-{text}" if value < 0 else text


def grouped(digits: str) -> str:
    """Return whole digits with a dot between thousands."""
    return f"{int(digits):,}".replace(",", ".")


def whole(number: int) -> st.SearchStrategy[str]:
    """Spell a whole number."""
    return st.sampled_from([str(number), grouped(str(number)), f" {number} "])


def decimal(value: Fraction) -> st.SearchStrategy[str]:
    """Spell a number where dots may part decimals; none of the spellings is ambiguous."""
    sign, text = ("-", plain(-value)) if value < 0 else ("", plain(value))
    before, _, after = text.partition(".")
    if not after:
        spellings = [before, grouped(before)] if int(before) >= 10**6 else [before]
    else:
        spellings = [f"{before},{after}", f"{grouped(before)},{after}"]
        if len(after) != 3 or len(before) > 3 or before == "0":
            spellings.append(text)
    return st.sampled_from([sign + one for one in spellings])


def percentage(value: Fraction) -> st.SearchStrategy[str]:
    """Spell a percentage, with its sign or without."""
    return st.tuples(decimal(value), st.sampled_from(["", "%"])).map("".join)


@cache
def words(*choices: str) -> st.SearchStrategy[str]:
    """Spell one of some words: in capitals, decomposed, with blanks."""
    manners = st.sampled_from([str, str.upper, str.capitalize, decomposed, "  {}".format])
    return st.builds(lambda text, manner: manner(text), st.sampled_from(choices), manners)


def decomposed(text: str) -> str:
    """Return the text with its accents as characters of their own."""
    return unicodedata.normalize("NFD", text)


@cache
def yes_or_no(*, yes: bool) -> st.SearchStrategy[str]:
    """Spell yes or no."""
    if yes:
        return words("có", "đạt", "đúng", "x", "yes", "true", "1")
    return words("không", "không đạt", "sai", "no", "false", "0")


def day(one: date) -> st.SearchStrategy[str]:
    """Spell a date."""
    return st.sampled_from([one.isoformat(), f"{one.day:02}/{one.month:02}/{one.year:04}"])


def blanks(text: str) -> st.SearchStrategy[str]:
    """Spell an id or a name with more blanks, or decomposed."""
    return st.sampled_from([text, text, f" {text} ", decomposed(text), re.sub(" ", "  ", text)])
