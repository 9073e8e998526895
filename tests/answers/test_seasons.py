"""What stands after each stage of a season: the layers of units and appraisers, which change nothing that was said."""

from typing import Any

import cchc_index as cchc
from cchc_index.answers.season import Season, season_up_to
from tests.oracle.test_slow_seasons import STAGES, rows_of
from tests.scoring.small import FAULTS, RATE, criteria, frame, leaf

SET = criteria(leaf("1.1", RATE), leaf("1.2", FAULTS), policy={"stages": STAGES})
FIRST, APPRAISAL, EXPLANATION, SECOND = range(4)
ROWS = """
    criterion | numerator | denominator | answer       | evidence | stage       | decision | note
    1.1       | 3         | 4           |              |          |             |          |
    1.2       |           |             | nhẹ=1        |          |             |          |
    1.1       | 2         |             |              |          | appraisal   |          | đếm lại
    1.2       |           |             | nặng=1       |          | appraisal   |          | kết luận 5
    1.1       | 4         | 4           |              | CV 7     | explanation |          | bổ sung
    1.1       |           |             |              |          | appraisal_2 | tiếp thu |
"""


def season(rows: str, stage: int) -> Season:
    """Return what stands after a stage of a table of rows."""
    return season_up_to(cchc.read_answers(frame(rows_of(rows)), SET), stage)


def stands(rows: str, stage: int, criterion: str) -> Any:
    """Return the values that stand of a leaf after a stage."""
    played = season(rows, stage)
    (number,) = (n for n, item in enumerate(played.answers.items) if item.id == criterion)
    return {slot: int(value) for slot, value in played.leaves[number].of_unit(0).items()}


def test_the_first_stage_is_what_units_answered() -> None:
    """After the first stage stands what the units answered, faults that they do not list as 0."""
    assert stands(ROWS, FIRST, "1.1") == {"numerator": 3, "denominator": 4}
    assert stands(ROWS, FIRST, "1.2") == {"nhẹ": 1, "nặng": 0}


def test_a_change_replaces_the_inputs_that_it_gives() -> None:
    """An appraiser's change keeps the inputs that it does not give, a fault that it does not list too."""
    assert stands(ROWS, APPRAISAL, "1.1") == {"numerator": 2, "denominator": 4}
    assert stands(ROWS, APPRAISAL, "1.2") == {"nhẹ": 1, "nặng": 1}


def test_an_explanation_changes_nothing_until_it_is_accepted() -> None:
    """What a unit explains stands from the stage in which an appraiser accepts it."""
    assert stands(ROWS, EXPLANATION, "1.1") == {"numerator": 2, "denominator": 4}
    assert stands(ROWS, SECOND, "1.1") == {"numerator": 4, "denominator": 4}


def test_what_is_accepted_brings_its_evidence() -> None:
    """The document that an explanation names stands with it, once it is accepted."""
    before, after = (season(ROWS, stage).standings[1].evidence.tolist() for stage in (EXPLANATION, SECOND))
    assert (before, after) == ([False], [True])


def test_each_leaf_knows_the_stage_that_moved_it_last() -> None:
    """The last stage that moved a leaf is known; one that only explained or agreed moved nothing."""
    agreed = f"{ROWS.rstrip()}\n    1.2 | | | | | appraisal_2 | đồng ý |\n"
    assert [season(agreed, stage).standings[1].stage[0] for stage in (1, 2, 3)] == [1, 1, 3]
    assert [season(agreed, stage).standings[2].stage[0] for stage in (1, 2, 3)] == [1, 1, 1]


def test_appraisal_has_begun_once_an_appraiser_wrote_anything() -> None:
    """Appraisal begins with the first row of an appraiser, not with a stage of units."""
    assert [season(ROWS, stage).appraised for stage in range(4)] == [False, True, True, True]
    assert not season("criterion | answer\n1.1 | 50", SECOND).appraised


def test_an_unreadable_change_is_told_and_makes_the_leaf_invalid() -> None:
    """What an appraiser writes unreadably is a problem at its row; the leaf is invalid from that stage on."""
    rows = "criterion | answer | stage | note\n1.1 | 50 | |\n1.1 | hai | appraisal | x"
    answers = cchc.read_answers(frame(rows_of(rows)), SET)
    states = [cchc.score(SET, answers, stage=each).leaves["state"][0] for each in ("self", "appraisal")]
    assert states == ["scored", "invalid"]
    assert [(problem.code, problem.place) for problem in answers.problems] == [("percentage-wanted", "3")]
