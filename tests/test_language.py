"""Texts in two languages, and numbers, dates and lists as each of them writes them."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.language import (
    Lang,
    Text,
    day,
    exact_number,
    listed,
    number,
    percent,
    pick,
    plain,
    table_number,
    uncapped,
)

DECIMALS = st.builds(
    lambda top, places: Fraction(top, 10**places), st.integers(-(10**18), 10**18), st.integers(0, 9)
)
FRACTIONS = st.fractions(-(10**9), 10**9)
LANGS: st.SearchStrategy[Lang] = st.sampled_from(["vi", "en"])

NUMBERS = [
    ("0", 2, "0", "0"),
    ("0.5", 2, "0,5", "0.5"),
    ("0.50", 2, "0,5", "0.5"),
    ("92.5", 2, "92,5", "92.5"),
    ("1316.5", 2, "1.316,5", "1,316.5"),
    ("1000", 2, "1.000", "1,000"),
    ("1234567.89", 2, "1.234.567,89", "1,234,567.89"),
    ("0.005", 2, "0,01", "0.01"),
    ("0.0049", 2, "0", "0"),
    ("-0.0049", 2, "0", "0"),
    ("-1316.5", 2, "-1.316,5", "-1,316.5"),
    ("-0.005", 2, "-0,01", "-0.01"),
    ("2.5", 0, "3", "3"),
    ("-2.5", 0, "-3", "-3"),
    ("999.995", 2, "1.000", "1,000"),
    ("1000000000000000.000000001", 9, "1.000.000.000.000.000,000000001", "1,000,000,000,000,000.000000001"),
    ("1/3", 4, "0,3333", "0.3333"),
]


@pytest.mark.parametrize(("value", "decimals", "vi", "en"), NUMBERS)
def test_numbers_in_sentences(value: str, decimals: int, vi: str, en: str) -> None:
    """Sentences have a decimal comma, dots for thousands and no trailing zeros; English has them its way."""
    assert number(Fraction(value), "vi", decimals) == vi
    assert number(Fraction(value), "en", decimals) == en


@given(FRACTIONS, st.integers(0, 9))
def test_a_number_in_a_sentence_is_the_nearest_with_its_decimals(value: Fraction, decimals: int) -> None:
    """Read back, a written number is at most half a step from what it stands for."""
    written = number(value, "vi", decimals)
    read = Fraction(written.replace(".", "").replace(",", "."))
    assert abs(read - value) * 2 * 10**decimals <= 1
    assert number(value, "en", decimals) == written.translate(str.maketrans(",.", ".,"))


@given(DECIMALS)
def test_exact_numbers_lose_nothing(value: Fraction) -> None:
    """A number of at most nine decimals is written whole, in a sentence and in a file."""
    assert Fraction(exact_number(value, "en").replace(",", "")) == value
    assert Fraction(plain(value)) == value


PLAIN = [
    ("0", "0"),
    ("1.10", "1.1"),
    ("1316.5", "1316.5"),
    ("-0.25", "-0.25"),
    ("1/3", "0.333333333"),
    ("2/3", "0.666666667"),
    ("-2/3", "-0.666666667"),
    ("-1/9999999999", "0"),
    ("1000000000000000", "1000000000000000"),
    ("0.0000000000000000000000000000001", "0.0000000000000000000000000000001"),
]


@pytest.mark.parametrize(("value", "expected"), PLAIN)
def test_numbers_in_files(value: str, expected: str) -> None:
    """Files have a decimal point, every decimal, no thousands; a number that no decimal equals has nine."""
    assert plain(Fraction(value)) == expected


TABLE_NUMBERS = [
    ("0.5", 2, "0,50", "0.50"),
    ("1", 2, "1,00", "1.00"),
    ("1316.5", 2, "1.316,50", "1,316.50"),
    ("0.125", 3, "0,125", "0.125"),
    ("0.5", 9, "0,50", "0.50"),
    ("2", 1, "2,0", "2.0"),
    ("2", 0, "2", "2"),
]


@pytest.mark.parametrize(("value", "decimals", "vi", "en"), TABLE_NUMBERS)
def test_numbers_in_tables(value: str, decimals: int, vi: str, en: str) -> None:
    """Tables have two decimals, more where the number has more, fewer where the policy has fewer."""
    assert table_number(Fraction(value), decimals, "vi") == vi
    assert table_number(Fraction(value), decimals, "en") == en


def test_percentages_have_no_blank_before_the_sign() -> None:
    """A percentage ends in its sign."""
    assert percent(Fraction("92.5"), "vi") == "92,5%"
    assert percent(Fraction("92.5"), "en") == "92.5%"
    assert percent(Fraction("99.9999"), "vi") == "100%"
    assert percent(Fraction("99.9999"), "vi", 9) == "99,9999%"


def test_dates() -> None:
    """Dates are day, month, year in Vietnamese and year first in English, with every digit."""
    date = datetime.date(2025, 2, 5)
    assert day(date, "vi") == "05/02/2025"
    assert day(date, "en") == "2025-02-05"
    assert day(datetime.date(999, 12, 31), "vi") == "31/12/0999"


LISTS = [
    ([], "", ""),
    (["một"], "một", "một"),
    (["một", "hai"], "một và hai", "một and hai"),
    (["một", "hai", "ba"], "một, hai và ba", "một, hai and ba"),
]


@pytest.mark.parametrize(("words", "vi", "en"), LISTS)
def test_words_in_a_row(words: list[str], vi: str, en: str) -> None:
    """The last word is joined by "và" or "and", the others by commas."""
    assert listed(words, "vi") == vi
    assert listed(words, "en") == en


TITLES = [
    ("Lỗi nhẹ", "lỗi nhẹ"),
    ("lỗi nhẹ", "lỗi nhẹ"),
    ("Ý kiến phản ánh", "ý kiến phản ánh"),
    ("Đề án UBND ban hành", "đề án UBND ban hành"),
    ("Nhóm A", "nhóm A"),
    ("UBND xã", "UBND xã"),
    ("Sở Nội vụ", "Sở Nội vụ"),
    ("CCHC", "CCHC"),
    ("A", "A"),
    ("", ""),
]


@pytest.mark.parametrize(("title", "said"), TITLES)
def test_titles_in_the_middle_of_a_sentence(title: str, said: str) -> None:
    """A title begins small in a sentence, unless it begins with an abbreviation or a name."""
    assert uncapped(title) == said


def test_a_text_without_english_is_vietnamese() -> None:
    """Whoever asks for English where there is none reads the Vietnamese."""
    assert Text("Tốt").to("en") == "Tốt"
    assert Text("Tốt", "Good").to("en") == "Good"
    assert Text("Tốt", "Good").to("vi") == str(Text("Tốt", "Good")) == "Tốt"


@given(LANGS)
def test_pick_takes_the_sentence_of_the_language(lang: Lang) -> None:
    """The sentence of the language that is asked for is taken."""
    assert pick(lang, "vi", "en") == lang
