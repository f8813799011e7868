"""What the package may say about frozen days; the examples show an edit by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.checks.varied import FACTS, policy, said
from validator.model.holidays import Holiday, HolidayCalendar

RULE = "lock-drift"
POLICY = policy()
assert POLICY.lock is not None
FROZEN = POLICY.lock.calendars["CH-SG"]


def drift(fresh: HolidayCalendar | str) -> list[str]:
    return said(RULE, POLICY, replace(FACTS, fresh={("minimal", "CH-SG"): fresh}))


def test_the_same_days_are_no_drift_whatever_release_they_come_from() -> None:
    assert drift(replace(FROZEN, package_version="99")) == []


def test_days_that_come_and_go_and_change_their_names_are_told() -> None:
    renamed = tuple(replace(day, name=f"{day.name} 2") for day in FROZEN.holidays[1:2])
    days = (*renamed, Holiday(date(2025, 12, 31), "Last day"), *FROZEN.holidays[2:])
    assert drift(replace(FROZEN, holidays=days)) == [
        (
            "The installed package `holidays` has other days for `CH-SG`: 2023-01-01 (New Year's Day) is in the lock "
            "only; 2025-12-31 (Last day) is missing in the lock; 2023-04-07 is called Good Friday 2, not Good Friday."
        )
    ]


def test_many_differences_are_counted() -> None:
    days = tuple(Holiday(date(2024, 2, 1) + timedelta(number), "New") for number in range(8))
    [message] = drift(replace(FROZEN, holidays=(*FROZEN.holidays, *days)))
    assert message.endswith("; and 3 more.")


def test_a_place_that_the_package_does_not_know_is_told() -> None:
    assert drift("the package `holidays` knows no country `XX`") == [
        "The days of `CH-SG` cannot be compared: the package `holidays` knows no country `XX`."
    ]
