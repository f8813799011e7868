"""Tickets can fall into years for which no public holidays are frozen."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.holidays import needed
from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy

RULE = Rule(
    "holiday-year-missing", Level.ERROR, "Public holidays are not frozen for a year in which they are needed."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Hold the years that editions and agreements need against those of the lock."""
    frozen = policy.lock.calendars if policy.lock else {}
    for need in needed(policy):
        calendar = frozen.get(need.calendar)
        if calendar is None or calendar.first_year <= need.first_year <= need.last_year <= calendar.last_year:
            continue
        first, last = min(need.first_year, calendar.first_year), max(need.last_year, calendar.last_year)
        yield RULE.finding(
            need.at,
            f"{need.because}, but the public holidays of `{need.calendar}` are frozen only from "
            f"{calendar.first_year} to "
            f"{calendar.last_year}.",
            f"Run `slawyer lock {policy.id} --from {first} --until {last}` and review the days that it adds.",
            related=(Related(calendar.at.child("years"), "the frozen years"),),
        )
