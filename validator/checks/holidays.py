"""Which public holidays are needed: for which hours, for which years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from validator.checks.signed import Signed, signed
from validator.location import Address
from validator.model.policy import Policy
from validator.model.schedule import Schedule

AFTER_A_TERM: Final = timedelta(days=60)
"""A ticket of the last day may be due so much later."""


@dataclass(frozen=True, slots=True)
class Needed:
    """The holidays of a schedule are needed from one year to another, because of what stands at `at`."""

    schedule: Schedule
    calendar: str
    first_year: int
    last_year: int
    at: Address
    because: str


def needed(policy: Policy) -> Iterator[Needed]:
    """Yield what editions need from the day they take effect, and agreements for their terms."""
    for edition in policy.editions.values():
        year = edition.effective_from.year
        because = f"The edition {edition.id} takes effect in {year}"
        for schedule in edition.schedules.values():
            if schedule.holidays:
                at = edition.at.child("effective_from")
                yield Needed(schedule, schedule.holidays, year, year, at, because)
    for each in signed(policy):
        term = each.agreement.term
        first, last = term.first.year, (term.last + AFTER_A_TERM).year
        because = f"The term runs from {term.first} until {term.last}"
        if last > term.last.year:
            because += f", so that its last tickets can be due in {last}"
        for schedule in _schedules(each):
            if schedule.holidays:
                yield Needed(schedule, schedule.holidays, first, last, term.at.child("until"), because)


def _schedules(each: Signed) -> Iterator[Schedule]:
    """Yield the schedules that the clocks of a customer run on."""
    clocks = [objective.clock.counts for objective in each.edition.objectives.values()]
    clocks += [escalation.counts for escalation in each.edition.escalations.values()]
    for counts in dict.fromkeys(clocks):
        schedule = each.edition.schedules[counts] if counts else each.hours
        if schedule is not None:
            yield schedule
