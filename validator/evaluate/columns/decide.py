"""From events to decisions: whole tickets first, in one batch or many, then the ledger over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.book import Book
from validator.evaluate.columns import ledger
from validator.evaluate.columns.batch import BEYOND_LOCK, Batch, Rejected, decide_batch, joined
from validator.evaluate.columns.events import EventTable
from validator.evaluate.columns.settlement import Settlement
from validator.evaluate.columns.table import DecisionTable
from validator.evaluate.decision import LedgerLine, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    settlement = Settlement(book)
    settlement.add(batch)
    (outside,) = settlement.outside()
    finished = finish(batch, outside)
    totals = ledger.Totals()
    totals.add(finished.decisions, batch.terms_of[~finished.lost])
    return Result(
        finished.decisions, totals.lines(), finished.refusals, finished.rejected, counted(batch, finished)
    )


def counted(batch: Batch, finished: Finished) -> Counts:
    """Return what became of the rows and tickets of a batch."""
    rejected = finished.rejected
    return Counts(
        rows=batch.rows,
        rows_rejected=len(rejected),
        duplicates=int(np.count_nonzero(~np.isin(batch.copies, list(rejected)))),
        after_as_of=batch.after_as_of,
        tickets=batch.tickets,
        tickets_decided=batch.tickets - batch.not_yet_submitted - len(finished.refusals),
        tickets_rejected=len(finished.refusals),
        tickets_not_yet_submitted=batch.not_yet_submitted,
    )


@dataclass(frozen=True, slots=True)
class Finished:
    """The decisions of a batch as they are in the end, and all that was refused and rejected.

    `lost` marks its tickets that no holiday lock reaches.
    """

    decisions: DecisionTable
    lost: NDArray[np.bool_]
    refusals: tuple[Refusal, ...]
    rejected: Rejected


def finish(batch: Batch, outside: NDArray[np.bool_]) -> Finished:
    """Refuse the tickets of a batch that lie outside their terms, and those that cannot be decided."""
    names = batch.decisions.rests.names
    beyond = np.zeros(len(names), dtype=np.bool_)
    beyond[list(batch.beyond)] = True
    lost = beyond & ~outside
    decisions = batch.decisions
    if outside.any():
        decisions = ledger.refuse(decisions, batch.basic, batch.first_severity, outside)
    if lost.any():
        decisions = decisions.take(np.flatnonzero(~lost[decisions.ticket]))
    refusals, rejected = list(batch.refusals), dict(batch.rejected)
    for ticket in np.flatnonzero(lost).tolist():
        refusals.append(Refusal(names[ticket], BEYOND_LOCK, batch.beyond[ticket]))
        rejected.update(batch.beyond_rows[ticket])
    refusals.sort(key=lambda refusal: refusal.ticket)
    return Finished(decisions, lost, tuple(refusals), rejected)
