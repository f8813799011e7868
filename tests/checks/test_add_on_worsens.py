"""Features and hours; the examples show targets."""

from __future__ import annotations

from tests.checks.varied import policy, said

RULE = "add-on-worsens"
FASTER = "replaces: { support_hours: longer, service_level: fast }"


def test_a_feature_that_is_taken_away_is_told() -> None:
    without = "replaces: { support_hours: longer, service_level: fast, features: { forum: not included } }"
    assert said(RULE, policy(("plans", FASTER, without))) == [
        "The add-on `faster` takes `forum` away from customers of the plan `basic`."
    ]


def test_hours_that_are_closed_when_support_was_open_are_told() -> None:
    shorter = ("support-hours", "07:00-19:00", "10:00-20:00")
    assert said(RULE, policy(shorter)) == [
        (
            "With the add-on `faster`, customers of the plan `basic` get the hours `longer`, which are closed at times "
            "when `office` are open."
        )
    ]


def test_hours_that_stay_are_not_compared() -> None:
    assert said(RULE, policy(("plans", FASTER, "replaces: { service_level: fast }"))) == []
