"""What there is to exercise in an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluate.coverage.item import KEEPS_OUT, LETS_IN, TIMED, Item
from validator.model.objective import EventPattern
from validator.model.offer import offers
from validator.model.target import BestEffort, NotOffered
from validator.model.words import Counted, Event, Inclusion, Outcome, SeverityChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.location import Address
    from validator.model.edition import Edition
    from validator.model.offer import Offer
    from validator.model.target import Promise, Target

DAYS = "days"
ANY_CLOSING = EventPattern(Event.CLOSED)
"""Where every closing is the answer that a clock waits for, it cannot be closed without one."""


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
        yield Item(credit.at, "owed")
        if credit.counted is Counted.COMPLETED:  # a step that has begun is owed as soon as anything is late
            yield Item(credit.at, "nothing owed")
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
    """Yield plans, add-ons and the support hours that a clock can count on."""
    for offer in every:
        yield Item(offer.plan.at, "bought")
        yield from (Item(add_on.at, "bought") for add_on in offer.add_ons)
    for name in _counted_on(edition, supported):
        yield Item(edition.schedules[name].at, "counted on")
    for offer in every:
        if not _has_support(edition, offer):
            yield Item(offer.plan.at, KEEPS_OUT)


def _counted_on(edition: Edition, supported: Iterable[Offer]) -> Iterator[str]:
    """Yield the support hours that clocks name, and those of the plans where a clock leaves it to them."""
    clocks = [objective.clock.counts for objective in edition.objectives.values()]
    clocks += [escalation.counts for escalation in edition.escalations.values()]
    for name in clocks:
        if name is not None:
            yield name
            continue
        for offer in supported:
            yield from (
                edition.schedules if offer.support_hours.negotiable else (offer.support_hours.schedule,)
            )


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
            if all(offer.features.get(group.feature) is Inclusion.NOT_INCLUDED for offer in supported):
                continue
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
    targets = {
        name: [promise.target for offer in supported for promise in offer.targets[name].values()]
        for name in edition.objectives
    }
    every = [target for each in targets.values() for target in each]
    clocks = [edition.objectives[name].clock for name, each in targets.items() if any(map(_timed, each))]
    escalated = any(_timed(escalation.promise.target) for escalation in edition.escalations.values())
    if clocks or escalated:
        yield from (Outcome.MET, Outcome.BREACHED, Outcome.RUNNING, Outcome.OVERDUE)
    if escalated or any(clock.stops != ANY_CLOSING for clock in clocks):
        yield Outcome.WITHDRAWN
    if any(clock.pauses for clock in clocks):
        yield Outcome.PAUSED
    every += [escalation.promise.target for escalation in edition.escalations.values()]
    if any(isinstance(target, BestEffort) for target in every):
        yield Outcome.BEST_EFFORT
    if any(isinstance(target, NotOffered) for target in every):
        yield Outcome.NOT_OFFERED
    yield Outcome.NOT_ENTITLED


def _timed(target: Target) -> bool:
    return not isinstance(target, BestEffort | NotOffered)
