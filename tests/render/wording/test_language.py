"""How instants, lengths of time, amounts and lists are written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluate.worlds import HOUR, MINUTE, ZURICH, at
from tests.render.told import BOTH, ENGLISH, GERMAN
from validator.render.wording.language import Language, local, time_of_day

SECOND = 1_000_000


@pytest.mark.parametrize(
    ("microseconds", "english", "german"),
    [
        (0, "0 minutes", "0 Minuten"),
        (1, "0.000001 seconds", "0.000001 Sekunden"),
        (SECOND, "1 second", "1 Sekunde"),
        (31_241_000, "31.241 seconds", "31.241 Sekunden"),
        (10 * SECOND, "10 seconds", "10 Sekunden"),
        (MINUTE, "1 minute", "1 Minute"),
        (14 * MINUTE + 59 * SECOND, "14 minutes 59 seconds", "14 Minuten 59 Sekunden"),
        (HOUR, "1 hour", "1 Stunde"),
        (HOUR + SECOND, "1 hour 1 second", "1 Stunde 1 Sekunde"),
        (80 * MINUTE, "1 hour 20 minutes", "1 Stunde 20 Minuten"),
        (
            48 * HOUR,
            "48 hours",
            "48 Stunden",
        ),  # never days: a day of support time is shorter than one of the calendar
        (1000 * HOUR, "1000 hours", "1000 Stunden"),  # a comma would make it one hour to a German reader
    ],
)
def test_lengths_of_time_are_written_exactly(microseconds: int, english: str, german: str) -> None:
    assert ENGLISH.duration(microseconds) == english
    assert GERMAN.duration(microseconds) == german


@given(st.integers(0, 10_000 * HOUR))
def test_a_length_of_time_can_be_read_back(microseconds: int) -> None:
    units = {"hour": HOUR, "minute": MINUTE, "second": SECOND}
    said = re.findall(r"([\d.]+) (hour|minute|second)s?", ENGLISH.duration(microseconds))
    assert sum(Decimal(number) * units[unit] for number, unit in said) == microseconds


@pytest.mark.parametrize(
    ("amount", "unit", "english", "german"),
    [
        (1, "day", "1 day", "1 Tag"),
        (0, "days", "0 days", "0 Tage"),
        (Decimal(1), "days", "1 day", "1 Tag"),
        (Decimal(0), "days", "0 days", "0 Tage"),
        (Decimal("0.00"), "CHF", "0 CHF", "0 CHF"),
        (Decimal("2.50"), "days", "2.5 days", "2.5 Tage"),
        (Decimal(100), "CHF", "100 CHF", "100 CHF"),
        (Decimal("1E+3"), "CHF", "1000 CHF", "1000 CHF"),
        (1384, "day", "1384 days", "1384 Tage"),
    ],
)
def test_amounts(amount: int | Decimal, unit: str, english: str, german: str) -> None:
    assert ENGLISH.counted(amount, unit) == english
    assert GERMAN.counted(amount, unit) == german


@pytest.mark.parametrize(
    ("when", "english", "german"),
    [
        ("2024-03-28 16:10", "Thursday, 28 March 2024, 16:10", "Donnerstag, 28. März 2024, 16:10"),
        ("2024-12-30 10:44:59", "Monday, 30 December 2024, 10:44:59", "Montag, 30. Dezember 2024, 10:44:59"),
        ("2024-01-01 00:00", "Monday, 1 January 2024, 00:00", "Montag, 1. Januar 2024, 00:00"),
    ],
)
def test_instants_are_local_and_name_the_day(when: str, english: str, german: str) -> None:
    assert ENGLISH.instant(at(when), ZURICH) == english
    assert GERMAN.instant(at(when), ZURICH) == german


def test_fractions_of_a_second_are_kept_as_far_as_they_go() -> None:
    assert time_of_day(local(at("2024-03-28 16:10") + 250_000, ZURICH)) == "16:10:00.25"


FIRST_TWO = at("2024-10-27 02:00")  # 02:00 summer time
TWICE = [
    (FIRST_TWO - MINUTE, "01:59"),
    (FIRST_TWO, "02:00 CEST"),
    (FIRST_TWO + 45 * MINUTE, "02:45 CEST"),
    (FIRST_TWO + HOUR, "02:00 CET"),
    (FIRST_TWO + HOUR + 45 * MINUTE, "02:45 CET"),
    (FIRST_TWO + 2 * HOUR, "03:00"),
]


@pytest.mark.parametrize(("instant", "written"), TWICE)
def test_a_time_that_occurs_twice_has_the_letters_of_its_zone(instant: int, written: str) -> None:
    assert time_of_day(local(instant, ZURICH)) == written


@pytest.mark.parametrize(
    ("when", "written"),
    [("2024-03-31 01:59", "01:59"), ("2024-03-31 03:00", "03:00"), ("2024-07-01 02:30", "02:30")],
)
def test_no_other_time_has_letters(when: str, written: str) -> None:
    assert time_of_day(local(at(when), ZURICH)) == written


def test_letters_of_zones_without_names_are_their_offsets() -> None:
    instant = at(
        "2024-04-06 14:45", ZoneInfo("UTC")
    )  # at 15:00 the clocks of Lord Howe go back by half an hour
    assert time_of_day(local(instant, ZoneInfo("Australia/Lord_Howe"))) == "01:45 +11"


@given(st.integers(at("2024-10-26 00:00"), at("2024-10-28 00:00")), st.integers(1, 3 * HOUR))
def test_two_instants_are_never_written_alike(instant: int, later: int) -> None:
    assert ENGLISH.instant(instant, ZURICH) != ENGLISH.instant(instant + later, ZURICH)


def test_lists_are_joined_as_sentences_join_them() -> None:
    assert [ENGLISH.listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert GERMAN.listing(["a", "b", "c"]) == "a, b und c"


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
def test_all_days_of_a_year_are_named(language: Language) -> None:
    days = [date.fromordinal(date(2024, 1, 1).toordinal() + index) for index in range(366)]
    assert len({language.day(day) for day in days}) == 366
    assert {language.weekday(day) for day in days[::7]} == {language.weekdays[0]}  # it began on a Monday
