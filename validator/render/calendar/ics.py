"""A schedule as a calendar: a weekly event for each opening, the closed days as days of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from validator.model.schedule import Opening
from validator.render.calendar.eras import Era, eras
from validator.render.calendar.zone import vtimezone
from validator.render.contract import wording
from validator.timetable.local import EPOCH, MICROSECOND, closing_instant, opening_instant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from icalendar import Calendar, Event

    from validator.model.policy import Policy

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONE_DAY: Final = timedelta(days=1)
AROUND_THE_CLOCK: Final = Opening(tuple(range(7)), 0, 24 * 60, "around the clock")
REFRESH: Final = timedelta(days=7)


def schedules_of(policy: Policy) -> list[str]:
    """Return the names of all schedules that any edition of a policy has."""
    return list(dict.fromkeys(name for edition in policy.editions.values() for name in edition.schedules))


def ics(policy: Policy, schedule_id: str, zones: Mapping[str, tzinfo]) -> bytes:
    """Return the calendar of a schedule over all editions of its policy, as iCalendar (RFC 5545).

    Every event says which edition it rests on; the last one ends where the frozen holidays end.
    """
    from icalendar import Calendar  # noqa: PLC0415 -- an extra

    told = list(eras(policy, schedule_id))
    title = f"{policy.title}: {told[-1].schedule.title}"
    calendar = Calendar()
    calendar.add("prodid", "-//slawyer//support hours//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("description", _description(policy, told))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for zone in sorted({era.schedule.zone for era in told}):
        own = [era for era in told if era.schedule.zone == zone]
        calendar.add_component(vtimezone(zone, zones[zone], own[0].first, own[-1].end))
    for era in told:
        _add(calendar, policy, era, zones[era.schedule.zone])
    made: bytes = calendar.to_ical()
    return made


def _description(policy: Policy, told: list[Era]) -> str:
    last = told[-1]
    horizon = f" Public holidays are frozen until the end of {last.end.year - 1}." if last.calendar else ""
    return f"When {policy.provider} is open for support, and the days on which it is closed.{horizon}"


def _add(calendar: Calendar, policy: Policy, era: Era, zone: tzinfo) -> None:
    schedule = era.schedule
    openings = (AROUND_THE_CLOCK,) if schedule.always else schedule.openings
    for index, opening in enumerate(openings):
        for number, event in enumerate(_events(era, opening, zone)):
            event.add("summary", f"{policy.title}: {schedule.title}")
            event.add("description", f"{wording.opening(opening)} ({schedule.zone}). Edition {era.edition}.")
            event.add("uid", f"{policy.id}.{schedule.id}.{era.edition}.{index}.{number}@slawyer")
            _finish(calendar, event, era)
    for day, name in era.closed.items():
        event = _new()
        event.add("summary", f"{policy.title} closed" + (f": {name}" if name else ""))
        event.add("dtstart", day)
        event.add("dtend", day + ONE_DAY)
        event.add("uid", f"{policy.id}.{schedule.id}.closed.{day.isoformat()}@slawyer")
        _finish(calendar, event, era)


def _events(era: Era, opening: Opening, zone: tzinfo) -> Iterator[Event]:
    """Yield the weekly event of an opening, and an event of its own for each day on which clocks change in it."""
    days = [
        day
        for day in (era.first + ONE_DAY * each for each in range((era.end - era.first).days))
        if day.weekday() in opening.days
    ]
    if not days:
        return
    apart = {day: span for day in days if (span := _span(day, opening, zone)) != _usual(day, opening, zone)}
    left_out = [day for day in days if day in era.closed or day in apart]
    weekly = _new()
    weekly.add("dtstart", _local(days[0], opening.opens), parameters={"TZID": era.schedule.zone})
    weekly.add("dtend", _local(days[0], opening.closes), parameters={"TZID": era.schedule.zone})
    until = EPOCH + opening_instant(days[-1], opening.opens, zone) * MICROSECOND
    weekly.add("rrule", {"freq": "weekly", "byday": [WEEKDAYS[day] for day in opening.days], "until": until})
    if left_out:
        weekly.add(
            "exdate", [_local(day, opening.opens) for day in left_out], parameters={"TZID": era.schedule.zone}
        )
    yield weekly
    for day, (opens, closes) in apart.items():
        if day not in era.closed and opens < closes:
            single = _new()
            single.add("dtstart", EPOCH + opens * MICROSECOND)
            single.add("dtend", EPOCH + closes * MICROSECOND)
            yield single


def _span(day: date, opening: Opening, zone: tzinfo) -> tuple[int, int]:
    """Return when an opening opens and closes on a date, as the contract means it: instants."""
    return opening_instant(day, opening.opens, zone), closing_instant(day, opening.closes, zone)


def _usual(day: date, opening: Opening, zone: tzinfo) -> tuple[int, int]:
    """Return what a calendar makes of the same local times (RFC 5545, 3.3.5)."""
    opens, closes = (
        (_local(day, minutes).replace(tzinfo=zone) - EPOCH) // MICROSECOND
        for minutes in (opening.opens, opening.closes)
    )
    return opens, closes


def _local(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _new() -> Event:
    from icalendar import Event  # noqa: PLC0415 -- an extra

    return Event()


def _finish(calendar: Calendar, event: Event, era: Era) -> None:
    event.add("dtstamp", datetime.combine(date.fromisoformat(era.edition[:10]), time(), UTC))
    event.add("transp", "TRANSPARENT")
    calendar.add_component(event)
