"""What there is to exercise in an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluate.coverage.item import KEEPS_OUT, LETS_IN, TIMED, Item
from validator.model.offer import offers
from validator.model.target import BestEffort, NotOffered
from validator.model.words import Inclusion, Outcome, Reopening, SeverityChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.location import Address
    from validator.model.edition import Edition
    from validator.model.offer import Offer
    from validator.model.target import Promise

DAYS = "days"


def items_of(edition: Edition) -> Iterator[Item]:
    """Yield everything in an edition that can decide a ticket; some of it more than once."""
    every = offers(edition)
    supported = [offer for offer in every if _has_support(edition, offer)]
    yield from _offered(edition, every, supported)
    yield from _promises(edition, supported)
    yield from _conditions(edition, supported)
    for escalation in edition.escalations.values():
        yield from _sides(escalation.promise.at, TIMED)
        yield Item(escalation.at, KEEPS_OUT)
    for credit in edition.credits.values():
        yield from _sides(credit.at, ("nothing owed", "owed"))
    if len(edition.severities.severities) > 1:
        for objective in edition.objectives.values():
            if objective.severity_change is SeverityChange.PROSPECTIVE:
                yield from _sides(objective.at, ("severity raised", "severity lowered"))
            else:
                yield Item(objective.at, "severity changed")
    yield from (Item(edition.at, outcome.value) for outcome in _outcomes(edition, supported))
    yield from _sides(edition.at, ("before the term", "after the term"))
    if any(credit.grant.unit == DAYS for credit in edition.credits.values()):
        yield Item(edition.at, "in an extended term")


def _sides(at: Address, sides: Iterable[str]) -> Iterator[Item]:
    return (Item(at, side) for side in sides)


def _offered(edition: Edition, every: Iterable[Offer], supported: Iterable[Offer]) -> Iterator[Item]:
    """Yield plans, add-ons and the support hours of those that come with support."""
    for offer in every:
        yield Item(offer.plan.at, "bought")
        yield from (Item(add_on.at, "bought") for add_on in offer.add_ons)
    for offer in supported:
        if not offer.support_hours.negotiable:
            yield Item(edition.schedules[offer.support_hours.schedule].at, "counted on")
    for schedule in edition.schedules.values():
        if any(offer.support_hours.negotiable for offer in supported):
            yield Item(schedule.at, "counted on")
    for offer in every:
        if not _has_support(edition, offer):
            yield Item(offer.plan.at, KEEPS_OUT)


def _promises(edition: Edition, supported: Iterable[Offer]) -> Iterator[Item]:
    for offer in supported:
        for objective in edition.objectives:
            for promise in offer.targets[objective].values():
                yield from _sides(promise.at, _promise_sides(promise))


def _promise_sides(promise: Promise) -> tuple[str, ...]:
    match promise.target:
        case BestEffort():
            return (Outcome.BEST_EFFORT.value,)
        case NotOffered():
            return (Outcome.NOT_OFFERED.value,)
        case _:
            return TIMED


def _has_support(edition: Edition, offer: Offer) -> bool:
    """Whether an offer opens a channel for which response times are guaranteed, or may open one."""
    if edition.channels is None:
        return True
    return any(
        group.guarantees_response_times and offer.features.get(group.feature) is not Inclusion.NOT_INCLUDED
        for group in edition.channels.groups.values()
    )


def _conditions(edition: Edition, supported: Iterable[Offer]) -> Iterator[Item]:
    """Yield channels, kinds of request and features from the sides that a ticket can meet them from."""
    for group in edition.channels.groups.values() if edition.channels else ():
        if group.guarantees_response_times:
            yield from (Item(channel.at, LETS_IN) for channel in group.channels.values())
        else:
            yield Item(group.at, KEEPS_OUT)
    for kind in edition.scope.requests.values() if edition.scope else ():
        yield Item(kind.at, LETS_IN if kind.covered else KEEPS_OUT)
    for area in edition.scope.features.values() if edition.scope else ():
        said = {offer.features.get(area.covered_by) for offer in supported}
        if said - {Inclusion.NOT_INCLUDED}:
            yield Item(area.at, LETS_IN)
        if said - {Inclusion.INCLUDED}:
            yield Item(area.at, KEEPS_OUT)


def _outcomes(edition: Edition, supported: Iterable[Offer]) -> Iterator[Outcome]:
    """Yield the outcomes that an edition can lead to."""
    targets = [
        promise.target
        for offer in supported
        for promises in offer.targets.values()
        for promise in promises.values()
    ]
    targets += [escalation.promise.target for escalation in edition.escalations.values()]
    if any(not isinstance(target, BestEffort | NotOffered) for target in targets):
        yield from (Outcome.MET, Outcome.BREACHED, Outcome.RUNNING, Outcome.OVERDUE, Outcome.WITHDRAWN)
    clocks = [objective.clock for objective in edition.objectives.values()]
    if any(clock.pauses or clock.reopening is Reopening.CONTINUES for clock in clocks):
        yield Outcome.PAUSED
    if any(isinstance(target, BestEffort) for target in targets):
        yield Outcome.BEST_EFFORT
    if any(isinstance(target, NotOffered) for target in targets):
        yield Outcome.NOT_OFFERED
    yield Outcome.NOT_ENTITLED
