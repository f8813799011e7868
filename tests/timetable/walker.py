"""Support hours by walking: every quarter of an hour is asked what local clocks show. Slow, and hard to get wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from validator.location import Address
from validator.model.holidays import Holiday, HolidayCalendar
from validator.model.schedule import Opening, Schedule
from validator.workspace.zones import load_zone

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WORKDAYS = (0, 1, 2, 3, 4)

SHAPES: dict[str, tuple[tuple[tuple[int, ...], int, int], ...]] = {
    "office": ((WORKDAYS, 8 * 60, 17 * 60),),
    "lunch break": ((WORKDAYS, 8 * 60, 12 * 60), (WORKDAYS, 13 * 60, 17 * 60 + 30)),
    "half day": (((0, 1, 2, 3), 9 * 60, 18 * 60), ((4, 5), 9 * 60, 12 * 60 + 30)),
    "night": ((tuple(range(7)), 22 * 60, 30 * 60),),
    "small hours": ((tuple(range(7)), 60, 5 * 60),),
    "ends in the change": ((tuple(range(7)), 0, 2 * 60 + 30), ((6,), 23 * 60, 24 * 60 + 15)),
    "begins in the change": ((tuple(range(7)), 2 * 60 + 30, 4 * 60), ((5,), 15, 45)),
    "within the change": ((tuple(range(7)), 2 * 60 + 15, 2 * 60 + 45),),
    "long week": (((6,), 14 * 60, 5 * 1440 + 17 * 60),),
    "24x5": ((WORKDAYS, 0, 24 * 60),),
    "overlapping": (((0, 3), 6 * 60, 36 * 60), ((1, 3), 8 * 60, 20 * 60)),
}


def zone(name: str) -> ZoneInfo:
    """Return the rules of a zone that exists."""
    found = load_zone(name)
    assert found is not None, name
    return found


def schedule(shape: str, closed: Iterable[date] = ()) -> Schedule:
    """Return the support hours of a shape, or around the clock."""
    openings = tuple(Opening(days, opens, closes, "") for days, opens, closes in SHAPES.get(shape, ()))
    return Schedule(
        id="hours",
        title="Hours",
        clause="Hours",
        zone="",
        always=not openings,
        openings=openings,
        holidays=None,
        closed_dates=tuple(closed),
        business_day=None,
        may_be_agreed_otherwise=False,
        readings={},
        at=Address("hours.yaml"),
    )


def calendar(first_year: int, last_year: int, *holidays: date) -> HolidayCalendar:
    """Return a calendar with some holidays."""
    days = tuple(Holiday(day, "Holiday") for day in holidays)
    return HolidayCalendar("XX", "test", "1", "en", first_year, last_year, days, "", Address("lock.yaml"))


def instant(text: str) -> int:
    """Return an instant written with its offset (`2024-03-28T17:10:00+01:00`)."""
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(microseconds=1)


def written(at: int, rules: ZoneInfo) -> str:
    """Return an instant as local clocks show it, with the offset."""
    return (EPOCH + timedelta(microseconds=at)).astimezone(rules).isoformat(" ", "minutes")


@cache
def changes(name: str, year: int) -> tuple[int, ...]:
    """Return the days (instants of their beginning in UTC) in which the offset of a zone changes."""
    begin = instant(f"{year}-01-01T00:00:00+00:00")
    offsets = [
        (EPOCH + timedelta(microseconds=begin + day * DAY)).astimezone(zone(name)).utcoffset()
        for day in range(367)
    ]
    return tuple(begin + day * DAY for day in range(366) if offsets[day] != offsets[day + 1])


@dataclass(frozen=True)
class Walk:
    """What the clocks of a zone show from an instant on, in steps; `walls` are minutes of local time since 1970."""

    begin: int
    step: int
    walls: tuple[int, ...]

    def at(self, index: int) -> int:
        """Return the instant of a step."""
        return self.begin + index * self.step

    def open_dates(self, support: Schedule) -> dict[int, list[tuple[int, int]]]:
        """Return for each local day (since 1970) the steps [from, to) of its openings that have a length."""
        found: dict[int, list[tuple[int, int]]] = {}
        closed = {(day - date(1970, 1, 1)).days for day in support.closed_dates}
        openings = (Opening(tuple(range(7)), 0, 1440, ""),) if support.always else support.openings
        places: dict[int, list[int]] = {}
        for index, wall in enumerate(self.walls):
            places.setdefault(wall, []).append(index)
        for day in range(self.walls[0] // 1440 - 8, self.walls[-1] // 1440 + 1):
            for opening in openings:
                if day in closed or (day + 3) % 7 not in opening.days:
                    continue
                opens = self._occurrences(places, day * 1440 + opening.opens)[0]
                closes = self._occurrences(places, day * 1440 + opening.closes)[-1]
                if opens < closes:
                    found.setdefault(day, []).append((opens, closes))
        return found

    def _occurrences(self, places: dict[int, list[int]], wall: int) -> list[int]:
        """Return the steps at which clocks show a time, or the first one later than it."""
        if wall in places:
            return places[wall]
        return [next((index for index, shown in enumerate(self.walls) if shown > wall), len(self.walls))]

    def windows(self, dates: dict[int, list[tuple[int, int]]]) -> list[tuple[int, int]]:
        """Return the windows as instants, found by asking each step whether it is open."""
        is_open = [False] * (len(self.walls) + 1)
        for openings in dates.values():
            for opens, closes in openings:
                is_open[opens:closes] = [True] * (closes - opens)
        edges = [
            index for index in range(len(is_open)) if is_open[index] != (index > 0 and is_open[index - 1])
        ]
        return [
            (self.at(opens), self.at(closes)) for opens, closes in zip(edges[::2], edges[1::2], strict=True)
        ]


@cache
def walk(name: str, begin: int, days: int, minutes: int = 15) -> Walk:
    """Walk through some days of a zone."""
    rules = zone(name)
    steps = days * 1440 // minutes
    walls = []
    for index in range(steps):
        shown = (EPOCH + timedelta(microseconds=begin, minutes=index * minutes)).astimezone(rules)
        walls.append((shown.replace(tzinfo=None) - datetime(1970, 1, 1)) // timedelta(minutes=1))  # noqa: DTZ001
    return Walk(begin, minutes * MINUTE, tuple(walls))
