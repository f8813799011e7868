"""Who may ask for what: entitlement and severity, as the contract tests them for one ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.evaluate.terms import Refuser
from validator.model.words import Actor, DeterminedBy, Reason

if TYPE_CHECKING:
    from validator.evaluate.terms import Obligation, Terms
    from validator.model.timeline import TicketEvent

TERM_CLAUSE = "Term of the agreement"

WORD_COUNTS = {
    DeterminedBy.PROVIDER: frozenset({Actor.AGENT, Actor.MANAGER, Actor.SYSTEM, None}),
    DeterminedBy.CUSTOMER: frozenset({Actor.CUSTOMER, None}),
    DeterminedBy.EITHER: frozenset({*Actor, None}),
}
"""Whose change of the severity counts; one that does not say who made it counts for whoever determines."""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Whether a ticket is entitled, and what refuses it if not."""

    reason: Reason
    refuser: Refuser | None = None

    @property
    def entitled(self) -> bool:
        """Whether nothing refuses the ticket."""
        return self.reason is Reason.ENTITLED


def entitlement(submission: TicketEvent, terms: Terms, *, inside_term: bool) -> Entitlement:
    """Test a submission in the order of the contract; the first refusal is the reason."""
    if not inside_term:
        return Entitlement(Reason.OUTSIDE_TERM, Refuser(terms.agreement.term.at, TERM_CLAUSE))
    if not terms.support:
        return Entitlement(Reason.SUPPORT_NOT_INCLUDED, terms.support_refuser)
    if terms.covered_channels is not None and not terms.covered_channels & stated_channels(submission, terms):
        return Entitlement(Reason.CHANNEL_NOT_COVERED, terms.channel_refuser)
    scope = terms.edition.scope
    if scope is not None:
        request = submission.request or scope.request_when_not_stated or ""
        if request in terms.excluded_requests:
            return Entitlement(Reason.REQUEST_OUT_OF_SCOPE, terms.excluded_requests[request])
        feature = submission.feature or scope.feature_when_not_stated or ""
        if feature in terms.excluded_features:
            return Entitlement(Reason.FEATURE_NOT_COVERED, terms.excluded_features[feature])
    return Entitlement(Reason.ENTITLED)


def stated_channels(submission: TicketEvent, terms: Terms) -> frozenset[str]:
    """Return the channels of a submission, or the one that stands for none."""
    channels = terms.edition.channels
    if not submission.channels and channels is not None and channels.when_not_stated:
        return frozenset({channels.when_not_stated})
    return submission.channels


def escalation_entitlement(escalated: TicketEvent, obligation: Obligation) -> Entitlement:
    """Test the channels of an escalation: all that are needed, or one of those that are accepted."""
    default = obligation.channel_when_not_stated
    used = escalated.channels or frozenset({default} if default else ())
    needed = frozenset(obligation.channels)
    complete = needed <= used if obligation.all_channels else bool(needed & used)
    if complete:
        return Entitlement(Reason.ENTITLED)
    return Entitlement(Reason.ESCALATION_CHANNELS_MISSING, Refuser(obligation.at, obligation.clause))
