"""What the cells of a form hold: something of its own, or something that what the form is filled with says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from cchc_index.answers.table import exact_cell
from cchc_index.language import Lang, Text
from cchc_index.language import plain as decimal
from cchc_index.rules.reading import shown
from cchc_index.sheets.layout import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_index.sheets.filling import Filling
    from cchc_index.sheets.layout import Field

Held: TypeAlias = "str | Text | float | Fraction | datetime.date | None"
Plain: TypeAlias = "str | float | datetime.date | None"
Cell: TypeAlias = "Held | Varying"
_LONGEST = 32767
_CERTAIN = 10**15


@dataclass(frozen=True, slots=True)
class Varying:
    """A cell of which a form's filling says what it holds.

    Args:
        of: what that is; of a formula, the value that is stored for previews.
        formula: its formula, if it has one.
    """

    of: Callable[[Filling], Held]
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What the hidden sheet says of a cell that shows what is not its reader's to say.

    Args:
        codes: criterion, input and unit.
        field: the column.
    """

    codes: tuple[str, str, str]
    field: Field

    def texts(self, value: Held, lang: Lang) -> tuple[str, ...]:
        """Its row: what the cell is, and what it shows in a language."""
        return (SHOWN, *self.codes, self.field.value, shown(exact_cell(plain(value, lang))))


def plain(value: Held, lang: Lang) -> Plain:
    """What a workbook holds of it: a text in one language, a number, a day, or nothing."""
    if isinstance(value, Text):
        value = value.to(lang)
    if isinstance(value, str):
        return value[:_LONGEST] or None
    return _number(Fraction(value)) if isinstance(value, int | Fraction) else value


def _number(value: Fraction) -> float | str:
    """A number as a cell holds it; one with more digits than cells of numbers have as a text, so that none is lost."""
    near = float(value)
    if (value.denominator == 1 and abs(value.numerator) < _CERTAIN) or exact_cell(near) == value:
        return near
    written = decimal(value)
    return written.replace(".", ",") if Fraction(written) == value else near


def letters(column: int) -> str:
    """A column as spreadsheets call it: A, B … AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
