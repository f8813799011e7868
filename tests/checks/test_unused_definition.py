"""Definitions of the edition and the lock; the examples show those of an agreement."""

from __future__ import annotations

from dataclasses import replace

from tests.checks.varied import policy, said

RULE = "unused-definition"


def test_what_no_plan_names_is_told() -> None:
    found = policy()
    edition = found.editions["2024-01-01"]
    levels = {**edition.service_levels, "old": replace(edition.service_levels["fast"], id="old")}
    schedules = {**edition.schedules, "night": replace(edition.schedules["office"], id="night")}
    changed = replace(edition, service_levels=levels, schedules=schedules)
    assert found.lock is not None
    calendars = {**found.lock.calendars, "CH-BE": replace(found.lock.calendars["CH-SG"], id="CH-BE")}
    lock = replace(found.lock, calendars=calendars)
    assert said(RULE, replace(found, editions={edition.id: changed}, lock=lock)) == [
        "The hours `night` are used by nothing.",
        "The public holidays `CH-BE` are used by nothing.",
        "The service level `old` is used by nothing.",
    ]


def test_the_hours_of_a_clock_are_used() -> None:
    clock = ("objectives", "counts: support hours of the plan", "counts: office")
    basic = ("plans", "support_hours: office", "support_hours: longer")
    assert said(RULE, policy(clock, basic)) == []
