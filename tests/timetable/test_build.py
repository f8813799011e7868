from __future__ import annotations

from datetime import date

import pytest

from tests.timetable.walker import (
    DAY,
    HOUR,
    SHAPES,
    calendar,
    changes,
    instant,
    schedule,
    walk,
    written,
    zone,
)
from validator.timetable import FIRST_YEAR, LAST_YEAR, BeyondHorizon, Timetable, always, build

CHANGING = [
    ("Europe/Zurich", 2024),
    ("Europe/London", 1996),
    ("Europe/Dublin", 2023),
    ("Europe/Lisbon", 1992),
    ("Europe/Moscow", 2014),
    ("Atlantic/Azores", 2021),
    ("America/New_York", 2024),
    ("America/Los_Angeles", 2007),
    ("America/Sao_Paulo", 2018),
    ("America/Santiago", 2022),
    ("America/Havana", 2023),
    ("America/Asuncion", 2022),
    ("America/Scoresbysund", 2024),
    ("America/Nuuk", 2024),
    ("America/Caracas", 2016),
    ("America/Boa_Vista", 2000),
    ("Africa/Casablanca", 2024),
    ("Africa/Cairo", 2024),
    ("Asia/Beirut", 2021),
    ("Asia/Gaza", 2040),
    ("Asia/Tehran", 2021),
    ("Asia/Pyongyang", 2018),
    ("Asia/Kolkata", 2024),
    ("Asia/Kathmandu", 1986),
    ("Asia/Amman", 2022),
    ("Australia/Lord_Howe", 2024),
    ("Australia/Sydney", 2023),
    ("Australia/Eucla", 2007),
    ("Antarctica/Troll", 2024),
    ("Pacific/Chatham", 2024),
    ("Pacific/Apia", 2011),
    ("Pacific/Kwajalein", 1993),
]
BEFORE, SPAN = 12, 24


def spans(name: str, year: int) -> list[int]:
    """Return where to begin walking so that the changes of a year lie in the middle."""
    days = changes(name, year) or (instant(f"{year}-06-01T00:00:00+00:00"),)
    return [day - BEFORE * DAY for day in days]


@pytest.mark.parametrize(("name", "year"), CHANGING)
@pytest.mark.parametrize("shape", [*SHAPES, "always"])
def test_windows_are_those_that_walking_finds(shape: str, name: str, year: int) -> None:
    built = build(schedule(shape), zone(name), None, (year - 1, year + 1))
    for begin in spans(name, year):
        walked = walk(name, begin, SPAN)
        inner = begin + 9 * DAY, begin + 15 * DAY
        found = walked.windows(walked.open_dates(schedule(shape)))
        expected = [
            (max(opens, inner[0]), min(closes, inner[1]))
            for opens, closes in found
            if opens < inner[1] and closes > inner[0]
        ]
        assert list(built.windows(*inner)) == expected


@pytest.mark.parametrize(("name", "year"), CHANGING)
@pytest.mark.parametrize("shape", ["night", "24x5", "within the change", "half day"])
def test_dates_and_next_closings_are_those_that_walking_finds(shape: str, name: str, year: int) -> None:
    for begin in spans(name, year):
        closed = date.fromordinal(date(1970, 1, 1).toordinal() + begin // DAY + BEFORE + 1)
        support = schedule(shape, [closed])
        built = build(support, zone(name), None, (year - 1, year + 1))
        walked = walk(name, begin, SPAN)
        dates = walked.open_dates(support)
        for index in range(9 * 96, 15 * 96, 3):
            day = walked.walls[index] // 1440
            following = min(each for each in dates if each > day)
            closing = max(closes for _, closes in dates[following])
            assert (built.local_date(walked.at(index)) - date(1970, 1, 1)).days == day
            assert built.end_of_next_business_day(walked.at(index)) == walked.at(closing)


def test_a_date_that_begins_twice_returns_to_the_day_before() -> None:
    """St. John's put its clocks back from 00:01 to 23:01 of the day before."""
    begin = instant("2010-10-28T00:00:00+00:00")
    built = build(schedule("24x5"), zone("America/St_Johns"), None, (2010, 2010))
    walked = walk("America/St_Johns", begin, SPAN, minutes=1)
    dates = walked.open_dates(schedule("24x5"))
    for index in range(9 * 1440, 12 * 1440):
        day = walked.walls[index] // 1440
        closing = max(closes for _, closes in dates[min(each for each in dates if each > day)])
        assert (built.local_date(walked.at(index)) - date(1970, 1, 1)).days == day
        assert built.end_of_next_business_day(walked.at(index)) == walked.at(closing)
    assert [built.local_date(instant(f"2010-11-07T{time}-02:30")).day for time in ("00:00", "00:01")] == [
        7,
        6,
    ]
    assert built.local_date(instant("2010-11-07T00:00-03:30")).day == 7


@pytest.mark.parametrize(
    ("name", "year"), [("Pacific/Apia", 2011), ("America/Havana", 2023), ("America/St_Johns", 2010)]
)
def test_the_date_changes_at_every_instant_at_which_a_date_begins(name: str, year: int) -> None:
    built = build(schedule("office"), zone(name), None, (year, year))
    for begin in built.dates[1:]:
        assert built.local_date(begin - 1) != built.local_date(begin)
    assert list(built.dates) == sorted(set(built.dates))


def opened(built: Timetable, first: str, last: str, name: str = "Europe/Zurich") -> list[str]:
    rules = zone(name)
    return [
        f"{written(opens, rules)} to {written(closes, rules)}"
        for opens, closes in built.windows(instant(first), instant(last))
    ]


def test_an_opening_across_a_change_has_its_true_length() -> None:
    built = build(schedule("small hours"), zone("Europe/Zurich"), None, (2024, 2024))
    spring, autumn = (
        built.between(instant(f"{day}T00:00:00+01:00"), instant(f"{day}T12:00:00+01:00"))
        for day in ("2024-03-31", "2024-10-27")
    )
    assert (spring, autumn) == (3 * HOUR, 5 * HOUR)


def test_a_boundary_in_the_gap_is_the_first_instant_after_it() -> None:
    ends = build(schedule("ends in the change"), zone("Europe/Zurich"), None, (2024, 2024))
    begins = build(schedule("begins in the change"), zone("Europe/Zurich"), None, (2024, 2024))
    day = "2024-03-31T00:00:00+01:00", "2024-03-31T12:00:00+02:00"
    assert opened(ends, *day) == ["2024-03-31 00:00+01:00 to 2024-03-31 03:00+02:00"]
    assert opened(begins, *day) == ["2024-03-31 03:00+02:00 to 2024-03-31 04:00+02:00"]


def test_a_boundary_that_occurs_twice_opens_at_the_first_and_closes_at_the_last() -> None:
    ends = build(schedule("ends in the change"), zone("America/New_York"), None, (2024, 2024))
    within = build(schedule("within the change"), zone("Australia/Lord_Howe"), None, (2024, 2024))
    small = build(schedule("within the change"), zone("Europe/Zurich"), None, (2024, 2024))
    assert opened(ends, "2024-11-03T12:00:00+00:00", "2024-11-04T08:00:00+00:00", "America/New_York") == [
        "2024-11-03 23:00-05:00 to 2024-11-04 02:30-05:00"
    ]
    assert opened(small, "2024-10-27T00:00:00+02:00", "2024-10-27T12:00:00+01:00") == [
        "2024-10-27 02:15+02:00 to 2024-10-27 02:45+01:00"
    ]
    # the clocks go from 02:00+11:00 back to 01:30+10:30, and from 02:00+10:30 on to 02:30+11:00
    assert opened(
        within, "2024-10-05T12:00:00+00:00", "2024-10-06T12:00:00+00:00", "Australia/Lord_Howe"
    ) == ["2024-10-06 02:30+11:00 to 2024-10-06 02:45+11:00"]


def test_a_skipped_date_has_no_hours_of_its_own() -> None:
    built = build(schedule("office"), zone("Pacific/Apia"), None, (2011, 2011))
    assert opened(built, "2011-12-28T12:00:00+00:00", "2012-01-01T09:00:00+00:00", "Pacific/Apia") == [
        "2011-12-28 08:00-10:00 to 2011-12-28 17:00-10:00",
        "2011-12-29 08:00-10:00 to 2011-12-29 17:00-10:00",
    ]
    assert built.local_date(instant("2011-12-30T10:00:00+00:00")) == date(2011, 12, 31)
    assert date(2011, 12, 30) not in {built.local_date(begin) for begin in built.dates}


def test_the_day_begins_after_a_gap_at_midnight() -> None:
    built = build(schedule("24x5"), zone("America/Sao_Paulo"), None, (2018, 2018))
    sunday = instant("2018-11-04T01:00:00-02:00")
    assert sunday in built.dates
    assert built.local_date(sunday - 1) == date(2018, 11, 3)


def test_touching_and_overlapping_openings_merge() -> None:
    built = build(schedule("24x5"), zone("Europe/Zurich"), None, (2024, 2024))
    assert opened(built, "2024-06-01T00:00:00+02:00", "2024-06-15T00:00:00+02:00") == [
        "2024-06-03 00:00+02:00 to 2024-06-08 00:00+02:00",
        "2024-06-10 00:00+02:00 to 2024-06-15 00:00+02:00",
    ]
    assert all(closes < opens for closes, opens in zip(built.closes, built.opens[1:], strict=False))


def test_a_holiday_closes_what_opens_on_it() -> None:
    locked = calendar(2024, 2024, date(2024, 5, 9))
    night = build(schedule("night"), zone("Europe/Zurich"), locked)
    assert opened(night, "2024-05-08T12:00:00+02:00", "2024-05-11T12:00:00+02:00") == [
        "2024-05-08 22:00+02:00 to 2024-05-09 06:00+02:00",
        "2024-05-10 22:00+02:00 to 2024-05-11 06:00+02:00",
    ]
    week = build(schedule("long week"), zone("Europe/Zurich"), locked)
    assert week.is_open(instant("2024-05-09T12:00:00+02:00"))


def test_dates_that_the_schedule_closes_need_no_calendar() -> None:
    built = build(schedule("office", [date(2024, 12, 24)]), zone("Europe/Zurich"), None)
    assert not built.is_open(instant("2024-12-24T10:00:00+01:00"))
    assert built.is_open(instant("2024-12-23T10:00:00+01:00"))


def test_closed_dates_and_holidays_add_up() -> None:
    locked = calendar(2024, 2024, date(2024, 12, 25))
    built = build(schedule("office", [date(2024, 12, 24)]), zone("Europe/Zurich"), locked)
    assert opened(built, "2024-12-23T12:00:00+01:00", "2024-12-26T12:00:00+01:00") == [
        "2024-12-23 12:00+01:00 to 2024-12-23 17:00+01:00",
        "2024-12-26 08:00+01:00 to 2024-12-26 12:00+01:00",
    ]


def test_the_horizon_of_a_calendar_is_its_years() -> None:
    built = build(schedule("office"), zone("Europe/Zurich"), calendar(2023, 2025))
    assert built.begins == instant("2023-01-01T00:00:00+01:00")
    assert built.ends == instant("2026-01-01T00:00:00+01:00")
    with pytest.raises(BeyondHorizon) as beyond:
        built.open_time(built.ends + 1)
    assert beyond.value.message == (
        "the holidays XX of `hours` are frozen for 2023 to 2025 only; "
        "freeze further years with `slawyer lock --from YEAR` or `--until YEAR`"
    )


def test_what_may_have_opened_on_an_unknown_day_is_beyond_the_horizon() -> None:
    """Whether 2023-12-31 was a holiday is not known, so neither is whether its night shift ran."""
    built = build(schedule("night"), zone("Europe/Zurich"), calendar(2024, 2024))
    assert built.begins == instant("2024-01-01T06:00:00+01:00")
    with pytest.raises(BeyondHorizon):
        built.is_open(instant("2024-01-01T05:59:59+01:00"))
    closed = build(schedule("night", [date(2023, 12, 31)]), zone("Europe/Zurich"), calendar(2024, 2024))
    assert closed.begins == instant("2024-01-01T00:00:00+01:00")
    assert not closed.is_open(closed.begins)
    week = build(schedule("long week"), zone("Europe/Zurich"), calendar(2024, 2024))
    assert week.begins == instant("2024-01-05T17:00:00+01:00")  # the week that opened on Sunday, 2023-12-31


def test_without_holidays_the_days_before_the_horizon_are_known() -> None:
    built = build(schedule("long week"), zone("Europe/Zurich"), None, (2024, 2024))
    assert built.opens[0] == built.begins == instant("2024-01-01T00:00:00+01:00")
    assert built.closes[0] == instant("2024-01-05T17:00:00+01:00")


def test_hours_are_cut_off_where_the_horizon_ends() -> None:
    built = build(schedule("night"), zone("Europe/Zurich"), calendar(2023, 2024))
    assert built.closes[-1] == built.ends == instant("2025-01-01T00:00:00+01:00")


def test_without_holidays_every_year_is_known() -> None:
    built = build(schedule("office"), zone("Europe/Zurich"), None)
    assert built.begins == instant(f"{FIRST_YEAR}-01-01T00:00:00+01:00")
    assert built.ends == instant(f"{LAST_YEAR + 1}-01-01T00:00:00+01:00")
    assert built.beyond == "`hours` is counted from 1970 to 2099 only"
    workdays = sum(date.fromordinal(day).weekday() < 5 for day in range(719163, date(2100, 1, 1).toordinal()))
    assert built.total == workdays * 9 * HOUR


def test_around_the_clock_is_one_window() -> None:
    for name in ("Europe/Zurich", "America/Sao_Paulo", "Pacific/Apia", "America/St_Johns"):
        built = build(schedule("always"), zone(name), None)
        assert (built.opens, built.closes) == ((built.begins,), (built.ends,))


def test_a_schedule_without_openings_is_never_open() -> None:
    closed = [
        date.fromordinal(day) for day in range(date(2024, 1, 1).toordinal(), date(2025, 1, 1).toordinal())
    ]
    built = build(schedule("office", closed), zone("Europe/Zurich"), calendar(2024, 2024))
    assert (built.opens, built.total) == ((), 0)
    assert built.open_time(built.ends) == 0
    with pytest.raises(BeyondHorizon):
        built.end_of_next_business_day(built.begins)


def test_the_wall_clock_counts_everything() -> None:
    clock = always()
    early, late = instant("2024-02-28T12:00:00+00:00"), instant("2024-03-01T13:00:00+00:00")
    assert clock.between(early, late) == late - early
    assert clock.advance(early, late - early) == late
    assert clock.local_date(late) == date(2024, 3, 1)
    assert clock.end_of_next_business_day(early) == instant("2024-03-01T00:00:00+00:00")
    assert (clock.begins, clock.ends) == (0, instant("2100-01-01T00:00:00+00:00"))
    with pytest.raises(BeyondHorizon, match="1970 to 2099"):
        clock.open_time(-1)
