"""Rule `survey`: what respondents answered, weighed into a rate and scored in proportion."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.rules.reading import Unreadable, read_number
from tests.rules.cases import Leaf, leaf, refused, rounding

OPTIONS = [
    {"id": "A", "title": {"vi": "Hài lòng", "en": "Content"}, "percent": "100"},
    {"id": "B", "title": {"vi": "Bình thường", "en": "So so"}, "percent": "60"},
    {"id": "C", "title": {"vi": "Không hài lòng", "en": "Not content"}, "percent": "0"},
    {"id": "K", "title": {"vi": "Không có ý kiến", "en": "No opinion"}, "percent": "none"},
]
GROUPS = [
    {"id": "dan", "title": {"vi": "người dân", "en": "citizens"}, "weight": "2"},
    {"id": "dn", "title": {"vi": "doanh nghiệp", "en": "firms"}, "weight": "1"},
]


def survey(max_points: str = "2", **parameters: Any) -> Leaf:
    """Return a survey of contentment."""
    return leaf("survey", max_points, **{"options": OPTIONS, **parameters})


def grouped(**parameters: Any) -> Leaf:
    """Return a survey worth 3 points among citizens, weight 2, and firms, weight 1."""
    return survey("3", **{"groups": GROUPS, **parameters})


COUNTS = [
    ("A=80; B=10; C=10; K=7", "1.72", "in_proportion"),
    ("A=80; B=10; C=10", "1.72", "in_proportion"),
    ("A=1", "2", "full"),
    ("A=1; K=1.000", "2", "full"),
    ("C=5", "0", "in_proportion"),
    ("B=1", "1.2", "in_proportion"),
    ("86%", "1.72", "in_proportion"),
    ("100", "2", "full"),
    ("100,000001", "0", "above_100"),
    ("A=0; B=0", "0", "nobody"),
    ("K=12", "0", "nobody"),
]


@pytest.mark.parametrize(("answer", "points", "branch"), COUNTS)
def test_counts_are_weighed_into_a_rate(answer: str, points: str, branch: str) -> None:
    """Every option counts for its percentage, one of `none` for nobody; a percentage may be given instead."""
    assert survey().scored(answer) == (Fraction(points), branch)


BOUNDS = [
    ("79,99", Fraction(2) * Fraction("79.99") / 80, "in_proportion"),
    ("80", 2, "full"),
    ("80,01", 2, "full"),
]
LOW = [("49,99", 0, "too_low"), ("50", Fraction("1.25"), "in_proportion")]


@pytest.mark.parametrize(("answer", "points", "branch"), [*BOUNDS, *LOW])
def test_bounds_of_the_line(answer: str, points: Fraction, branch: str) -> None:
    """`full_at` and `zero_below` hold as they do for a rate."""
    assert survey(full_at="80", zero_below="50").scored(answer) == (points, branch)


@pytest.mark.parametrize(
    ("answer", "branch"), [("A=29", "too_few"), ("A=30", "full"), ("A=29; K=5", "too_few")]
)
def test_too_few_respondents_are_as_if_missing(answer: str, branch: str) -> None:
    """Fewer than `respondents_at_least` who count are as if nobody had been asked."""
    found = survey(respondents_at_least="30")
    assert found.branch(answer).id == branch
    assert (found.branch(answer).state.code == "unanswered") == (branch == "too_few")


def test_a_percentage_needs_no_respondents() -> None:
    """Where only the percentage is known, nobody can be counted."""
    assert survey(respondents_at_least="30").scored("50") == (1, "in_proportion")


WEIGHED = [
    ("dan.A=90; dan.C=10; dn.A=60; dn.C=40", "2.4", "in_proportion"),
    ("dan=90; dn=60", "2.4", "in_proportion"),
    ("dan=90%; dn.A=6; dn.C=4", "2.4", "in_proportion"),
    ("dan=100; dn=100", "3", "full"),
    ("dan.A=90; dan.C=10", "2.7", "in_proportion:reweighted"),
    ("dn.A=1", "3", "full:reweighted"),
    ("dan=90; dn.K=4", "2.7", "in_proportion:reweighted"),
    ("dan=90; dn=101", "0", "above_100"),
    ("dan.A=0; dn.K=3", "0", "nobody"),
]


@pytest.mark.parametrize(("answer", "points", "branch"), WEIGHED)
def test_groups_are_weighed(answer: str, points: str, branch: str) -> None:
    """Groups count by their weights; one without answers leaves its weight to the others."""
    assert grouped().scored(answer) == (Fraction(points), branch)


FEW = [
    ("dan.A=9; dan.C=1; dn.C=9", "2.7", "in_proportion:reweighted"),
    ("dan.A=9; dan.C=1; dn.C=10", "1.8", "in_proportion"),
    ("dan.A=9; dn.C=9", "0", "too_few"),
    ("dan.A=9", "0", "too_few"),
    ("dan.A=0; dn.A=0", "0", "nobody"),
]


@pytest.mark.parametrize(("answer", "points", "branch"), FEW)
def test_respondents_are_counted_in_each_group(answer: str, points: str, branch: str) -> None:
    """A group with too few respondents is as if missing; so are all of them together."""
    assert grouped(respondents_at_least="10").scored(answer) == (Fraction(points), branch)


def test_a_missing_group_may_be_invalid() -> None:
    """With `missing_group: invalid` every group must have answers."""
    found = grouped(missing_group="invalid")
    assert found.scored("dan=90") == (0, "group_missing")
    assert found.branch("dan=90").state.code == "invalid"
    assert found.points("dan=90; dn=60") == Fraction("2.4")
    assert found.problem("dan=90") == (
        "Nhóm doanh nghiệp chưa có đủ phiếu để tính; tiêu chí này cần số liệu của mọi nhóm."
    )


def test_reweighting_is_reported() -> None:
    """Weights that are shared among the other groups are told of."""
    assert grouped().problem("dan=90") == (
        "Nhóm doanh nghiệp chưa có đủ phiếu để tính; trọng số được chia lại cho các nhóm có số liệu."
    )
    assert grouped().branch("dan=90; dn=60").problem == ""


SENTENCES = [
    ({}, "A=80; B=10; C=10; K=7", "86% (100 phiếu), tính theo tỷ lệ", "86% (100 respondents), in proportion"),
    ({}, "86%", "86%, tính theo tỷ lệ", "86%, in proportion"),
    (
        {"full_at": "90"},
        "A=421; C=79",
        "84,2% (500 phiếu), tính theo tỷ lệ, đủ điểm từ 90% trở lên",
        "84.2% (500 respondents), in proportion, full points from 90% on",
    ),
    (
        {"zero_below": "50"},
        "C=9",
        "0% (9 phiếu), chưa đạt mức tối thiểu 50%",
        "0% (9 respondents), below 50%, the least that counts",
    ),
    (
        {"respondents_at_least": "1000"},
        "A=999",
        "999 phiếu, chưa đủ 1.000 phiếu nên coi như chưa có số liệu",
        "999 respondents, fewer than 1,000 respondents: as if missing",
    ),
    ({}, "A=0", "không có phiếu nào được tính", "no answer counts"),
    ({}, "105", "tỷ lệ lớn hơn 100% nên không tính được điểm", "the rate is above 100%: no points"),
]


@pytest.mark.parametrize(("parameters", "answer", "vi", "en"), SENTENCES)
def test_sentences(parameters: dict[str, str], answer: str, vi: str, en: str) -> None:
    """The explanation says the rate, how many answered, and how it became points."""
    assert survey(**parameters).both(answer) == (vi, en)


def test_sentences_of_groups() -> None:
    """The explanation of groups says the weighed rate, and where weights were shared."""
    assert grouped().both("dan.A=90; dan.C=10; dn.A=60; dn.C=40") == (
        "80% (200 phiếu), tính theo tỷ lệ",
        "80% (200 respondents), in proportion",
    )
    assert grouped().both("dan=90") == (
        "90%, tính theo tỷ lệ, trọng số chia lại cho các nhóm có số liệu",
        "90%, in proportion, weights shared by the groups that have data",
    )
    assert grouped(missing_group="invalid").both("dan=90") == (
        "còn nhóm chưa có đủ phiếu để tính",
        "a group has too few answers to count",
    )


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50))
def test_the_sentence_says_the_rate_that_is_scored(content: int, so_so: int, not_content: int) -> None:
    """The rate of the sentence is the one of the points, to two decimals."""
    answer = {"A": content, "B": so_so, "C": not_content, "K": 3}
    rate = read_number(survey().said(answer).split()[0].rstrip(","), percent=True)
    assert abs(rate - survey().points(answer) * 50) <= Fraction(1, 200)
    assert f"({content + so_so + not_content} phiếu)" in survey().said(answer)


def test_descriptions() -> None:
    """The description says what each option counts for, what is left out, and the line."""
    vi, en = survey(full_at="90").described()
    assert vi == (
        "2 điểm × tỷ lệ (hài lòng: 100%; bình thường: 60%; không hài lòng: 0%; không có ý kiến: không tính)"
        " ÷ 90%, đủ điểm từ 90% trở lên."
    )
    assert (
        en == "2 points × rate (content: 100%; so so: 60%; not content: 0%; no opinion: left out)"
        " ÷ 90%, full points from 90% on."
    )


def test_descriptions_say_groups_and_respondents() -> None:
    """Weights of groups and the fewest respondents are part of how points are computed."""
    vi, en = grouped(respondents_at_least="30").described()
    assert "người dân" in vi
    assert "doanh nghiệp" in vi
    assert "30 phiếu" in vi
    assert "citizens" in en
    assert "30 respondents" in en


def test_rates_are_rounded_once_after_weighing() -> None:
    """Where the set rounds rates, the weighed rate is rounded, and said."""
    found = rounding(grouped(), 0)
    assert found.points("dan.A=2; dan.C=1; dn.A=1; dn.C=2") == Fraction("1.68")
    assert found.said("dan.A=2; dan.C=1; dn.A=1; dn.C=2") == "56% (6 phiếu), tính theo tỷ lệ"


def test_checks() -> None:
    """Options are told apart and reach `full_at`; groups have weights; bounds are rates."""
    assert survey().faults() == grouped().faults() == []
    assert survey(full_at="0").faults() == [("bound-out-of-range", ("full_at",))]
    assert survey(full_at="50", zero_below="51").faults() == [("bound-out-of-range", ("zero_below",))]
    assert survey(options=OPTIONS[1:]).faults() == [("survey-never-full", ("options",))]
    assert survey(options=OPTIONS[1:], full_at="60").faults() == []
    assert survey(options=OPTIONS[3:]).faults() == [("survey-never-full", ("options",))]
    much = [{**OPTIONS[0], "percent": "101"}]
    assert survey(options=much).faults() == [("bound-out-of-range", ("options", 0, "percent"))]
    assert survey(options=[*OPTIONS, OPTIONS[1]]).faults()[0] == ("repeated-name", ("options", 4, "id"))
    assert survey(missing_group="reweight").faults() == [("parameter-without-effect", ("missing_group",))]
    assert grouped(groups=[GROUPS[0], {**GROUPS[1], "weight": "0"}]).faults() == [
        ("weight-zero", ("groups", 1, "weight"))
    ]
    assert grouped(groups=[GROUPS[0], {**GROUPS[1], "id": "dan"}]).faults() == [
        ("repeated-name", ("groups", 1, "id"))
    ]


def test_no_option_may_be_called_as_the_percentage_is() -> None:
    """An option with the id of the percentage would make an answer mean two things."""
    found = survey(options=[*OPTIONS, {"id": "rate", "title": "Khác", "percent": "50"}])
    assert found.faults() == [("repeated-name", ("options", 4, "id"))]


def test_what_a_file_may_not_write() -> None:
    """An option says what it counts for; a group has a weight."""
    assert refused("survey", options=[]) == [("too_short", ("options",))]
    assert refused("survey", options=[{"id": "A", "title": "A"}]) == [("missing", ("options", 0, "percent"))]
    assert refused("survey", options=OPTIONS, groups=[{"id": "dan"}]) == [
        ("missing", ("groups", 0, "weight"))
    ]
    assert refused("survey", options=OPTIONS, respondents_at_least="0.5") == [
        ("not-whole", ("respondents_at_least",))
    ]
    assert refused("survey", options=OPTIONS, missing_group="zero") == [("literal_error", ("missing_group",))]


def test_a_bare_percentage_does_not_answer_several_groups() -> None:
    """Which group a lone percentage would be of is not guessed."""
    with pytest.raises(Unreadable) as caught:
        grouped().points("90%")
    assert caught.value.code == "inputs-wanted"


def test_reach() -> None:
    """The percentage that gives as many points is named, for every group."""
    assert survey(full_at="80").reached("1") == {"rate": 40}
    assert grouped().reached("2.4") == {"dan": 80, "dn": 80}
    assert survey().reached("2.1") is None
