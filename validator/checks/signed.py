"""Agreements with what their plan and add-ons offer under each edition that governs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from validator.model.edition import Edition
from validator.model.offer import Offer, offer, offers_all
from validator.model.policy import Agreement, Policy
from validator.model.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Signed:
    """One agreement under one edition."""

    agreement: Agreement
    edition: Edition
    offer: Offer

    @property
    def hours(self) -> Schedule | None:
        """The customer's support hours, None where they are still to be agreed on."""
        hours = self.agreement.agreed.support_hours or self.offer.support_hours
        if hours.negotiable:
            return None
        return (self.agreement.schedules.get(hours.schedule)) or self.edition.schedules.get(hours.schedule)


def governing(policy: Policy, agreement: Agreement) -> tuple[Edition, ...]:
    """Return the editions that govern tickets within an agreement's term, oldest first."""
    if agreement.edition is not None:
        return (policy.editions[agreement.edition],)
    term = agreement.term
    begun = [edition for edition in policy.editions.values() if edition.effective_from <= term.last]
    superseded = [edition for edition in begun if edition.effective_from <= term.first][:-1]
    return tuple(begun[len(superseded) :])


def signed(policy: Policy) -> Iterator[Signed]:
    """Yield every agreement under every edition that governs it and knows its plan and add-ons."""
    for agreement in policy.agreements.values():
        for edition in governing(policy, agreement):
            if offers_all(edition, agreement):
                add_ons = [edition.add_ons[name] for name in agreement.add_ons]
                yield Signed(agreement, edition, offer(edition, edition.plans[agreement.plan], add_ons))
