"""What a decision exercises of its edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluate.citations import citations
from validator.evaluate.coverage.item import KEEPS_OUT, LETS_IN, TIMED, Item
from validator.evaluate.reference.entitlement import stated_channels
from validator.evaluate.reference.governing import counts
from validator.model.offer import offer
from validator.model.target import Negotiable
from validator.model.words import Event, Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.evaluate.reference import Account
    from validator.model.channel import ChannelGroup
    from validator.model.target import Promise

_SIDE_OF: Mapping[Outcome, str] = {
    Outcome.MET: TIMED[0],
    Outcome.RUNNING: TIMED[0],
    Outcome.PAUSED: TIMED[0],
    Outcome.WITHDRAWN: TIMED[0],
    Outcome.BREACHED: TIMED[1],
    Outcome.OVERDUE: TIMED[1],
    Outcome.BEST_EFFORT: Outcome.BEST_EFFORT.value,
    Outcome.NOT_OFFERED: Outcome.NOT_OFFERED.value,
}


def exercised(account: Account) -> Iterator[Item]:
    """Yield what one decision exercises; some of it is no item of its edition."""
    decision, terms, edition = account.decision, account.ticket.terms, account.ticket.terms.edition
    yield Item(terms.plan.at, "bought")
    yield from (Item(edition.add_ons[name].at, "bought") for name in terms.agreement.add_ons)
    yield Item(edition.at, decision.outcome.value)
    yield from _term(account)
    if not decision.entitled:
        yield from _kept_out(account)
        return
    yield from _let_in(account)
    yield Item(account.obligation.schedule.at, "counted on")
    side = _SIDE_OF[decision.outcome]
    yield Item(decision.rests_on, side)
    yield from (Item(open_.at, side) for open_ in _left_open(account))
    if account.obligation.credit is not None and decision.credit is not None:
        yield Item(account.obligation.credit.at, "owed" if decision.credit else "nothing owed")
    yield from _regraded(account)


def _term(account: Account) -> Iterator[Item]:
    ticket = account.ticket
    begins, ends = ticket.book.term_bounds(ticket.terms.agreement)
    if ticket.submission.at < begins:
        yield Item(ticket.terms.edition.at, "before the term")
    elif ticket.submission.at >= ticket.term_end:
        yield Item(ticket.terms.edition.at, "after the term")
    elif ticket.submission.at >= ends:
        yield Item(ticket.terms.edition.at, "in an extended term")


def _kept_out(account: Account) -> Iterator[Item]:
    decision, scope = account.decision, account.ticket.terms.edition.scope
    if decision.reason is Reason.CHANNEL_NOT_COVERED:
        yield from (Item(group.at, KEEPS_OUT) for group in _silent_groups(account))
    elif decision.reason is Reason.FEATURE_NOT_COVERED and scope is not None:
        feature = account.ticket.submission.feature or scope.feature_when_not_stated or ""
        yield Item(scope.features[feature].at, KEEPS_OUT)
    else:
        yield Item(decision.rests_on, KEEPS_OUT)


def _silent_groups(account: Account) -> Iterator[ChannelGroup]:
    """Yield the groups without guaranteed response times through which a ticket came."""
    channels = account.ticket.terms.edition.channels
    for name in stated_channels(account.ticket.submission, account.ticket.terms):
        group = channels.group_of(name) if channels else None
        if group is not None and not group.guarantees_response_times:
            yield group


def _let_in(account: Account) -> Iterator[Item]:
    terms = account.ticket.terms
    covered = terms.covered_channels or frozenset()
    for at in citations(account):
        yield Item(at, LETS_IN)
    if terms.edition.channels is not None:
        for name in stated_channels(account.ticket.submission, terms) & covered:
            group = terms.edition.channels.group_of(name)
            if group is not None:
                yield Item(group.channels[name].at, LETS_IN)


def _left_open(account: Account) -> Iterator[Promise]:
    """Yield the negotiable promise of the plan that the agreed one fills in."""
    terms = account.ticket.terms
    add_ons = [terms.edition.add_ons[name] for name in terms.agreement.add_ons]
    targets = offer(terms.edition, terms.plan, add_ons).targets.get(account.obligation.id, {})
    promise = targets.get(account.decision.severity or "")
    if promise is not None and isinstance(promise.target, Negotiable):
        yield promise


def _regraded(account: Account) -> Iterator[Item]:
    events, terms = account.ticket.events, account.ticket.terms
    scale = terms.edition.severities.severities
    severity = events[0].severity or terms.edition.severities.when_not_stated
    for event in events[account.run.start + 1 : account.run.end]:
        if event.event is not Event.SEVERITY_SET or not counts(event, terms):
            continue
        if severity in scale and event.severity in scale and severity != event.severity:
            raised = scale[event.severity or ""].rank < scale[severity or ""].rank
            yield Item(account.obligation.at, "severity raised" if raised else "severity lowered")
            yield Item(account.obligation.at, "severity changed")
        severity = event.severity
