"""Columns of exact numbers agree with fractions at every size, and never pass through a float."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.exact import Column, Mode, greatest, least, total, where
from tests.oracle.generate_rules import Draw
from tests.oracle.slow_text import rounded

MODES: tuple[Mode, ...] = ("half_up", "half_even", "down")
LARGEST = 2**63 - 1
EDGES = (0, 1, -1, 10**15, -(10**15), 2**31, 2**62, LARGEST, -LARGEST, 2**63, -(2**63), 2**64 - 1, 2**64)
WHOLES = st.one_of(
    st.integers(-20, 20),
    st.integers(-(10**15), 10**15),
    st.sampled_from(EDGES),
    st.integers(-(10**40), 10**40),
)
BOTTOMS = st.one_of(
    st.integers(1, 12), st.sampled_from([100, 10**9, 2**63, 2**64, 10**30]), st.integers(1, 10**20)
)
DECIMALS = st.integers(0, 9)


@dataclass(frozen=True)
class Known:
    """A column, and the fractions that it holds."""

    column: Column
    values: list[Fraction]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.values)


@st.composite
def columns(draw: Draw, size: int) -> Known:
    """Draw a column: whole, over a common denominator, over one denominator a row, or a constant."""
    manner = draw(st.sampled_from(["whole", "array", "over", "quotient", "constant"]))
    if manner == "constant":
        number = Fraction(draw(WHOLES), draw(BOTTOMS))
        return Known(Column.constant(number), [number] * size)
    tops = draw(st.lists(WHOLES, min_size=size, max_size=size))
    if manner == "over":
        bottom = draw(BOTTOMS)
        return Known(Column.over(tops, bottom), [Fraction(top, bottom) for top in tops])
    if manner == "quotient":
        bottoms = draw(st.lists(WHOLES.filter(bool), min_size=size, max_size=size))
        found = Column.whole(tops) / Column.whole(bottoms)
        return Known(found, [Fraction(top, bottom) for top, bottom in zip(tops, bottoms, strict=True)])
    if manner == "array":
        tops = [top if abs(top) <= LARGEST else 7 for top in tops]
        return Known(Column.whole(np.array(tops, dtype=np.int64)), [Fraction(top) for top in tops])
    return Known(Column.whole(tops), [Fraction(top) for top in tops])


@st.composite
def pairs(draw: Draw) -> tuple[Known, Known]:
    """Draw two columns of the same size, which may be 0."""
    size = draw(st.integers(0, 5))
    return draw(columns(size)), draw(columns(size))


SIZES = st.integers(0, 5)
ONE = SIZES.flatmap(columns)
NUMBERS = st.one_of(WHOLES, st.builds(Fraction, WHOLES, BOTTOMS))


def truths(mask: Any, size: int) -> list[bool]:
    """Return a mask row by row, also where one truth stands for all rows."""
    assert mask.dtype == np.bool_
    return [bool(each) for each in np.broadcast_to(mask, (size,))]


@given(pairs(), st.sampled_from([operator.add, operator.sub, operator.mul]))
def test_arithmetic_equals_fractions(pair: tuple[Known, Known], sign: Callable[[Any, Any], Any]) -> None:
    """Sums, differences and products of columns are those of the fractions, row by row."""
    left, right = pair
    expected = [sign(a, b) for a, b in zip(left.values, right.values, strict=True)]
    assert sign(left.column, right.column).fractions(left.size) == expected


@given(pairs())
def test_quotients_equal_fractions(pair: tuple[Known, Known]) -> None:
    """Quotients are exact whatever the signs, where nothing divides by 0."""
    left, right = pair
    divisor = where(right.column.equal_to(0), 1, right.column)
    expected = [a / (b or 1) for a, b in zip(left.values, right.values, strict=True)]
    assert (left.column / divisor).fractions(left.size) == expected


@given(ONE, NUMBERS)
def test_a_number_alone_stands_for_a_column(known: Known, number: int | Fraction) -> None:
    """Arithmetic with a number on either side is that of a column of equal numbers."""
    for sign in (operator.add, operator.sub, operator.mul):
        assert sign(known.column, number).fractions(known.size) == [sign(a, number) for a in known.values]
        assert sign(number, known.column).fractions(known.size) == [sign(number, a) for a in known.values]
    if number:
        assert (known.column / number).fractions(known.size) == [a / number for a in known.values]
    if all(known.values) and known.column.at(0) if known.size else False:
        assert (number / known.column).fractions(known.size) == [number / a for a in known.values]


@given(ONE)
def test_the_negative_turns_every_sign(known: Known) -> None:
    """The negative of a column is the negative of each number."""
    assert (-known.column).fractions(known.size) == [-each for each in known.values]


@given(pairs())
def test_comparisons_equal_those_of_fractions(pair: tuple[Known, Known]) -> None:
    """Less, more and equal are decided on the exact numbers."""
    left, right = pair
    both = list(zip(left.values, right.values, strict=True))
    for sign in (operator.lt, operator.le, operator.gt, operator.ge):
        assert truths(sign(left.column, right.column), left.size) == [sign(a, b) for a, b in both]
    assert truths(left.column.equal_to(right.column), left.size) == [a == b for a, b in both]


@given(pairs(), st.data())
def test_where_takes_from_either_column(pair: tuple[Known, Known], data: st.DataObject) -> None:
    """Each row comes from the first column where the mask holds, from the second elsewhere."""
    left, right = pair
    mask = data.draw(st.lists(st.booleans(), min_size=left.size, max_size=left.size))
    found = where(np.array(mask, dtype=np.bool_), left.column, right.column).fractions(left.size)
    assert found == [a if m else b for m, a, b in zip(mask, left.values, right.values, strict=True)]


@st.composite
def piles(draw: Draw) -> list[Known]:
    """Draw one to four columns of the same size."""
    size = draw(st.integers(0, 5))
    return [draw(columns(size)) for _ in range(draw(st.integers(1, 4)))]


@given(piles(), st.lists(NUMBERS, min_size=4, max_size=4), DECIMALS, st.sampled_from(MODES))
def test_a_block_is_its_rows(
    pile: list[Known], numbers: list[int | Fraction], decimals: int, mode: Mode
) -> None:
    """Each row of a block is compared and chosen as the column is that it was, with the number of the row."""
    block = Column.stacked([known.column for known in pile], pile[0].size)
    most = Column.each(numbers[: len(pile)])
    small = where(block > most, 0, where(block < -most, 0, block))
    for row, (known, number) in enumerate(zip(pile, numbers, strict=False)):
        expected = [0 if each > number or each < -number else each for each in known.values]
        found = np.broadcast_to(small.steps(decimals, mode), (len(pile), known.size))[row]
        assert found.tolist() == [rounded(Fraction(each), decimals, mode) * 10**decimals for each in expected]


@given(pairs(), st.booleans())
def test_one_truth_chooses_a_whole_column(pair: tuple[Known, Known], truth: bool) -> None:  # noqa: FBT001
    """A mask of one truth takes all rows from the same column."""
    left, right = pair
    found = where(np.array(truth), left.column, right.column).fractions(left.size)
    assert found == (left.values if truth else right.values)


@given(pairs())
def test_least_and_greatest_choose_row_by_row(pair: tuple[Known, Known]) -> None:
    """The smaller and the larger of two columns are taken in each row."""
    left, right = pair
    both = list(zip(left.values, right.values, strict=True))
    assert least(left.column, right.column).fractions(left.size) == [min(a, b) for a, b in both]
    assert greatest(left.column, right.column).fractions(left.size) == [max(a, b) for a, b in both]


@given(SIZES.flatmap(lambda size: st.lists(columns(size), max_size=4).map(lambda all_: (size, all_))))
def test_total_adds_row_by_row(drawn: tuple[int, list[Known]]) -> None:
    """The total of columns is the sum in each row, and 0 of none."""
    size, several = drawn
    expected = [sum((known.values[row] for known in several), Fraction(0)) for row in range(size)]
    assert total([known.column for known in several]).fractions(size) == expected


@given(ONE, DECIMALS, st.sampled_from(MODES))
def test_rounding_equals_that_of_fractions(known: Known, decimals: int, mode: Mode) -> None:
    """Rounded numbers are those of the slow rounding, in every mode and on both sides of 0."""
    expected = [rounded(each, decimals, mode) for each in known.values]
    assert known.column.rounded(decimals, mode).fractions(known.size) == expected


@given(ONE, DECIMALS, st.sampled_from(MODES))
def test_steps_count_what_is_rounded(known: Known, decimals: int, mode: Mode) -> None:
    """Steps are the rounded numbers times ten to the power of the decimals, as whole numbers."""
    expected = [int(rounded(each, decimals, mode) * 10**decimals) for each in known.values]
    steps = np.broadcast_to(known.column.steps(decimals, mode), (known.size,))
    assert [int(each) for each in steps] == expected
    assert steps.dtype in {np.dtype(np.int64), np.dtype(object)}


@given(ONE, DECIMALS, st.sampled_from(MODES))
def test_steps_come_back_to_64_bits(known: Known, decimals: int, mode: Mode) -> None:
    """However large the numbers on the way, steps that fit 64 bits are 64-bit integers."""
    large = (known.column * 10**60 + 10**60) / 10**60 - 1
    fitting = [abs(rounded(each, decimals, mode)) * 10**decimals <= LARGEST for each in known.values]
    steps = large.steps(decimals, mode)
    assert steps.dtype == np.int64 or not all(fitting) or steps.ndim == 0


HALVES = [
    ("half_up", "0.5", "1"),
    ("half_up", "-0.5", "-1"),
    ("half_up", "1.5", "2"),
    ("half_up", "-1.5", "-2"),
    ("half_up", "0.49", "0"),
    ("half_up", "-0.49", "0"),
    ("half_even", "0.5", "0"),
    ("half_even", "-0.5", "0"),
    ("half_even", "1.5", "2"),
    ("half_even", "-1.5", "-2"),
    ("half_even", "2.5", "2"),
    ("half_even", "-2.5", "-2"),
    ("half_even", "2.51", "3"),
    ("down", "0.99", "0"),
    ("down", "-0.99", "0"),
    ("down", "1.99", "1"),
    ("down", "-1.99", "-1"),
]


@pytest.mark.parametrize(("mode", "number", "expected"), HALVES)
def test_halves_go_where_the_mode_says(mode: Mode, number: str, expected: str) -> None:
    """Halves go away from 0, to the even digit, or towards 0; both signs alike."""
    for scale in (0, 2, 9):
        column = Column.over([int(Fraction(number) * 100)], 100 * 10**scale)
        assert column.rounded(scale, mode).at(0) == Fraction(expected) / 10**scale


@given(ONE, st.data())
def test_take_keeps_the_rows_that_are_asked(known: Known, data: st.DataObject) -> None:
    """Rows are taken by a mask or by their numbers."""
    mask = data.draw(st.lists(st.booleans(), min_size=known.size, max_size=known.size))
    numbers = [row for row, kept in enumerate(mask) if kept]
    expected = [known.values[row] for row in numbers]
    assert known.column.take(np.array(mask, dtype=np.bool_)).fractions(len(numbers)) == expected
    assert known.column.take(np.array(numbers, dtype=np.int64)).fractions(len(numbers)) == expected


def test_division_by_0_is_refused() -> None:
    """A quotient of which any row divides by 0 is never made."""
    with pytest.raises(ZeroDivisionError):
        Column.whole([1, 2]) / Column.whole([1, 0])
    with pytest.raises(ZeroDivisionError):
        Column.whole([1]) / 0


def test_numbers_up_to_10_to_the_15_stay_exact() -> None:
    """A rate of numbers near ten to the fifteenth is told apart from one that differs in the last digit."""
    rate = Column.whole([10**15 - 1, 10**15]) * 100 / Column.whole([10**15, 10**15])
    assert truths(rate >= 100, 2) == [False, True]
    assert rate.rounded(13, "down").fractions(2) == [Fraction(10**15 - 1, 10**13), 100]


def test_the_smallest_64_bit_number_has_a_negative() -> None:
    """The negative of the smallest 64-bit integer is one more than the largest."""
    smallest = Column.whole(np.array([-(2**63)], dtype=np.int64))
    assert (-smallest).at(0) == 2**63
    assert (0 - smallest).at(0) == 2**63
    assert smallest.rounded(0, "half_up").at(0) == -(2**63)


@pytest.mark.parametrize("edge", [2**63, 2**63 + 1, 2**64 - 1, 2**64, -(2**63), -(2**63) - 1])
def test_constants_beyond_64_bits_mix_with_small_columns(edge: int) -> None:
    """A number just beyond 64 bits keeps its last digit beside rows that are small."""
    small, mask = Column.whole([3, 4]), np.array([True, False])
    assert where(mask, edge, small).fractions(2) == [edge, 4]
    assert where(mask, Column.constant(edge), 1).fractions(2) == [edge, 1]
    assert truths(small < edge, 2) == [edge > 0] * 2
    assert (small + edge - edge).steps(0, "down").tolist() == [3, 4]
    assert (Fraction(1, edge) * small * edge).fractions(2) == [3, 4]


def test_columns_of_no_rows_are_columns() -> None:
    """A column without rows adds, compares and rounds like any other."""
    empty = Column.whole([])
    assert (empty * 3 / 7 + empty).rounded(2, "half_even").fractions(0) == []
    assert (empty >= 1).shape == (0,)
    assert empty.steps(2, "half_up").dtype == np.int64
