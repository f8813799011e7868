"""How examples spell what is decided, so that it can be compared with what they expect and written into them."""

from __future__ import annotations

from datetime import UTC, timedelta, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING

from validator.timetable.local import EPOCH, occurrences, offset_at, wall

if TYPE_CHECKING:
    from validator.model.example import Stamp

MICROSECOND = timedelta(microseconds=1)
MINUTES_PER_HOUR = 60
UNITS = (("hour", 3_600_000_000), ("minute", 60_000_000), ("second", 1_000_000))
NOTHING = "none"


def instant_of(stamp: Stamp, zone: tzinfo) -> int | str:
    """Return the instant that a stamp means, or why it means none."""
    moment = stamp.moment
    if moment.tzinfo is not None:
        return (moment.astimezone(UTC) - EPOCH) // MICROSECOND
    local = wall(moment.date(), moment.hour * MINUTES_PER_HOUR + moment.minute) + moment.second * 1_000_000
    found = occurrences(local, zone)
    if len(found) > 1:
        meant = stamp_text(found[0], zone)
        return f"`{stamp.text}` occurs twice: the clocks go back. Write which one is meant: `{meant}`."
    if local != found[0] + offset_at(found[0], zone):
        return f"`{stamp.text}` does not exist: the clocks go forward."
    return found[0]


def stamp_text(instant: int, zone: tzinfo) -> str:
    """Write an instant as an example does: local time, with the offset where it occurs twice."""
    moment = (EPOCH + timedelta(microseconds=instant)).astimezone(zone)
    text = moment.strftime("%Y-%m-%d %H:%M:%S" if moment.second else "%Y-%m-%d %H:%M")
    if moment.replace(fold=1 - moment.fold).utcoffset() != moment.utcoffset():
        offset = moment.strftime("%z")
        return f"{text} {offset[:3]}:{offset[3:]}"
    return text


def length_text(microseconds: int) -> str:
    """Write a length of time: `1 hour 20 minutes`; nothing is `0 minutes`."""
    left, parts = microseconds, []
    for unit, length in UNITS:
        amount, left = divmod(left, length)
        if amount:
            parts.append(f"{amount} {unit}" + ("" if amount == 1 else "s"))
    return " ".join(parts) or "0 minutes"


def credit_text(amount: Decimal | None, unit: str | None) -> str:
    """Write a credit: `3 days`, `50 CHF`, `none`."""
    if amount is None or unit is None:
        return NOTHING
    number = f"{amount.normalize():f}" if amount else "0"
    return f"{number} {'day' if unit == 'days' and amount == 1 else unit}"
