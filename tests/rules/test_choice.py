"""Rule `choice`: the points of the option that is chosen."""

import unicodedata
from fractions import Fraction

import pytest

from tests.rules.cases import Leaf, leaf, refused

OPTIONS = [
    {"id": "chua", "title": {"vi": "Chưa làm", "en": "Not begun"}, "points": "0"},
    {"id": "mot_phan", "title": {"vi": "Một phần", "en": "In part"}, "percent": "50"},
    {"id": "toan_phan", "title": {"vi": "Toàn phần", "en": "In full"}, "points": "2"},
]


def works() -> Leaf:
    """Return a leaf worth 2 points whose work is done, begun or not."""
    return leaf("choice", "2", options=OPTIONS)


ANSWERS = [
    ("chua", "0", "chua"),
    ("Chưa làm", "0", "chua"),
    ("mot_phan", "1", "mot_phan"),
    ("MỘT PHẦN", "1", "mot_phan"),
    ("  một   phần ", "1", "mot_phan"),
    (unicodedata.normalize("NFD", "Một phần"), "1", "mot_phan"),
    ("toan_phan", "2", "toan_phan"),
    ("in full", "2", "toan_phan"),
]


@pytest.mark.parametrize(("answer", "points", "branch"), ANSWERS)
def test_an_option_gives_its_points(answer: str, points: str, branch: str) -> None:
    """The option named by its id or title gives its points, and is the branch."""
    assert works().scored(answer) == (Fraction(points), branch)


def test_sentences() -> None:
    """The explanation is the title of the option."""
    assert works().both("mot_phan") == ("một phần", "in part")
    assert works().both("chua") == ("chưa làm", "not begun")


def test_descriptions() -> None:
    """The description lists the options with their points."""
    assert works().described() == (
        "Chưa làm: 0 điểm; một phần: 1 điểm; toàn phần: 2 điểm.",
        "Not begun: 0 points; in part: 1 point; in full: 2 points.",
    )


def test_sound_options_have_no_faults() -> None:
    """The best option gives exactly the maximum."""
    assert works().faults() == []
    assert leaf("choice", "2.5", options=OPTIONS).faults() == [("max-not-reached", ("options",))]
    assert leaf("choice", "1.5", options=OPTIONS).faults() == [("points-exceed-max", ("options", 2))]


TWINS = [
    ({"id": "toan_phan", "title": "Khác"}, "id"),
    ({"id": "TOAN_PHAN", "title": "Khác"}, "id"),
    ({"id": "khac", "title": "toàn phần"}, "title"),
    ({"id": "khac", "title": "Toan_phan"}, "title"),
    ({"id": "khac", "title": {"vi": "Khác", "en": "in FULL"}}, "title"),
    ({"id": "khac", "title": "Toàn  phần"}, "title"),
    ({"id": "khac", "title": unicodedata.normalize("NFD", "Toàn phần")}, "title"),
]


@pytest.mark.parametrize(("twin", "path"), TWINS)
def test_no_answer_may_name_two_options(twin: dict[str, object], path: str) -> None:
    """Options whose id or title reads like another's are told of, however it is spelt."""
    found = leaf("choice", "2", options=[*OPTIONS, {**twin, "points": "0"}])
    assert found.faults() == [("repeated-name", ("options", 3, path))]


def test_what_a_file_may_not_write() -> None:
    """An option has an id without blanks and signs, a title, and points or a percentage."""
    assert refused("choice") == [("missing", ("options",))]
    assert refused("choice", options=[]) == [("too_short", ("options",))]
    bare = {"id": "a", "title": "A"}
    assert refused("choice", options=[bare]) == [("points-or-percent", ("options", 0))]
    for id_ in ("a b", "a;b", "a=b", "a,b", "a:b", "a.b", ""):
        assert refused("choice", options=[{**bare, "id": id_, "points": "1"}]) == [
            ("bad-key", ("options", 0, "id"))
        ]
    assert refused("choice", options=[{"id": "a", "title": " ", "points": "1"}]) == [
        ("not-a-text", ("options", 0, "title"))
    ]


def test_reach() -> None:
    """The option with the fewest points that suffice is named."""
    assert works().reached("0") == {"option": 0}
    assert works().reached("0.1") == works().reached("1") == {"option": 1}
    assert works().reached("1.1") == works().reached("2") == {"option": 2}
    assert works().reached("2.1") is None
