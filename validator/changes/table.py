"""The decision table of a contract: for every offer, obligation, severity and channel, what is promised.

Entitlement is a conjunction of a channel, a kind of request and a feature that do not know each other, so a table for
each of them is complete without their product.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from validator.changes.cells import (
    CLOCK,
    CREDIT,
    NOT_STATED,
    Answer,
    Cell,
    Content,
    Granted,
    Ground,
    Run,
    Table,
    ground,
)
from validator.changes.covering import feature_said, features, languages, name_of, requests
from validator.evaluate.terms import Obligation, Terms, resolve
from validator.location import Address
from validator.model.channel import ChannelGroup
from validator.model.edition import Edition
from validator.model.offer import Offer, offer, offers
from validator.model.policy import Agreed, Agreement, Policy, Term
from validator.model.target import BestEffort, NotOffered

LOCK: Final = "holidays.lock.yaml"
HOURS: Final = ("time_zone", "open", "closed_on", "business_day")
"""What deadlines on a schedule depend on."""


def table(policy: Policy, edition: Edition) -> Table:
    """Return the table of an edition: every plan alone and with every add-on that is available for it."""
    cells: dict[Cell, Content] = {}
    for each in offers(edition):
        unsigned = _unsigned(policy, each)
        cells |= _promises(name_of(each), resolve(policy, unsigned, edition), each)
        cells |= features(edition, each)
    return cells | requests(edition) | languages(edition)


def table_of_agreement(policy: Policy, agreement: Agreement, edition: Edition) -> Table:
    """Return the table of what one customer signed, under an edition."""
    signed = offer(
        edition, edition.plans[agreement.plan], [edition.add_ons[name] for name in agreement.add_ons]
    )
    return _promises(agreement.id, resolve(policy, agreement, edition), signed, agreement)


def _unsigned(policy: Policy, each: Offer) -> Agreement:
    """Return an agreement in which nothing is agreed."""
    nowhere = Address(f"{policy.id}/agreements/.yaml")
    return Agreement(
        id=name_of(each),
        customer="",
        policy=policy.id,
        plan=each.plan.id,
        add_ons=tuple(add_on.id for add_on in each.add_ons),
        edition=None,
        term=Term(date.min, date.max, nowhere),
        schedules={},
        agreed=Agreed(None, {}, {}, nowhere),
        at=nowhere,
    )


def _promises(
    name: str, terms: Terms, offered: Offer, agreement: Agreement | None = None
) -> dict[Cell, Content]:
    cells: dict[Cell, Content] = {}
    for obligation in terms.obligations:
        rows = dict(_rows(name, terms, offered, obligation, agreement))
        cells |= rows
        if any(_has_time(answer) for answer in rows.values()):
            cells[Cell(name, f"{CREDIT}{obligation.id}")] = _granted(obligation)
        if not obligation.is_escalation:
            cells[Cell("", f"{CLOCK}{obligation.id}")] = _run(obligation)
    return cells


def _has_time(answer: Answer) -> bool:
    return answer.promise is not None and not isinstance(answer.promise.target, BestEffort)


def _granted(obligation: Obligation) -> Granted:
    credit = obligation.credit
    return Granted(credit, (ground(credit.at),) if credit else ())


def _run(obligation: Obligation) -> Run:
    said = (obligation.at.child(key) for key in ("clock", "severity_change"))
    return Run(obligation, tuple(map(ground, said)))


def _rows(
    name: str, terms: Terms, offered: Offer, obligation: Obligation, agreement: Agreement | None
) -> Iterator[tuple[Cell, Answer]]:
    agreed_hours = agreement.agreed.support_hours if agreement else None
    negotiable = (
        agreed_hours is None and offered.support_hours.negotiable and _on_plan_hours(obligation, terms)
    )
    hours = _hours(offered, agreement)
    channels = _channels(terms, offered)
    if obligation.is_escalation:
        promise = obligation.promise(None) if terms.support else None
        opened = (place for _, by in channels.values() for place in by)
        rests = (*hours, ground(obligation.at), *_common(obligation), *opened)
        yield Cell(name, obligation.id), Answer(promise, obligation, negotiable, rests)
        return
    default = terms.edition.severities.when_not_stated
    severities = {name: name for name in terms.edition.severities.severities} | {NOT_STATED: default}
    for channel, (covered, by) in channels.items():
        for row, severity in severities.items():
            if severity is None or severity not in obligation.promises:
                continue
            promise = obligation.promise(severity)
            rests = (
                *by,
                *hours,
                *_column(offered),
                ground(promise.at),
                ground(obligation.at),
                *_common(obligation),
            )
            stated = () if row else (("severities.yaml", ("when_not_stated",)),)
            given = promise if covered and not isinstance(promise.target, NotOffered) else None
            yield (
                Cell(name, obligation.id, row, channel),
                Answer(given, obligation, negotiable, (*rests, *stated)),
            )


def _on_plan_hours(obligation: Obligation, terms: Terms) -> bool:
    counted = {objective.id: objective.clock.counts for objective in terms.edition.objectives.values()}
    counted |= {each.obligation: each.counts for each in terms.edition.escalations.values()}
    return counted[obligation.id] is None


def _common(obligation: Obligation) -> tuple[Ground, ...]:
    """Return what every promise of an obligation rests on: the hours it is counted in."""
    hours = (ground(obligation.schedule.at.child(key)) for key in HOURS)
    counts = () if obligation.is_escalation else (ground(obligation.at.child("clock", "counts")),)
    frozen = obligation.schedule.holidays
    return (*hours, *counts, *(((LOCK, ("calendars", frozen)),) if frozen else ()))


def _hours(offered: Offer, agreement: Agreement | None) -> tuple[Ground, ...]:
    if agreement is not None and agreement.agreed.support_hours is not None:
        return (ground(agreement.agreed.support_hours.at),)
    added = (ground(add_on.at.child("available_for")) for add_on in offered.add_ons)
    return (ground(offered.support_hours.at), ground(offered.plan.at.child("support_hours")), *added)


def _column(offered: Offer) -> tuple[Ground, ...]:
    """Return where it is said which service level holds."""
    replacing = next((each for each in reversed(offered.add_ons) if each.service_level is not None), None)
    if replacing is None:
        return (ground(offered.plan.at.child("service_level")),)
    return (ground(replacing.at.child("replaces", "service_level")),)


def _channels(terms: Terms, offered: Offer) -> Mapping[str | None, tuple[bool, tuple[Ground, ...]]]:
    """Return for each channel whether a ticket through it is entitled, and where that is said."""
    channels = terms.edition.channels
    if channels is None or terms.covered_channels is None:
        return {None: (True, ())}
    rows: dict[str | None, tuple[bool, tuple[Ground, ...]]] = {
        channel.id: (channel.id in terms.covered_channels, _through(group, channel.at, offered))
        for group in channels.groups.values()
        for channel in group.channels.values()
    }
    if channels.when_not_stated is not None:
        covered, rests = rows[channels.when_not_stated]
        rows[NOT_STATED] = covered, (*rests, ("channels.yaml", ("when_not_stated",)))
    return rows


def _through(group: ChannelGroup, channel: Address, offered: Offer) -> tuple[Ground, ...]:
    said = (group.at.child("response_times"), group.at.child("feature"), channel)
    return (*map(ground, said), *feature_said(offered, group.feature))
