"""A plan promises times, but no channel on which a promise holds."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.edition import Edition
from validator.model.offer import Offer, offers
from validator.model.policy import Policy
from validator.model.target import BestEffort, NotOffered, Promise
from validator.model.words import Inclusion

RULE = Rule(
    "promise-without-channel",
    Level.WARNING,
    "A plan promises times, but includes no channel with guaranteed response times.",
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look for the first time that every offer promises, and for a channel on which it holds."""
    for edition in policy.editions.values():
        for offer in offers(edition):
            promise = _time(offer)
            if promise is None or _reachable(edition, offer):
                continue
            what = f" with the add-on `{offer.add_ons[0].id}`" if offer.add_ons else ""
            yield RULE.finding(
                (offer.add_ons[0] if offer.add_ons else offer.plan).at.key(),
                f"The plan `{offer.plan.id}`{what} promises `{promise.text}`, but includes no channel on "
                "which answers in "
                "time are promised: every ticket would be refused.",
                "Include the feature that opens such a channel, or promise `best effort`.",
                clause=promise.clause,
                related=(Related(promise.at, "the promise"),),
            )


def _time(offer: Offer) -> Promise | None:
    promises = (promise for row in offer.targets.values() for promise in row.values())
    return next((each for each in promises if not isinstance(each.target, BestEffort | NotOffered)), None)


def _reachable(edition: Edition, offer: Offer) -> bool:
    if edition.channels is None:
        return True
    return any(
        group.guarantees_response_times and offer.features.get(group.feature) is not Inclusion.NOT_INCLUDED
        for group in edition.channels.groups.values()
    )
