"""A schedule through the editions of its policy: what it said from when until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from validator.timetable.build import LAST_YEAR

if TYPE_CHECKING:
    from validator.model.holidays import HolidayCalendar
    from validator.model.policy import Policy
    from validator.model.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Era:
    """Local dates, `end` exclusive, over which a schedule said the same; `edition` is the first one to say it."""

    edition: str
    schedule: Schedule
    calendar: HolidayCalendar | None
    first: date
    end: date

    @property
    def closed(self) -> dict[date, str]:
        """The dates on which nothing opens, with the names of those that have one."""
        days = dict.fromkeys(self.schedule.closed_dates, "")
        days |= {each.date: each.name for each in (self.calendar.holidays if self.calendar else ())}
        return {day: name for day, name in sorted(days.items()) if self.first <= day < self.end}


def eras(policy: Policy, schedule_id: str) -> Iterator[Era]:
    """Yield the eras of a schedule, oldest first; editions that say the same in turn are one.

    The last era ends with the locked years of its holidays, or with the years that instants may lie in.
    """
    editions = sorted(policy.editions.values(), key=lambda each: (each.effective_from, each.id))
    ends = [after.effective_from for _, after in pairwise(editions)] + [date(LAST_YEAR + 1, 1, 1)]
    found: Era | None = None
    for edition, end in zip(editions, ends, strict=True):
        schedule = edition.schedules.get(schedule_id)
        if schedule is None:
            continue
        calendar = policy.lock.calendars.get(schedule.holidays) if policy.lock and schedule.holidays else None
        last = date(calendar.last_year + 1, 1, 1) if calendar else end
        era = Era(edition.id, schedule, calendar, edition.effective_from, min(end, last))
        if found and found.end == era.first and _same(found.schedule, schedule):
            found = replace(found, end=era.end, schedule=schedule)
        elif era.first < era.end:
            if found:
                yield found
            found = era
    if found:
        yield found


def _same(one: Schedule, other: Schedule) -> bool:
    """Whether two schedules are open at the same times."""
    return (one.zone, one.always, one.openings, one.holidays, one.closed_dates) == (
        other.zone,
        other.always,
        other.openings,
        other.holidays,
        other.closed_dates,
    )
