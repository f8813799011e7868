"""Hours are closed on public holidays that nobody has frozen."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.checks.schedules import schedules
from validator.diagnostics import Diagnostic, Level
from validator.model.policy import Policy

RULE = Rule(
    "holiday-calendar-missing", Level.ERROR, "The public holidays that hours are closed on are not frozen."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up the calendar of every schedule in the lock."""
    frozen = policy.lock.calendars if policy.lock else {}
    for schedule in schedules(policy):
        if schedule.holidays and schedule.holidays not in frozen:
            yield RULE.finding(
                schedule.at.child("closed_on", "public_holidays"),
                f"The hours `{schedule.id}` are closed on the public holidays of `{schedule.holidays}`, but "
                "holidays.lock.yaml does not say which days these are.",
                f"Run `slawyer lock {policy.id}` and review the days that it writes.",
                clause=schedule.clause,
            )
