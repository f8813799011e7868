"""Hours, service levels or frozen holidays that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.checks.schedules import schedules
from validator.diagnostics import Diagnostic, Level
from validator.location import Address
from validator.model.edition import Edition
from validator.model.offer import offers
from validator.model.policy import Policy

RULE = Rule("unused-definition", Level.NOTE, "Hours, a service level or frozen holidays are used by nothing.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Gather what plans, add-ons, clocks and agreements use."""
    agreed = {
        agreement.agreed.support_hours.schedule
        for agreement in policy.agreements.values()
        if agreement.agreed.support_hours
    }
    for edition in policy.editions.values():
        hours = agreed | _hours(edition)
        levels = {offer.service_level for offer in offers(edition)}
        yield from (
            _unused("hours", each.id, each.at) for each in edition.schedules.values() if each.id not in hours
        )
        yield from (
            _unused("service level", each.id, each.at)
            for each in edition.service_levels.values()
            if each.id not in levels
        )
    for agreement in policy.agreements.values():
        own = (each for each in agreement.schedules.values() if each.id not in agreed)
        yield from (_unused("hours", each.id, each.at) for each in own)
    yield from _calendars(policy)


def _hours(edition: Edition) -> set[str]:
    used = {offer.support_hours.schedule for offer in offers(edition)}
    used |= {objective.clock.counts or "" for objective in edition.objectives.values()}
    return used | {escalation.counts or "" for escalation in edition.escalations.values()}


def _calendars(policy: Policy) -> Iterator[Diagnostic]:
    named = {schedule.holidays for schedule in schedules(policy)}
    for calendar in policy.lock.calendars.values() if policy.lock else ():
        if calendar.id not in named:
            yield _unused("public holidays", calendar.id, calendar.at)


def _unused(kind: str, name: str, at: Address) -> Diagnostic:
    verb = "is" if kind == "service level" else "are"
    return RULE.finding(
        at.key(), f"The {kind} `{name}` {verb} used by nothing.", "Remove what is not needed, or use it."
    )
