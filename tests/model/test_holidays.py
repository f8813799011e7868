"""Frozen holidays can be looked up by their date."""

from __future__ import annotations

from datetime import date

from tests.evaluate.worlds import CALENDAR


def test_a_holiday_is_found_on_its_date() -> None:
    found = CALENDAR.on(date(2024, 3, 29))
    assert found is not None
    assert (found.date, found.name) == (date(2024, 3, 29), "Good Friday")


def test_on_any_other_date_there_is_none() -> None:
    assert [CALENDAR.on(day) for day in (date(2024, 3, 28), date(2024, 3, 30), date(2030, 3, 29))] == [
        None
    ] * 3
