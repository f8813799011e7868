"""From events to decisions: whole tickets first, then the ledger over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns import ledger
from validator.evaluate.columns.governed import govern
from validator.evaluate.columns.obligations import decide_tickets, table_of
from validator.evaluate.columns.setting import Decided
from validator.evaluate.decision import Refusal
from validator.model.words import Event

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.evaluate.book import Book
    from validator.evaluate.columns.events import EventTable
    from validator.evaluate.columns.governed import Governed
    from validator.evaluate.columns.table import DecisionTable
    from validator.evaluate.decision import LedgerLine

BEYOND_LOCK = "beyond-holiday-lock"

Rejected = dict[int, tuple[str, "str | None"]]
"""Places in the original table to the code of the refusal and what the row says."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of rows and tickets: in = used + rejected; in = decided + rejected + not yet submitted.

    `duplicates` and `after_as_of` are part of the rows used.
    """

    rows: int
    rows_rejected: int
    duplicates: int
    after_as_of: int
    tickets: int
    tickets_decided: int
    tickets_rejected: int
    tickets_not_yet_submitted: int

    @property
    def rows_used(self) -> int:
        """Rows that were not rejected."""
        return self.rows - self.rows_rejected


@dataclass(frozen=True, slots=True)
class Result:
    """A decided log."""

    decisions: DecisionTable
    ledger: tuple[LedgerLine, ...]
    refusals: tuple[Refusal, ...]
    rejected_rows: Rejected
    counts: Counts


def decide(events: EventTable, book: Book, as_of: int) -> Result:
    """Decide a log as of an instant (microseconds, UTC); what happens after it does not exist."""
    known = events.at <= as_of
    present = events.only(known)
    governed, faults = govern(present, book)
    decided = Decided(governed.terms, book, as_of)
    decide_tickets(governed.events, decided, governed.terms_of)
    decisions, settled = _settle(governed, decided, book)
    rejected = dict(faults.rows)
    _reject(rejected, governed, settled.refused)
    _reject_copies(rejected, events)
    refusals = sorted((*faults.refusals, *settled.refused.values()), key=lambda refusal: refusal.ticket)
    copies = int(np.count_nonzero(~np.isin(events.duplicates, list(rejected))))
    counts = Counts(
        rows=len(events) + len(events.duplicates),
        rows_rejected=len(rejected),
        duplicates=copies,
        after_as_of=int(np.count_nonzero(~known)),
        tickets=len(events.names),
        tickets_decided=len(present.names) - len(refusals),
        tickets_rejected=len(refusals),
        tickets_not_yet_submitted=len(events.names) - len(present.names),
    )
    return Result(decisions, settled.ledger, tuple(refusals), rejected, counts)


@dataclass(frozen=True, slots=True)
class _Settled:
    """What the ledger adds: its lines, and tickets inside their term that no lock reaches, by number."""

    ledger: tuple[LedgerLine, ...]
    refused: dict[int, Refusal]


def _settle(governed: Governed, decided: Decided, book: Book) -> tuple[DecisionTable, _Settled]:
    """Apply the terms of the agreements, extended by credits, and drop the tickets that no lock reaches."""
    names, terms_of = governed.events.names, governed.terms_of
    table, basic, first_severity = table_of(decided, names)
    beyond = np.zeros(len(names), dtype=np.bool_)
    beyond[list(decided.beyond)] = True
    days = np.where(beyond, 0, ledger.credited_days(table, len(names)))
    submitted = governed.events.at[governed.events.first[:-1]]
    outside = ledger.outside_term(governed.terms, terms_of, submitted, days, book)
    decisions = ledger.refuse(table, basic, first_severity, outside)
    lost = beyond & ~outside
    decisions = decisions.take(np.flatnonzero(~lost[decisions.ticket]))
    refused = {
        int(ticket): Refusal(names[ticket], BEYOND_LOCK, decided.beyond[int(ticket)])
        for ticket in np.flatnonzero(lost)
    }
    return decisions, _Settled(ledger.lines(decisions, governed.terms, terms_of[~lost]), refused)


def _reject(rejected: Rejected, governed: Governed, refused: dict[int, Refusal]) -> None:
    """Reject the rows of tickets that no lock reaches; their submission carries the reason."""
    events = governed.events
    submitted: NDArray[np.bool_] = events.is_event(Event.SUBMITTED)
    for row in np.flatnonzero(np.isin(events.ticket, list(refused))):
        refusal = refused[int(events.ticket[row])]
        own = submitted[row]
        rejected[int(events.row[row])] = (BEYOND_LOCK, refusal.message) if own else ("ticket-rejected", None)


def _reject_copies(rejected: Rejected, events: EventTable) -> None:
    """Reject the duplicates of rejected rows with them."""
    copies = np.flatnonzero(np.isin(events.duplicate_of, list(rejected)))
    for row, original in zip(events.duplicates[copies], events.duplicate_of[copies], strict=True):
        rejected[int(row)] = rejected[int(original)]
