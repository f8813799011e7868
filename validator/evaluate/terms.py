"""Terms: one agreement under one edition, resolved into what it means for a ticket.

Plan first, then its add-ons in order, then the values agreed on; everything below reads only the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.location import Address
from validator.model.objective import EventPattern
from validator.model.offer import Offer, offer, offers_all
from validator.model.words import Event, Inclusion, Recurs, Reopening, SeverityChange

if TYPE_CHECKING:
    from validator.model.credit import Credit
    from validator.model.edition import Edition
    from validator.model.objective import Escalation, Objective
    from validator.model.plan import Plan, Targets
    from validator.model.policy import Agreement, Policy
    from validator.model.schedule import Schedule
    from validator.model.target import Promise


@dataclass(frozen=True, slots=True)
class Refuser:
    """Where a ticket may be refused: the place and clause that the decision then rests on."""

    at: Address
    clause: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """One promise about tickets, resolved: its clock, its schedule, its target for each severity.

    `promises` maps severity ids to promises; an escalation promises the same for all, under the key None.
    `channels` (escalations only) are the channels it must come through: all of them if `all_channels`.
    """

    id: str
    starts: EventPattern
    stops: EventPattern
    recurs: Recurs
    pauses: frozenset[str]
    reopening: Reopening
    severity_change: SeverityChange
    schedule: Schedule
    promises: Mapping[str | None, Promise]
    credit: Credit | None
    at: Address = field(compare=False)
    clause: str
    channels: tuple[str, ...] = ()
    all_channels: bool = False
    channel_when_not_stated: str | None = None

    @property
    def is_escalation(self) -> bool:
        """Whether it begins with an escalation."""
        return self.starts.event is Event.ESCALATED

    def promise(self, severity: str | None) -> Promise:
        """Return what is promised at a severity."""
        return self.promises[None] if None in self.promises else self.promises[severity]


@dataclass(frozen=True, slots=True)
class Terms:
    """What one agreement gives under one edition.

    `covered_channels` is None where the policy knows no channels; `excluded_requests` and `excluded_features` map ids
    to the place that excludes them.
    """

    policy: Policy
    agreement: Agreement
    edition: Edition
    plan: Plan
    support: bool
    support_refuser: Refuser
    covered_channels: frozenset[str] | None
    channel_refuser: Refuser
    excluded_requests: Mapping[str, Refuser]
    excluded_features: Mapping[str, Refuser]
    obligations: tuple[Obligation, ...]


def edition_in_force(
    policy: Policy, agreement: Agreement, day_of: Mapping[str, int], instant: int
) -> Edition | None:
    """Return the edition that governs a ticket submitted at `instant` (microseconds).

    `day_of` maps edition ids to the instant at which each takes effect. None when no edition was in force yet, or
    the one in force no longer offers what was signed.
    """
    if agreement.edition is not None:
        return policy.editions[agreement.edition]
    begun = [edition for edition in policy.editions.values() if day_of[edition.id] <= instant]
    latest = max(begun, key=lambda edition: (edition.effective_from, edition.id), default=None)
    return latest if latest is not None and offers_all(latest, agreement) else None


def resolve(policy: Policy, agreement: Agreement, edition: Edition) -> Terms:
    """Resolve an agreement under an edition. The policy must have passed `check`."""
    plan = edition.plans[agreement.plan]
    offered = offer(edition, plan, [edition.add_ons[add_on] for add_on in agreement.add_ons])
    features = _included(offered, agreement)
    schedule = _schedule(offered, agreement, edition)
    targets = _targets(offered, agreement)
    obligations = [
        _objective(objective, targets, schedule, edition) for objective in edition.objectives.values()
    ]
    obligations += [_escalation(escalation, schedule, edition) for escalation in edition.escalations.values()]
    plan_refuser = Refuser(plan.at, plan.clause)
    support, covered, channel_refuser = _channels(edition, features, plan_refuser)
    return Terms(
        policy=policy,
        agreement=agreement,
        edition=edition,
        plan=plan,
        support=support,
        support_refuser=plan_refuser,
        covered_channels=covered,
        channel_refuser=channel_refuser,
        excluded_requests=_excluded_requests(edition),
        excluded_features=_excluded_features(edition, features, plan_refuser),
        obligations=tuple(sorted(obligations, key=lambda obligation: obligation.id)),
    )


def _included(offered: Offer, agreement: Agreement) -> frozenset[str]:
    """Return the plan features included in the end; a negotiable one is included once it is agreed on."""
    included = {name for name, inclusion in offered.features.items() if inclusion is Inclusion.INCLUDED}
    negotiable = {name for name, inclusion in offered.features.items() if inclusion is Inclusion.NEGOTIABLE}
    return frozenset(included | (negotiable & agreement.agreed.features.keys()))


def _schedule(offered: Offer, agreement: Agreement, edition: Edition) -> Schedule:
    hours = agreement.agreed.support_hours or offered.support_hours
    return {**edition.schedules, **agreement.schedules}[hours.schedule]


def _targets(offered: Offer, agreement: Agreement) -> Targets:
    return {
        objective: {**promises, **agreement.agreed.targets.get(objective, {})}
        for objective, promises in offered.targets.items()
    }


def _objective(objective: Objective, targets: Targets, plan_hours: Schedule, edition: Edition) -> Obligation:
    clock = objective.clock
    promises: dict[str | None, Promise] = {  # noqa: C416 -- a plain dict() would not widen the key type
        severity: promise for severity, promise in targets[objective.id].items()
    }
    return Obligation(
        id=objective.id,
        starts=clock.starts,
        stops=clock.stops,
        recurs=clock.recurs,
        pauses=clock.pauses,
        reopening=clock.reopening,
        severity_change=objective.severity_change,
        schedule=edition.schedules[clock.counts] if clock.counts else plan_hours,
        promises=promises,
        credit=_credit(objective.id, edition),
        at=objective.at,
        clause=objective.clause,
    )


def _escalation(escalation: Escalation, plan_hours: Schedule, edition: Edition) -> Obligation:
    return Obligation(
        id=escalation.obligation,
        starts=EventPattern(Event.ESCALATED, urgency=escalation.id),
        stops=EventPattern(Event.REPLIED, by=escalation.responders, public=True),
        recurs=Recurs.FOR_EVERY_START,
        pauses=frozenset(),
        reopening=Reopening.STANDS,
        severity_change=SeverityChange.INITIAL,
        schedule=edition.schedules[escalation.counts] if escalation.counts else plan_hours,
        promises={None: escalation.promise},
        credit=_credit(escalation.obligation, edition),
        at=escalation.at,
        clause=escalation.clause,
        channels=escalation.channels,
        all_channels=escalation.all_channels,
        channel_when_not_stated=escalation.when_not_stated,
    )


def _credit(obligation: str, edition: Edition) -> Credit | None:
    return next((credit for credit in edition.credits.values() if obligation in credit.obligations), None)


def _channels(
    edition: Edition, features: frozenset[str], plan_refuser: Refuser
) -> tuple[bool, frozenset[str] | None, Refuser]:
    """Return whether any channel carries a promise, which do, and what refuses the others."""
    if edition.channels is None:
        return True, None, plan_refuser
    groups = [
        group
        for group in edition.channels.groups.values()
        if group.guarantees_response_times and group.feature in features
    ]
    covered = frozenset(channel for group in groups for channel in group.channels)
    silent = (group for group in edition.channels.groups.values() if not group.guarantees_response_times)
    refuser = next((Refuser(group.at, group.clause) for group in silent), plan_refuser)
    return bool(groups), covered, refuser


def _excluded_requests(edition: Edition) -> Mapping[str, Refuser]:
    if edition.scope is None:
        return {}
    kinds = edition.scope.requests.values()
    return {kind.id: Refuser(kind.at, kind.clause) for kind in kinds if not kind.covered}


def _excluded_features(
    edition: Edition, features: frozenset[str], plan_refuser: Refuser
) -> Mapping[str, Refuser]:
    if edition.scope is None:
        return {}
    areas = edition.scope.features.values()
    return {area.id: plan_refuser for area in areas if area.covered_by not in features}
