"""The sums that parts can come to, each with the parts of which it is made."""

from fractions import Fraction

from cchc_index.rules.sums import sums

PARTS = {"a": Fraction("0.5"), "b": Fraction(1, 3)}


def test_every_part_is_there_once_or_not_at_all() -> None:
    """Parts that may not be repeated make the sums of their subsets."""
    assert sums(PARTS, Fraction(2), repeated=False) == [
        (Fraction(0), {}),
        (Fraction(1, 3), {"b": 1}),
        (Fraction(1, 2), {"a": 1}),
        (Fraction(5, 6), {"a": 1, "b": 1}),
    ]


def test_parts_are_repeated_until_the_most_is_reached() -> None:
    """Parts that may be repeated make every sum below the most, and the most itself."""
    found = sums(PARTS, Fraction("1.1"), repeated=True)
    assert [total for total, _ in found] == [
        *(Fraction(sixths, 6) for sixths in (0, 2, 3, 4, 5, 6)),
        Fraction("1.1"),
    ]
    for total, made in found:
        assert min(Fraction("1.1"), sum(PARTS[name] * many for name, many in made.items())) == total


def test_a_part_that_gives_nothing_makes_no_sum() -> None:
    """A part worth nothing is in no sum."""
    assert sums({"a": Fraction(0)}, Fraction(1), repeated=True) == [(Fraction(0), {})]
