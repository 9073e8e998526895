"""Columns of exact numbers, whole or rational: the arithmetic of every rule.

A column is written as one would write a number: ``max_points * rate / 100``. Inside, it is a column of
numerators over a column (or one common) denominator, in 64-bit integers while the known bounds of its numbers
allow and in Python's own integers beyond them, so no sum or product can overflow and nothing is ever rounded
unless `rounded` says so.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Mode: TypeAlias = Literal["half_up", "half_even", "down"]
Booleans: TypeAlias = NDArray[np.bool_]
Integers: TypeAlias = NDArray[Any]
Number: TypeAlias = int | Fraction

LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Whole:
    """Whole numbers, one a row or one for all rows, none further from 0 than `bound`."""

    values: Integers | int
    bound: int

    @classmethod
    def of(cls, values: Integers | int) -> _Whole:
        return cls(values, _bound(values))

    @property
    def wide(self) -> bool:
        return not isinstance(self.values, int) and self.values.dtype == object

    def tightened(self) -> _Whole:
        """The same numbers with their true bound, in 64 bits where they fit."""
        bound = _bound(self.values)
        if isinstance(self.values, int):
            return self
        fits = self.wide and bound <= LARGEST
        return _Whole(self.values.astype(np.int64) if fits else self.values, bound)

    def widened(self) -> _Whole:
        """The same numbers as Python integers."""
        return self if isinstance(self.values, int) else _Whole(self.values.astype(object), self.bound)


def _bound(values: Integers | int) -> int:
    if isinstance(values, int):
        return abs(values)
    return max(int(values.max()), -int(values.min())) if values.size else 0


def _fitting(a: _Whole, b: _Whole, bound: Callable[[int, int], int]) -> tuple[_Whole, _Whole, int]:
    """Both operands in a representation that holds every number up to `bound` of theirs."""
    needed = bound(a.bound, b.bound)
    if needed > LARGEST or a.wide or b.wide:
        a, b = a.tightened(), b.tightened()
        needed = bound(a.bound, b.bound)
        if needed > LARGEST:
            a, b = a.widened(), b.widened()
    return a, b, needed


def _plus(a: _Whole, b: _Whole) -> _Whole:
    a, b, bound = _fitting(a, b, operator.add)
    return _Whole(a.values + b.values, bound)


def _times(a: _Whole, b: _Whole) -> _Whole:
    if a.values is _ONE.values or b.values is _ONE.values:
        return b if a.values is _ONE.values else a
    a, b, bound = _fitting(a, b, operator.mul)
    return _Whole(a.values * b.values, bound)


def _floor(a: _Whole, b: _Whole) -> _Whole:
    a, b, _ = _fitting(a, b, max)
    return _Whole(a.values // b.values, a.bound)


def _choose(mask: Booleans, a: _Whole, b: _Whole) -> _Whole:
    if mask.ndim == 0:
        return a if mask else b
    if _same(a, b):
        return a
    a, b, bound = _fitting(a, b, max)
    return _Whole(np.where(mask, a.values, b.values), bound)


def _negated(whole: _Whole) -> _Whole:
    return _Whole(-whole.values, whole.bound)


def _below_zero(whole: _Whole) -> Booleans | None:
    """Where the numbers are negative, or nothing when none is."""
    negative = np.asarray(np.less(whole.values, 0), dtype=np.bool_)
    return negative if negative.any() else None


_ONE = _Whole(1, 1)


class Column:
    """A column of exact numbers; a number alone stands for a column of equal ones.

    Example:
        >>> paid, due = Column.whole([45, 30]), Column.whole([60, 40])
        >>> (paid * 100 / due).fractions(2)
        [Fraction(75, 1), Fraction(75, 1)]
    """

    __slots__ = ("_bottom", "_top")

    def __init__(self, top: _Whole, bottom: _Whole = _ONE) -> None:
        self._top = top
        self._bottom = bottom

    @classmethod
    def whole(cls, values: Sequence[int] | Integers) -> Column:
        """A column of whole numbers, of any size."""
        return cls(_Whole.of(_integers(values)))

    @classmethod
    def over(cls, tops: Sequence[int] | Integers, bottom: int) -> Column:
        """A column of `tops` over one common positive denominator."""
        return cls(_Whole.of(_integers(tops)), _Whole.of(bottom))

    @classmethod
    def constant(cls, number: Number) -> Column:
        """One number for every row."""
        exact = Fraction(number)
        return cls(
            _Whole.of(exact.numerator), _Whole.of(exact.denominator) if exact.denominator > 1 else _ONE
        )

    def __add__(self, other: Column | Number) -> Column:
        other = _column(other)
        if _same(self._bottom, other._bottom):
            return Column(_plus(self._top, other._top), self._bottom)
        top = _plus(_times(self._top, other._bottom), _times(other._top, self._bottom))
        return Column(top, _times(self._bottom, other._bottom))

    def __sub__(self, other: Column | Number) -> Column:
        return self + -_column(other)

    def __rsub__(self, other: Number) -> Column:
        return -self + other

    def __neg__(self) -> Column:
        return Column(_negated(self._top), self._bottom)

    def __mul__(self, other: Column | Number) -> Column:
        other = _column(other)
        return Column(_times(self._top, other._top), _times(self._bottom, other._bottom))

    def __truediv__(self, other: Column | Number) -> Column:
        """The quotient; a row that divides by 0 is the caller's to keep out."""
        other = _column(other)
        if np.any(np.equal(other._top.values, 0)):
            raise ZeroDivisionError
        negative = _below_zero(other._top)
        if negative is None:
            return Column(_times(self._top, other._bottom), _times(self._bottom, other._top))
        up = _choose(negative, _negated(other._bottom), other._bottom)
        down = _choose(negative, _negated(other._top), other._top)
        return Column(_times(self._top, up), _times(self._bottom, down))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rtruediv__(self, other: Number) -> Column:
        return Column.constant(other) / self

    def __lt__(self, other: Column | Number) -> Booleans:
        return self._compared(other, operator.lt)

    def __le__(self, other: Column | Number) -> Booleans:
        return self._compared(other, operator.le)

    def __gt__(self, other: Column | Number) -> Booleans:
        return self._compared(other, operator.gt)

    def __ge__(self, other: Column | Number) -> Booleans:
        return self._compared(other, operator.ge)

    def equal_to(self, other: Column | Number) -> Booleans:
        """Where both hold the same number."""
        return self._compared(other, operator.eq)

    def _compared(self, other: Column | Number, compare: Callable[[Any, Any], Any]) -> Booleans:
        other = _column(other)
        left, right = _times(self._top, other._bottom), _times(other._top, self._bottom)
        left, right, _ = _fitting(left, right, max)
        return np.asarray(compare(left.values, right.values), dtype=np.bool_)

    def rounded(self, decimals: int, mode: Mode) -> Column:
        """The numbers rounded to `decimals`: half away from zero, half to even, or towards zero."""
        return Column(self._steps(decimals, mode), _Whole.of(10**decimals))

    def steps(self, decimals: int, mode: Mode) -> Integers:
        """The rounded numbers counted in steps of ten to the power of minus `decimals`."""
        values = self._steps(decimals, mode).tightened().values
        return np.asarray(values)

    def _steps(self, decimals: int, mode: Mode) -> _Whole:
        scale = 10**decimals
        if isinstance(self._bottom.values, int) and scale % self._bottom.values == 0:
            return _times(self._top, _Whole.of(scale // self._bottom.values))
        top, bottom = _times(self._top, _Whole.of(scale)), self._bottom
        negative = _below_zero(top)
        if negative is None:
            return _rounded(top, bottom, mode)
        size = _rounded(_choose(negative, _negated(top), top), bottom, mode)
        return _choose(negative, _negated(size), size)

    def take(self, rows: Integers | Booleans) -> Column:
        """The column of those rows."""
        return Column(_taken(self._top, rows), _taken(self._bottom, rows))

    def at(self, row: int) -> Fraction:
        """The number of one row."""
        return Fraction(_value(self._top, row), _value(self._bottom, row))

    def fractions(self, size: int) -> list[Fraction]:
        """The numbers of all `size` rows."""
        return [self.at(row) for row in range(size)]


def _rounded(top: _Whole, bottom: _Whole, mode: Mode) -> _Whole:
    """Quotients of numbers that are not negative, rounded to whole ones."""
    if mode == "down":
        return _floor(top, bottom)
    double = _times(bottom, _Whole.of(2))
    nearest = _floor(_plus(_times(top, _Whole.of(2)), bottom), double)
    if mode == "half_up":
        return nearest
    tie = Column(_times(nearest, double)).equal_to(Column(_plus(_times(top, _Whole.of(2)), bottom)))
    odd = np.asarray(np.equal(np.mod(nearest.values, 2), 1), dtype=np.bool_)
    return _choose(tie & odd, _plus(nearest, _Whole(-1, 1)), nearest)


def _integers(values: Sequence[int] | Integers) -> Integers:
    if isinstance(values, np.ndarray) and values.dtype == np.int64:
        return values
    wide = np.array(list(values), dtype=object)
    return wide if _bound(wide) > LARGEST else wide.astype(np.int64)


def _column(number: Column | Number) -> Column:
    return number if isinstance(number, Column) else Column.constant(number)


def _same(a: _Whole, b: _Whole) -> bool:
    return a.values is b.values or (
        isinstance(a.values, int) and isinstance(b.values, int) and a.values == b.values
    )


def _taken(whole: _Whole, rows: Integers | Booleans) -> _Whole:
    return whole if isinstance(whole.values, int) else _Whole(whole.values[rows], whole.bound)


def _value(whole: _Whole, row: int) -> int:
    return whole.values if isinstance(whole.values, int) else int(whole.values[row])


def where(mask: Booleans, then: Column | Number, otherwise: Column | Number) -> Column:
    """The rows of `then` where the mask holds and of `otherwise` elsewhere."""
    a, b = _column(then), _column(otherwise)
    return Column(_choose(mask, a._top, b._top), _choose(mask, a._bottom, b._bottom))  # noqa: SLF001


def least(a: Column | Number, b: Column | Number) -> Column:
    """The smaller number of each row."""
    a, b = _column(a), _column(b)
    return where(a <= b, a, b)


def greatest(a: Column | Number, b: Column | Number) -> Column:
    """The larger number of each row."""
    a, b = _column(a), _column(b)
    return where(a >= b, a, b)


def total(columns: Sequence[Column | Number]) -> Column:
    """The sum of the columns, row by row; 0 where there are none."""
    result = Column.constant(0)
    for column in columns:
        result = result + column
    return result
