"""The openings of a week, minute by minute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.varied import policy
from validator.model.schedule import Opening, Schedule
from validator.timetable.week import MINUTES_PER_DAY, MINUTES_PER_WEEK, is_around_the_clock, open_minutes

OFFICE = policy().editions["2024-01-01"].schedules["office"]
BARE = replace(OFFICE, holidays=None)


def with_openings(*openings: tuple[tuple[int, ...], int, int]) -> Schedule:
    return replace(BARE, openings=tuple(Opening(*opening, text="") for opening in openings))


def test_office_hours_are_forty_a_week() -> None:
    assert len(open_minutes(OFFICE)) == 5 * 8 * 60
    assert min(open_minutes(OFFICE)) == 9 * 60
    assert not is_around_the_clock(OFFICE)


def test_a_night_on_sunday_runs_into_monday() -> None:
    night = with_openings(((6,), 22 * 60, 30 * 60))
    assert {0, 6 * 60 - 1, MINUTES_PER_WEEK - 1} <= open_minutes(night)
    assert 6 * 60 not in open_minutes(night)


def test_hours_that_are_written_twice_count_once() -> None:
    day = with_openings(((0,), 0, MINUTES_PER_DAY), ((0,), 60, 120))
    assert len(open_minutes(day)) == MINUTES_PER_DAY


@pytest.mark.parametrize(
    ("schedule", "never_closed"),
    [
        (replace(BARE, always=True, openings=()), True),
        (with_openings((tuple(range(7)), 0, MINUTES_PER_DAY)), True),
        (with_openings(((0,), 600, 600 + MINUTES_PER_WEEK)), True),
        (with_openings((tuple(range(6)), 0, MINUTES_PER_DAY)), False),
        (replace(with_openings((tuple(range(7)), 0, MINUTES_PER_DAY)), holidays="CH-SG"), False),
    ],
)
def test_only_hours_without_any_gap_are_around_the_clock(schedule: Schedule, *, never_closed: bool) -> None:
    assert is_around_the_clock(schedule) == never_closed
