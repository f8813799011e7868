"""An agreement runs into years for which no public holidays are frozen."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy
from validator.model.schedule import Schedule

RULE = Rule(
    "holiday-year-missing",
    Level.ERROR,
    "Public holidays are not frozen for a year that an agreement runs into.",
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Hold the calendars that schedules name against the lock, and the lock against the terms of agreements."""
    named: dict[str, Schedule] = {}
    for edition in policy.editions.values():
        named |= {each.holidays: each for each in edition.schedules.values() if each.holidays}
    for agreement in policy.agreements.values():
        named |= {each.holidays: each for each in agreement.schedules.values() if each.holidays}
    for name, schedule in named.items():
        calendar = policy.lock.calendars.get(name) if policy.lock else None
        if calendar is None:
            yield RULE.finding(
                schedule.at.child("closed_on"),
                f"the public holidays {name} are not frozen, so nothing can be counted on `{schedule.title}`",
                f"freeze them with `slawyer lock {policy.id}`",
            )
            continue
        for agreement in policy.agreements.values():
            first, last = agreement.term.first.year, agreement.term.last.year
            missing = [
                year for year in (first, last) if not calendar.first_year <= year <= calendar.last_year
            ]
            if missing:
                yield RULE.finding(
                    agreement.term.at,
                    f"the term runs into {missing[0]}, but the public holidays {name} are frozen for "
                    f"{calendar.first_year} to {calendar.last_year} only",
                    f"freeze further years: `slawyer lock {policy.id} --from {min(first, calendar.first_year)} "
                    f"--until {max(last, calendar.last_year)}`",
                    related=(Related(calendar.at, "the frozen years"),),
                )
