"""Hours and features; the examples show targets."""

from __future__ import annotations

from tests.checks.varied import policy, said

RULE = "agreed-not-negotiable"
HOURS = ("bakery-2024", "agreed: {}", "agreed: { support_hours: office }")


def test_hours_of_a_plan_stay_as_they_are() -> None:
    assert said(RULE, policy(HOURS)) == [
        "The plan `basic` has the support hours `longer`, and neither the plan nor these hours can be agreed otherwise."
    ]


def test_hours_that_can_be_agreed_otherwise_may_be() -> None:
    allowed = (
        "support-hours",
        "12 hours\n    or_as_agreed: not allowed",
        "12 hours\n    or_as_agreed: allowed",
    )
    assert said(RULE, policy(HOURS, allowed)) == []


def test_the_plans_own_hours_and_targets_may_be_said_again() -> None:
    again = "agreed: { support_hours: longer, targets: { initial_response: { severe: 1 business hour } } }"
    assert said(RULE, policy(("bakery-2024", "agreed: {}", again))) == []


def test_only_negotiable_features_can_be_agreed() -> None:
    agreed = ("bakery-2024", "agreed: {}", "agreed: { features: { helpdesk: 20 hours } }")
    assert said(RULE, policy(agreed)) == [
        "`helpdesk` is agreed, but in the plan `basic` it is `included`, not negotiable."
    ]
    basic = "service_level: standard\n    features: { forum: included, helpdesk: "
    assert said(RULE, policy(agreed, ("plans", f"{basic}included", f"{basic}negotiable"))) == []
