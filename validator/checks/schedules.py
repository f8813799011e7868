"""Every schedule of a policy, and every time zone that it names."""

from __future__ import annotations

from collections.abc import Iterator

from validator.location import Address
from validator.model.policy import Policy
from validator.model.schedule import Schedule


def schedules(policy: Policy) -> Iterator[Schedule]:
    """Yield the schedules of all editions and agreements."""
    for edition in policy.editions.values():
        yield from edition.schedules.values()
    for agreement in policy.agreements.values():
        yield from agreement.schedules.values()


def zones(policy: Policy) -> Iterator[tuple[str, Address]]:
    """Yield the zones of a policy and its schedules, with the places where they stand."""
    yield policy.zone, policy.at.child("time_zone")
    for schedule in schedules(policy):
        yield schedule.zone, schedule.at.child("time_zone")
