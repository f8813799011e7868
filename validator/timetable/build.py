"""Schedules and frozen holidays to timetables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo
from typing import Final, NamedTuple

from validator.model.holidays import HolidayCalendar
from validator.model.schedule import Opening, Schedule
from validator.timetable.local import DAY, MINUTE, midnight
from validator.timetable.local_clock import LocalClock
from validator.timetable.timetable import EPOCH_DATE, Timetable

FIRST_YEAR, LAST_YEAR = 1970, 2099
"""The years that instants may lie in; a schedule without public holidays is known for all of them."""

A_DAY: Final = 24 * 60
EVERY_DAY: Final = Opening(tuple(range(7)), 0, A_DAY, "always")
FIRST_WEEKDAY: Final = EPOCH_DATE.weekday()


class _Opened(NamedTuple):
    """One opening of a schedule on one day (numbered from 1970-01-01 on), as instants."""

    opens: int
    closes: int
    day: int


def build(
    schedule: Schedule,
    zone: tzinfo,
    calendar: HolidayCalendar | None,
    years: tuple[int, int] | None = None,
) -> Timetable:
    """Compile a schedule in its zone.

    With a holiday calendar the horizon is the calendar's years: before and after them it is not known what is open.
    If hours of the day before run into the first year, it begins when they would have ended. Without a calendar the
    horizon is `years`, by default all that instants may lie in.
    """
    first, last = (calendar.first_year, calendar.last_year) if calendar else years or (FIRST_YEAR, LAST_YEAR)
    begins, ends = midnight(date(first, 1, 1), zone), midnight(date(last + 1, 1, 1), zone)
    days = range(_number(date(first, 1, 1)), _number(date(last + 1, 1, 1)))
    openings = (EVERY_DAY,) if schedule.always else schedule.openings
    reach = max((opening.closes - 1 for opening in openings), default=0) // A_DAY
    clock = LocalClock(zone, days.start - reach, days.stop + reach)
    closed = {_number(day) for day in schedule.closed_dates}
    closed.update(_number(holiday.date) for holiday in (calendar.holidays if calendar else ()))
    earlier = sorted(_opened(openings, clock, range(days.start - reach, days.start), closed))
    opened = sorted(_opened(openings, clock, days, closed))
    if calendar:  # nobody knows whether the days before were holidays
        begins = max([begins, *(each.closes for each in earlier)])
    else:
        opened = earlier + opened
    windows = _merge((max(each.opens, begins), min(each.closes, ends)) for each in opened)
    dates = _dates(clock, days)
    following = _next_closings(opened, range(days.start - 1, days.stop), ends + 1)
    return Timetable(
        opens=tuple(opens for opens, _ in windows),
        closes=tuple(closes for _, closes in windows),
        begins=begins,
        ends=ends,
        dates=tuple(begin for begin, _ in dates),
        days=tuple(day for _, day in dates),
        next_closing=tuple(following[day] for _, day in dates),
        beyond=_beyond(schedule, calendar, first, last),
    )


def always() -> Timetable:
    """Return the wall clock as a timetable: every instant is open, from 1970-01-01 to the end of 2099, UTC."""
    days = _number(date(LAST_YEAR + 1, 1, 1))
    ends = days * DAY
    return Timetable(
        opens=(0,),
        closes=(ends,),
        begins=0,
        ends=ends,
        dates=tuple(range(0, ends, DAY)),
        days=tuple(range(days)),
        next_closing=tuple(range(2 * DAY, ends + 2 * DAY, DAY)),
        beyond=f"clock time is counted from {FIRST_YEAR} to {LAST_YEAR} only",
    )


def _number(day: date) -> int:
    return day.toordinal() - EPOCH_DATE.toordinal()


def _opened(
    openings: Sequence[Opening], clock: LocalClock, days: Iterable[int], closed: set[int]
) -> Iterable[_Opened]:
    """Yield every opening that exists on some days."""
    by_weekday = [[opening for opening in openings if weekday in opening.days] for weekday in range(7)]
    for day in days:
        if day in closed:
            continue
        for opening in by_weekday[(day + FIRST_WEEKDAY) % 7]:
            opens = clock.occurrences(day * DAY + opening.opens * MINUTE)[0]
            closes = clock.occurrences(day * DAY + opening.closes * MINUTE)[-1]
            if opens < closes:  # an opening that lies wholly in the gap of a clock change has no length
                yield _Opened(opens, closes, day)


def _merge(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge ascending windows that touch or overlap; drop those that clipping has emptied."""
    merged: list[tuple[int, int]] = []
    for opens, closes in windows:
        if closes <= opens:
            continue
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def _dates(clock: LocalClock, days: range) -> list[tuple[int, int]]:
    """Return the instants at which the local date changes, each with the day that begins; ascending."""
    changes: list[tuple[int, int]] = []
    for day in days:
        begins = clock.date_changes(day)
        if changes and changes[-1][0] == begins[0][0]:
            changes.pop()  # a date that the zone has skipped (Samoa on 2011-12-30)
        changes += begins
    return changes


def _next_closings(opened: Iterable[_Opened], days: range, never: int) -> dict[int, int]:
    """Return for each day the last closing of the next day on which anything opens, `never` if there is none."""
    last_closing: dict[int, int] = {}
    for _, closes, day in opened:
        last_closing[day] = max(last_closing.get(day, closes), closes)
    following, result = never, {}
    for day in reversed(days):
        result[day] = following
        following = last_closing.get(day, following)
    return result


def _beyond(schedule: Schedule, calendar: HolidayCalendar | None, first: int, last: int) -> str:
    if calendar is None:
        return f"`{schedule.id}` is counted from {first} to {last} only"
    return (
        f"the holidays {calendar.id} of `{schedule.id}` are frozen for {first} to {last} only; "
        f"freeze further years with `slawyer lock --from YEAR` or `--until YEAR`"
    )
