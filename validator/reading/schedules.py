"""Support hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.schedule import Opening, Schedule
from validator.reading.amounts import calendar_date, duration
from validator.reading.settled import readings

if TYPE_CHECKING:
    from collections.abc import Collection

    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MINUTES_PER_DAY = 1440


def schedules(cursor: Cursor, clauses: Collection[str], findings: Findings) -> dict[str, Schedule]:
    """Return the schedules of a `support_hours` group by id."""
    return {name: _schedule(name, each, clauses, findings) for name, each in cursor.entries()}


def _schedule(name: str, cursor: Cursor, clauses: Collection[str], findings: Findings) -> Schedule:
    opened, closed = cursor["open"], cursor["closed_on"]
    holidays = closed.get("public_holidays")
    dates = closed.get("dates")
    business_day = cursor["business_day"]
    return Schedule(
        id=name,
        title=cursor["title"].text,
        clause=findings.reference("clause", cursor["clause"], clauses),
        zone=cursor["time_zone"].text,
        always=opened.is_text,
        openings=openings(opened, findings),
        holidays=holidays.text if holidays else None,
        closed_dates=tuple(calendar_date(day, findings) for day in dates.items()) if dates else (),
        business_day=None if business_day.text == "not defined" else duration(business_day, findings),
        may_be_agreed_otherwise=cursor["or_as_agreed"].text == "allowed",
        readings=readings(cursor, findings),
        at=cursor.at,
    )


def openings(cursor: Cursor, findings: Findings) -> tuple[Opening, ...]:
    """Return the weekly openings of a list; `always` has none."""
    return tuple(_opening(each, findings) for each in cursor.items())


def _opening(cursor: Cursor, findings: Findings) -> Opening:
    begins = cursor.get("from")
    if begins is not None:
        return _week_long(begins, cursor["until"])
    days = cursor["days"]
    opens, closes = (_minutes(part) for part in cursor["hours"].text.split("-"))
    if closes == opens:
        findings.error(
            "impossible-hours",
            cursor["hours"].at,
            f"`{cursor['hours'].text}` closes when it opens.",
            "Write `00:00-24:00` for the whole day.",
        )
    if closes <= opens:
        closes += MINUTES_PER_DAY  # "22:00-06:00" closes on the next day
    numbers = _days(days.text) if days.is_text else tuple(DAYS.index(day.text) for day in days.items())
    return Opening(numbers, opens, closes, f"{days.words()}, {cursor['hours'].text}")


def _week_long(begins: Cursor, ends: Cursor) -> Opening:
    (first, opening), (last, closing) = (part.text.split(" ") for part in (begins, ends))
    day = DAYS.index(first)
    days_between = (DAYS.index(last) - day) % len(DAYS)
    opens, closes = _minutes(opening), _minutes(closing)
    if days_between == 0 and closes <= opens:
        days_between = len(DAYS)
    return Opening((day,), opens, days_between * MINUTES_PER_DAY + closes, f"{begins.text} until {ends.text}")


def _days(text: str) -> tuple[int, ...]:
    first, _, last = text.partition("-")
    start = DAYS.index(first)
    count = (DAYS.index(last or first) - start) % len(DAYS) + 1
    return tuple(sorted((start + step) % len(DAYS) for step in range(count)))


def _minutes(time: str) -> int:
    """Return the minutes from midnight to a time of day such as "08:00" or "24:00"."""
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)
