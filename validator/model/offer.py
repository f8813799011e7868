"""An offer: a plan with its add-ons applied, before anything is agreed with a customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validator.model.edition import Edition
from validator.model.plan import AddOn, Plan, SupportHours, Targets
from validator.model.policy import Agreement
from validator.model.words import Inclusion


@dataclass(frozen=True, slots=True)
class Offer:
    """What a plan gives once its add-ons have replaced what they list.

    `targets` holds every objective of the edition; a severity without any promise is absent.
    """

    plan: Plan
    add_ons: tuple[AddOn, ...]
    support_hours: SupportHours
    service_level: str
    features: Mapping[str, Inclusion]
    targets: Targets


def offer(edition: Edition, plan: Plan, add_ons: Sequence[AddOn] = ()) -> Offer:
    """Apply add-ons in order: each replaces what it lists, everything else stays as the plan has it.

    An add-on that replaces the service level replaces the plan's own targets with it.
    """
    support_hours, service_level, overrides = plan.support_hours, plan.service_level, plan.overrides
    features = dict(plan.features)
    for add_on in add_ons:
        support_hours = add_on.support_hours or support_hours
        if add_on.service_level is not None:
            service_level, overrides = add_on.service_level, {}
        features.update(add_on.features)
    level = edition.service_levels[service_level].targets
    targets = {
        objective: {**level.get(objective, {}), **overrides.get(objective, {})}
        for objective in edition.objectives
    }
    return Offer(plan, tuple(add_ons), support_hours, service_level, features, targets)


def offers(edition: Edition) -> tuple[Offer, ...]:
    """Return every plan alone, and every plan with each add-on that is available for it."""
    alone = [offer(edition, plan) for plan in edition.plans.values()]
    extended = [
        offer(edition, edition.plans[plan], [add_on])
        for add_on in edition.add_ons.values()
        for plan in add_on.available_for
    ]
    return (*alone, *extended)


def offers_all(edition: Edition, agreement: Agreement) -> bool:
    """Whether an edition knows what was signed; credits may extend a term past the last edition that does."""
    return agreement.plan in edition.plans and edition.add_ons.keys() >= set(agreement.add_ons)
