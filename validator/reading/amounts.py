"""Amounts of time and targets, from the words people write to exact microseconds."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from validator.model.target import (
    BestEffort,
    BusinessDays,
    ClockTime,
    EndOfNextBusinessDay,
    Negotiable,
    NotOffered,
    Promise,
    SupportTime,
    Target,
)

if TYPE_CHECKING:
    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings

MICROSECONDS: Final = {"minute": 60_000_000, "hour": 3_600_000_000}
LONGEST: Final = {"minute": 600_000, "hour": 10_000, "day": 1_000}
"""More than a year of support time each: nothing longer is a deadline, and all sums stay far within 64 bits."""

AMOUNT: Final = re.compile(r"([0-9]+) (business )?(minute|hour|day)s?")
PLAIN_NUMBER: Final = re.compile(r"[0-9]{1,10}(\.[0-9]{1,6})?")

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2099
STAND_IN: Final = date(FIRST_YEAR, 1, 1)


def duration(cursor: Cursor, findings: Findings) -> int:
    """Return a duration ("15 minutes", "9 hours") in microseconds."""
    count, _, unit = _amount(cursor, findings)
    return count * MICROSECONDS[unit]


def bound(cursor: Cursor, findings: Findings) -> ClockTime | SupportTime:
    """Return a duration on one of the two clocks ("30 minutes", "2 business hours")."""
    count, business, unit = _amount(cursor, findings)
    microseconds = count * MICROSECONDS[unit]
    return SupportTime(microseconds) if business else ClockTime(microseconds)


def _amount(cursor: Cursor, findings: Findings) -> tuple[int, bool, str]:
    found = AMOUNT.fullmatch(cursor.text)
    if found is None:
        raise ValueError(cursor.at)
    count, unit = int(found[1]), found[3]
    if count > LONGEST[unit]:
        findings.error(
            "too-long",
            cursor.at,
            f"`{cursor.text}` is longer than {LONGEST[unit]:,} {unit}s.",
            "Write a shorter time; a longer one is no deadline.",
        )
        count = 1
    return count, found[2] is not None, unit


def promise(cursor: Cursor, clause: str, findings: Findings) -> Promise:
    """Return a target with its words, its clause and its place."""
    if not cursor.is_text:
        limit = cursor["negotiable"]["no_less_than"]
        return Promise(
            Negotiable(bound(limit, findings)), f"as agreed, no less than {limit.text}", clause, cursor.at
        )
    return Promise(_target(cursor, findings), cursor.text, clause, cursor.at)


def _target(cursor: Cursor, findings: Findings) -> Target:
    match cursor.text:
        case "best effort":
            return BestEffort()
        case "not offered":
            return NotOffered()
        case "end of the next business day":
            return EndOfNextBusinessDay()
        case text if text.endswith(("day", "days")):
            return BusinessDays(_amount(cursor, findings)[0])
        case _:
            return bound(cursor, findings)


def calendar_date(cursor: Cursor, findings: Findings) -> date:
    """Return a date; one that cannot be is a finding, and another day stands in for it."""
    try:
        found = date.fromisoformat(cursor.text)
    except ValueError:
        message, found = f"There is no day `{cursor.text}`.", STAND_IN
    else:
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
        message = f"`{cursor.text}` lies outside the years {FIRST_YEAR} to {LAST_YEAR}, in which time is counted here."
    findings.error(
        "impossible-date", cursor.at, message, "Write a day of the calendar as year-month-day: `2024-02-29`."
    )
    return STAND_IN


def number(cursor: Cursor, findings: Findings) -> Decimal:
    """Return a number exactly as it is written."""
    if PLAIN_NUMBER.fullmatch(cursor.text) is None:
        message = f"`{cursor.text}` is not written as people write numbers."
        findings.error(
            "plain-number", cursor.at, message, "Write digits and at most six decimals: `50`, `19.99`."
        )
        return Decimal(1)
    return Decimal(cursor.text)
