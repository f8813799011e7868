"""A log evaluated: rows read, parsed and decided, with every row accounted for."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from validator.evaluate.book import Book
from validator.evaluate.columns import decide
from validator.evaluate.decision import Refusal
from validator.evaluate.refusals import message
from validator.render.places import places_of
from validator.workspace.logs import LogRows, ParsedLog, Row, StampReading, parse_log

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pyarrow as pa

    from validator.document import Document, Source
    from validator.evaluate.columns import Counts, DecisionTable
    from validator.evaluate.columns.batch import Rejected
    from validator.evaluate.decision import LedgerLine
    from validator.location import Address


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of rows and tickets: in = used + rejected; in = decided + rejected + not yet submitted."""

    rows: int
    rows_used: int
    rows_duplicate: int
    rows_after_as_of: int
    rows_rejected: int
    tickets: int
    tickets_decided: int
    tickets_rejected: int
    tickets_not_yet_submitted: int

    def __add__(self, other: Tally) -> Tally:
        """Add up what became of different tickets."""
        return Tally(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a log in numbers, as of an instant (microseconds, UTC).

    `decisions` is how many there are, `outcomes` how many of each, `refusals` how many tickets were rejected for each
    reason; `policies` are those that decided anything.
    """

    as_of: int
    decisions: int
    outcomes: Mapping[str, int]
    policies: frozenset[str]
    ledger: Sequence[LedgerLine]
    refusals: Mapping[str, int]
    tally: Tally
    ignored_columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that came of a log, as of an instant (microseconds, UTC)."""

    as_of: int
    decisions: DecisionTable
    ledger: Sequence[LedgerLine]
    refusals: Sequence[Refusal]
    rejected: Sequence[Row]
    tally: Tally
    ignored_columns: Sequence[str]


def evaluate_log(log: LogRows, book: Book, stamps: StampReading, as_of: int | None) -> Evaluation:
    """Decide a log as of an instant, by default that of its last event."""
    parsed = parse_log(log, stamps, as_of)
    result = decide(parsed.events, book, parsed.as_of)
    outcome = account(log, parsed, result.rejected_rows, result.refusals, result.counts)
    return Evaluation(
        as_of=parsed.as_of,
        decisions=result.decisions,
        ledger=result.ledger,
        refusals=outcome.refusals,
        rejected=outcome.rejected,
        tally=outcome.tally,
        ignored_columns=log.ignored,
    )


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows and tickets of a log."""

    refusals: Sequence[Refusal]
    rejected: Sequence[Row]
    tally: Tally


def account(
    log: LogRows, parsed: ParsedLog, rejected_rows: Rejected, refused: Sequence[Refusal], counts: Counts
) -> Account:
    """Account for every row of a log: what could not be read, what could not be parsed, what could not be decided."""
    faults = dict(parsed.rejected)
    faults.update({int(parsed.rows[place]): fault for place, fault in rejected_rows.items()})
    words = {fault: message(*fault) for fault in set(faults.values())}
    rejected = [
        *log.malformed,
        *log.rejected({row: (fault[0], words[fault]) for row, fault in faults.items()}),
    ]
    tainted = [Refusal(ticket, code, message(code, said)) for ticket, (code, said) in parsed.tainted.items()]
    refusals = sorted((*refused, *tainted), key=lambda refusal: refusal.ticket)
    rows = len(log) + len(log.malformed)
    later_only = len(
        parsed.tainted.keys() & set(parsed.events.names)
    )  # what is left of tainted tickets comes later
    tally = Tally(
        rows=rows,
        rows_used=rows - len(rejected),
        rows_duplicate=counts.duplicates,
        rows_after_as_of=counts.after_as_of,
        rows_rejected=len(rejected),
        tickets=counts.tickets - later_only + len(tainted),
        tickets_decided=counts.tickets_decided,
        tickets_rejected=len(refusals),
        tickets_not_yet_submitted=counts.tickets_not_yet_submitted - later_only,
    )
    return Account(refusals, sorted(rejected, key=lambda row: (row.file, row.line)), tally)


def citing(documents: Mapping[str, Document | Source]) -> Callable[[Address, str], str]:
    """Return a function that writes an address and a clause as `file:line heading`, files below the policies folder."""
    place = places_of(documents)

    def cite(at: Address, clause: str) -> str:
        return f"{place(at)} {clause}"

    return cite


def decisions_of(evaluation: Evaluation, documents: Mapping[str, Document | Source]) -> pa.Table:
    """Return the decisions with the columns of the interface."""
    return evaluation.decisions.to_arrow(citing(documents))
