"""The frozen public holidays are not those that the package gives, or were edited by hand."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.holidays import HolidayCalendar
from validator.model.policy import Policy

RULE = Rule(
    "lock-drift", Level.WARNING, "The frozen holidays differ from the package, or were edited by hand."
)


def find(policy: Policy, facts: Facts) -> Iterator[Diagnostic]:
    """Compare every calendar of the lock with its own digest and with the package."""
    for calendar in policy.lock.calendars.values() if policy.lock else ():
        if calendar.digest != calendar.computed_digest():
            yield RULE.finding(
                calendar.at.child("digest"),
                f"the days of {calendar.id} were edited after `slawyer lock` froze them",
                f"freeze them anew with `slawyer lock {policy.id}`; put further closed days into the schedule: "
                "`closed_on: { dates: […] }`",
            )
        fresh = facts.fresh.get((policy.id, calendar.id))
        if isinstance(fresh, HolidayCalendar) and fresh.holidays != calendar.holidays:
            yield RULE.finding(
                calendar.at.child("holidays"),
                f"release {fresh.package_version} of the package has other days for {calendar.id}: "
                f"{_difference(calendar, fresh)}",
                f"look at `slawyer lock {policy.id} --check`; freeze them anew only if the contract should follow",
            )


def _difference(old: HolidayCalendar, new: HolidayCalendar) -> str:
    before, after = set(old.holidays), set(new.holidays)
    gone = [f"without {day.date} {day.name}" for day in sorted(before - after, key=lambda day: day.date)]
    come = [f"with {day.date} {day.name}" for day in sorted(after - before, key=lambda day: day.date)]
    return ", ".join((gone + come)[:4])
