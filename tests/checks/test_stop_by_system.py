"""Clocks that other events stop, and answers to escalations; the examples show replies."""

from __future__ import annotations

from tests.checks.varied import policy, said

RULE = "stop-by-system"
STOPS = "{ event: replied, by: [agent, manager], public: only public }"


def test_only_replies_can_be_automatic() -> None:
    assert said(RULE, policy(("objectives", STOPS, "{ event: resolved }"))) == []


def test_a_clock_that_anyone_stops_is_stopped_by_the_customer_too() -> None:
    anyone = policy(("objectives", STOPS, "{ event: replied, public: only public }"))
    assert said(RULE, anyone) == [
        "The clock of `initial_response` is stopped by automatic replies and by the customer's own messages."
    ]


def test_escalations_are_looked_at_too() -> None:
    answered = policy(("escalation", "answered_by: [manager]", "answered_by: [manager, customer]"))
    assert said(RULE, answered) == [
        "The clock of `escalation_urgent` is stopped by the customer's own messages."
    ]
