from __future__ import annotations

import struct
from datetime import date
from importlib.resources import files
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from tests.timetable.walker import DAY, MINUTE, zone
from validator.timetable.local import DAY as A_DAY
from validator.timetable.local import midnight, occurrences, offset_at
from validator.timetable.local_clock import STEP, LocalClock
from validator.workspace.zones import zone_names

FIRST, END = 36 * 365, 48 * 365
NAMES = (
    "Europe/Zurich",
    "America/Boa_Vista",
    "America/St_Johns",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Gaza",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
CLOCKS = {name: LocalClock(zone(name), FIRST, END) for name in NAMES}


@given(st.sampled_from(NAMES), st.integers(FIRST * DAY, (END + 1) * DAY))
@example("Pacific/Kiritimati", FIRST * DAY)
@example("Pacific/Pago_Pago", END * DAY)
def test_times_are_those_of_the_zone(name: str, local: int) -> None:
    assert CLOCKS[name].occurrences(local) == occurrences(local, zone(name))


def test_times_around_every_change_are_those_of_the_zone() -> None:
    for name, clock in CLOCKS.items():
        rules = zone(name)
        for day in range(FIRST, END):
            if offset_at(day * DAY, rules) != offset_at((day + 1) * DAY, rules):
                for local in range((day - 2) * DAY, (day + 3) * DAY, 15 * MINUTE):
                    assert clock.occurrences(local) == occurrences(local, rules), (name, local)


def test_days_begin_at_midnight() -> None:
    for name, clock in CLOCKS.items():
        for day in range(FIRST, END, 5):
            begins = midnight(date.fromordinal(date(1970, 1, 1).toordinal() + day), zone(name))
            assert clock.date_changes(day)[0] == (begins, day)


def test_no_zone_takes_a_change_back_within_two_steps() -> None:
    """What the clock's quick answer rests on; a release of the zones that breaks it must be noticed."""
    assert STEP == 2 * A_DAY
    for name in zone_names():
        offsets = offset_changes(files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes())
        later = [change for change in offsets if change[0] > -10 * 86_400]
        for (before, *_), (after, *_) in pairwise(later):
            assert after - before > 4 * 86_400, name


def offset_changes(content: bytes) -> list[tuple[int, int]]:
    """Return (second of the change, new offset) from a zone file (RFC 8536): the second, 64-bit part."""

    def counts(start: int) -> list[int]:
        return list(struct.unpack(">6l", content[start + 20 : start + 44]))

    utc, standard, leaps, times, types, letters = counts(0)
    start = 44 + times * 5 + types * 6 + letters + leaps * 8 + standard + utc
    _, _, _, times, types, _ = counts(start)
    start += 44
    instants = struct.unpack(f">{times}q", content[start : start + 8 * times])
    kinds = content[start + 8 * times : start + 9 * times]
    start += 9 * times
    offsets = [
        struct.unpack(">l", content[start + 6 * kind : start + 6 * kind + 4])[0] for kind in range(types)
    ]
    found: list[tuple[int, int]] = []
    for at, kind in zip(instants, kinds, strict=True):
        if not found or found[-1][1] != offsets[kind]:
            found.append((at, offsets[kind]))
    return found
