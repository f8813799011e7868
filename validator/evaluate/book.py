"""The book: all policies compiled, so that a ticket can be looked up in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.evaluate.terms import Terms, edition_in_force, resolve
from validator.timetable import Timetable, always, build
from validator.timetable.local import midnight

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from datetime import tzinfo

    from validator.model.policy import Agreement, Policy
    from validator.model.schedule import Schedule

WALL_CLOCK = always()
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Book:
    """Policies with the zones their dates are read in. Timetables and terms are made when first asked for.

    `zones` maps IANA names to their rules and holds every zone that the policies name.
    """

    policies: Mapping[str, Policy]
    zones: Mapping[str, tzinfo]
    _signed: Mapping[str, Agreement] = field(repr=False)
    _terms: dict[tuple[str, str], Terms] = field(default_factory=dict, repr=False)
    _timetables: dict[tuple[Hashable, ...], Timetable] = field(default_factory=dict, repr=False)

    @property
    def agreements(self) -> Mapping[str, Agreement]:
        """All agreements of all policies by id."""
        return self._signed

    def policy_of(self, agreement: Agreement) -> Policy:
        """Return the policy that an agreement was signed under."""
        return self.policies[agreement.policy]

    def edition_begins(self, policy: Policy) -> dict[str, int]:
        """Return for each edition of a policy the instant at which it takes effect."""
        zone = self.zones[policy.zone]
        return {edition.id: midnight(edition.effective_from, zone) for edition in policy.editions.values()}

    def terms(self, agreement_id: str, submitted_at: int) -> Terms | None:
        """Return the terms of a ticket submitted at an instant, None where no edition was in force yet."""
        agreement = self._signed[agreement_id]
        policy = self.policy_of(agreement)
        edition = edition_in_force(policy, agreement, self.edition_begins(policy), submitted_at)
        return None if edition is None else self.terms_under(agreement_id, edition.id)

    def terms_under(self, agreement_id: str, edition_id: str) -> Terms:
        """Return the terms of an agreement under one edition."""
        key = agreement_id, edition_id
        if key not in self._terms:
            agreement = self._signed[agreement_id]
            policy = self.policy_of(agreement)
            self._terms[key] = resolve(policy, agreement, policy.editions[edition_id])
        return self._terms[key]

    def timetable(self, terms: Terms, schedule: Schedule) -> Timetable:
        """Return the timetable of a schedule under the holidays of the terms' policy; editions that agree share it."""
        hours = schedule.zone, schedule.always, schedule.openings, schedule.closed_dates, schedule.holidays
        key = terms.policy.id, schedule.id, hours
        if key not in self._timetables:
            lock = terms.policy.lock
            calendar = lock.calendars[schedule.holidays] if lock and schedule.holidays else None
            self._timetables[key] = build(schedule, self.zones[schedule.zone], calendar)
        return self._timetables[key]

    def day_begins(self, policy: Policy, day: date) -> int:
        """Return the first instant of a date in the policy's zone."""
        return midnight(day, self.zones[policy.zone])

    def term_bounds(self, agreement: Agreement) -> tuple[int, int]:
        """Return the instants between which a ticket must be submitted: `[first, end)`."""
        policy = self.policy_of(agreement)
        return (
            self.day_begins(policy, agreement.term.first),
            self.day_begins(policy, agreement.term.last + ONE_DAY),
        )

    def term_end(self, agreement: Agreement, days: int) -> int:
        """Return the end of a term that credits have extended by whole days."""
        return self.day_begins(self.policy_of(agreement), extended(agreement.term.last, days) + ONE_DAY)


def extended(last: date, days: int) -> date:
    """Return a term's last day moved by credited days; the calendar ends with the year 9999."""
    return last + ONE_DAY * min(days, (date.max - ONE_DAY - last).days)


def compile_book(policies: Sequence[Policy], zones: Mapping[str, tzinfo]) -> Book:
    """Return the book of checked policies; agreement ids are unique over all of them."""
    return Book(
        {policy.id: policy for policy in policies},
        dict(zones),
        {agreement.id: agreement for policy in policies for agreement in policy.agreements.values()},
    )


def zones_of(policies: Sequence[Policy]) -> frozenset[str]:
    """Return the names of all zones that policies speak of."""
    names = {policy.zone for policy in policies}
    for policy in policies:
        for edition in policy.editions.values():
            names.update(schedule.zone for schedule in edition.schedules.values())
        for agreement in policy.agreements.values():
            names.update(schedule.zone for schedule in agreement.schedules.values())
    return frozenset(names)
