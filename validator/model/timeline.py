"""One ticket's events, in the order in which they take effect."""

from __future__ import annotations

from dataclasses import dataclass, field

from validator.model.words import Actor, Event

EVENT_ORDER = {event: rank for rank, event in enumerate(Event)}
"""Events of one instant take effect in this order: a reply that also pauses the clock is a reply first."""


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


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events of one ticket, sorted by `TicketEvent.order`, without exact duplicates."""

    ticket: str
    events: tuple[TicketEvent, ...] = field(default=())

    @staticmethod
    def of(ticket: str, events: list[TicketEvent]) -> Timeline:
        """Sort the events and merge exact duplicates."""
        return Timeline(ticket, tuple(sorted(set(events), key=lambda event: event.order)))
