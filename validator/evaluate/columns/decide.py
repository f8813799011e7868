"""From events to decisions: whole tickets first, in one batch or many, then the ledger over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from validator.evaluate.book import Book
from validator.evaluate.columns import ledger
from validator.evaluate.columns.batch import BEYOND_LOCK, Batch, Rejected, decide_batch, joined
from validator.evaluate.columns.events import EventTable
from validator.evaluate.columns.table import DecisionTable
from validator.evaluate.decision import LedgerLine, Refusal


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
    return settle([decide_batch(events, book, as_of)], book)


def settle(batches: Sequence[Batch], book: Book) -> Result:
    """Apply the terms of the agreements, extended by credits, to all tickets of a log, in at least one batch.

    No ticket may be in two batches; how the others are spread over them makes no difference. Places of rejected rows
    count on from batch to batch.
    """
    batch = joined(batches)
    table, names, terms_of = batch.decisions, batch.decisions.rests.names, batch.terms_of
    terms = table.rests.terms
    beyond = np.zeros(len(names), dtype=np.bool_)
    beyond[list(batch.beyond)] = True
    days = np.where(beyond, 0, ledger.credited_days(table, len(names)))
    outside = ledger.outside_term(terms, terms_of, batch.submitted, days, book)
    lost = beyond & ~outside
    decisions = ledger.refuse(table, batch.basic, batch.first_severity, outside)
    decisions = decisions.take(np.flatnonzero(~lost[decisions.ticket]))
    rejected = dict(batch.rejected)
    refusals = list(batch.refusals)
    for ticket in np.flatnonzero(lost).tolist():
        refusals.append(Refusal(names[ticket], BEYOND_LOCK, batch.beyond[ticket]))
        rejected.update(batch.beyond_rows[ticket])
    refusals.sort(key=lambda refusal: refusal.ticket)
    counts = Counts(
        rows=batch.rows,
        rows_rejected=len(rejected),
        duplicates=int(np.count_nonzero(~np.isin(batch.copies, list(rejected)))),
        after_as_of=batch.after_as_of,
        tickets=batch.tickets,
        tickets_decided=batch.tickets - batch.not_yet_submitted - len(refusals),
        tickets_rejected=len(refusals),
        tickets_not_yet_submitted=batch.not_yet_submitted,
    )
    lines = ledger.lines(decisions, terms, terms_of[~lost])
    return Result(decisions, lines, tuple(refusals), rejected, counts)
