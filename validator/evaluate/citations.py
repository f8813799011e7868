"""Citations: every place of the contract that a decision rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluate.reference.entitlement import stated_channels
from validator.model.words import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluate.reference import Account
    from validator.evaluate.terms import Terms
    from validator.location import Address


def citations(account: Account) -> tuple[Address, ...]:
    """Return the places that decided an account, each once, in the order of the steps."""
    return tuple(dict.fromkeys(_all(account)))


def rests_on(account: Account, place: Address) -> bool:
    """Whether a place decided an account: it is or holds one that did, or is a part of one.

    Of an agreement, an edition, a plan and a group of channels only those parts count that are cited themselves: much
    else stands in them.
    """
    terms = account.ticket.terms
    groups = terms.edition.channels.groups.values() if terms.edition.channels else ()
    holders = {terms.agreement.at, terms.edition.at, terms.plan.at, *(group.at for group in groups)}
    holders.discard(account.decision.rests_on)
    cited = citations(account)
    return any(lies_in(at, place) or (lies_in(place, at) and at not in holders) for at in cited)


def covers(one: Address, other: Address) -> bool:
    """Whether one of two places lies within the other."""
    return lies_in(one, other) or lies_in(other, one)


def lies_in(inner: Address, outer: Address) -> bool:
    """Whether a place is another one or a part of it."""
    return inner.file == outer.file and inner.route[: len(outer.route)] == outer.route


def _all(account: Account) -> Iterator[Address]:
    terms = account.ticket.terms
    yield terms.agreement.at
    yield terms.agreement.at.child("plan")
    yield terms.agreement.at.child("add_ons")
    yield terms.agreement.term.at
    yield terms.edition.at
    yield from _bought(terms)
    yield account.decision.rests_on
    if not account.claim.entitled and not account.obligation.is_escalation:
        return
    yield from _submission(account)
    yield account.obligation.at
    if account.shown is None:
        return
    yield account.obligation.schedule.at
    hours = terms.agreement.agreed.support_hours
    if hours is not None:
        yield hours.at
    yield from (piece.governing.promise.at for piece in account.pieces)
    events = account.ticket.events[account.run.start : account.run.end]
    if any(event.event is Event.SEVERITY_SET for event in events):
        yield terms.edition.severities.at
    if account.decision.credit is not None and account.obligation.credit is not None:
        yield account.obligation.credit.at


def _bought(terms: Terms) -> Iterator[Address]:
    """Yield the plan, what it gives as far as no add-on replaces it, and the add-ons."""
    add_ons = [terms.edition.add_ons[name] for name in terms.agreement.add_ons]
    yield terms.plan.at
    yield terms.plan.at.child("features")
    if all(add_on.support_hours is None for add_on in add_ons):
        yield terms.plan.at.child("support_hours")
    if all(add_on.service_level is None for add_on in add_ons):
        yield terms.plan.at.child("service_level")
    yield from (add_on.at for add_on in add_ons)


def _submission(account: Account) -> Iterator[Address]:
    """Yield what lets the submission in: its channels, its kind of request, the feature it is about."""
    submission, edition = account.ticket.submission, account.ticket.terms.edition
    if edition.channels is not None:
        for channel in sorted(stated_channels(submission, account.ticket.terms)):
            group = edition.channels.group_of(channel)
            if group is not None:
                yield group.channels[channel].at
                yield group.at
                yield group.at.child("feature")
                yield group.at.child("response_times")
    if edition.scope is not None:
        request = edition.scope.requests.get(
            submission.request or edition.scope.request_when_not_stated or ""
        )
        feature = edition.scope.features.get(
            submission.feature or edition.scope.feature_when_not_stated or ""
        )
        yield from (each.at for each in (request, feature) if each is not None)
