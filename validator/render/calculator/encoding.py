"""Windows, closing times and clock changes as short lists of whole seconds."""

from __future__ import annotations

from itertools import pairwise
from math import gcd
from typing import TYPE_CHECKING, Any

from validator.timetable import local

if TYPE_CHECKING:
    from datetime import tzinfo

    from validator.timetable import Timetable

MICROSECONDS = 1_000_000


def seconds(microseconds: int) -> int:
    """Return whole seconds. Zones and contracts know nothing shorter, so a rest is a mistake of ours."""
    whole, rest = divmod(microseconds, MICROSECONDS)
    if rest:
        raise ValueError(microseconds)
    return whole


def windows(timetable: Timetable) -> dict[str, Any]:
    """Return a timetable's horizon and windows in seconds.

    `lengths` begin at `begins` and are closed, open, closed, open, …, each in units of `unit` seconds.
    """
    bounds = [timetable.begins]
    for opens, closes in zip(timetable.opens, timetable.closes, strict=True):
        bounds += [opens, closes]
    lengths = [seconds(late - early) for early, late in pairwise(bounds)]
    unit = gcd(*lengths) or 1
    return {
        "begins": seconds(timetable.begins),
        "ends": seconds(timetable.ends),
        "unit": unit,
        "lengths": [length // unit for length in lengths],
    }


def closings(timetable: Timetable) -> list[int]:
    """Return the closing time of the next open local date as a step function of the instant.

    Two numbers for each step: seconds since the step before (the first: since 1970), and seconds from the step to the
    closing time, 0 where the horizon does not show one.
    """
    steps: list[int] = []
    before, last = 0, -1
    for begins, closing in zip(timetable.dates, timetable.next_closing, strict=True):
        if closing == last:
            continue
        steps.append(seconds(begins - before))
        steps.append(seconds(closing - begins) if closing <= timetable.ends else 0)
        before, last = begins, closing
    return steps


def clock_changes(zone: tzinfo, begin: int, end: int) -> dict[str, Any]:
    """Return what is added to UTC in a zone between two instants (microseconds), in seconds.

    `changes` are two numbers each: seconds since the change before (the first: since `from`), and the offset from then
    on.
    """
    changes: list[int] = []
    before = begin
    for instant, _, offset in local.clock_changes(zone, begin, end):
        changes += [seconds(instant - before), seconds(offset)]
        before = instant
    offset = seconds(local.offset_at(begin, zone))
    return {"from": seconds(begin), "until": seconds(end), "offset": offset, "changes": changes}
