"""Working days between dates: Monday to Friday, less holidays, and days worked besides."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.rules.calendar import Calendar

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
CALENDARS = st.builds(
    Calendar, st.lists(DAYS, max_size=30).map(tuple), st.lists(DAYS, max_size=10).map(tuple)
)


def works(calendar: Calendar, day: date) -> bool:
    """Tell whether offices work on a day."""
    return day in calendar.working_days or (day.weekday() < 5 and day not in calendar.holidays)


def counted(calendar: Calendar, first: date, last: date) -> int:
    """Count the working days after one day up to and including another."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(works(calendar, day) for day in days)


def numbers(days: list[date]) -> np.ndarray:
    """Return days as a column of day numbers."""
    return np.array([day.toordinal() for day in days], dtype=np.int64)


@given(CALENDARS, st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=5))
def test_working_days_are_those_counted_one_by_one(calendar: Calendar, spans: list[tuple[date, int]]) -> None:
    """Whole columns of days are counted as one would on a wall calendar."""
    first = [day for day, _ in spans]
    last = [day + timedelta(days=span) for day, span in spans]
    found = calendar.working_days_after(numbers(first), numbers(last)).tolist()
    assert found == [counted(calendar, *pair) for pair in zip(first, last, strict=True)]


@given(CALENDARS, DAYS, st.integers(0, 400))
def test_no_working_days_lie_before_a_day(calendar: Calendar, day: date, span: int) -> None:
    """Backwards the count is never above 0."""
    earlier = day - timedelta(days=span)
    assert calendar.working_days_after(numbers([day]), numbers([earlier]))[0] <= 0


@given(CALENDARS, DAYS)
def test_a_day_listed_twice_counts_once(calendar: Calendar, day: date) -> None:
    """A holiday or working day that is listed again changes nothing; a day of both lists is worked."""
    again = Calendar(calendar.holidays * 2, (*calendar.working_days, *calendar.working_days))
    first = numbers([day])
    for span in (1, 10, 200):
        assert again.working_days_after(first, first + span) == calendar.working_days_after(
            first, first + span
        )


def test_no_days_lie_after_a_day_up_to_itself() -> None:
    """The day itself does not count."""
    monday = numbers([date(2025, 3, 3)])
    assert Calendar().working_days_after(monday, monday).tolist() == [0]
    assert Calendar().working_days_after(monday, monday + 7).tolist() == [5]
    assert Calendar().working_days_after(monday, monday + 5).tolist() == [4]
