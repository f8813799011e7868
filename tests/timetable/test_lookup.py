"""The arithmetic on arrays answers as walking through every quarter of an hour does, around every change of clocks."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from tests.timetable.test_build import BEFORE, CHANGING, SPAN
from tests.timetable.walker import DAY, EPOCH, SHAPES, changes, instant, schedule, walk, zone
from validator.timetable import Timetable, build
from validator.timetable.lookup import MOST_LOOKS, Pieces, Steps

ZONES = sorted({name for name, _ in CHANGING})
YEARS = range(2000, 2041)
CASES = 6
"""For each span: times thirty zones, all shapes and all changes of forty years, more than a hundred thousand."""


def open_time(windows: list[tuple[int, int]], start: int, end: int) -> int:
    """Return the open time between two instants, window by window."""
    return sum(max(0, min(closes, end) - max(opens, start)) for opens, closes in windows)


def advanced(windows: list[tuple[int, int]], start: int, amount: int) -> int | None:
    """Return the earliest instant with an amount of open time since a start, None beyond the windows."""
    left, at = amount, start
    for opens, closes in windows:
        begin = max(opens, start)
        if left > 0 and closes > begin:
            at = begin + min(left, closes - begin)
            left -= at - begin
    return at if left == 0 else None


def spans(every: int) -> list[tuple[str, str, int]]:
    """Return (shape, zone, beginning): every so many of all changes of clocks."""
    found = [(name, day) for name, year in product(ZONES, YEARS) for day in changes(name, year)]
    return [(shape, name, day) for shape, (name, day) in product((*SHAPES, "always"), found)][::every]


def minutes(name: str, day: int) -> int:
    """Return how small steps must be: clocks have changed at one minute past midnight, too."""
    rules = zone(name)
    quarters = [EPOCH + timedelta(microseconds=day, minutes=15 * number) for number in range(96)]
    later = timedelta(minutes=14)
    shown = [
        (at.astimezone(rules).utcoffset(), (at + later).astimezone(rules).utcoffset()) for at in quarters
    ]
    return 15 if all(first == last for first, last in shown) else 1


def built_for(shape: str, rules: ZoneInfo, memory: dict[tuple[str, str], Timetable]) -> Timetable:
    key = shape, rules.key
    if key not in memory:
        memory[key] = build(schedule(shape), rules, None, (1999, 2041))
    return memory[key]


def test_arrays_answer_as_walking_does(every: int) -> None:
    chance = np.random.default_rng(every)
    memory: dict[tuple[str, str], Timetable] = {}
    cases = 0
    for shape, name, day in spans(every):
        begin = day - BEFORE * DAY
        walked = walk(name, begin, SPAN, minutes(name, day))
        windows = walked.windows(walked.open_dates(schedule(shape)))
        starts = chance.integers(begin + 9 * DAY, begin + 13 * DAY, CASES)
        ends = starts + chance.integers(0, 2 * DAY, CASES)
        amounts = np.array([open_time(windows, *pair) for pair in zip(starts, ends, strict=True)])
        columns = built_for(shape, zone(name), memory).columns
        assert columns.between(starts, ends).tolist() == amounts.tolist()
        asked = np.where(chance.random(CASES) < 0.5, amounts, amounts // 3)
        due = [
            advanced(windows, int(start), int(amount)) for start, amount in zip(starts, asked, strict=True)
        ]
        assert columns.advance(starts, asked).tolist() == due
        cases += 2 * CASES
    assert cases


@pytest.mark.parametrize("closest", [1, 60, 3600])
def test_looking_up_is_searching(closest: int) -> None:
    chance = np.random.default_rng(closest)
    boundaries = np.cumsum(chance.integers(closest, 50 * closest, 3_000)) - 10**9
    steps = Steps.of(boundaries, int(boundaries[-1]) + 10**6)
    values = chance.integers(boundaries[0], boundaries[-1] + 10**6, 20_000)
    values[:3_000] = boundaries
    values[3_000:6_000] = np.maximum(boundaries - 1, boundaries[0])
    assert steps.find(values).tolist() == (np.searchsorted(boundaries, values, side="right") - 1).tolist()


def test_boundaries_that_crowd_are_searched() -> None:
    boundaries = np.concatenate([np.arange(1_000), [10**15]])
    steps = Steps.of(boundaries, 10**15)
    assert steps.looks > MOST_LOOKS
    assert steps.find(np.array([0, 5, 999, 10**14, 10**15])).tolist() == [0, 5, 999, 999, 1000]


def test_windows_far_apart_need_no_second_look() -> None:
    office = build(schedule("office"), zone("Europe/Zurich"), None, (2020, 2029))
    lunch = build(schedule("lunch break"), zone("Europe/Zurich"), None, (2020, 2029))
    pieces = Pieces.of(np.array(office.opens), np.array(office.closes), office.begins, office.ends)
    assert Pieces.of(np.array(lunch.opens), np.array(lunch.closes), lunch.begins, lunch.ends) is None
    assert pieces is not None
    at = np.array([instant("2024-03-28T12:30:00+01:00"), office.begins, office.ends, *office.opens])
    assert pieces.open_time(at).tolist() == [office.open_time(each) for each in at.tolist()]
