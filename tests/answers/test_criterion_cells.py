"""Criterion cells that a spreadsheet made numbers or dates of."""

import datetime
from typing import Any

import pytest

import cchc_index as cchc
from tests.scoring.small import YES_NO, codes, criteria, frame, leaf, leaf_of, said, score

WITH_BOTH = criteria(leaf("1.1", YES_NO), leaf("1.10", YES_NO), leaf("2", YES_NO))
WITHOUT = criteria(leaf("1.1", YES_NO), leaf("1.2", YES_NO), leaf("3", YES_NO))


def answered(of: cchc.CriteriaSet, criterion: Any) -> cchc.Result:
    """Return the result of one row."""
    return score(of, [{"criterion": criterion, "answer": "có"}])


def test_a_number_that_may_be_two_criteria_is_not_guessed() -> None:
    """The number 1.1 may have been 1.1 or 1.10, so the row is not counted."""
    assert said(answered(WITH_BOTH, 1.1))[0] == (
        "2: error ambiguous-criterion: Ô tiêu chí là số 1.1, có thể là nhiều tiêu chí khác nhau (ví dụ 1.1 và 1.10); "
        "gần nhất là 1.1. Dòng này chưa được tính."
    )


@pytest.mark.parametrize("criterion", ["1.1", " 1.1 ", "1.10"])
def test_a_text_is_one_criterion(criterion: str) -> None:
    """A text names the criterion that is written so."""
    assert leaf_of(answered(WITH_BOTH, criterion), criterion.strip())["state"] == "scored"


@pytest.mark.parametrize(("cell", "criterion"), [(1.1, "1.1"), (1.2, "1.2"), (3, "3"), (3.0, "3")])
def test_a_number_that_can_be_one_criterion_only_is_that(cell: Any, criterion: str) -> None:
    """A number that no other id equals names its criterion."""
    assert leaf_of(answered(WITHOUT, cell), criterion)["state"] == "scored"


def test_a_number_whose_last_zero_is_lost_finds_the_nearest() -> None:
    """The number 1.1 where only 1.10 exists is unknown, and 1.10 the nearest."""
    assert said(answered(criteria(leaf("1.10", YES_NO)), 1.1))[0] == (
        "2: error unknown-criterion: Không có tiêu chí 1.1 trong bộ tiêu chí; gần nhất là 1.10. Dòng này chưa được tính."
    )


@pytest.mark.parametrize("cell", [datetime.date(2025, 1, 1), True, -1.1, float("inf")])
def test_other_cells_are_unknown_criteria(cell: Any) -> None:
    """A date, a truth or any other number is an unknown criterion, never an error of the program."""
    found = codes(answered(criteria(leaf("1.1.1", YES_NO)), cell))
    assert found[0] in {"unknown-criterion", "not-a-leaf"}


def test_ids_are_compared_as_they_are() -> None:
    """Ids differ by case; a criterion is not guessed from another case."""
    assert codes(answered(criteria(leaf("A", YES_NO)), "a"))[0] == "unknown-criterion"


def test_an_id_with_an_exponent_is_no_number() -> None:
    """An id that looks like a huge power is compared as text, at once."""
    of = criteria(leaf("1e999", YES_NO), leaf("1_1", YES_NO), leaf("11", YES_NO))
    result = cchc.read_answers(frame([{"criterion": 11, "answer": "có"}]), of)
    assert codes(result) == []
