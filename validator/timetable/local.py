"""Local wall time to instants, through the changes of the clock.

A local time in the gap of a change is the first instant after it. A local time that occurs twice means its first
occurrence as an opening and its last as a closing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NAIVE_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 -- the origin of wall times, which have no zone
MICROSECOND = timedelta(microseconds=1)
DAY = 86_400_000_000
MINUTE = 60_000_000


def wall(day: date, minutes: int) -> int:
    """Return a wall time as microseconds since 1970-01-01 00:00 of that wall clock; `minutes` may pass midnight."""
    return (day.toordinal() - NAIVE_EPOCH.toordinal()) * DAY + minutes * MINUTE


def opening_instant(day: date, minutes: int, zone: tzinfo) -> int:
    """Return the instant at which an opening begins: the first occurrence, or the end of the gap."""
    return occurrences(wall(day, minutes), zone)[0]


def closing_instant(day: date, minutes: int, zone: tzinfo) -> int:
    """Return the instant at which an opening ends: the last occurrence, or the end of the gap."""
    return occurrences(wall(day, minutes), zone)[-1]


def midnight(day: date, zone: tzinfo) -> int:
    """Return the first instant of a local date."""
    return opening_instant(day, 0, zone)


def rfc3339(instant: int) -> str:
    """Write an instant (microseconds, UTC) as RFC 3339 with `Z`, fractions only where there are any."""
    moment = EPOCH + timedelta(microseconds=instant)
    return moment.isoformat().replace("+00:00", "Z")


def offset_at(instant: int, zone: tzinfo) -> int:
    """Return local time minus UTC at an instant, in microseconds."""
    offset = (EPOCH + timedelta(microseconds=instant)).astimezone(zone).utcoffset()
    if offset is None:
        raise TypeError(zone)
    return offset // MICROSECOND


def occurrences(local: int, zone: tzinfo) -> tuple[int, ...]:
    """Return the instants at which a wall time occurs: one, two, or for a gap the first instant after it."""
    before, after = (_offset(local, zone, fold) for fold in (0, 1))
    if before == after:
        return (local - before,)
    if before > after:
        return (local - before, local - after)
    return (change_between(local - after, local - before, zone),)  # between its two readings, as it never was


def change_between(early: int, late: int, zone: tzinfo) -> int:
    """Return the first instant with the offset that a zone has at `late`; between the two it changes once."""
    before = offset_at(early, zone)
    while late - early > 1:
        middle = (early + late) // 2
        if offset_at(middle, zone) == before:
            early = middle
        else:
            late = middle
    return late


def clock_changes(zone: tzinfo, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield every change of a zone's clocks between two instants: its instant, the offset before it and after it.

    No zone changes its clocks twice within a day.
    """
    before = offset_at(begin, zone)
    for early in range(begin, end, DAY):
        late = min(early + DAY, end)
        after = offset_at(late, zone)
        if after != before:
            yield change_between(early, late, zone), before, after
            before = after


def _offset(local: int, zone: tzinfo, fold: int) -> int:
    stamp = (NAIVE_EPOCH + timedelta(microseconds=local)).replace(tzinfo=zone, fold=fold)
    offset = stamp.utcoffset()
    if offset is None:
        raise TypeError(zone)
    return offset // MICROSECOND
