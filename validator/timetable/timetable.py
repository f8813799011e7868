"""The arithmetic of support time on windows of instants, one question at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.timetable.columns import Columns


EPOCH_DATE = date(1970, 1, 1)


class BeyondHorizon(Exception):  # noqa: N818 -- not an error of ours: a question that the windows do not reach
    """A question reaches beyond the years a timetable covers; `message` says so in words."""

    def __init__(self, message: str) -> None:
        """Keep the message for whoever tells the user."""
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Timetable:
    """Ascending, disjoint, half-open windows `[opens, closes)` within a horizon `[begins, ends)`.

    `beyond` is the message for questions outside the horizon. `dates` are the instants at which the local date changes,
    ascending; each begins the date numbered in `days` (days since 1970-01-01), and `next_closing` is the closing time
    of the next open date after that one (later than `ends` where the horizon does not show it).
    """

    opens: tuple[int, ...] = field(repr=False)
    closes: tuple[int, ...] = field(repr=False)
    begins: int
    ends: int
    dates: tuple[int, ...] = field(repr=False)
    days: tuple[int, ...] = field(repr=False)
    next_closing: tuple[int, ...] = field(repr=False)
    beyond: str

    @cached_property
    def before(self) -> tuple[int, ...]:
        """Open time before each window, and in the end the total."""
        lengths = (closes - opens for opens, closes in zip(self.opens, self.closes, strict=True))
        return (0, *accumulate(lengths))

    @property
    def total(self) -> int:
        """All open time within the horizon."""
        return self.before[-1]

    def open_time(self, instant: int) -> int:
        """Return the open time from the horizon's beginning until an instant."""
        if not self.begins <= instant <= self.ends:
            raise BeyondHorizon(self.beyond)
        index = bisect_right(self.opens, instant)
        if index == 0:
            return 0
        return self.before[index - 1] + min(instant, self.closes[index - 1]) - self.opens[index - 1]

    def at_open_time(self, amount: int) -> int:
        """Return the earliest instant until which so much open time has passed since the horizon's beginning."""
        if amount > self.total:
            raise BeyondHorizon(self.beyond)
        if amount <= 0:
            return self.begins
        index = bisect_left(self.before, amount) - 1
        return self.opens[index] + amount - self.before[index]

    @cached_property
    def columns(self) -> Columns:
        """The same timetable for arrays."""
        from validator.timetable.columns import Columns  # noqa: PLC0415 -- heavy

        return Columns(self)

    def between(self, start: int, end: int) -> int:
        """Return the support time in `[start, end)`."""
        return self.open_time(end) - self.open_time(start)

    def advance(self, start: int, amount: int) -> int:
        """Return the earliest instant at which `amount` of support time has passed since `start`."""
        if amount == 0:
            return start
        return self.at_open_time(self.open_time(start) + amount)

    def is_open(self, instant: int) -> bool:
        """Whether an instant lies within a window."""
        if not self.begins <= instant < self.ends:
            raise BeyondHorizon(self.beyond)
        index = bisect_right(self.opens, instant)
        return index > 0 and instant < self.closes[index - 1]

    def windows(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the windows within `[start, end)`, clipped to it and to the horizon."""
        for index in range(bisect_right(self.closes, start), len(self.opens)):
            if self.opens[index] >= end:
                return
            opens, closes = max(self.opens[index], start), min(self.closes[index], end)
            if opens < closes:
                yield opens, closes

    def local_date(self, instant: int) -> date:
        """Return the date that calendars show at an instant, in the schedule's zone."""
        return EPOCH_DATE + timedelta(days=self.days[self._date(instant)])

    def end_of_next_business_day(self, instant: int) -> int:
        """Return the closing time of the first open local date after the local date of an instant."""
        closing = self.next_closing[self._date(instant)]
        if closing > self.ends:
            raise BeyondHorizon(self.beyond)
        return closing

    def _date(self, instant: int) -> int:
        """Return which of `dates` an instant belongs to."""
        if not self.begins <= instant < self.ends:
            raise BeyondHorizon(self.beyond)
        return bisect_right(self.dates, instant) - 1
