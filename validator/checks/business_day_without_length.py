"""A business day is promised on hours that do not say how long one is."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.promises import promised
from validator.checks.rule import Facts, Rule
from validator.checks.signed import Signed, signed
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy
from validator.model.schedule import Schedule
from validator.model.target import BusinessDays, Promise

RULE = Rule(
    "business-day-without-length", Level.ERROR, "A business day is promised on hours that give it no length."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look at the hours that every promise in business days runs on, in plans and in agreements."""
    for edition in policy.editions.values():
        for each in promised(edition):
            yield from _lengthless(each.promise, each.schedule)
    for agreement in signed(policy):
        for promise, schedule in _agreed(agreement):
            yield from _lengthless(promise, schedule)


def _agreed(each: Signed) -> Iterator[tuple[Promise, Schedule | None]]:
    for objective, promises in each.offer.targets.items():
        counts = each.edition.objectives[objective].clock.counts
        schedule = each.edition.schedules[counts] if counts else each.hours
        for promise in {**promises, **each.agreement.agreed.targets.get(objective, {})}.values():
            yield promise, schedule
    for escalation in each.edition.escalations.values():
        yield (
            escalation.promise,
            each.edition.schedules[escalation.counts] if escalation.counts else each.hours,
        )


def _lengthless(promise: Promise, schedule: Schedule | None) -> Iterator[Diagnostic]:
    if isinstance(promise.target, BusinessDays) and schedule is not None and schedule.business_day is None:
        yield RULE.finding(
            promise.at,
            f"`{promise.text}` cannot be counted on the hours `{schedule.id}`: they do not say how long a "
            "business day is.",
            "Write its length there, such as `business_day: 9 hours`, or promise business hours.",
            related=(Related(schedule.at.child("business_day"), "the hours it runs on"),),
        )
