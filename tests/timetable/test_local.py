from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

import pytest

from tests.timetable.walker import instant, zone
from validator.timetable.local import (
    change_between,
    closing_instant,
    midnight,
    occurrences,
    offset_at,
    opening_instant,
    rfc3339,
    wall,
)

ZURICH = zone("Europe/Zurich")
SPRING, AUTUMN = date(2024, 3, 31), date(2024, 10, 27)


def test_wall_times_count_from_the_epoch_and_may_pass_midnight() -> None:
    assert wall(date(1970, 1, 1), 0) == 0
    assert wall(date(1970, 1, 2), 90) == wall(date(1970, 1, 1), 1440 + 90) == (24 * 60 + 90) * 60_000_000
    assert wall(date(1969, 12, 31), 0) == -86_400_000_000


@pytest.mark.parametrize(
    ("name", "day", "minutes", "opening", "closing"),
    [
        ("Europe/Zurich", date(2024, 1, 15), 480, "2024-01-15T08:00+01:00", "2024-01-15T08:00+01:00"),
        ("Europe/Zurich", date(2024, 1, 15), 1440, "2024-01-16T00:00+01:00", "2024-01-16T00:00+01:00"),
        ("Europe/Zurich", SPRING, 119, "2024-03-31T01:59+01:00", "2024-03-31T01:59+01:00"),
        ("Europe/Zurich", SPRING, 120, "2024-03-31T03:00+02:00", "2024-03-31T03:00+02:00"),
        ("Europe/Zurich", SPRING, 150, "2024-03-31T03:00+02:00", "2024-03-31T03:00+02:00"),
        ("Europe/Zurich", SPRING, 179, "2024-03-31T03:00+02:00", "2024-03-31T03:00+02:00"),
        ("Europe/Zurich", SPRING, 180, "2024-03-31T03:00+02:00", "2024-03-31T03:00+02:00"),
        ("Europe/Zurich", SPRING, 181, "2024-03-31T03:01+02:00", "2024-03-31T03:01+02:00"),
        ("Europe/Zurich", date(2024, 3, 30), 1440 + 150, "2024-03-31T03:00+02:00", "2024-03-31T03:00+02:00"),
        ("Europe/Zurich", AUTUMN, 119, "2024-10-27T01:59+02:00", "2024-10-27T01:59+02:00"),
        ("Europe/Zurich", AUTUMN, 120, "2024-10-27T02:00+02:00", "2024-10-27T02:00+01:00"),
        ("Europe/Zurich", AUTUMN, 150, "2024-10-27T02:30+02:00", "2024-10-27T02:30+01:00"),
        ("Europe/Zurich", AUTUMN, 180, "2024-10-27T03:00+01:00", "2024-10-27T03:00+01:00"),
        ("America/New_York", date(2024, 3, 10), 150, "2024-03-10T03:00-04:00", "2024-03-10T03:00-04:00"),
        ("America/New_York", date(2024, 11, 3), 90, "2024-11-03T01:30-04:00", "2024-11-03T01:30-05:00"),
        ("Australia/Lord_Howe", date(2024, 10, 6), 135, "2024-10-06T02:30+11:00", "2024-10-06T02:30+11:00"),
        ("Australia/Lord_Howe", date(2024, 4, 7), 105, "2024-04-07T01:45+11:00", "2024-04-07T01:45+10:30"),
        ("America/Sao_Paulo", date(2018, 11, 4), 30, "2018-11-04T01:00-02:00", "2018-11-04T01:00-02:00"),
        ("America/Sao_Paulo", date(2018, 2, 17), 1410, "2018-02-17T23:30-02:00", "2018-02-17T23:30-03:00"),
        ("America/Sao_Paulo", date(2018, 2, 17), 1440, "2018-02-18T00:00-03:00", "2018-02-18T00:00-03:00"),
        ("Pacific/Apia", date(2011, 12, 30), 720, "2011-12-31T00:00+14:00", "2011-12-31T00:00+14:00"),
        ("Africa/Monrovia", date(1971, 6, 1), 480, "1971-06-01T08:44:30+00:00", "1971-06-01T08:44:30+00:00"),
    ],
)
def test_boundaries(name: str, day: date, minutes: int, opening: str, closing: str) -> None:
    assert opening_instant(day, minutes, zone(name)) == instant(opening)
    assert closing_instant(day, minutes, zone(name)) == instant(closing)


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Europe/Zurich", date(2024, 7, 1), "2024-07-01T00:00+02:00"),
        ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T01:00-02:00"),
        ("America/Havana", date(2023, 11, 5), "2023-11-05T00:00-04:00"),
        ("America/St_Johns", date(2010, 11, 7), "2010-11-07T00:00-02:30"),
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-31T00:00+14:00"),
    ],
)
def test_midnight_is_the_first_instant_of_a_date(name: str, day: date, expected: str) -> None:
    assert midnight(day, zone(name)) == instant(expected)


def test_times_are_exact_to_the_microsecond() -> None:
    last_before_gap = wall(SPRING, 120) - 1
    assert occurrences(last_before_gap, ZURICH) == (instant("2024-03-31T01:59:59.999999+01:00"),)
    assert occurrences(last_before_gap + 1, ZURICH) == (instant("2024-03-31T03:00:00+02:00"),)
    last_twice = wall(AUTUMN, 180) - 1
    assert [len(occurrences(last_twice + step, ZURICH)) for step in (0, 1)] == [2, 1]
    first_twice = wall(AUTUMN, 120)
    assert [len(occurrences(first_twice + step, ZURICH)) for step in (-1, 0)] == [1, 2]


def test_the_offset_and_its_change_are_exact() -> None:
    change = instant("2024-10-27T01:00:00+00:00")
    assert [offset_at(change + step, ZURICH) // 3_600_000_000 for step in (-1, 0)] == [2, 1]
    assert change_between(change - 5_000_000_007, change + 3_000_000_001, ZURICH) == change
    assert change_between(change - 1, change, ZURICH) == change


def test_a_zone_that_knows_no_offset_is_a_mistake_of_ours() -> None:
    class Nowhere(tzinfo):
        def utcoffset(self, _: datetime | None) -> None:
            return None

        dst = tzname = utcoffset

        def fromutc(self, moment: datetime) -> datetime:
            return moment

    with pytest.raises(TypeError):
        occurrences(0, Nowhere())
    with pytest.raises(TypeError):
        offset_at(0, Nowhere())
    assert occurrences(0, UTC) == (0,)


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1_500_000, "1970-01-01T00:00:01.500000Z"),
        (-1_000_000, "1969-12-31T23:59:59Z"),
    ],
)
def test_instants_are_written_as_rfc_3339(instant: int, written: str) -> None:
    assert rfc3339(instant) == written
