"""A small contract with customers and tickets, to see which of its items they exercise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.evaluate.contract import book
from tests.evaluate.worlds import at
from tests.reading.acme import acme
from validator.evaluate.reference import Account, accounts
from validator.model.plan import SupportHours
from validator.model.policy import Agreed, Agreement, Policy, Term
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Actor, Event

if TYPE_CHECKING:
    from validator.evaluate.coverage import Item
    from validator.model.edition import Edition

EDITION = acme().editions["2024-01-01"]
FOLDER = "acme/editions/2024-01-01/"
SIGNED = acme().agreements["bank-2024"]


def named(item: Item) -> str:
    """Write an item as a test names it: `plans free: bought`."""
    file = item.at.file.removeprefix(FOLDER).removesuffix(".yaml")
    route = item.at.route or (file,)
    return f"{' '.join(str(key) for key in route)}: {item.side}"


def agreement(name: str, plan: str, *add_ons: str, hours: str | None = None) -> Agreement:
    """Sign for a plan in 2024; with hours, the severe target is agreed on too."""
    own = SupportHours(hours, False, hours, SIGNED.at.child("agreed", "support_hours")) if hours else None
    targets = SIGNED.agreed.targets if hours else {}
    return Agreement(
        id=name,
        customer=name,
        policy="acme",
        plan=plan,
        add_ons=add_ons,
        edition=EDITION.id,
        term=Term(date(2024, 1, 1), date(2024, 12, 31), SIGNED.term.at),
        schedules={},
        agreed=Agreed(own, targets, {}, SIGNED.agreed.at),
        at=SIGNED.at,
    )


CUSTOMERS = {
    each.id: each
    for each in (
        agreement("free", "free"),
        agreement("longer", "free", "longer_hours"),
        agreement("office", "gold", hours="office"),
        agreement("always", "gold", hours="always"),
        agreement("week", "gold", "longer_hours", hours="week"),
    )
}


def contract(**changes: Any) -> Policy:  # noqa: ANN401 -- any field of an edition
    """Return the contract with those customers and parts of its edition changed."""
    return replace(acme(), editions={EDITION.id: replace(EDITION, **changes)}, agreements=CUSTOMERS)


@dataclass(frozen=True)
class Ticket:
    """A ticket of a customer, decided as of an instant; `extended_by` days by earlier credits."""

    events: tuple[TicketEvent, ...]
    as_of: str
    extended_by: int = 0

    def accounts(self, policy: Policy | None = None) -> tuple[Account, ...]:
        """Decide it."""
        compiled = book(policy or contract())
        signed = compiled.agreements[self.events[0].agreement or ""]
        end = compiled.term_end(signed, self.extended_by) if self.extended_by else None
        found = accounts(Timeline.of("T-1", list(self.events)), compiled, at(self.as_of), end)
        assert isinstance(found, tuple), found
        return found


def filed(customer: str, when: str, severity: str, **more: Any) -> TicketEvent:  # noqa: ANN401 -- any field
    """Let a customer submit a ticket."""
    more.setdefault("channels", frozenset({"ticket"}))
    more.setdefault("feature", "core")
    return TicketEvent(at(when), Event.SUBMITTED, agreement=customer, severity=severity, **more)


def then(when: str, kind: Event, by: Actor = Actor.AGENT, **more: Any) -> TicketEvent:  # noqa: ANN401 -- any field
    """Let something happen."""
    return TicketEvent(at(when), kind, by=by, **more)


def edition_of(policy: Policy) -> Edition:
    """Return the only edition of a contract."""
    return policy.editions[EDITION.id]
