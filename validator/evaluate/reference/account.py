"""An account: one decision with everything that it was made of, from which an explanation is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from validator.evaluate.book import Book
from validator.evaluate.decision import Decision
from validator.evaluate.reference.entitlement import Entitlement
from validator.evaluate.reference.governing import Governing, Piece
from validator.evaluate.reference.occurrences import Occurrence
from validator.evaluate.terms import Obligation, Terms
from validator.model.timeline import TicketEvent


@dataclass(frozen=True, slots=True)
class Ticket:
    """A valid timeline up to the instant asked about, under its terms.

    `term_end` is the instant (exclusive) at which the agreement's term ends, moved by credits where they extended it.
    """

    name: str
    events: Sequence[TicketEvent]
    terms: Terms
    book: Book
    as_of: int
    term_end: int

    @property
    def submission(self) -> TicketEvent:
        """The event that every timeline begins with."""
        return self.events[0]


@dataclass(frozen=True, slots=True)
class Account:
    """How one decision came about; instants in microseconds, UTC.

    `run` are the places of the events at which the clock starts and ends. Where the customer is entitled, `pieces` are
    the promises in force one after the other, `shown` the one that the decision is judged by, and `pauses` the
    stretches in which the clock stood; where not, they are empty and None. `until` is where counting ends: the stop,
    else the instant asked about.
    """

    ticket: Ticket
    obligation: Obligation
    run: Occurrence
    claim: Entitlement
    pieces: tuple[Piece, ...]
    shown: Governing | None
    pauses: tuple[tuple[int, int], ...]
    until: int
    decision: Decision

    @property
    def start(self) -> int:
        """The instant at which the clock starts."""
        return self.ticket.events[self.run.start].at
