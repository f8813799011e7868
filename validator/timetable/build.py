"""Schedules and frozen holidays to timetables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.timetable.local import closing_instant, midnight, opening_instant
from validator.timetable.timetable import Timetable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from validator.model.holidays import HolidayCalendar
    from validator.model.schedule import Opening, Schedule

FIRST_YEAR, LAST_YEAR = 1970, 2099
"""The years that instants may lie in; a schedule without public holidays is known for all of them."""

ONE_DAY = timedelta(days=1)
A_WEEK = 7


def build(
    schedule: Schedule,
    zone: tzinfo,
    calendar: HolidayCalendar | None,
    years: tuple[int, int] | None = None,
) -> Timetable:
    """Compile a schedule in its zone.

    With a holiday calendar the horizon is the calendar's years: before and after them it is not known what is open.
    Without one it is `years`, by default all that instants may lie in.
    """
    first, last = (calendar.first_year, calendar.last_year) if calendar else years or (FIRST_YEAR, LAST_YEAR)
    begins, ends = midnight(date(first, 1, 1), zone), midnight(date(last + 1, 1, 1), zone)
    closed = {holiday.date for holiday in calendar.holidays} if calendar else set()
    closed.update(schedule.closed_dates)
    days = [
        date(first, 1, 1) + ONE_DAY * number
        for number in range((date(last + 1, 1, 1) - date(first, 1, 1)).days)
    ]
    dates = tuple(midnight(day, zone) for day in days)
    if schedule.always:
        opened = [(index, dates[index], following) for index, following in enumerate((*dates[1:], ends))]
    else:
        # what opened in the week before a horizon that holidays do not bound may still be open in it
        reach = A_WEEK if calendar is None else 0
        opened = sorted(_openings(schedule.openings, zone, days, closed, reach), key=lambda each: each[1:])
    merged = _merge((max(opens, begins), min(closes, ends)) for _, opens, closes in opened)
    return Timetable(
        opens=tuple(opens for opens, _ in merged),
        closes=tuple(closes for _, closes in merged),
        begins=begins,
        ends=ends,
        dates=dates,
        next_closing=_next_closings(opened, len(days), ends),
        beyond=_beyond(schedule, calendar, first, last),
    )


def always() -> Timetable:
    """Return the wall clock as a timetable: every instant is open, from 1970-01-01 to the end of 2099, UTC."""
    begins = 0
    ends = (date(LAST_YEAR + 1, 1, 1) - date(FIRST_YEAR, 1, 1)).days * 86_400_000_000
    message = f"clock time is counted from {FIRST_YEAR} to {LAST_YEAR} only"
    return Timetable((begins,), (ends,), begins, ends, (begins,), (ends,), message)


def _openings(
    openings: Iterable[Opening], zone: tzinfo, days: list[date], closed: set[date], reach: int
) -> Iterable[tuple[int, int, int]]:
    """Yield (index of the local date it opens on, opening, closing) for every opening that exists."""
    by_weekday: dict[int, list[Opening]] = {}
    for opening in openings:
        for weekday in opening.days:
            by_weekday.setdefault(weekday, []).append(opening)
    earlier = [days[0] - ONE_DAY * back for back in range(reach, 0, -1)]
    for index, day in enumerate((*earlier, *days), start=-reach):
        if day in closed:
            continue
        for opening in by_weekday.get(day.weekday(), ()):
            opens = opening_instant(day, opening.opens, zone)
            closes = closing_instant(day, opening.closes, zone)
            if opens < closes:  # an opening that lies wholly in the gap of a clock change has no length
                yield index, opens, closes


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


def _next_closings(opened: list[tuple[int, int, int]], days: int, ends: int) -> tuple[int, ...]:
    """Return for each local date the last closing of the next date on which anything opens."""
    closing: dict[int, int] = {}
    for index, _, closes in opened:
        closing[index] = max(closing.get(index, closes), closes)
    following, result = ends, [ends] * days
    for index in range(days - 1, -1, -1):
        result[index] = following
        following = closing.get(index, following)
    return tuple(result)


def _beyond(schedule: Schedule, calendar: HolidayCalendar | None, first: int, last: int) -> str:
    if calendar is None:
        return f"`{schedule.id}` is counted from {first} to {last} only"
    return (
        f"the holidays {calendar.id} of `{schedule.id}` are frozen for {first} to {last} only; "
        f"freeze further years with `slawyer lock`"
    )
