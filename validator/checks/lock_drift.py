"""The frozen public holidays are not those that the package gives, or were edited by hand."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.holidays import HolidayCalendar
from validator.model.policy import Policy

RULE = Rule(
    "lock-drift", Level.WARNING, "The frozen holidays are not those of the package, or were edited by hand."
)

MOST_DAYS = 5


def find(policy: Policy, facts: Facts) -> Iterator[Diagnostic]:
    """Compare every calendar of the lock with its own digest and with the package."""
    for calendar in policy.lock.calendars.values() if policy.lock else ():
        if calendar.digest != calendar.computed_digest():
            yield RULE.finding(
                calendar.at.child("digest"),
                f"The days of `{calendar.id}` were edited after `slawyer lock` had written them.",
                "Write further closed days into the hours (`closed_on: { dates: […] }`), and the file anew with "
                f"`slawyer lock {policy.id}`.",
            )
        fresh = facts.fresh.get((policy.id, calendar.id))
        if isinstance(fresh, str):
            yield RULE.finding(
                calendar.at.key(),
                f"The days of `{calendar.id}` cannot be compared: {fresh}.",
                "Decisions use the frozen days; see whether the place is named correctly.",
            )
        elif fresh is not None and fresh.holidays != calendar.holidays:
            yield RULE.finding(
                calendar.at.child("holidays"),
                f"The installed package `holidays` has other days for `{calendar.id}`: "
                f"{_difference(calendar, fresh)}.",
                f"Find out which is right. Decisions use the frozen days until `slawyer lock {policy.id}` is run.",
            )


def _difference(frozen: HolidayCalendar, fresh: HolidayCalendar) -> str:
    before, after = ({day.date: day.name for day in each.holidays} for each in (frozen, fresh))
    words = [f"{day} ({before[day]}) is in the lock only" for day in sorted(before.keys() - after.keys())]
    words += [f"{day} ({after[day]}) is missing in the lock" for day in sorted(after.keys() - before.keys())]
    words += [
        f"{day} is called {after[day]}, not {before[day]}"
        for day in sorted(before.keys() & after.keys())
        if before[day] != after[day]
    ]
    more = [f"and {len(words) - MOST_DAYS} more"] if len(words) > MOST_DAYS else []
    return "; ".join([*words[:MOST_DAYS], *more])
