"""Every promise of an edition, with where it stands and the schedules it can run on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validator.model.edition import Edition
from validator.model.offer import offers
from validator.model.reading import Reading
from validator.model.schedule import Schedule
from validator.model.target import Promise


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that some plan or add-on gives, or an escalation.

    `schedule` is what its business hours run on, None where the hours are left to agreements. `obligation` is what
    decisions call it, `severity` None for an escalation; `settled` says why its words mean what they mean, if anyone
    says so.
    """

    promise: Promise
    obligation: str
    severity: str | None
    schedule: Schedule | None
    settled: Reading | None


def promised(edition: Edition) -> Iterator[Promised]:
    """Yield every promise once for each schedule that it can run on."""
    seen = set()
    for each in _all(edition):
        key = each.promise.at, each.schedule and each.schedule.id
        if key not in seen:
            seen.add(key)
            yield each


def _all(edition: Edition) -> Iterator[Promised]:
    settled = _readings(edition)
    for offer in offers(edition):
        hours = None if offer.support_hours.negotiable else edition.schedules[offer.support_hours.schedule]
        for objective, promises in offer.targets.items():
            counts = edition.objectives[objective].clock.counts
            schedule = edition.schedules[counts] if counts else hours
            for severity, promise in promises.items():
                yield Promised(promise, objective, severity, schedule, settled.get(promise.at.route[:2]))
        for escalation in edition.escalations.values():
            schedule = edition.schedules[escalation.counts] if escalation.counts else hours
            reading = escalation.readings.get("response")
            yield Promised(escalation.promise, escalation.obligation, None, schedule, reading)


def _readings(edition: Edition) -> Mapping[tuple[str | int, ...], Reading]:
    """Return the readings of service levels and plans by the beginning of the route of their targets."""
    levels = {level.at.route: level.readings.get("targets") for level in edition.service_levels.values()}
    plans = {plan.at.route: plan.readings.get("overrides") for plan in edition.plans.values()}
    return {route: reading for route, reading in {**levels, **plans}.items() if reading is not None}
