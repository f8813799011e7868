"""The model's values in wording."""

from __future__ import annotations

from decimal import Decimal

import pytest

from validator.model.credit import Grant
from validator.model.schedule import Opening
from validator.render.contract import wording


@pytest.mark.parametrize(
    ("numbers", "named"),
    [
        ((0, 1, 2, 3, 4), "Monday to Friday"),
        ((5,), "Saturday"),
        ((5, 6), "Saturday, Sunday"),
        ((0, 2, 3, 4, 6), "Monday, Wednesday to Friday, Sunday"),
        ((4, 0), "Monday, Friday"),
    ],
)
def test_days(numbers: tuple[int, ...], named: str) -> None:
    assert wording.days(numbers) == named


@pytest.mark.parametrize(
    ("days", "opens", "closes", "written"),
    [
        ((0, 1, 2, 3, 4), 8 * 60, 17 * 60, "Monday to Friday, 08:00 to 17:00"),
        ((5,), 0, 24 * 60, "Saturday, 00:00 to 24:00"),
        ((4,), 22 * 60, 30 * 60, "Friday, 22:00 to 06:00 of the next day"),
        ((6,), 14 * 60, 5 * 1440 + 17 * 60, "Sunday, 14:00 to Friday 17:00"),
    ],
)
def test_opening(days: tuple[int, ...], opens: int, closes: int, written: str) -> None:
    assert wording.opening(Opening(days, opens, closes, "")) == written


@pytest.mark.parametrize(
    ("microseconds", "written"),
    [
        (9 * 3_600_000_000, "9 hours"),
        (3_600_000_000, "1 hour"),
        (90 * 60_000_000, "90 minutes"),
        (60_000_000, "1 minute"),
        (1_500_000, "1500000 microseconds"),
    ],
)
def test_duration(microseconds: int, written: str) -> None:
    assert wording.duration(microseconds) == written


@pytest.mark.parametrize(
    ("grant", "written"),
    [
        (Grant(Decimal(1), "days"), "1 day of term extension"),
        (Grant(Decimal(3), "days"), "3 days of term extension"),
        (Grant(Decimal("50.00"), "CHF"), "50.00 CHF"),
        (Grant(Decimal("2.5"), "percent", "the monthly fee"), "2.5 % of the monthly fee"),
    ],
)
def test_grant(grant: Grant, written: str) -> None:
    assert wording.grant(grant) == written
