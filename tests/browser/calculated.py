"""What the calculator must answer: seeded questions, and the model's own answers to them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.evaluate.contract import EDITION, ZITADEL
from validator.evaluate.counting import local_date
from validator.location import Address
from validator.model.edition import Edition
from validator.model.holidays import Holiday, HolidayCalendar, HolidayLock
from validator.model.policy import Policy
from validator.model.schedule import Opening, Schedule
from validator.model.target import ClockTime, EndOfNextBusinessDay, Promise, SupportTime
from validator.timetable import BeyondHorizon, Timetable, build
from validator.timetable.local import EPOCH, midnight
from validator.workspace.zones import load_zone

NOWHERE = Address("test.yaml")
SECOND = 1_000_000
HOUR = 3600
DAY = 24 * HOUR
ONE_DAY = date(2000, 1, 2) - date(2000, 1, 1)
WEEKDAYS = (0, 1, 2, 3, 4)
EVERY_DAY = tuple(range(7))

PINNED = replace(ZITADEL, editions={EDITION.id: EDITION})

Openings = tuple[tuple[tuple[int, ...], int, int], ...]
"""Days, and minutes from the midnight that begins each until it opens and closes."""

ODD: dict[str, tuple[str, Openings, bool]] = {
    "night": ("Europe/Zurich", ((WEEKDAYS, 22 * 60, 30 * 60),), True),
    "lunch": ("America/St_Johns", ((WEEKDAYS, 480, 720), (WEEKDAYS, 780, 1020), ((5, 6), 0, 121)), True),
    "half_an_hour": ("Australia/Lord_Howe", ((EVERY_DAY, 60, 105), (EVERY_DAY, 115, 900)), False),
    "no_midnight": ("America/Sao_Paulo", (((0, 1, 2, 3, 4, 5), 0, 1440),), True),
    "no_thirtieth": ("Pacific/Apia", ((WEEKDAYS, 540, 1020),), False),
    "two_hours": ("Antarctica/Troll", ((EVERY_DAY, 30, 150), (WEEKDAYS, 600, 3000)), True),
    "quarters": ("Asia/Kathmandu", ((WEEKDAYS, 555, 1065),), True),
}
"""Zones whose clocks change by half an hour or two, at midnight, just after it, or across a whole date."""

CALENDAR = HolidayCalendar(
    id="ODD",
    source="written by hand",
    package_version="1",
    language="en",
    first_year=2006,
    last_year=2012,
    holidays=tuple(
        Holiday(date(year, month, day), f"Feast {month}-{day}")
        for year in range(2006, 2013)
        for month, day in ((1, 1), (1, 2), (3, 30), (4, 1), (10, 30), (12, 25), (12, 31))
    ),
    digest="",
    at=NOWHERE,
)


def _schedule(name: str, zone: str, openings: Openings, *, holidays: bool) -> Schedule:
    return replace(
        EDITION.schedules["business_hours"],
        id=name,
        title=name,
        zone=zone,
        openings=tuple(Opening(days, opens, closes, "") for days, opens, closes in openings),
        holidays=CALENDAR.id if holidays else None,
        business_day=7 * HOUR * SECOND,
    )


def odd_policy() -> Policy:
    """Return a policy of odd hours in odd zones, one of whose promises ends with the next business day."""
    schedules = {
        name: _schedule(name, zone, openings, holidays=holidays)
        for name, (zone, openings, holidays) in ODD.items()
    }
    promise = Promise(EndOfNextBusinessDay(), "end of the next business day", "Odd", NOWHERE)
    plan = EDITION.plans["production"]
    overrides = {"initial_response": {"severity_1": promise}}
    hours = replace(plan.support_hours, schedule="night")
    edition = replace(
        EDITION,
        effective_from=date(2006, 1, 1),
        schedules=schedules,
        plans={plan.id: replace(plan, overrides=overrides, support_hours=hours)},
        add_ons={},
    )
    return replace(
        ZITADEL,
        editions={edition.id: edition},
        agreements={},
        lock=HolidayLock({CALENDAR.id: CALENDAR}, NOWHERE),
    )


@dataclass(frozen=True, slots=True)
class Hours:
    """A schedule compiled as the calculator must have it; clocks change in the days before `changes` (seconds)."""

    schedule: Schedule
    timetable: Timetable
    holidays: dict[date, str]
    changes: tuple[int, ...]


def compiled(policy: Policy, edition: Edition, name: str, years: tuple[int, int]) -> Hours:
    """Compile a schedule of a policy for some years, unless its holidays say which."""
    schedule = edition.schedules[name]
    zone = zone_of(schedule)
    calendar = policy.lock.calendars[schedule.holidays] if policy.lock and schedule.holidays else None
    timetable = build(schedule, zone, calendar, years)
    named = {holiday.date: holiday.name for holiday in calendar.holidays} if calendar else {}
    hours = range(timetable.begins // SECOND, timetable.ends // SECOND, DAY)
    offsets = [offset(each, schedule) for each in hours]
    changes = tuple(hours[index] for index in range(1, len(hours)) if offsets[index] != offsets[index - 1])
    return Hours(schedule, timetable, named, changes)


def zone_of(schedule: Schedule) -> Any:  # noqa: ANN401 -- a zone that is known to exist
    """Return the rules of a schedule's zone."""
    zone = load_zone(schedule.zone)
    assert zone
    return zone


def offset(instant: int, schedule: Schedule) -> int:
    """Return local time minus UTC in a schedule's zone; seconds."""
    moved = (EPOCH + instant * (ONE_DAY / DAY)).astimezone(zone_of(schedule)).utcoffset()
    assert moved is not None
    return int(moved.total_seconds())


def cases(hours: Hours, amount: int, seed: int, *, next_day: bool) -> Iterator[dict[str, Any]]:
    """Yield random questions: everywhere, and where it matters (clock changes, closing times, holidays, new years)."""
    draw = random.Random(f"{seed} {hours.schedule.id}")  # noqa: S311 -- seeded, so that a difference comes again
    table = hours.timetable
    begins, ends = table.begins // SECOND, table.ends // SECOND
    around_the_clock = len(table.opens) == 1
    edges = [edge // SECOND for edge in (table.dates if around_the_clock else (*table.opens, *table.closes))]
    feasts = [midnight(day, zone_of(hours.schedule)) // SECOND for day in hours.holidays]
    years = [
        midnight(date(year, 1, 1), zone_of(hours.schedule)) // SECOND
        for year in range(hours.timetable.local_date(table.begins).year + 1, local_year(table) + 1)
    ]
    for _ in range(amount):
        near = draw.choice([None, hours.changes, edges, edges, feasts, years])
        if near:
            at = draw.choice(near) + draw.choice(
                [-1, 0, 1, draw.randint(-2 * DAY, 2 * DAY), draw.randint(-4000, 4000)]
            )
        else:
            at = draw.randint(begins - DAY, ends + DAY)
        yield {"hours": hours.schedule.id, "at": at, "target": _target(draw, table, next_day=next_day)}


def local_year(table: Timetable) -> int:
    """Return the last year of a timetable."""
    return table.local_date(table.ends - 1).year


def _target(draw: random.Random, table: Timetable, *, next_day: bool) -> dict[str, Any]:
    window = draw.randrange(len(table.opens))
    length = (table.closes[window] - table.opens[window]) // SECOND
    amounts = [
        1,
        59,
        1800,
        3600,
        length % (60 * HOUR) or 1,
        draw.randint(1, 60 * HOUR),
        15 * 60 * draw.randint(1, 96),
    ]
    kinds = [
        "support time",
        "support time",
        "clock time",
        "business days",
        *["end of next business day"] * next_day,
    ]
    kind = draw.choice(kinds)
    if kind == "business days":
        return {"kind": kind, "days": draw.randint(1, 6)}
    return (
        {"kind": kind}
        if kind == "end of next business day"
        else {"kind": kind, "seconds": draw.choice(amounts)}
    )


def answer(hours: Hours, case: dict[str, Any]) -> list[Any] | None:
    """Return what the model says: the deadline, and a row for each date; None where its years do not reach."""
    table, at, target = hours.timetable, case["at"] * SECOND, case["target"]
    if not table.begins <= at < table.ends:
        return None
    wall = target["kind"] == "clock time"
    try:
        if wall:
            deadline = at + target["seconds"] * SECOND
        elif target["kind"] == "end of next business day":
            deadline = table.advance(at, table.between(at, table.end_of_next_business_day(at)))
        else:
            amount = target.get(
                "seconds", target.get("days", 0) * (hours.schedule.business_day or 0) // SECOND
            )
            deadline = table.advance(at, amount * SECOND)
    except BeyondHorizon:
        return None
    return [deadline // SECOND, list(_rows(hours, at, deadline, wall=wall))]


def _rows(hours: Hours, at: int, deadline: int, *, wall: bool) -> Iterator[list[Any]]:
    """Yield date, open seconds, counted seconds, seconds left, holiday."""
    zone, table = zone_of(hours.schedule), hours.timetable
    total = deadline - at if wall else table.between(at, deadline)
    day = local_date(at, zone)
    passed = 0
    while True:
        begins, ends = midnight(day, zone), midnight(day + ONE_DAY, zone)
        since, until = max(begins, at), min(ends, deadline)
        counted = 0
        if since < until:
            counted = until - since if wall else table.between(since, until)
        passed += counted
        opened = sum(closes - opens for opens, closes in table.windows(begins, ends))
        left = (total - passed) // SECOND
        yield [day.isoformat(), opened // SECOND, counted // SECOND, left, hours.holidays.get(day)]
        day += ONE_DAY
        if midnight(day, zone) >= deadline:
            return


def agreed(promise: Promise, minutes: int) -> Promise:
    """Return what can be agreed on in place of a negotiable promise, on the clock of its bound."""
    bound = getattr(promise.target, "no_less_than", None)
    made: type[ClockTime | SupportTime] = ClockTime if isinstance(bound, ClockTime) else SupportTime
    return replace(promise, target=made(minutes * 60 * SECOND), text=f"{minutes} minutes")
