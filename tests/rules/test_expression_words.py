"""Formulas in words: titles, signs that people write, and no bracket too many or too few."""

import re
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.rules.expression import Expression, parse_condition, parse_number
from cchc_index.rules.expression_words import words

NAMES: Final = frozenset({"a", "b", "c"})
TITLES: Final = {"a": "hồ sơ đúng hạn", "b": "hồ sơ", "c": "hồ sơ trễ hạn", "max_points": "điểm tối đa"}
PLAIN: Final = {"a": "a", "b": "b", "c": "c", "max_points": "max_points"}

NUMBERS = [
    ("max_points * a / b", "điểm tối đa × hồ sơ đúng hạn ÷ hồ sơ"),
    ("a - (b - c)", "hồ sơ đúng hạn − (hồ sơ − hồ sơ trễ hạn)"),
    ("(a - b) - c", "hồ sơ đúng hạn − hồ sơ − hồ sơ trễ hạn"),
    ("a + (b - c)", "hồ sơ đúng hạn + hồ sơ − hồ sơ trễ hạn"),
    ("a / (b * c)", "hồ sơ đúng hạn ÷ (hồ sơ × hồ sơ trễ hạn)"),
    ("1000.5 * (a + b)", "1.000,5 × (hồ sơ đúng hạn + hồ sơ)"),
    ("-a", "−hồ sơ đúng hạn"),
    ("-(a + b)", "−(hồ sơ đúng hạn + hồ sơ)"),
    ("min(a, b + 1)", "số nhỏ nhất trong (hồ sơ đúng hạn; hồ sơ + 1)"),
    ("max(a, 0)", "số lớn nhất trong (hồ sơ đúng hạn; 0)"),
]
CONDITIONS = [
    ("a == 0", "hồ sơ đúng hạn = 0"),
    ("a != b", "hồ sơ đúng hạn ≠ hồ sơ"),
    ("a <= b and b >= 0.5", "hồ sơ đúng hạn ≤ hồ sơ và hồ sơ ≥ 0,5"),
    ("a < b or b > 1 and c == 0", "hồ sơ đúng hạn < hồ sơ hoặc hồ sơ > 1 và hồ sơ trễ hạn = 0"),
    ("(a < b or b > 1) and c == 0", "(hồ sơ đúng hạn < hồ sơ hoặc hồ sơ > 1) và hồ sơ trễ hạn = 0"),
    ("not a == b", "không phải (hồ sơ đúng hạn = hồ sơ)"),
]


@pytest.mark.parametrize(("text", "said"), NUMBERS)
def test_numbers(text: str, said: str) -> None:
    """Arithmetic is said with titles and the signs × and ÷, bracketed only where it would read otherwise."""
    assert words(parse_number(text, NAMES), TITLES, "vi") == said


@pytest.mark.parametrize(("text", "said"), CONDITIONS)
def test_conditions(text: str, said: str) -> None:
    """Conditions are said with =, ≠, ≤, ≥ and with và, hoặc, không phải."""
    assert words(parse_condition(text, NAMES), TITLES, "vi") == said


def test_in_english() -> None:
    """English has its own words and decimal points."""
    node = parse_condition("not (a >= 0.5 and b < 1 or c == min(a, max(b, 2)))", NAMES)
    assert (
        words(node, PLAIN, "en")
        == "not (a ≥ 0.5 and b < 1 or c = the smallest of (a; the largest of (b; 2)))"
    )


def texts() -> st.SearchStrategy[str]:
    """Draw texts of the grammar, every part in brackets."""
    return st.recursive(
        st.sampled_from(["a", "b", "c", "2", "0.5", "max_points"]),
        lambda inner: st.one_of(
            st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner), inner.map("(-{})".format)
        ),
        max_leaves=8,
    )


VALUES: Final = {"a": Fraction(7, 3), "b": Fraction(11, 5), "c": Fraction(13, 7), "max_points": Fraction(17)}


def value(text: str) -> Fraction | None:
    """Return what Python makes of a text of the grammar."""
    exact = re.sub(r"[0-9]+(\.[0-9]+)?", lambda found: f"Fraction({found[0]!r})", text)
    try:
        found: Fraction = eval(exact, {"Fraction": Fraction, **VALUES})  # noqa: S307 - texts of our own
    except ZeroDivisionError:
        return None
    return found


@given(texts())
def test_words_mean_what_the_formula_means(text: str) -> None:
    """Read back with plain signs, the words make the same number as the formula."""
    node: Expression = parse_number(text, NAMES)
    said = words(node, PLAIN, "en").replace("×", "*").replace("÷", "/").replace("−", "-")
    assert value(said) == value(text)
