"""Rule `informative`: shown, never counted."""

import pytest

from tests.rules.cases import leaf, refused


@pytest.mark.parametrize("answer", ["14 thủ tục mới", "a=1; b=2", "−", "1.316", "không"])
def test_anything_is_an_answer(answer: str) -> None:
    """Whatever is written is taken, and gives no points."""
    assert leaf("informative", "0").scored(answer) == (0, "shown")


def test_sentences_and_descriptions() -> None:
    """Both say that it is not counted."""
    found = leaf("informative", "0")
    assert found.both("12") == ("chỉ để theo dõi, không tính điểm", "for information, not counted")
    assert found.described() == ("Chỉ để theo dõi, không tính điểm.", "For information, not counted.")


def test_it_takes_no_parameters_and_no_maximum() -> None:
    """There is nothing to get wrong."""
    found = leaf("informative", "0")
    assert found.faults() == []
    assert not found.rule.needs_maximum
    assert refused("informative", points="1") == [("extra_forbidden", ("points",))]


def test_no_answer_gives_points() -> None:
    """Nothing can be reached."""
    assert leaf("informative", "0").reached("0.5") is None
