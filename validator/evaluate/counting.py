"""The counting table: a clock's time, day by day, so that anybody can add it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.evaluate.reference.account import Account
from validator.model.holidays import Holiday
from validator.model.target import ClockTime
from validator.timetable.local import EPOCH, midnight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from validator.model.schedule import Schedule
    from validator.timetable import Timetable

Stretch = tuple[int, int]
"""`[from, to)`, instants in microseconds, UTC."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One local date of a count, `[begins, ends)` in instants.

    `open` are the windows of the whole date, `paused` and `counted` the stretches of the count itself; `amount` is how
    much was counted on this date, `remaining` what is left at its end of the target then in force: negative once it is
    exceeded, None where no time is promised. A window past midnight shows on both dates. `holiday` closes the date.
    """

    date: date
    begins: int
    ends: int
    open: tuple[Stretch, ...]
    paused: tuple[Stretch, ...]
    counted: tuple[Stretch, ...]
    amount: int
    remaining: int | None
    holiday: Holiday | None


@dataclass(frozen=True, slots=True)
class Count:
    """The time counted from the start of a clock to its end, in the zone of its support hours.

    `wall` says that closed hours count too. The amounts of the days add up to `elapsed`.
    """

    zone: str
    wall: bool
    days: tuple[Day, ...]

    @property
    def elapsed(self) -> int:
        """Everything that was counted; microseconds."""
        return sum(day.amount for day in self.days)


def count(account: Account, until: int | None = None) -> Count | None:
    """Count the time of an account from its start to its end, or to another instant; None where nothing is promised.

    The clock is the one that the decision is judged on. Beyond the timetable's horizon no dates are counted.
    """
    if account.shown is None:
        return None
    terms, obligation = account.ticket.terms, account.obligation
    schedule = obligation.schedule
    wall = isinstance(account.shown.promise.target, ClockTime)
    zone = account.ticket.book.zones[schedule.zone]
    end = account.until if until is None else until
    counting = _Counting(
        account=account,
        timetable=account.shown.clock.timetable,
        schedule=schedule,
        hours=account.ticket.book.timetable(terms, schedule),
        end=end,
    )
    return Count(
        schedule.zone, wall, tuple(counting.day(day, zone) for day in _dates(account.start, end, zone))
    )


def _dates(start: int, end: int, zone: tzinfo) -> Iterator[date]:
    """Yield the local dates that begin before the end, from the one of the start on; never none."""
    day = local_date(start, zone)
    yield day
    while midnight(day + ONE_DAY, zone) < end:
        day += ONE_DAY
        yield day


def local_date(instant: int, zone: tzinfo) -> date:
    """Return the date that calendars in a zone show at an instant."""
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class _Counting:
    """What the days of one count have in common; `hours` are the support hours, whatever clock is counted on."""

    account: Account
    timetable: Timetable
    schedule: Schedule
    hours: Timetable
    end: int

    def day(self, day: date, zone: tzinfo) -> Day:
        begins, ends = midnight(day, zone), midnight(day + ONE_DAY, zone)
        within = max(begins, self.account.start), min(ends, self.end)
        counted: tuple[Stretch, ...] = ()
        paused: tuple[Stretch, ...] = ()
        if within[0] < within[1]:
            windows = tuple(self.timetable.windows(*within))
            paused = overlaps(windows, self.account.pauses)
            counted = _without(windows, paused)
        return Day(
            date=day,
            begins=begins,
            ends=ends,
            open=tuple(self.hours.windows(begins, ends)),
            paused=paused,
            counted=counted,
            amount=sum(to - since for since, to in counted),
            remaining=self._remaining(min(ends, self.end)),
            holiday=self._holiday(day),
        )

    def _remaining(self, instant: int) -> int | None:
        """Return what is left of the target in force just before an instant."""
        begun = [piece for piece in self.account.pieces if piece.start < instant]
        governing = (begun or self.account.pieces)[-1].governing
        if governing.amount is None:
            return None
        return governing.amount - governing.clock.counted(governing.anchor, max(instant, governing.anchor))

    def _holiday(self, day: date) -> Holiday | None:
        lock = self.account.ticket.terms.policy.lock
        if lock is None or self.schedule.holidays is None:
            return None
        return lock.calendars[self.schedule.holidays].on(day)


def overlaps(windows: Sequence[Stretch], others: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return what disjoint stretches have in common with others."""
    found = ((max(a, c), min(b, d)) for a, b in windows for c, d in others)
    return tuple((since, to) for since, to in found if since < to)


def _without(windows: Sequence[Stretch], holes: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return disjoint ascending stretches less ascending holes within them."""
    left: list[Stretch] = []
    for opens, closes in windows:
        since = opens
        for begins, ends in holes:
            if opens <= begins and ends <= closes:
                left.append((since, begins))
                since = ends
        left.append((since, closes))
    return tuple((since, to) for since, to in left if since < to)
