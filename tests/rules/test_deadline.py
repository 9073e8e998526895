"""Rule `deadline`: the maximum on or before a day, less when late, nothing when not done."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.cases import YEAR, Leaf, day, leaf, refused

JANUARY = {"month": "1", "day": "31"}
LATE = [{"days": "5", "percent": "50"}, {"days": "10", "points": "0.2"}]


def report(max_points: str = "1", **parameters: Any) -> Leaf:
    """Return a report due on 31 January, half for five days late, 0.2 for ten."""
    return leaf("deadline", max_points, **{"due": JANUARY, "late": LATE, **parameters})


DATES = [
    ("01/12/2024", "1", "on_time"),
    ("30/01/2025", "1", "on_time"),
    ("31/01/2025", "1", "on_time"),
    ("01/02/2025", "0.5", "late:5"),
    ("05/02/2025", "0.5", "late:5"),
    ("06/02/2025", "0.2", "late:10"),
    ("10/02/2025", "0.2", "late:10"),
    ("11/02/2025", "0", "too_late"),
    ("2026-01-31", "0", "too_late"),
    ("chưa", "0", "not_done"),
    ("không", "0", "not_done"),
    ("not done", "0", "not_done"),
]


@pytest.mark.parametrize(("date", "points", "branch"), DATES)
def test_days_late_from_the_day_after(date: str, points: str, branch: str) -> None:
    """The due day itself is in time; each degree of lateness includes its last day."""
    assert report().scored(date) == (Fraction(points), branch)


# From 28 to 31 January 2025 nobody works; on Saturday 8 February everybody does.
WORKED = [
    ("31/01/2025", "on_time", 0),
    ("02/02/2025", "on_time", 0),
    ("03/02/2025", "late:5", 1),
    ("07/02/2025", "late:5", 5),
    ("08/02/2025", "late:10", 6),
    ("09/02/2025", "late:10", 6),
    ("13/02/2025", "late:10", 10),
    ("14/02/2025", "too_late", 11),
]


@pytest.mark.parametrize(("date", "branch", "days"), WORKED)
def test_working_days_late(date: str, branch: str, days: int) -> None:
    """With `working_days` weekends and holidays do not count, and Saturdays that are worked do."""
    found = report(working_days="true")
    assert found.branch(date).id == branch
    assert (f"chậm {days} ngày làm việc" in found.said(date)) == (days > 0)


def test_the_due_day_never_moves() -> None:
    """A due day on a holiday or a weekend stays where it is."""
    found = leaf(
        "deadline", due={"month": "2", "day": "1"}, late=[{"days": "1", "points": "0.5"}], working_days="true"
    )
    assert [found.branch(f"0{date}/02/2025").id for date in (1, 2, 3, 4)] == [
        "on_time",
        "on_time",
        "late:1",
        "too_late",
    ]


YEARS = [("-1", "31/01/2024"), ("0", "31/01/2025"), ("1", "31/01/2026")]


@pytest.mark.parametrize(("year", "due"), YEARS)
def test_the_year_counts_from_the_assessment_year(year: str, due: str) -> None:
    """Year 0 is the assessment year, -1 the one before, 1 the one after."""
    found = report(due={**JANUARY, "year": year}, late=[])
    assert found.branch(due).id == "on_time"
    assert found.branch(due.replace("31/01", "01/02")).id == "too_late"


@pytest.mark.parametrize(("month", "last"), [("1", "31"), ("2", "28"), ("4", "30"), ("12", "31")])
def test_the_last_day_of_a_month(month: str, last: str) -> None:
    """`day: last` is the month's last day."""
    found = leaf("deadline", due={"month": month, "day": "last"})
    assert found.branch(f"{last}/{month}/2025").id == "on_time"
    assert found.said("chưa") == f"chưa thực hiện (hạn {last}/{int(month):02d}/2025)"


PLAN = {
    "due": {"month": "12", "day": "31", "year": "-1"},
    "late": [{"until": JANUARY, "points": "0.5"}, {"until": {"month": "2", "day": "last"}, "percent": "10"}],
}
UNTIL = [
    ("31/12/2024", "1", "on_time"),
    ("01/01/2025", "0.5", "until:1-31"),
    ("31/01/2025", "0.5", "until:1-31"),
    ("01/02/2025", "0.1", "until:2-last"),
    ("28/02/2025", "0.1", "until:2-last"),
    ("01/03/2025", "0", "too_late"),
]


@pytest.mark.parametrize(("date", "points", "branch"), UNTIL)
def test_late_until_a_day(date: str, points: str, branch: str) -> None:
    """Lateness may be given by days of the year, each included."""
    found = leaf("deadline", **PLAN)
    assert found.faults() == []
    assert found.scored(date) == (Fraction(points), branch)


def reply(**parameters: Any) -> Leaf:
    """Return a reply that is due within five days of a start."""
    return leaf(
        "deadline", **{"due": {"within_days": "5"}, "late": [{"days": "2", "points": "0.5"}], **parameters}
    )


WITHIN = [
    ("03/03/2025", "1", "on_time"),
    ("08/03/2025", "1", "on_time"),
    ("09/03/2025", "0.5", "late:2"),
    ("10/03/2025", "0.5", "late:2"),
    ("11/03/2025", "0", "too_late"),
    ("02/03/2025", "1", "before_start"),
    ("chưa", "0", "not_done"),
]


@pytest.mark.parametrize(("date", "points", "branch"), WITHIN)
def test_within_days_of_a_start(date: str, points: str, branch: str) -> None:
    """Days are counted from the day after the start; a date before it is in time, and doubtful."""
    assert reply().scored(f"date={date}; start=03/03/2025") == (Fraction(points), branch)


def test_within_working_days_of_a_start() -> None:
    """Five working days from a Monday end on the Monday after."""
    found = reply(working_days="true")
    assert found.branch("date=10/03/2025; start=03/03/2025").id == "on_time"
    assert found.branch("date=11/03/2025; start=03/03/2025").id == "late:2"
    assert found.branch("date=13/03/2025; start=03/03/2025").id == "too_late"


def test_what_was_not_done_needs_no_start() -> None:
    """A bare answer is the date's; what was not done has no start."""
    assert reply().scored("chưa") == (0, "not_done")
    assert reply().both("chưa") == (
        "chưa thực hiện (hạn 5 ngày kể từ ngày bắt đầu)",
        "not done (due within 5 days of the start)",
    )


def test_what_never_started_has_no_date() -> None:
    """A date of something that never started is invalid, and no lateness of thousands of years."""
    answer = "date=10/03/2025; start=chưa"
    assert (reply().points(answer), reply().branch(answer).state.code) == (0, "invalid")
    assert reply().both(answer) == (
        "ngày 10/03/2025, nhưng ngày bắt đầu ghi là chưa",
        "2025-03-10, but the starting date says not done",
    )
    assert reply().problem(answer)
    assert reply().scored("date=chưa; start=chưa") == (0, "not_done")


SENTENCES = [
    (
        "05/02/2025",
        "ngày 05/02/2025, chậm 5 ngày so với hạn 31/01/2025",
        "2025-02-05, 5 days late, due 2025-01-31",
    ),
    (
        "01/02/2025",
        "ngày 01/02/2025, chậm 1 ngày so với hạn 31/01/2025",
        "2025-02-01, 1 day late, due 2025-01-31",
    ),
    (
        "11/02/2025",
        "ngày 11/02/2025, chậm 11 ngày so với hạn 31/01/2025",
        "2025-02-11, 11 days late, due 2025-01-31",
    ),
    ("30/01/2025", "ngày 30/01/2025, đúng hạn (hạn 31/01/2025)", "2025-01-30, on time (due 2025-01-31)"),
    ("chưa", "chưa thực hiện (hạn 31/01/2025)", "not done (due 2025-01-31)"),
]


@pytest.mark.parametrize(("date", "vi", "en"), SENTENCES)
def test_sentences(date: str, vi: str, en: str) -> None:
    """The explanation says the date, how late it is, and what was due."""
    assert report().both(date) == (vi, en)


def test_sentences_of_working_days_and_starts() -> None:
    """Working days are called so, and a start is said with its days."""
    assert report(working_days="true").both("05/02/2025") == (
        "ngày 05/02/2025, chậm 3 ngày làm việc so với hạn 31/01/2025",
        "2025-02-05, 3 working days late, due 2025-01-31",
    )
    assert reply().both("date=10/03/2025; start=03/03/2025") == (
        "ngày 10/03/2025, chậm 2 ngày so với hạn 5 ngày kể từ ngày 03/03/2025",
        "2025-03-10, 2 days late, due within 5 days of 2025-03-03",
    )
    assert reply(working_days="true").said("date=10/03/2025; start=03/03/2025") == (
        "ngày 10/03/2025, đúng hạn (hạn 5 ngày làm việc kể từ ngày 03/03/2025)"
    )
    assert reply().both("date=02/03/2025; start=03/03/2025") == (
        "ngày 02/03/2025, trước ngày bắt đầu 03/03/2025, tính là đúng hạn",
        "2025-03-02, before the starting date 2025-03-03, counted as on time",
    )


def test_a_date_before_the_start_is_reported() -> None:
    """The problem names both dates."""
    assert reply().problem("date=02/03/2025; start=03/03/2025") == (
        "Ngày hoàn thành 02/03/2025 trước ngày bắt đầu 03/03/2025; vẫn tính là đúng hạn."
    )


@given(st.integers(0, 40))
def test_the_sentence_says_the_lateness_that_is_scored(late: int) -> None:
    """The days late of the sentence choose the points."""
    date = day("2025-01-31") + timedelta(days=late)
    said = report().said(date.isoformat())
    words = said.partition("chậm ")[2].split()
    days = int(words[0]) if words else 0
    expected = (
        Fraction("1") if days == 0 else Fraction("0.5") if days <= 5 else Fraction("0.2") if days <= 10 else 0
    )
    assert report().points(date.isoformat()) == expected


def test_descriptions() -> None:
    """The description says the due day and what each lateness leaves."""
    assert report().described() == (
        (
            "Đúng hạn 31/01/2025: 1 điểm; chậm không quá 5 ngày: 0,5 điểm; chậm không quá 10 ngày: 0,2 điểm;"
            " chậm hơn hoặc chưa thực hiện: 0 điểm."
        ),
        (
            "On time, due 2025-01-31: 1 point; up to 5 days late: 0.5 points; up to 10 days late: 0.2 points;"
            " later or not done: 0 points."
        ),
    )
    assert leaf("deadline", **PLAN).described() == (
        (
            "Đúng hạn 31/12/2024: 1 điểm; đến hết ngày 31/01/2025: 0,5 điểm; đến hết ngày 28/02/2025: 0,1 điểm;"
            " chậm hơn hoặc chưa thực hiện: 0 điểm."
        ),
        (
            "On time, due 2024-12-31: 1 point; until 2025-01-31: 0.5 points; until 2025-02-28: 0.1 points;"
            " later or not done: 0 points."
        ),
    )
    assert reply(working_days="true", late=[]).described() == (
        "Trong 5 ngày làm việc kể từ ngày bắt đầu: 1 điểm; quá hạn hoặc chưa thực hiện: 0 điểm.",
        "Within 5 working days of the start: 1 point; later or not done: 0 points.",
    )


def test_checks() -> None:
    """Days exist, each lateness ends after the one before, and none gives more than being in time."""
    assert report().faults() == []
    assert reply().faults() == []
    assert report("0.1").faults() == [("points-exceed-max", ("late", 1))]
    for month, number in (("2", "29"), ("4", "31"), ("13", "1"), ("0", "1")):
        assert leaf("deadline", due={"month": month, "day": number}).faults() == [("no-such-day", ("due",))]
    leap = leaf("deadline", due={"month": "2", "day": "29", "year": "-1"})
    assert leap.faults() == []


DISORDER = [
    [{"days": "5", "points": "0.5"}, {"days": "5", "points": "0.2"}],
    [{"days": "5", "points": "0.5"}, {"days": "3", "points": "0.2"}],
    [
        {"until": {"month": "2", "day": "10"}, "points": "0.5"},
        {"until": {"month": "2", "day": "10"}, "points": "0.2"},
    ],
    [
        {"until": {"month": "2", "day": "10"}, "points": "0.5"},
        {"until": {"month": "2", "day": "9"}, "points": "0.2"},
    ],
]


@pytest.mark.parametrize("late", DISORDER)
def test_late_entries_out_of_order(late: list[dict[str, Any]]) -> None:
    """An entry that the one before leaves nothing to is told of."""
    assert report(late=late).faults() == [("late-out-of-order", ("late", 1))]


def test_late_entries_that_are_not_late() -> None:
    """An entry of 0 days, or until a day that is not after the due day, is told of."""
    assert report(late=[{"days": "0", "points": "0.5"}]).faults() == [("late-out-of-order", ("late", 0))]
    assert report(late=[{"until": JANUARY, "points": "0.5"}]).faults() == [("late-out-of-order", ("late", 0))]
    none = {"until": {"month": "2", "day": "30"}, "points": "0.5"}
    assert report(late=[none]).faults() == [("no-such-day", ("late", 0, "until"))]


MIXED = [
    [{"days": "40", "points": "0.5"}, {"until": {"month": "2", "day": "10"}, "points": "0.2"}],
    [{"until": {"month": "3", "day": "31"}, "points": "0.5"}, {"days": "5", "points": "0.2"}],
]


@pytest.mark.parametrize("late", MIXED)
def test_late_entries_of_both_sorts_out_of_order(late: list[dict[str, Any]]) -> None:
    """A day and a number of days after one due day are compared too: what is never reached is told of."""
    assert report(late=late).faults() == [("late-out-of-order", ("late", 1))]


def test_what_a_file_may_not_write() -> None:
    """A due day is a month and a day, or a number of days; lateness is a number of days or a day."""
    for due in (
        {},
        {"month": "1"},
        {"day": "1"},
        {**JANUARY, "within_days": "5"},
        {"within_days": "5", "year": "1"},
    ):
        assert refused("deadline", due=due) == [("due-on-or-within", ("due",))]
    assert refused("deadline", due=JANUARY, late=[{"points": "1"}]) == [("days-or-until", ("late", 0))]
    both = {"days": "1", "until": JANUARY, "points": "1"}
    assert refused("deadline", due=JANUARY, late=[both]) == [("days-or-until", ("late", 0))]
    assert refused("deadline", due=JANUARY, late=[{"days": "1"}]) == [("points-or-percent", ("late", 0))]
    assert refused("deadline", due={"month": "một", "day": "1"}) == [("not-whole", ("due", "month"))]


def test_a_day_0_is_no_last_day() -> None:
    """The number 0 is no day: only `last` is the last of a month."""
    due = {"month": "2", "day": "0"}
    assert refused("deadline", due=due) or leaf("deadline", due=due).faults() == [("no-such-day", ("due",))]


@pytest.mark.parametrize("number", ["٣", "3.0", "-1", "100", "LAST", "cuối", ["31"], {"last": "1"}])
def test_days_that_are_none(number: Any) -> None:
    """A day is a number in ascii digits, or the word `last`."""
    found = refused("deadline", due={"month": "1", "day": number})
    assert found == [("not-whole", ("due", "day"))]


ENDLESS = "9" * 7


@pytest.mark.parametrize("working_days", ["true", "false"])
@pytest.mark.parametrize(
    "parameters",
    [{"due": JANUARY, "late": [{"days": ENDLESS, "points": "0.5"}]}, {"due": {"within_days": ENDLESS}}],
)
def test_numbers_of_days_are_bounded(parameters: dict[str, Any], working_days: str) -> None:
    """A number of days that no calendar holds is told of, and never counted out day by day."""
    said = {**parameters, "working_days": working_days}
    assert refused("deadline", **said) or leaf("deadline", **said).faults()


def test_days_beyond_the_last_year_are_no_days() -> None:
    """A set whose lateness runs past the year 9999 is checked, and no such day is named."""
    late = [{"days": "5", "points": "0.5"}]
    found = leaf("deadline", due={"month": "12", "day": "31", "year": str(9999 - YEAR)}, late=late)
    assert all(code != "late-out-of-order" for code, _ in found.faults())
    reached = found.reached("0.5")
    assert reached is None or reached["date"] <= date.max.toordinal()


def test_two_late_days_of_different_years_are_two_branches() -> None:
    """The same day of two years is told apart in the branches."""
    late = [{"until": JANUARY, "points": "0.5"}, {"until": {**JANUARY, "year": "1"}, "points": "0.2"}]
    found = leaf("deadline", due={"month": "12", "day": "31", "year": "-1"}, late=late)
    assert found.faults() == []
    assert found.branch("20/01/2025").id != found.branch("20/01/2026").id


def test_reach() -> None:
    """The last day that still gives as many points is named."""
    assert report().reached("0") == {"date": 0}
    assert report().reached("0.2") == {"date": day("2025-02-10").toordinal()}
    assert report().reached("0.5") == {"date": day("2025-02-05").toordinal()}
    assert report().reached("0.6") == {"date": day("2025-01-31").toordinal()}
    assert report().reached("1.1") is None
    assert leaf("deadline", **PLAN).reached("0.5") == {"date": day("2025-01-31").toordinal()}
    start = day("2025-01-01").toordinal()
    assert reply().reached("1") == {"date": start + 5, "start": start}
    worked = report(working_days="true")
    assert worked.reached("0.5") == {"date": day("2025-02-07").toordinal()}
    assert worked.reached("0.2") == {"date": day("2025-02-13").toordinal()}
