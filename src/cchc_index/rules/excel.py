"""Words of spreadsheet formulas that Excel 2013 and LibreOffice share."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cchc_index.language import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cchc_index.exact import Mode

INVALID = "NA()"
"""What a formula gives for an answer that is invalid: an error, which whoever shows the points says in words."""
_LONGEST = 8192
_LONGEST_TEXT = 255
_DEEPEST = 64
_MORE = 5
"""The decimals beyond those of a rounding up to which binary noise is taken off before it."""


def literal(number: Fraction | int) -> str:
    """A number in a formula; a quotient where no short decimal equals it."""
    exact = Fraction(number)
    written = plain(exact)
    return written if Fraction(written) == exact else f"({exact.numerator}/{exact.denominator})"


def chain(cases: list[tuple[str, str]], otherwise: str) -> str:
    """The value of the first condition that holds, as nested IFs."""
    return "".join(f"IF({condition},{value}," for condition, value in cases) + otherwise + ")" * len(cases)


def blank(cell: str) -> str:
    """The condition that a cell is empty."""
    return f'({cell}="")'


def either(conditions: Sequence[str]) -> str:
    """The condition that one of some holds."""
    return conditions[0] if len(conditions) == 1 else f"OR({','.join(conditions)})"


def text(words: str) -> str:
    """A text in a formula; in pieces where Excel would refuse it as too long."""
    parts = [words[start : start + _LONGEST_TEXT] for start in range(0, len(words), _LONGEST_TEXT)] or [""]
    return "&".join('"{}"'.format(part.replace('"', '""')) for part in parts)


def says(cell: str, words: Iterable[str]) -> str:
    """The condition that a cell holds one of some words, without regard to case and to blanks around it."""
    listed = sorted(set(words))
    if len(listed) > 1 and all(len(word) <= _LONGEST_TEXT for word in listed):
        return f"OR(TRIM({cell})={{{','.join(map(text, listed))}}})"
    return either([f"TRIM({cell})={text(word)}" for word in listed])


def rounded(value: str, decimals: int, mode: Mode) -> str:
    """A number from 0 on, rounded as the engine rounds it."""
    if mode == "half_up":
        return f"ROUND({value},{decimals})"
    if mode == "down":
        return f"ROUNDDOWN(ROUND({value},{decimals + _MORE}),{decimals})"
    steps = f"ROUND({value}*{10**decimals},{_MORE})" if decimals else f"ROUND({value},{_MORE})"
    even = f"(ROUND({steps},0)-IF(MOD({steps},2)=0.5,1,0))"
    return f"({even}/{10**decimals})" if decimals else even


def fitting(formula: str) -> str | None:
    """The formula, or nothing where Excel would refuse it as too long or too deep."""
    depth = deepest = 0
    for piece in formula.split('"')[::2]:
        for sign in piece:
            depth += (sign == "(") - (sign == ")")
            deepest = max(deepest, depth)
    return formula if len(formula) <= _LONGEST and deepest <= _DEEPEST else None
