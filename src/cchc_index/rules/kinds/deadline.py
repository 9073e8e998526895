"""`deadline`: the maximum on or before a day, less when late, nothing when not done."""

from __future__ import annotations

import calendar
import datetime
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeAlias

from pydantic import PlainSerializer, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from cchc_index.deferred import np
from cchc_index.exact import Column, Integers
from cchc_index.fields import Count, Flag, Model, Whole
from cchc_index.language import Lang, Text, counted, day, pick
from cchc_index.rules.awards import Award
from cchc_index.rules.contract import (
    NOT_DONE,
    Branch,
    Case,
    Columns,
    Example,
    Fault,
    Input,
    Outcome,
    Rule,
    Terms,
    Values,
)
from cchc_index.rules.excel import INVALID, chain, fitting, literal, says
from cchc_index.rules.rate import say_points
from cchc_index.rules.reading import UNDONE
from cchc_index.rules.soundness import within_maximum
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LAST = -1
_LAST_DAY = datetime.date.max.toordinal()
_MOST_DAYS = 36_600
_MONTHS = 12
_DAY = re.compile("[0-9]{1,2}")


def _day_of_month(found: Any) -> int:
    """A day's number, or `LAST`; whether the month has it is for `check` to say."""
    if found in ("last", LAST):
        return LAST
    if isinstance(found, str | int) and _DAY.fullmatch(str(found)):
        return int(found)
    code = "not-whole"
    raise PydanticCustomError(code, "{found}", {"found": str(found)})


DayOfMonth: TypeAlias = Annotated[
    int, PlainValidator(_day_of_month), PlainSerializer(lambda day: "last" if day == LAST else str(day))
]


class YearDay(Model):
    """A day of a year counted from the assessment year; `day: last` is the month's last."""

    month: Count
    day: DayOfMonth
    year: Whole = 0

    def in_year(self, year: int) -> datetime.date | None:
        """The date, or nothing where that year has no such day."""
        of = year + self.year
        if not (1 <= self.month <= _MONTHS and datetime.MINYEAR <= of <= datetime.MAXYEAR):
            return None
        days = calendar.monthrange(of, self.month)[1]
        wanted = days if self.day == LAST else self.day
        return datetime.date(of, self.month, wanted) if 1 <= wanted <= days else None


class Due(Model):
    """A day of the year, or so many days after a start that is asked too."""

    month: Count | None = None
    day: DayOfMonth | None = None
    year: Whole = 0
    within_days: Count | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        on_day = self.month is not None and self.day is not None
        part = self.month is not None or self.day is not None or self.year != 0
        if (self.within_days is None and not on_day) or (self.within_days is not None and part):
            code = "due-on-or-within"
            raise PydanticCustomError(code, "a day or a number of days")
        return self

    @property
    def on(self) -> YearDay:
        """The day of the year."""
        return YearDay(month=self.month or 0, day=0 if self.day is None else self.day, year=self.year)


class Late(Award):
    """What is left when so many days late, or until a day."""

    days: Count | None = None
    until: YearDay | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.days is None) == (self.until is None):
            code = "days-or-until"
            raise PydanticCustomError(code, "days or until")
        return self

    @property
    def branch(self) -> str:
        """The branch's id."""
        if self.until is None:
            return f"late:{self.days}"
        day = "last" if self.until.day == LAST else self.until.day
        year = f"{self.until.year:+d}:" if self.until.year else ""
        return f"until:{year}{self.until.month}-{day}"


class Deadline(Rule):
    """A task with a day by which it is to be done."""

    kind: Literal["deadline"]
    due: Due
    late: tuple[Late, ...] = ()
    working_days: Flag = False

    def inputs(self) -> tuple[Input, ...]:
        """The date, or not done; and the start that the days are counted from."""
        date = Input("date", "date", Text("ngày hoàn thành", "date done"), main=True)
        start = Input("start", "date", Text("ngày bắt đầu tính hạn", "date from which days are counted"))
        return (date,) if self.due.within_days is None else (date, start)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """The days exist, each later than the one before, and none gives more than being on time."""
        due = None
        if self.due.within_days is None:
            due = self.due.on.in_year(terms.year)
            if due is None:
                yield Fault("no-such-day", ("due",), {"year": str(terms.year + self.due.year)})
        if (self.due.within_days or 0) > _MOST_DAYS:
            yield Fault("bound-out-of-range", ("due", "within_days"), {"found": self.due.within_days})
        for number, late in enumerate(self.late):
            if (late.days or 0) > _MOST_DAYS:
                yield Fault("bound-out-of-range", ("late", number, "days"), {"found": late.days})
        yield from self._check_order(due, terms)
        yield from within_maximum("late", [late.of(terms.max_points) for late in self.late], terms)

    def _check_order(self, due: datetime.date | None, terms: Terms) -> Iterator[Fault]:
        """Each degree of lateness ends later than the one before: in days, and where the due day is known, by date."""
        days, end = 0, due
        for number, late in enumerate(self.late):
            until = late.until.in_year(terms.year) if late.until is not None else None
            if late.until is not None and until is None:
                said = {"year": str(terms.year + late.until.year)}
                yield Fault("no-such-day", ("late", number, "until"), said)
                continue
            if late.days is not None and late.days <= days:
                before = self._say_days(days) if days else None
                marks = {"found": self._say_days(late.days), "before": _say_before(before)}
                yield Fault("late-out-of-order", ("late", number), marks)
                continue
            if late.days is not None and due is not None:
                until = datetime.date.fromordinal(
                    min(self._after(due.toordinal(), late.days, terms), _LAST_DAY)
                )
            if until is not None and end is not None and until <= end < datetime.date.max:
                before = _say_date(end)
                marks = {"found": _say_date(until), "before": _say_before(before, due=end == due)}
                yield Fault("late-out-of-order", ("late", number), marks)
            days, end = max(days, late.days or 0), max(filter(None, (until, end)), default=None)

    def branches(self) -> tuple[Branch, ...]:
        """On time, each degree of lateness, too late, not done."""
        late = dict.fromkeys(Branch(late.branch) for late in self.late)
        early: tuple[Branch, ...] = ()
        if self.due.within_days is not None:
            not_started = Branch("not_started", State.INVALID, problem="done-but-not-started")
            early = (Branch("before_start", problem="done-before-start"), not_started)
        return (Branch("on_time"), *late, Branch("too_late"), Branch("not_done"), *early)

    def points(self, columns: Columns, terms: Terms) -> Outcome:
        """The points of a column of dates."""
        dates = _days(columns["date"], columns.shape)
        done = dates != NOT_DONE
        cases = [Case("not_done", ~done)]
        if self.due.within_days is not None:
            starts = _days(columns["start"], columns.shape)
            cases.append(Case("not_started", starts == NOT_DONE))
            cases.append(Case("before_start", dates < starts, columns.most))
        late = self._days_late(dates, _days(columns["start"], columns.shape), terms)
        cases.append(Case("on_time", late <= 0, columns.most))
        cases += [
            Case(each.branch, each_holds, each.of(columns.most))
            for each, each_holds in self._late(dates, late, terms)
        ]
        return self.first(columns, cases, "too_late")

    def _late(self, dates: Integers, days: Integers, terms: Terms) -> Iterator[tuple[Late, Integers]]:
        for late in self.late:
            if late.until is None:
                yield late, np.asarray(days <= late.days)
            else:
                yield late, np.asarray(dates <= _ordinal(late.until.in_year(terms.year)))

    def _days_late(self, dates: Integers, starts: Integers, terms: Terms) -> Integers:
        """Days after the due day, up to and including the date; a date that is none counts as on the due day."""
        allowed = self.due.within_days
        from_day = starts if allowed is not None else np.full_like(dates, self._due_ordinal(terms))
        until = np.where(dates == NOT_DONE, from_day, dates)
        if self.working_days:
            return terms.calendar.working_days_after(from_day, until) - (allowed or 0)
        return np.asarray(until - from_day - (allowed or 0))

    def _due_ordinal(self, terms: Terms) -> int:
        return _ordinal(self.due.on.in_year(terms.year))

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """The date, how late it is, and the day that was due."""
        if branch == "not_done":
            return pick(
                lang,
                f"chưa thực hiện ({self._say_due(values, terms, lang)})",
                f"not done ({self._say_due(values, terms, lang)})",
            )
        date = datetime.date.fromordinal(int(values["date"]))
        said = pick(lang, f"ngày {day(date, lang)}", day(date, lang))
        dates = np.array([int(values["date"])], dtype=np.int64)
        starts = np.array([int(values.get("start", Fraction(1)))], dtype=np.int64)
        late = int(self._days_late(dates, starts, terms)[0])
        if branch == "not_started":
            return f"{said}, {pick(lang, 'nhưng ngày bắt đầu ghi là chưa', 'but the starting date says not done')}"
        if branch == "before_start":
            start = day(datetime.date.fromordinal(int(values["start"])), lang)
            before = pick(lang, f"trước ngày bắt đầu {start}", f"before the starting date {start}")
            return f"{said}, {before}, {pick(lang, 'tính là đúng hạn', 'counted as on time')}"
        if late <= 0:
            return f"{said}, {pick(lang, 'đúng hạn', 'on time')} ({self._say_due(values, terms, lang)})"
        days = self._say_days(late).to(lang)
        return f"{said}, {pick(lang, f'chậm {days} so với', f'{days} late,')} {self._say_due(values, terms, lang)}"

    def _say_days(self, days: int) -> Text:
        if self.working_days:
            return Text(f"{days} ngày làm việc", counted(days, "working day", "working days"))
        return Text(f"{days} ngày", counted(days, "day", "days"))

    def _say_due(self, values: Values, terms: Terms, lang: Lang) -> str:
        if self.due.within_days is None:
            due = day(datetime.date.fromordinal(self._due_ordinal(terms)), lang)
            return pick(lang, f"hạn {due}", f"due {due}")
        span = self._say_days(self.due.within_days).to(lang)
        if not values.get("start"):
            return pick(lang, f"hạn {span} kể từ ngày bắt đầu", f"due within {span} of the start")
        start = day(datetime.date.fromordinal(int(values["start"])), lang)
        return pick(lang, f"hạn {span} kể từ ngày {start}", f"due within {span} of {start}")

    def describe(self, terms: Terms, lang: Lang) -> str:
        """The day that is due, and what being late leaves."""
        top = say_points(terms.max_points, lang)
        due = self._say_due({}, terms, lang)
        said = [pick(lang, f"Đúng {due}: {top}", f"On time, {due}: {top}")]
        if self.due.within_days is not None:
            span = self._say_days(self.due.within_days).to(lang)
            said = [
                pick(lang, f"Trong {span} kể từ ngày bắt đầu: {top}", f"Within {span} of the start: {top}")
            ]
        for late in self.late:
            gives = say_points(late.of(terms.max_points), lang)
            if late.until is None:
                days = self._say_days(late.days or 0).to(lang)
                said.append(pick(lang, f"chậm không quá {days}: {gives}", f"up to {days} late: {gives}"))
            else:
                end = late.until.in_year(terms.year)
                shown = day(end, lang) if end else ""
                said.append(pick(lang, f"đến hết ngày {shown}: {gives}", f"until {shown}: {gives}"))
        later = pick(lang, "chậm hơn" if self.late else "quá hạn", "later")
        rest = pick(lang, f"{later} hoặc chưa thực hiện: 0 điểm", f"{later} or not done: 0 points")
        return f"{'; '.join(said)}; {rest}."

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:  # noqa: ARG002
        """Not done, then the last day of each degree of lateness, then the due day."""
        yield (
            {"date": Fraction(NOT_DONE), "start": Fraction(1)}
            if self.due.within_days is not None
            else {"date": Fraction(NOT_DONE)}
        )
        start = (
            _ordinal(datetime.date(terms.year, 1, 1))
            if self.due.within_days is not None
            else self._due_ordinal(terms)
        )
        allowed = self.due.within_days or 0
        for late in sorted(self.late, key=lambda each: each.of(terms.max_points)):
            if late.until is None:
                yield self._answer(self._after(start, allowed + (late.days or 0), terms), start)
            else:
                yield self._answer(_ordinal(late.until.in_year(terms.year)), start)
        yield self._answer(self._after(start, allowed, terms), start)

    def _answer(self, date: int, start: int) -> dict[str, Fraction]:
        answer = {"date": Fraction(min(date, _LAST_DAY))}
        return answer if self.due.within_days is None else {**answer, "start": Fraction(start)}

    def _after(self, start: int, days: int, terms: Terms) -> int:
        """The last day that is at most `days` (working) days after `start`."""
        days = min(days, _MOST_DAYS)
        if not self.working_days:
            return start + days
        later = np.arange(start, start + 2 * days + 60, dtype=np.int64)
        counted = terms.calendar.working_days_after(np.full_like(later, start), later)
        return int(later[counted <= days][-1])

    def details(self, branch: str, values: Values, terms: Terms) -> dict[str, Any]:  # noqa: ARG002
        """The date and the start that it lies before."""
        dates = {
            slot: datetime.date.fromordinal(int(value)) for slot, value in values.items() if value != NOT_DONE
        }
        return {"date": dates.get("date", ""), "start": dates.get("start", "")}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """Days late by subtraction, or by NETWORKDAYS with the set's calendar."""
        date, allowed = cells["date"], self.due.within_days
        start = (
            _date(datetime.date.fromordinal(self._due_ordinal(terms))) if allowed is None else cells["start"]
        )
        late = f"({self._network(start, date, terms) if self.working_days else f'{date}-{start}'}-{allowed or 0})"
        cases = [(says(date, UNDONE), "0"), (f"NOT(ISNUMBER({date}))", INVALID)]
        if allowed is not None:
            cases.append((f"NOT(ISNUMBER({start}))", INVALID))
            cases.append((f"{date}<{start}", literal(terms.max_points)))
        cases.append((f"{late}<=0", literal(terms.max_points)))
        for each in self.late:
            end = each.until.in_year(terms.year) if each.until else None
            holds = f"{date}<={_date(end)}" if end else f"{late}<={each.days}"
            cases.append((holds, literal(each.of(terms.max_points))))
        return fitting(chain(cases, "0"))

    def _network(self, start: str, date: str, terms: Terms) -> str:
        """Working days after `start` up to and including `date`; not above 0 where the date is not later."""
        calendar_ = terms.calendar
        closed = [each for each in calendar_.holidays if each not in calendar_.working_days]
        holidays = f",{{{','.join(str(_serial(each)) for each in closed)}}}" if closed else ""
        added = "".join(
            f"+IF(AND({_date(each)}>{start},{_date(each)}<={date}),1,0)"
            for each in sorted(set(calendar_.working_days))
            if each.weekday() >= 5  # noqa: PLR2004 - Saturday
        )
        return f"IF({date}<={start},0,NETWORKDAYS({start}+1,{date}{holidays}){added})"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Late by days; until a day; within working days of a start."""
        report = {
            "kind": "deadline",
            "due": {"month": "1", "day": "last"},
            "late": [{"days": "5", "percent": "50"}],
        }
        plan = {
            "kind": "deadline",
            "due": {"month": "12", "day": "31", "year": "-1"},
            "late": [{"until": {"month": "1", "day": "31"}, "points": "0.5"}],
        }
        reply = {"kind": "deadline", "due": {"within_days": "5"}, "working_days": "true"}
        return (
            Example(report, "1", "03/02/2025", "0.5"),
            Example(plan, "2", "2025-02-01", "0"),
            Example(reply, "1", "date=10/03/2025; start=03/03/2025", "1"),
        )


def _say_date(date: datetime.date) -> Text:
    return Text(day(date, "vi"), day(date, "en"))


def _say_before(mark: Text | None, *, due: bool = False) -> Text:
    """What a degree of lateness has to come after: the due day, or the mark before it."""
    if mark is None:
        return Text("hạn", "the due day")
    if due:
        return Text(f"hạn {mark.vi}", f"the due day {mark.en}")
    return Text(f"mốc đứng trước là {mark.vi}", f"the mark before it, {mark.en}")


def _days(column: Column, shape: tuple[int, ...]) -> Integers:
    return np.broadcast_to(column.steps(0, "down"), shape)


def _ordinal(date: datetime.date | None) -> int:
    return date.toordinal() if date is not None else datetime.date.min.toordinal()


def _date(date: datetime.date) -> str:
    return f"DATE({date.year},{date.month},{date.day})"


def _serial(date: datetime.date) -> int:
    return (date - datetime.date(1899, 12, 30)).days
