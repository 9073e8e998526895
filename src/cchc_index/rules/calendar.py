"""Days between dates, on every day of the week or on working days; dates are whole day numbers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from cchc_index.deferred import np
from cchc_index.exact import Integers

_EPOCH = datetime.date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Calendar:
    """The days on which offices work: Monday to Friday, less `holidays`, and `working_days` besides.

    Example:
        >>> tet = Calendar(holidays=(datetime.date(2025, 1, 1),))
        >>> friday, monday = datetime.date(2024, 12, 27).toordinal(), datetime.date(2025, 1, 6).toordinal()
        >>> int(tet.working_days_after(np.array([friday]), np.array([monday]))[0])
        5
    """

    holidays: tuple[datetime.date, ...] = ()
    working_days: tuple[datetime.date, ...] = ()

    def working_days_after(self, first: Integers, last: Integers) -> Integers:
        """Working days after `first`, up to and including `last`; negative where `last` comes before."""
        begin, end = _days(first + 1), _days(last + 1)
        weekdays = np.busday_count(begin, end, busdaycal=self._weekdays)
        added = np.searchsorted(self._added, end) - np.searchsorted(self._added, begin)
        return np.asarray(weekdays + added)

    @cached_property
    def _weekdays(self) -> np.busdaycalendar:
        closed = [day for day in self.holidays if day not in self.working_days]
        return np.busdaycalendar(holidays=np.array(closed, dtype="datetime64[D]"))

    @cached_property
    def _added(self) -> Integers:
        """The working days that Monday to Friday and the holidays do not already give."""
        extra = np.array(sorted(set(self.working_days)), dtype="datetime64[D]")
        return np.asarray(extra[~np.is_busday(extra, busdaycal=self._weekdays)])


def _days(ordinals: Integers) -> Integers:
    return np.asarray((ordinals.astype(np.int64) - _EPOCH).astype("datetime64[D]"))
