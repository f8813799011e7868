"""The rules of a time zone as a calendar carries them: each change of the clock by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.timetable.local import DAY, MICROSECOND, NAIVE_EPOCH, clock_changes, midnight, offset_at

if TYPE_CHECKING:
    from datetime import tzinfo

    from icalendar import Timezone


def vtimezone(name: str, zone: tzinfo, first: date, end: date) -> Timezone:
    """Return the VTIMEZONE of a zone for the dates from `first` to `end` (exclusive).

    An onset is a local time of the offset before it (RFC 5545, 3.6.5).
    """
    from icalendar import Timezone  # noqa: PLC0415 -- an extra

    made = Timezone()
    made.add("tzid", name)
    begin = midnight(first, zone) - DAY
    before = offset_at(begin, zone)
    made.add_component(_observance(begin, before, before))
    for instant, old, new in clock_changes(zone, begin, midnight(end, zone) + DAY):
        made.add_component(_observance(instant, old, new))
    return made


def _observance(instant: int, before: int, after: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from icalendar import TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 -- an extra

    made = TimezoneDaylight() if after > before else TimezoneStandard()
    made.add("dtstart", NAIVE_EPOCH + (instant + before) * MICROSECOND)
    made.add("tzoffsetfrom", timedelta(microseconds=before))
    made.add("tzoffsetto", timedelta(microseconds=after))
    return made
