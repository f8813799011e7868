"""What an agreement must fill in, may fill in, and must leave alone."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.comparing import is_at_least
from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.edition import Edition
from validator.model.offer import Offer, offer
from validator.model.policy import Agreement, Policy
from validator.model.target import Negotiable, Promise
from validator.model.words import Inclusion

RULE = Rule(
    "agreed-values", Level.ERROR, "A value to agree on is missing, out of bounds, or not open to agreement."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Hold every agreement against each edition that can govern it."""
    for agreement in policy.agreements.values():
        for edition in policy.editions.values():
            if agreement.edition not in (None, edition.id) or agreement.plan not in edition.plans:
                continue
            add_ons = [edition.add_ons[name] for name in agreement.add_ons if name in edition.add_ons]
            offered = offer(edition, edition.plans[agreement.plan], add_ons)
            yield from _hours(agreement, edition, offered)
            yield from _targets(agreement, offered, _business_day(agreement, edition, offered))
            yield from _features(agreement, offered)


def _hours(agreement: Agreement, edition: Edition, offered: Offer) -> Iterator[Diagnostic]:
    hours, agreed = offered.support_hours, agreement.agreed.support_hours
    if hours.negotiable and agreed is None:
        yield RULE.finding(
            agreement.agreed.at.key(),
            f"the plan `{offered.plan.title}` leaves the support hours to the agreement, which does not say them",
            f"write `support_hours:` under `agreed`, up to `{hours.schedule}`",
            related=(Related(hours.at, "what is to be agreed"),),
        )
    open_to_agreement = hours.negotiable or edition.schedules[hours.schedule].may_be_agreed_otherwise
    if agreed is not None and not open_to_agreement:
        yield RULE.finding(
            agreed.at,
            f"the support hours of the plan `{offered.plan.title}` are not open to agreement",
            "remove `support_hours` under `agreed`, or let the plan or the hours be agreed on",
            related=(Related(hours.at, "the plan's hours"),),
        )


def _business_day(agreement: Agreement, edition: Edition, offered: Offer) -> int | None:
    """Return how long a business day of the customer is."""
    hours = agreement.agreed.support_hours or offered.support_hours
    schedules = {**edition.schedules, **agreement.schedules}
    return schedules[hours.schedule].business_day if hours.schedule in schedules else None


def _targets(agreement: Agreement, offered: Offer, business_day: int | None) -> Iterator[Diagnostic]:
    for objective, promises in offered.targets.items():
        agreed = agreement.agreed.targets.get(objective, {})
        for severity, promise in promises.items():
            value = agreed.get(severity)
            if isinstance(promise.target, Negotiable) and value is None:
                yield RULE.finding(
                    agreement.agreed.at.key(),
                    f"the plan `{offered.plan.title}` leaves {objective} for {severity} to the agreement, "
                    "which does not say it",
                    f"write it under `agreed: targets: {objective}:`, {promise.text.removeprefix('as agreed, ')}",
                    related=(Related(promise.at, "what is to be agreed"),),
                )
            elif value is not None and not isinstance(promise.target, Negotiable):
                yield RULE.finding(
                    value.at,
                    f"{objective} for {severity} is {promise.text} in the plan `{offered.plan.title}` "
                    "and not open to agreement",
                    "remove the value, or make the target negotiable in a new edition",
                    related=(Related(promise.at, "the plan's target"),),
                )
            elif value is not None and not _within(value, promise, business_day):
                yield RULE.finding(
                    value.at,
                    f"{value.text} for {severity} is not within what can be agreed: "
                    f"{promise.text.removeprefix('as agreed, ')}",
                    "agree on a value within the bound",
                    related=(Related(promise.at, "the bound"),),
                )


def _within(value: Promise, promise: Promise, business_day: int | None) -> bool:
    """Whether an agreed value is certainly no shorter than the bound of a negotiable target."""
    bound = promise.target
    return isinstance(bound, Negotiable) and is_at_least(value.target, bound.no_less_than, business_day)


def _features(agreement: Agreement, offered: Offer) -> Iterator[Diagnostic]:
    for feature in agreement.agreed.features:
        inclusion = offered.features.get(feature)
        if inclusion is not None and inclusion is not Inclusion.NEGOTIABLE:
            yield RULE.finding(
                agreement.agreed.at.child("features", feature),
                f"`{feature}` is {inclusion.value} in the plan `{offered.plan.title}` and not open to agreement",
                "remove it, or make it `negotiable` in a new edition",
            )
