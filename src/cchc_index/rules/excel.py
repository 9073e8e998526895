"""Words of spreadsheet formulas that Excel 2013 and LibreOffice share."""

from __future__ import annotations

from fractions import Fraction

from cchc_index.language import plain

_LONGEST = 8192
_DEEPEST = 64


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


def fitting(formula: str) -> str | None:
    """The formula, or nothing where Excel would refuse it as too long or too deep."""
    depth = deepest = 0
    for sign in formula:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return formula if len(formula) <= _LONGEST and deepest <= _DEEPEST else None
