"""Moments, lengths and credits as examples spell them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluate.worlds import HOUR, MINUTE, NOWHERE, ZURICH, at
from validator.evaluate.spelling import credit_text, instant_of, length_text, stamp_text
from validator.model.example import Stamp
from validator.reading.examples import LENGTH, MICROSECONDS

SECOND = 1_000_000
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # puts its clocks back by half an hour
ST_JOHNS = ZoneInfo("America/St_Johns")
ZONES = st.sampled_from([ZURICH, LORD_HOWE, ST_JOHNS])
INSTANTS = st.integers(at("1971-01-01 00:00") // SECOND, at("2099-12-30 00:00") // SECOND).map(
    lambda second: second * SECOND
)
CHANGES = st.sampled_from(["2024-10-27 00:00", "2010-11-07 03:00", "2024-04-06 15:00"]).flatmap(
    lambda day: st.integers(0, 6 * 60).map(lambda minute: at(day, ZoneInfo("Etc/UTC")) + minute * MINUTE)
)


def stamp(text: str) -> Stamp:
    day, time, *offset = text.split()
    return Stamp(text, datetime.fromisoformat(f"{day}T{time}{''.join(offset)}"), NOWHERE)


@given(st.one_of(INSTANTS, CHANGES), ZONES)
def test_what_is_written_of_a_moment_means_that_moment(instant: int, zone: ZoneInfo) -> None:
    assert instant_of(stamp(stamp_text(instant, zone)), zone) == instant


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (at("2024-03-28 17:10"), "2024-03-28 17:10"),
        (at("2024-03-28 17:10") + 5 * SECOND, "2024-03-28 17:10:05"),
        (at("2024-10-27 01:59"), "2024-10-27 01:59"),
        (at("2024-10-27 02:00"), "2024-10-27 02:00 +02:00"),
        (at("2024-10-27 02:59") + HOUR, "2024-10-27 02:59 +01:00"),
        (at("2024-10-27 03:00"), "2024-10-27 03:00"),
    ],
)
def test_a_moment_is_written_as_people_write_it(instant: int, text: str) -> None:
    assert stamp_text(instant, ZURICH) == text


def test_an_offset_is_taken_at_its_word() -> None:
    assert instant_of(stamp("2024-03-28 17:10 +00:00"), ZURICH) == at("2024-03-28 18:10")
    assert instant_of(stamp("2024-03-31 02:30 +01:00"), ZURICH) == at("2024-03-31 03:30")


def test_a_moment_that_occurs_twice_is_none_and_the_first_is_offered() -> None:
    said = instant_of(stamp("2024-10-27 02:30"), ZURICH)
    assert said == (
        "`2024-10-27 02:30` occurs twice: the clocks go back. "
        "Write which one is meant: `2024-10-27 02:30 +02:00`."
    )
    assert instant_of(stamp("2024-10-27 02:30 +02:00"), ZURICH) == at("2024-10-27 02:30")


def test_a_moment_that_was_skipped_is_none() -> None:
    said = instant_of(stamp("2024-03-31 02:30"), ZURICH)
    assert said == "`2024-03-31 02:30` does not exist: the clocks go forward."
    assert instant_of(stamp("2024-03-31 03:00"), ZURICH) == at("2024-03-31 03:00")
    assert instant_of(stamp("2024-03-31 01:59:59"), ZURICH) == at("2024-03-31 03:00") - SECOND


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (0, "0 minutes"),
        (SECOND, "1 second"),
        (MINUTE, "1 minute"),
        (HOUR, "1 hour"),
        (2 * HOUR + 1 * MINUTE + 59 * SECOND, "2 hours 1 minute 59 seconds"),
        (63 * HOUR + 30 * MINUTE, "63 hours 30 minutes"),
        (3 * HOUR + 5 * SECOND, "3 hours 5 seconds"),
    ],
)
def test_a_length_is_written_in_words(length: int, text: str) -> None:
    assert length_text(length) == text


@given(st.integers(0, 10**7).map(lambda second: second * SECOND))
def test_a_length_is_read_as_it_was_written(length: int) -> None:
    parts = LENGTH.findall(length_text(length))
    assert sum(int(amount) * MICROSECONDS[unit] for amount, unit in parts) == length


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (None, None, "none"),
        (Decimal(0), "days", "0 days"),
        (Decimal(1), "days", "1 day"),
        (Decimal(200), "days", "200 days"),
        (Decimal(1), "CHF", "1 CHF"),
        (Decimal("12.50"), "CHF", "12.5 CHF"),
        (Decimal("1E+2"), "percent", "100 percent"),
        (Decimal("0.00"), "EUR", "0 EUR"),
    ],
)
def test_a_credit_is_written_with_its_unit(amount: Decimal | None, unit: str | None, text: str) -> None:
    assert credit_text(amount, unit) == text
