"""Calendars, parsed back: they are open exactly when the timetable is, to the second."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from validator.location import Address
from validator.model.policy import Policy
from validator.model.schedule import Opening, Schedule
from validator.render.calendar import ics, schedules_of
from validator.timetable import build
from validator.timetable.local import EPOCH, MICROSECOND
from validator.workspace.policies import load
from validator.workspace.zones import load_zone

ROOT = Path(__file__).parents[3]
POLICIES = load(ROOT / "policies").policies
ZITADEL = next(policy for policy in POLICIES if policy.id == "zitadel")
FOREVER = date(2034, 1, 1)
ALL = [(policy, name) for policy in POLICIES for name in schedules_of(policy)]


def zones(policy: Policy) -> dict[str, object]:
    names = {each.zone for edition in policy.editions.values() for each in edition.schedules.values()}
    return {name: load_zone(name) for name in names}


def opened(calendar: bytes, first: date, end: date) -> list[tuple[int, int]]:
    """Return the merged times at which a calendar says it is open, as instants."""
    parsed = icalendar.Calendar.from_ical(calendar)
    found = []
    for event in recurring_ical_events.of(parsed).between(first - timedelta(days=8), end + timedelta(days=8)):
        if type(event["DTSTART"].dt) is date:
            continue  # a closed day
        begins, ends = (event[key].dt.astimezone(UTC) for key in ("DTSTART", "DTEND"))
        found.append(((begins - EPOCH) // MICROSECOND, (ends - EPOCH) // MICROSECOND))
    merged: list[tuple[int, int]] = []
    for opens, closes in sorted(found):
        if merged and opens <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(closes, merged[-1][1])
        else:
            merged.append((opens, closes))
    return merged


def instant(day: date) -> int:
    return (datetime(day.year, day.month, day.day, tzinfo=UTC) - EPOCH) // MICROSECOND


def inside(windows: list[tuple[int, int]], first: int, end: int) -> list[tuple[int, int]]:
    clipped = [(max(opens, first), min(closes, end)) for opens, closes in windows]
    return [(opens, closes) for opens, closes in clipped if opens < closes]


@pytest.mark.parametrize(("policy", "name"), ALL, ids=[f"{policy.id} {name}" for policy, name in ALL])
def test_a_calendar_is_open_when_the_contract_is(policy: Policy, name: str) -> None:
    editions = [each for each in policy.editions.values() if name in each.schedules]
    calendar = ics(policy, name, zones(policy))  # type: ignore[arg-type]
    for edition, after in zip(editions, [*editions[1:], None], strict=True):
        schedule = edition.schedules[name]
        locked = policy.lock.calendars[schedule.holidays] if policy.lock and schedule.holidays else None
        zone = load_zone(schedule.zone)
        assert zone is not None
        timetable = build(schedule, zone, locked, (2015, 2034))
        first = edition.effective_from + timedelta(days=1)
        end = after.effective_from if after else date(locked.last_year, 12, 31) if locked else FOREVER
        bounds = instant(first), min(instant(end), instant(first) + 4 * 366 * 86_400_000_000)
        expected = list(timetable.windows(*bounds))
        assert expected
        assert inside(opened(calendar, first, end), *bounds) == expected


ODD = [
    ("a night shift", "Europe/Zurich", [Opening((4, 5, 6), 22 * 60, 30 * 60, "")]),
    (
        "openings inside the change of clocks",
        "Europe/Zurich",
        [Opening((6,), 150, 170, ""), Opening((6,), 120, 240, "")],
    ),
    (
        "a lunch break",
        "America/New_York",
        [Opening((0, 1, 2), 480, 720, ""), Opening((0, 1, 2), 780, 1020, "")],
    ),
    ("half an hour of change", "Australia/Lord_Howe", [Opening((5, 6, 0), 90, 135, "")]),
    ("days without end", "America/Sao_Paulo", [Opening((0,), 480, 5 * 1440 + 300, "")]),
    ("a zone without changes", "Asia/Kathmandu", [Opening((1, 3), 0, 1440, "")]),
]


@pytest.mark.parametrize(("zone_name", "openings"), [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_odd_hours_come_back_exactly(zone_name: str, openings: list[Opening]) -> None:
    edition = next(iter(ZITADEL.editions.values()))
    schedule = Schedule(
        id="odd", title="Odd", clause="", zone=zone_name, always=False, openings=tuple(openings), holidays=None,
        closed_dates=(date(2024, 3, 31), date(2024, 7, 1)), business_day=None, may_be_agreed_otherwise=False,
        readings={}, at=Address(""),
    )  # fmt: skip
    policy = replace(ZITADEL, editions={edition.id: replace(edition, schedules={"odd": schedule})})
    zone = load_zone(zone_name)
    assert zone is not None
    bounds = instant(date(2023, 1, 10)), instant(date(2026, 12, 1))
    expected = list(build(schedule, zone, None, (2020, 2030)).windows(*bounds))
    assert len(expected) > 100
    assert (
        inside(opened(ics(policy, "odd", {zone_name: zone}), date(2023, 1, 1), date(2027, 1, 1)), *bounds)
        == expected
    )


def _start(event: Any) -> date:  # noqa: ANN401 -- the library's values are of many types
    found: date = event["DTSTART"].dt
    return found


def test_closed_days_are_named() -> None:
    calendar = icalendar.Calendar.from_ical(ics(ZITADEL, "business_hours", zones(ZITADEL)))  # type: ignore[arg-type]
    days = {_start(event): str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
    assert days[date(2024, 3, 29)] == "ZITADEL support closed: Good Friday"
    assert date(2033, 1, 1) not in days


def test_every_event_has_an_identity_of_its_own_and_the_bytes_repeat() -> None:
    first, again = (ics(ZITADEL, "business_hours", zones(ZITADEL)) for _ in range(2))  # type: ignore[arg-type]
    assert first == again
    events = icalendar.Calendar.from_ical(first).walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events) > 50


def test_lines_are_folded_and_ended_as_the_format_asks() -> None:
    lines = ics(ZITADEL, "extended_hours", zones(ZITADEL)).split(b"\r\n")  # type: ignore[arg-type]
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
