"""Columns of exact numbers, whole or rational: the arithmetic of every rule.

A column is written as one would write a number: ``max_points * rate / 100``. Inside, it is a column of
numerators over a column (or one common) denominator, in 64-bit integers while the known bounds of its numbers
allow and in Python's own integers beyond them, so no sum or product can overflow and nothing is ever rounded
unless `rounded` says so.
"""

from __future__ import annotations

import functools
import math
import operator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from cchc_index.deferred import np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

Mode: TypeAlias = Literal["half_up", "half_even", "down"]
Booleans: TypeAlias = "NDArray[np.bool_]"
Integers: TypeAlias = "NDArray[Any]"
Number: TypeAlias = int | Fraction

LARGEST = 2**63 - 1


class _Whole:
    """Whole numbers, one a row or one for all rows, none further from 0 than `bound`; `wide` if in Python integers."""

    __slots__ = ("bound", "values", "wide")

    def __init__(self, values: Integers | int, bound: int, *, wide: bool = False) -> None:
        self.values = values
        self.bound = bound
        self.wide = wide

    @classmethod
    def of(cls, values: Integers | int) -> _Whole:
        """The numbers with their true bound; the one 64-bit number that has no negative makes them wide."""
        bound = _bound(values)
        if isinstance(values, int):
            return cls(values, bound)
        wide = values.dtype == object or bound > LARGEST
        return cls(values.astype(object) if wide else values, bound, wide=wide)

    def tightened(self) -> _Whole:
        """The same numbers with their true bound, in 64 bits where they fit."""
        if isinstance(self.values, int):
            return self
        bound = _bound(self.values)
        if self.wide and bound <= LARGEST:
            return _Whole(self.values.astype(np.int64), bound)
        return _Whole(self.values, bound, wide=self.wide)

    def widened(self) -> _Whole:
        """The same numbers as Python integers."""
        if isinstance(self.values, int) or self.wide:
            return self
        return _Whole(self.values.astype(object), self.bound, wide=True)


def _bound(values: Integers | int) -> int:
    if isinstance(values, int):
        return abs(values)
    return max(int(values.max()), -int(values.min())) if values.size else 0


def _fitting(a: _Whole, b: _Whole, bound: Callable[[int, int], int]) -> tuple[_Whole, _Whole, int]:
    """Both operands in a representation that holds them and every number up to `bound` of theirs."""
    needed = bound(a.bound, b.bound)
    if needed > LARGEST or a.bound > LARGEST or b.bound > LARGEST or a.wide or b.wide:
        a, b = a.tightened(), b.tightened()
        needed = bound(a.bound, b.bound)
        if max(needed, a.bound, b.bound) > LARGEST:
            a, b = a.widened(), b.widened()
    return a, b, needed


def _plus(a: _Whole, b: _Whole) -> _Whole:
    a, b, bound = _fitting(a, b, operator.add)
    return _Whole(a.values + b.values, bound, wide=a.wide or b.wide)


def _times(a: _Whole, b: _Whole) -> _Whole:
    if a is _ONE or b is _ONE:
        return b if a is _ONE else a
    a, b, bound = _fitting(a, b, operator.mul)
    return _Whole(a.values * b.values, bound, wide=a.wide or b.wide)


def _floor(a: _Whole, b: _Whole) -> _Whole:
    a, b, _ = _fitting(a, b, max)
    return _Whole(a.values // b.values, a.bound, wide=a.wide or b.wide)


def _choose(cases: Sequence[tuple[Booleans, _Whole]], otherwise: _Whole) -> _Whole:
    """The numbers of the first case that holds in each row."""
    if not any(np.ndim(values) for mask, whole in cases for values in (mask, whole.values)):
        return next((whole for mask, whole in cases if mask), otherwise)
    bound, dtype = _common([otherwise, *(whole for _, whole in cases)])
    parts = [otherwise.values, *(part for mask, whole in cases for part in (mask, whole.values))]
    chosen = np.empty(np.broadcast_shapes(*map(np.shape, parts)), dtype)
    chosen[...] = otherwise.values
    for mask, whole in reversed(cases):
        put(chosen, mask, np.asarray(whole.values, dtype))
    return _Whole(chosen, bound, wide=dtype.hasobject)


def _stacked(wholes: Sequence[_Whole], size: int) -> _Whole:
    """Numbers on each other, each `size` to the row."""
    bound, dtype = _common(wholes)
    block = np.empty((len(wholes), size), dtype)
    for row, whole in zip(block, wholes, strict=True):
        row[:] = whole.values
    return _Whole(block, bound, wide=dtype.hasobject)


def _common(wholes: Sequence[_Whole]) -> tuple[int, np.dtype[Any]]:
    """The bound of all, and a type that holds them."""
    bound = max(whole.bound for whole in wholes)
    wide = bound > LARGEST or any(whole.wide for whole in wholes)
    return bound, np.dtype(object if wide else np.int64)


def put(into: Integers, mask: Booleans, values: Integers | int) -> None:
    """Enters `values` in `into` where the mask holds; values and mask may stand for more rows than they have.

    Not by a jump for each row: answers are so mixed that a processor guesses the next one wrong every other time.
    """
    into ^= (into ^ values) * mask


def _negated(whole: _Whole) -> _Whole:
    if whole.bound > LARGEST:
        whole = whole.widened()
    return _Whole(-whole.values, whole.bound, wide=whole.wide)


def _smallest(whole: _Whole) -> int:
    """The smallest number; 1 where there is none."""
    if isinstance(whole.values, int):
        return whole.values
    return int(whole.values.min()) if whole.values.size else 1


def _below_zero(whole: _Whole) -> Booleans | None:
    """Where the numbers are negative, or nothing when none is."""
    return np.asarray(np.less(whole.values, 0), dtype=np.bool_) if _smallest(whole) < 0 else None


def _constant(number: int) -> _Whole:
    return _ONE if number == 1 else _Whole(number, abs(number))


_ONE = _Whole(1, 1)
_TWO = _Whole(2, 2)


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
        return cls(_constant(number.numerator), _constant(number.denominator))

    @classmethod
    def each(cls, numbers: Sequence[Number]) -> Column:
        """One number for each row of a block, all along the row."""
        if all(number == numbers[0] for number in numbers):
            return cls.constant(numbers[0])
        common = math.lcm(*(number.denominator for number in numbers))
        tops = _integers([number.numerator * (common // number.denominator) for number in numbers])
        return cls(_Whole.of(tops[:, np.newaxis]), _Whole.of(common))

    @classmethod
    def stacked(cls, columns: Sequence[Column], size: int) -> Column:
        """A block: columns of `size` rows become its rows."""
        common = _common_bottom(columns)
        if common is None:
            tops, bottoms = zip(*((column._top, column._bottom) for column in columns), strict=True)
            return cls(_stacked(tops, size), _stacked(bottoms, size))
        return cls(_stacked([column._scaled(common) for column in columns], size), _constant(common))

    def __add__(self, other: Column | Number) -> Column:
        other = _column(other)
        if _same(self._bottom, other._bottom):
            return Column(_plus(self._top, other._top), self._bottom)
        common = _common_bottom((self, other))
        if common is not None:
            return Column(_plus(self._scaled(common), other._scaled(common)), _constant(common))
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
        if _smallest(other._top) > 0:
            return Column(_times(self._top, other._bottom), _times(self._bottom, other._top))
        if np.any(np.equal(other._top.values, 0)):
            raise ZeroDivisionError
        negative = _below_zero(other._top)
        if negative is None:
            return Column(_times(self._top, other._bottom), _times(self._bottom, other._top))
        up = _choose([(negative, _negated(other._bottom))], other._bottom)
        down = _choose([(negative, _negated(other._top))], other._top)
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

    def _scaled(self, bottom: int) -> _Whole:
        """The numerators over another constant denominator, a multiple of the column's own."""
        own = self._bottom.values
        return self._top if own == bottom else _times(self._top, _Whole.of(bottom // int(own)))

    def rounded(self, decimals: int, mode: Mode) -> Column:
        """The numbers rounded to `decimals`: half away from zero, half to even, or towards zero."""
        return Column(self._steps(decimals, mode), _Whole.of(10**decimals))

    def steps(self, decimals: int, mode: Mode) -> Integers:
        """The rounded numbers counted in steps of ten to the power of minus `decimals`."""
        steps = self._steps(decimals, mode)
        return np.asarray((steps.tightened() if steps.wide else steps).values)

    def _steps(self, decimals: int, mode: Mode) -> _Whole:
        scale = 10**decimals
        bottom = self._bottom.values
        if isinstance(bottom, int) and scale % bottom == 0:
            return _times(self._top, _Whole.of(scale // bottom))
        negative = _below_zero(self._top)
        if negative is None:
            return _rounded(self._top, self._bottom, scale, mode)
        size = _rounded(_choose([(negative, _negated(self._top))], self._top), self._bottom, scale, mode)
        return _choose([(negative, _negated(size))], size)

    def take(self, rows: Integers | Booleans) -> Column:
        """The column of those rows."""
        return Column(_taken(self._top, rows), _taken(self._bottom, rows))

    def at(self, row: int) -> Fraction:
        """The number of one row."""
        return Fraction(_value(self._top, row), _value(self._bottom, row))

    def fractions(self, size: int) -> list[Fraction]:
        """The numbers of all `size` rows."""
        return [self.at(row) for row in range(size)]


def _rounded(top: _Whole, bottom: _Whole, scale: int, mode: Mode) -> _Whole:
    """Quotients of numbers that are not negative, times a scale, rounded to whole ones."""
    if mode == "down":
        return _floor(_times(top, _Whole.of(scale)), bottom)
    double = _times(bottom, _TWO)
    half_up = _plus(_times(top, _Whole.of(2 * scale)), bottom)
    nearest = _floor(half_up, double)
    if mode == "half_up":
        return nearest
    tie = Column(_times(nearest, double)).equal_to(Column(half_up))
    odd = np.asarray(nearest.values % 2 == 1, dtype=np.bool_)
    return _choose([(tie & odd, _plus(nearest, _Whole(-1, 1)))], nearest)


def _integers(values: Sequence[int] | Integers) -> Integers:
    if isinstance(values, np.ndarray) and values.dtype == np.int64:
        return values
    try:
        return np.array(values, dtype=np.int64)
    except OverflowError:
        return np.array(values, dtype=object)


def _column(number: Column | Number) -> Column:
    return number if isinstance(number, Column) else Column.constant(number)


def _same(a: _Whole, b: _Whole) -> bool:
    return a.values is b.values or (
        isinstance(a.values, int) and isinstance(b.values, int) and a.values == b.values
    )


def _taken(whole: _Whole, rows: Integers | Booleans) -> _Whole:
    if isinstance(whole.values, int):
        return whole
    return _Whole(whole.values[rows], whole.bound, wide=whole.wide)


def _value(whole: _Whole, row: int) -> int:
    return whole.values if isinstance(whole.values, int) else int(whole.values[row])


def _common_bottom(columns: Sequence[Column]) -> int | None:
    """The least common denominator; nothing where one of them has a denominator for each row."""
    bottoms = [column._bottom.values for column in columns]
    return math.lcm(*bottoms) if all(isinstance(bottom, int) for bottom in bottoms) else None


def where(mask: Booleans, then: Column | Number, otherwise: Column | Number) -> Column:
    """The rows of `then` where the mask holds and of `otherwise` elsewhere."""
    return first_of([(mask, then)], otherwise)


def first_of(cases: Sequence[tuple[Booleans, Column | Number]], otherwise: Column | Number) -> Column:
    """The numbers of the first case that holds in each row, and of `otherwise` where none does."""
    columns = [_column(otherwise), *(_column(column) for _, column in cases)]
    common = _common_bottom(columns)
    if common is not None:
        tops = [column._scaled(common) for column in columns]
        bottom = _constant(common)
    else:
        tops = [column._top for column in columns]
        wholes = [column._bottom for column in columns]
        bottom = _choose(
            [(mask, whole) for (mask, _), whole in zip(cases, wholes[1:], strict=True)], wholes[0]
        )
    top = _choose([(mask, whole) for (mask, _), whole in zip(cases, tops[1:], strict=True)], tops[0])
    return Column(top, bottom)


def chosen_steps(columns: Sequence[Column | Number], chosen: Integers, decimals: int, mode: Mode) -> Integers:
    """The rounded numbers, in steps, of the column that `chosen` names in each row; each column is rounded once.

    Numbers that are the same all along a row of a block are looked up in a table of rows × columns.
    """
    rounded = [_rounded_steps(column, decimals, mode) for column in columns]
    full = [number for number, steps in enumerate(rounded) if np.shape(steps)[-1:] == chosen.shape[-1:]]
    table = np.zeros((*chosen.shape[:-1], len(columns)), dtype=np.int64)
    for number in set(range(len(columns))).difference(full):
        table[..., number : number + 1] = rounded[number]
    result = _looked_up(table, chosen)
    for number in full:
        result = result + rounded[number] * (chosen == number)
    return np.asarray(result, dtype=np.int64)


def _looked_up(table: Integers, chosen: Integers) -> Integers:
    """The number of each row of the table that stands in the chosen column."""
    small = np.result_type(chosen, np.min_scalar_type(table.size))
    begins = np.arange(0, table.size, table.shape[-1], dtype=small).reshape(*table.shape[:-1], 1)
    return np.asarray(table.take(chosen + begins))


def _rounded_steps(number: Column | Number, decimals: int, mode: Mode) -> Integers | int:
    return 0 if isinstance(number, int) and number == 0 else _column(number).steps(decimals, mode)


def least(a: Column | Number, b: Column | Number) -> Column:
    """The smaller number of each row."""
    return _extreme(_column(a), _column(b), np.minimum, operator.le)


def greatest(a: Column | Number, b: Column | Number) -> Column:
    """The larger number of each row."""
    return _extreme(_column(a), _column(b), np.maximum, operator.ge)


def _extreme(a: Column, b: Column, extreme: Callable[..., Any], compare: Callable[..., Any]) -> Column:
    if not _same(a._bottom, b._bottom):
        return where(compare(a, b), a, b)
    one, other, bound = _fitting(a._top, b._top, max)
    if isinstance(one.values, int) and isinstance(other.values, int):
        return a if compare(one.values, other.values) else b
    return Column(_Whole(extreme(one.values, other.values), bound, wide=one.wide or other.wide), a._bottom)


def total(columns: Sequence[Column | Number]) -> Column:
    """The sum of the columns, row by row; 0 where there are none."""
    return functools.reduce(operator.add, map(_column, columns)) if columns else Column.constant(0)
