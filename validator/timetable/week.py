"""The openings of a schedule within one week, before zones and holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from validator.model.schedule import Opening, Schedule

MINUTES_PER_DAY = 1440
MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY


def spans(opening: Opening) -> Iterator[tuple[int, int]]:
    """Yield when an opening opens and closes, in minutes from the midnight before Monday.

    A closing may lie in the next week.
    """
    for day in opening.days:
        yield day * MINUTES_PER_DAY + opening.opens, day * MINUTES_PER_DAY + opening.closes


def open_minutes(schedule: Schedule) -> frozenset[int]:
    """Return the minutes of the week, counted from the midnight before Monday, in which a schedule is open."""
    return minutes_of(None if schedule.always else schedule.openings)


def minutes_of(openings: Iterable[Opening] | None) -> frozenset[int]:
    """Return the minutes of the week that openings cover; None is around the clock."""
    if openings is None:
        return frozenset(range(MINUTES_PER_WEEK))
    minutes: set[int] = set()
    for opening in openings:
        for opens, closes in spans(opening):
            minutes.update(range(opens, min(closes, MINUTES_PER_WEEK)))
            minutes.update(range(closes - MINUTES_PER_WEEK))  # what lies in the next week
    return frozenset(minutes)


def is_around_the_clock(schedule: Schedule) -> bool:
    """Whether a schedule is never closed."""
    if schedule.always:
        return True
    closes = schedule.holidays is not None or schedule.closed_dates
    return not closes and len(open_minutes(schedule)) == MINUTES_PER_WEEK
