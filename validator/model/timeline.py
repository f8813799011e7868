"""One ticket's events, in the order in which they take effect."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from validator.model.words import Actor, Event

EVENT_ORDER = {event: rank for rank, event in enumerate(Event)}
"""Events of one instant take effect in this order: a reply that also pauses the clock is a reply first."""

SPOKEN: Final = {
    "agreement": frozenset({Event.SUBMITTED}),
    "severity": frozenset({Event.SUBMITTED, Event.SEVERITY_SET}),
    "status": frozenset({Event.STATUS_SET}),
    "channels": frozenset({Event.SUBMITTED, Event.ESCALATED}),
    "urgency": frozenset({Event.ESCALATED}),
    "request": frozenset({Event.SUBMITTED}),
    "feature": frozenset({Event.SUBMITTED}),
}
"""The events on which a column says anything; on any other it is not read."""


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One row of a ticket log; `at` in microseconds since the epoch, UTC. None means the row does not say."""

    at: int
    event: Event
    agreement: str | None = None
    by: Actor | None = None
    public: bool = True
    severity: str | None = None
    status: str | None = None
    channels: frozenset[str] = frozenset()
    urgency: str | None = None
    request: str | None = None
    feature: str | None = None

    @property
    def order(self) -> tuple[int, int, tuple[str, ...]]:
        """The key that sorts a timeline: instant, event, then every other field in a fixed order."""
        rest = (
            self.agreement or "",
            self.by.value if self.by else "",
            "public" if self.public else "internal",
            self.severity or "",
            self.status or "",
            "+".join(sorted(self.channels)),
            self.urgency or "",
            self.request or "",
            self.feature or "",
        )
        return self.at, EVENT_ORDER[self.event], rest

    @property
    def heard(self) -> TicketEvent:
        """The event without what its row says in columns that are not read on such an event."""
        event = self.event
        return replace(
            self,
            agreement=self.agreement if event in SPOKEN["agreement"] else None,
            severity=self.severity if event in SPOKEN["severity"] else None,
            status=self.status if event in SPOKEN["status"] else None,
            channels=self.channels if event in SPOKEN["channels"] else frozenset(),
            urgency=self.urgency if event in SPOKEN["urgency"] else None,
            request=self.request if event in SPOKEN["request"] else None,
            feature=self.feature if event in SPOKEN["feature"] else None,
        )


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events of one ticket as far as they are heard, sorted by `TicketEvent.order`, without duplicates."""

    ticket: str
    events: tuple[TicketEvent, ...] = field(default=())

    @staticmethod
    def of(ticket: str, events: list[TicketEvent]) -> Timeline:
        """Sort the events and merge exact duplicates."""
        heard = {event.heard for event in events}
        return Timeline(ticket, tuple(sorted(heard, key=lambda event: event.order)))
