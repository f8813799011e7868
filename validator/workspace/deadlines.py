"""Deadlines before there is a ticket: what would be due when, for a customer or for anybody who buys a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from validator.evaluate.counting import local_date
from validator.evaluate.decision import Refusal
from validator.evaluate.reference import Account, accounts
from validator.evaluate.spelling import instant_of
from validator.location import Address
from validator.model.example import Stamp
from validator.model.offer import offer
from validator.model.policy import Agreed, Agreement, Term
from validator.model.target import Negotiable
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Actor, Event
from validator.timetable.build import FIRST_YEAR, LAST_YEAR
from validator.workspace.book import book_of
from validator.workspace.trouble import Trouble, meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.evaluate.book import Book
    from validator.evaluate.terms import Obligation, Terms
    from validator.model.edition import Edition
    from validator.model.policy import Policy

SEPARATOR = "+"
NOWHERE = Address("")
ANYBODY = "ACME"


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks under which terms, and when; `at` in microseconds, UTC."""

    terms: Terms
    book: Book
    at: int


@dataclass(frozen=True, slots=True)
class Due:
    """What would be promised: as it begins, and (where there is a deadline) once the deadline has come."""

    begins: Account
    ends: Account | None


def question(policies: Sequence[Policy], who: str, at: str | int) -> Question:
    """Understand who asks and when.

    `who` is an agreement, or a plan with its add-ons (`production+extended_support`); `at` is an instant, or local time
    in the policy's zone.
    """
    policy = _policy(policies, who)
    zone = book_of([policy]).zones[policy.zone]
    instant = at if isinstance(at, int) else moment(at, policy)
    agreement = policy.agreements.get(who) or _anybody(policy, who, local_date(instant, zone))
    book = book_of([replace(policy, agreements={agreement.id: agreement})])
    terms = book.terms(agreement.id, instant)
    if terms is None:
        raise Trouble(f"no edition in force at that moment offers {who}", "Ask for a later moment.")
    if agreement.id not in policy.agreements:
        _nothing_open(policy, terms)
    return Question(terms, book, instant)


def moment(text: str, policy: Policy) -> int:
    """Return the instant that people mean: local time in the policy's zone unless it has an offset."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Trouble(f"`{text}` is no moment", "Write it like '2024-03-28 17:10', local time.") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Trouble(
            f"`{text}` lies outside the years {FIRST_YEAR} to {LAST_YEAR}", "Ask for another moment."
        )
    instant = instant_of(Stamp(text, found, NOWHERE), book_of([policy]).zones[policy.zone])
    if isinstance(instant, str):
        raise Trouble(instant.rstrip("."), "An offset says which moment is meant: '2024-10-27 02:30+02:00'.")
    return instant


def due(asked: Question, severity: str | None, escalation: str | None = None) -> tuple[Due, ...] | Refusal:
    """Return what a ticket of some severity, submitted at that moment, would be promised.

    With an escalation, what is promised once it is escalated so. Its channels are taken to be the right ones.
    """
    timeline = _ticket(asked, severity, escalation)
    found = accounts(timeline, asked.book, asked.at)
    if not isinstance(found, tuple):
        return found or Refusal(timeline.ticket, "not-submitted", "")
    wanted = [account for account in found if account.obligation.is_escalation == (escalation is not None)]
    return tuple(_due(asked, timeline, account) for account in wanted)


def left_open(account: Account) -> str | None:
    """Return what a promise leaves to the agreement, in words; None where it leaves nothing open."""
    promise = account.shown.promise if account.shown else None
    return promise.text if promise and isinstance(promise.target, Negotiable) else None


def _due(asked: Question, timeline: Timeline, account: Account) -> Due:
    deadline = account.decision.deadline
    if deadline is None:
        return Due(account, None)
    later = accounts(timeline, asked.book, deadline)
    same = account.decision.obligation, account.decision.occurrence
    every = later if isinstance(later, tuple) else ()
    ends = (each for each in every if (each.decision.obligation, each.decision.occurrence) == same)
    return Due(account, next(ends, None))


def _policy(policies: Sequence[Policy], who: str) -> Policy:
    signed = {name: policy for policy in policies for name in policy.agreements}
    if who in signed:
        return signed[who]
    plan = who.split(SEPARATOR, maxsplit=1)[0]
    offering = [policy for policy in policies if plan in _names(policy.editions.values(), "plans")]
    if len(offering) == 1:
        return offering[0]
    if offering:
        named = ", ".join(policy.id for policy in offering)
        raise Trouble(
            f"several policies have a plan {plan}: {named}",
            "Name one: --policies policies/zitadel, for example.",
        )
    every = [*signed, *(name for policy in policies for name in _names(policy.editions.values(), "plans"))]
    raise Trouble(f"there is no agreement and no plan `{plan}`", meant(plan, every))


def _anybody(policy: Policy, who: str, day: date) -> Agreement:
    """Return what somebody has signed who bought a plan and agreed on nothing else, for the year of a day."""
    plan, *add_ons = who.split(SEPARATOR)
    known = _names(policy.editions.values(), "add_ons")
    for name in add_ons:
        if name not in known:
            raise Trouble(f"there is no add-on `{name}`", meant(name, known))
    year = Term(date(day.year, 1, 1), date(day.year, 12, 31), policy.at)
    nothing = Agreed(None, {}, {}, policy.at)
    return Agreement(
        id=who,
        customer=ANYBODY,
        policy=policy.id,
        plan=plan,
        add_ons=tuple(add_ons),
        edition=None,
        term=year,
        schedules={},
        agreed=nothing,
        at=policy.at,
    )


def _nothing_open(policy: Policy, terms: Terms) -> None:
    """Stop where what was asked for cannot be bought, or leaves its hours to the agreement."""
    edition, plan = terms.edition, terms.plan
    add_ons = [edition.add_ons[name] for name in terms.agreement.add_ons]
    for add_on in add_ons:
        if plan.id not in add_on.available_for:
            plans = ", ".join(add_on.available_for)
            raise Trouble(f"{add_on.title} is not available for {plan.title}", f"It is for: {plans}.")
    if offer(edition, plan, add_ons).support_hours.negotiable:
        signed = [name for name, each in policy.agreements.items() if each.plan == plan.id]
        hint = f"Name an agreement, such as {signed[0]}." if signed else "Write an agreement first."
        raise Trouble(f"{plan.title} leaves its support hours to the agreement", hint)


def _ticket(asked: Question, severity: str | None, escalation: str | None) -> Timeline:
    terms = asked.terms
    scale = terms.edition.severities
    if severity is not None and severity not in scale.severities:
        raise Trouble(f"there is no severity `{severity}`", meant(severity, scale.severities))
    submitted = TicketEvent(
        at=asked.at,
        event=Event.SUBMITTED,
        agreement=terms.agreement.id,
        by=Actor.CUSTOMER,
        severity=severity,
        channels=frozenset(sorted(_channels(terms))[:1]),
        request=_covered_request(terms.edition),
        feature=_covered_feature(terms),
    )
    events = [submitted]
    if escalation is not None:
        events.append(_escalated(asked, escalation))
    return Timeline.of(f"{terms.agreement.id} {severity or ''}".strip(), events)


def _escalated(asked: Question, name: str) -> TicketEvent:
    known = asked.terms.edition.escalations
    if name not in known:
        raise Trouble(f"there is no escalation `{name}`", meant(name, known))
    obligation = next(each for each in asked.terms.obligations if each.id == known[name].obligation)
    return TicketEvent(
        at=asked.at,
        event=Event.ESCALATED,
        by=Actor.CUSTOMER,
        urgency=name,
        channels=_needed(obligation),
    )


def _needed(obligation: Obligation) -> frozenset[str]:
    return frozenset(obligation.channels if obligation.all_channels else obligation.channels[:1])


def _channels(terms: Terms) -> frozenset[str]:
    """Return channels that carry a promise; where none does, those that there are."""
    if terms.covered_channels:
        return terms.covered_channels
    groups = terms.edition.channels.groups.values() if terms.edition.channels else ()
    return frozenset(channel for group in groups for channel in group.channels)


def _covered_request(edition: Edition) -> str | None:
    requests = edition.scope.requests.values() if edition.scope else ()
    return next((kind.id for kind in requests if kind.covered), None)


def _covered_feature(terms: Terms) -> str | None:
    features = terms.edition.scope.features if terms.edition.scope else ()
    return next((name for name in features if name not in terms.excluded_features), None)


def _names(editions: Iterable[Edition], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for edition in editions for name in getattr(edition, kind)))
