"""Two promises in time compared on the calendar: whose deadlines come earlier, over two years of submissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

import numpy as np

from validator.changes.favours import Favours
from validator.model.holidays import HolidayCalendar
from validator.model.policy import Policy
from validator.model.schedule import Schedule
from validator.model.target import BusinessDays, ClockTime, EndOfNextBusinessDay, SupportTime, Within
from validator.timetable import build
from validator.timetable.columns import BEYOND, Columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.timetable import Timetable

STEP: Final = 15 * 60_000_000
"""Submissions are tried so far apart, in microseconds: openings and closings lie on the quarter hour as a rule."""

PERIOD: Final = 2 * 366 * 24 * 3_600_000_000
"""Two years, in microseconds: every weekday meets every holiday that moves, and both clock changes, twice."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One submission whose deadline moves; instants in microseconds, UTC."""

    submitted: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What a customer gains or loses, and the submission for which most is lost, or else gained.

    `tried` counts the submissions whose deadlines are known under both, 0 if the frozen holidays reach none.
    """

    favours: Favours
    shift: Shift | None
    tried: int


@dataclass(frozen=True)
class Calendar:
    """One side: its frozen holidays and the zones its schedules are in; timetables are built when first asked for."""

    policy: Policy
    zones: Mapping[str, tzinfo]
    _built: dict[object, tuple[Timetable, Columns]] = field(default_factory=dict, repr=False)

    def holidays(self, schedule: Schedule) -> HolidayCalendar | None:
        """Return the frozen holidays that close a schedule."""
        lock = self.policy.lock
        return lock.calendars[schedule.holidays] if lock and schedule.holidays else None

    def timetable(self, schedule: Schedule) -> tuple[Timetable, Columns]:
        """Return a schedule compiled."""
        key = hours_of(schedule)
        if key not in self._built:
            timetable = build(schedule, self.zones[schedule.zone], self.holidays(schedule))
            self._built[key] = timetable, Columns(timetable)
        return self._built[key]

    def deadlines(
        self, schedule: Schedule, target: Within, submitted: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return when answers are due, BEYOND where the frozen holidays do not reach."""
        _, columns = self.timetable(schedule)
        match target:
            case ClockTime(amount):
                return submitted + amount
            case SupportTime(amount):
                return columns.advance(submitted, np.full_like(submitted, amount))
            case BusinessDays(days):
                amount = days * (schedule.business_day or 0)  # `check` refuses business days without a length
                return columns.advance(submitted, np.full_like(submitted, amount))
            case EndOfNextBusinessDay():
                return columns.end_of_next_business_day(submitted)


def hours_of(schedule: Schedule) -> object:
    """Return what deadlines on a schedule depend on, beside its holidays."""
    hours = schedule.always, schedule.openings, schedule.closed_dates
    return schedule.zone, hours, schedule.holidays, schedule.business_day


def compare(
    old: tuple[Calendar, Schedule, Within], new: tuple[Calendar, Schedule, Within], since: int
) -> Compared:
    """Compare the deadlines of two promises for submissions in the two years from an instant on.

    Where the frozen holidays end before that, the last two years that both sides know are tried.
    """
    if _same(old, new):
        return Compared(Favours.NEUTRAL, None, 0)
    submitted = _submissions(old, new, since)
    first, second = (
        calendar.deadlines(schedule, target, submitted) for calendar, schedule, target in (old, new)
    )
    known = (first != BEYOND) & (second != BEYOND)
    submitted, first, second = submitted[known], first[known], second[known]
    if not submitted.size:
        return Compared(Favours.INCOMPARABLE, None, 0)
    later = second - first
    index = int(np.argmax(later) if later.max() > 0 else np.argmin(later))
    worse, better = bool(later.max() > 0), bool(later.min() < 0)
    shift = Shift(int(submitted[index]), int(first[index]), int(second[index])) if worse or better else None
    return Compared(_favours(worse=worse, better=better), shift, int(submitted.size))


def _favours(*, worse: bool, better: bool) -> Favours:
    if worse and better:
        return Favours.INCOMPARABLE
    if worse:
        return Favours.ADVERSE
    return Favours.FAVOURABLE if better else Favours.NEUTRAL


def _same(old: tuple[Calendar, Schedule, Within], new: tuple[Calendar, Schedule, Within]) -> bool:
    """Whether two promises are the same words on the same hours."""
    (one, hours, target), (other, hours_now, target_now) = old, new
    if target != target_now:
        return False
    if isinstance(target, ClockTime):
        return True
    return hours_of(hours) == hours_of(hours_now) and one.holidays(hours) == other.holidays(hours_now)


def _submissions(
    old: tuple[Calendar, Schedule, Within], new: tuple[Calendar, Schedule, Within], since: int
) -> NDArray[np.int64]:
    known = [calendar.timetable(schedule)[0] for calendar, schedule, _ in (old, new)]
    begins, ends = max(each.begins for each in known), min(each.ends for each in known)
    first = max(begins, min(since, ends - PERIOD))
    return np.arange(first, min(first + PERIOD, ends), STEP, dtype=np.int64)
