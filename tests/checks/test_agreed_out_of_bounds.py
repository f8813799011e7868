"""Hours and other clocks; the examples show minutes."""

from __future__ import annotations

import pytest

from tests.checks.varied import policy, said

RULE = "agreed-out-of-bounds"
TARGET = "severe: 45 minutes"
BOUND = "no_less_than: 30 minutes"


@pytest.mark.parametrize(
    ("bound", "agreed", "words"),
    [
        ("30 minutes", "20 minutes", "are less than"),
        ("30 minutes", "20 business minutes", "may be shorter than"),
        ("2 business hours", "3 hours", "run on the wall clock and may be over before"),
        ("2 business hours", "2 business hours", None),
        ("2 business hours", "1 business day", None),
        ("13 business hours", "1 business day", "may be shorter than"),
        ("30 minutes", "best effort", None),
    ],
)
def test_a_target_is_held_against_its_bound(bound: str, agreed: str, words: str | None) -> None:
    found = said(
        RULE,
        policy(
            ("service-levels", BOUND, f"no_less_than: {bound}"), ("clinic-2024", TARGET, f"severe: {agreed}")
        ),
    )
    assert len(found) == (words is not None)
    assert all(words in each for each in found if words)


@pytest.mark.parametrize(
    ("hours", "zone", "within"),
    [
        ("08:00-18:00", "Europe/Zurich", True),
        ("06:00-12:00", "Europe/Zurich", False),
        ("06:00-12:00", "Asia/Tokyo", True),  # another zone: only the length can be compared
        ("00:00-24:00", "Asia/Tokyo", False),
    ],
)
def test_hours_are_held_against_the_widest(hours: str, zone: str, *, within: bool) -> None:
    own = f"""\
support_hours:
  own:
    title: Own
    clause: Hours
    time_zone: {zone}
    open: [{{ days: monday-friday, hours: {hours} }}]
    closed_on: never
    business_day: not defined
    or_as_agreed: not allowed
agreed:
  support_hours: own"""
    found = said(RULE, policy(("clinic-2024", "agreed:\n  support_hours: longer", own)))
    assert (found == []) == within
