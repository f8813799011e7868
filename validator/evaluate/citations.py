"""Citations: every place of the contract that a decision rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluate.reference.entitlement import stated_channels
from validator.model.words import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluate.reference import Account
    from validator.location import Address


def citations(account: Account) -> tuple[Address, ...]:
    """Return the places that decided an account, each once, in the order of the steps."""
    return tuple(dict.fromkeys(_all(account)))


def covers(one: Address, other: Address) -> bool:
    """Whether one of two places lies within the other."""
    length = min(len(one.route), len(other.route))
    return one.file == other.file and one.route[:length] == other.route[:length]


def _all(account: Account) -> Iterator[Address]:
    terms = account.ticket.terms
    yield terms.agreement.at
    yield terms.agreement.term.at
    yield terms.edition.at
    yield terms.plan.at
    yield from (terms.edition.add_ons[name].at for name in terms.agreement.add_ons)
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


def _submission(account: Account) -> Iterator[Address]:
    """Yield what lets the submission in: its channels, its kind of request, the feature it is about."""
    submission, edition = account.ticket.submission, account.ticket.terms.edition
    if edition.channels is not None:
        for channel in sorted(stated_channels(submission, account.ticket.terms)):
            group = edition.channels.group_of(channel)
            if group is not None:
                yield group.channels[channel].at
                yield group.at
    if edition.scope is not None:
        request = edition.scope.requests.get(
            submission.request or edition.scope.request_when_not_stated or ""
        )
        feature = edition.scope.features.get(
            submission.feature or edition.scope.feature_when_not_stated or ""
        )
        yield from (each.at for each in (request, feature) if each is not None)
