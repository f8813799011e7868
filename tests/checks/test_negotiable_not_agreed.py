"""Hours; the examples show targets."""

from __future__ import annotations

from tests.checks.varied import policy, said


def test_hours_that_are_left_open_must_be_agreed() -> None:
    assert said("negotiable-not-agreed", policy(("clinic-2024", "  support_hours: longer\n", ""))) == [
        "The plan `custom` leaves the support hours to this agreement, but they are not agreed."
    ]
