"""What the clocks of one zone show over a span of days, found without asking the zone for every day."""

from __future__ import annotations

from datetime import tzinfo

from validator.timetable.local import DAY, change_between, occurrences, offset_at

STEP = 2 * DAY
"""How far apart the zone is asked. Two changes that undo each other lie almost seven days apart at the nearest (Brazil
in 2000, Gaza in 2040), and a question spans two steps: equal offsets at its ends are the offset in between."""


class LocalClock:
    """Wall times of a zone on the days `[first, end)`, which are numbered from 1970-01-01 on."""

    def __init__(self, zone: tzinfo, first: int, end: int) -> None:
        """Ask the zone every two days, beginning and ending some days beyond the span."""
        self._zone = zone
        self._begin = first * DAY - STEP
        self._offsets = [
            offset_at(instant, zone) for instant in range(self._begin, end * DAY + 3 * STEP, STEP)
        ]

    def occurrences(self, local: int) -> tuple[int, ...]:
        """Return the instants at which a wall time occurs: one, two, or for a gap the first instant after it."""
        # an offset is less than a day, so the instant lies within a day of the same reading in UTC
        early = self._offsets[(local - DAY - self._begin) // STEP]
        late = self._offsets[(local + DAY - self._begin) // STEP + 1]
        return (local - early,) if early == late else occurrences(local, self._zone)

    def date_changes(self, day: int) -> list[tuple[int, int]]:
        """Return the instants at which a day begins, each with its number.

        Clocks put back just after midnight (St. John's until 2011) return to the day before: then it begins twice.
        """
        begins = self.occurrences(day * DAY)
        if len(begins) == 1:
            return [(begins[0], day)]
        first, again = begins
        put_back = change_between(first, again, self._zone)
        if put_back == again:
            return [(first, day)]
        return [(first, day), (put_back, day - 1), (again, day)]
