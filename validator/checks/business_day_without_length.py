"""A target counts business days on hours that do not say how long one is."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.edition import Edition
from validator.model.objective import Escalation, Objective
from validator.model.policy import Policy
from validator.model.schedule import Schedule
from validator.model.target import BusinessDays, Promise

RULE = Rule(
    "business-day-without-length", Level.ERROR, "A business day is promised on hours that give it no length."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Hold every target in business days against all hours that it can be counted on."""
    for edition in policy.editions.values():
        own = [
            schedule for agreement in policy.agreements.values() for schedule in agreement.schedules.values()
        ]
        for promise, holder in _promises(edition):
            counts = holder.counts if isinstance(holder, Escalation) else holder.clock.counts
            possible = [edition.schedules[counts]] if counts else [*edition.schedules.values(), *own]
            for schedule in possible:
                if schedule.business_day is None and isinstance(promise.target, BusinessDays):
                    yield _finding(promise, schedule)


def _promises(edition: Edition) -> Iterator[tuple[Promise, Objective | Escalation]]:
    for escalation in edition.escalations.values():
        yield escalation.promise, escalation
    holders = [level.targets for level in edition.service_levels.values()]
    holders += [plan.overrides for plan in edition.plans.values()]
    for targets in holders:
        for objective, promises in targets.items():
            for promise in promises.values():
                yield promise, edition.objectives[objective]


def _finding(promise: Promise, schedule: Schedule) -> Diagnostic:
    return RULE.finding(
        schedule.at.child("business_day"),
        f"the hours `{schedule.title}` do not say how long a business day is, yet {promise.text} is promised on them",
        "write a length such as `business_day: 9 hours`, with a reading",
        related=(Related(promise.at, "the promise in business days"),),
    )
