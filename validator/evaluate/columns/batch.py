"""Whole tickets decided on their own, before any ledger; any batches of a log join into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.book import Book
from validator.evaluate.columns.events import EventTable
from validator.evaluate.columns.governed import Governed, govern
from validator.evaluate.columns.obligations import decide_tickets, table_of
from validator.evaluate.columns.setting import Decided
from validator.evaluate.columns.table import DecisionTable, Rests
from validator.evaluate.decision import Refusal
from validator.model.words import Event

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEYOND_LOCK = "beyond-holiday-lock"

Rejected = dict[int, tuple[str, str | None]]
"""Places in the original table to the code of the refusal and what the row says."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole tickets, decided as if each were inside its agreement's term.

    `decisions` number the tickets in the order of their names; `basic` marks those that a refused ticket shows, with
    the severity `first_severity`; `terms_of` and `submitted` have an element per ticket. `beyond` maps tickets that
    no holiday lock reaches to the message, `beyond_rows` to what their rows are rejected with if they are inside the
    term. `copies` are the places of duplicates, as far as they exist yet.
    """

    decisions: DecisionTable
    basic: NDArray[np.bool_]
    first_severity: NDArray[np.int64]
    terms_of: NDArray[np.int64]
    submitted: NDArray[np.int64]
    beyond: Mapping[int, str]
    beyond_rows: Mapping[int, Rejected]
    refusals: tuple[Refusal, ...]
    rejected: Rejected
    copies: NDArray[np.int64]
    rows: int
    after_as_of: int
    tickets: int
    not_yet_submitted: int


def decide_batch(events: EventTable, book: Book, as_of: int) -> Batch:
    """Decide whole tickets as of an instant (microseconds, UTC); what happens after it does not exist."""
    known = events.at <= as_of
    present = events.only(known)
    governed, faults = govern(present, book)
    decided = Decided(governed.terms, book, as_of)
    decide_tickets(governed.events, decided, governed.terms_of)
    decisions, basic, first_severity = table_of(decided, governed.events.names)
    rejected = dict(faults.rows)
    _reject_copies(rejected, events)
    copies = events.duplicates
    if not known.all():  # a copy of a row that does not exist yet is no duplicate yet
        copies = copies[np.isin(events.duplicate_of, events.row[known])]
    return Batch(
        decisions=decisions,
        basic=basic,
        first_severity=first_severity,
        terms_of=governed.terms_of,
        submitted=governed.events.at[governed.events.first[:-1]],
        beyond=decided.beyond,
        beyond_rows=_beyond_rows(governed, decided.beyond, events),
        refusals=faults.refusals,
        rejected=rejected,
        copies=copies,
        rows=len(events) + len(events.duplicates),
        after_as_of=int(np.count_nonzero(~known)) + len(events.duplicates) - len(copies),
        tickets=len(events.names),
        not_yet_submitted=len(events.names) - len(present.names),
    )


@dataclass(frozen=True, slots=True)
class Sound:
    """The tickets that nothing is wrong with, decided, and the names of the others, which are not decided at all."""

    batch: Batch
    others: tuple[str, ...]


def decide_sound(events: EventTable, book: Book, as_of: int) -> Sound:
    """Decide the whole tickets that nothing is wrong with; nothing in the events is later than the instant."""
    governed, faults = govern(events, book)
    decided = Decided(governed.terms, book, as_of)
    decide_tickets(governed.events, decided, governed.terms_of)
    if decided.beyond:
        reached = np.ones(len(governed.events.names), dtype=np.bool_)
        reached[list(decided.beyond)] = False
        sound = decide_sound(governed.events.only(reached[governed.events.ticket]), book, as_of)
        lost = tuple(governed.events.names[ticket] for ticket in sorted(decided.beyond))
        return Sound(sound.batch, (*faults.refused, *lost))
    decisions, basic, first_severity = table_of(decided, governed.events.names)
    kept = governed.events
    copies = events.duplicates
    if faults.refused:
        copies = copies[np.isin(events.duplicate_of, kept.row)]
    batch = Batch(
        decisions=decisions,
        basic=basic,
        first_severity=first_severity,
        terms_of=governed.terms_of,
        submitted=kept.at[kept.first[:-1]],
        beyond={},
        beyond_rows={},
        refusals=(),
        rejected={},
        copies=copies,
        rows=len(kept) + len(copies),
        after_as_of=0,
        tickets=len(kept.names),
        not_yet_submitted=0,
    )
    return Sound(batch, faults.refused)


def _reject_copies(rejected: Rejected, events: EventTable) -> None:
    """Reject the duplicates of rejected rows with them."""
    copies = np.flatnonzero(np.isin(events.duplicate_of, list(rejected)))
    for row, original in zip(events.duplicates[copies], events.duplicate_of[copies], strict=True):
        rejected[int(row)] = rejected[int(original)]


def _beyond_rows(governed: Governed, beyond: Mapping[int, str], events: EventTable) -> dict[int, Rejected]:
    """Return for each ticket that no lock reaches what its rows are rejected with; the submission says why."""
    own = governed.events
    first, submission = own.first.tolist(), own.is_event(Event.SUBMITTED)
    copies: dict[int, list[int]] = {}
    if beyond:
        for row, original in zip(events.duplicates.tolist(), events.duplicate_of.tolist(), strict=True):
            copies.setdefault(original, []).append(row)
    found: dict[int, Rejected] = {}
    for ticket, message in beyond.items():
        rejected = found.setdefault(ticket, {})
        for row in range(first[ticket], first[ticket + 1]):
            fault = (BEYOND_LOCK, message) if submission[row] else ("ticket-rejected", None)
            place = int(own.row[row])
            rejected.update(dict.fromkeys([place, *copies.get(place, [])], fault))
    return found


def joined(batches: Sequence[Batch]) -> Batch:
    """Return several batches of one log as one; places of rows count on from batch to batch."""
    if len(batches) == 1:
        return batches[0]
    names = sorted(name for batch in batches for name in batch.decisions.rests.names)
    number = {name: place for place, name in enumerate(names)}
    tickets = [
        np.array([number[name] for name in batch.decisions.rests.names], dtype=np.int64) for batch in batches
    ]
    rows = [0, *accumulate(batch.rows for batch in batches)]
    places = list(zip(batches, rows[:-1], strict=True))
    decisions, terms = _joined_tables([batch.decisions for batch in batches], tickets, names)
    order = decisions.order()
    by_name = np.argsort(np.concatenate(tickets))
    numbered = list(zip(batches, tickets, rows[:-1], strict=True))
    return Batch(
        decisions=decisions.take(order),
        basic=np.concatenate([batch.basic for batch in batches])[order],
        first_severity=_severities(decisions, batches)[order],
        terms_of=np.concatenate([batch.terms_of + base for batch, base in zip(batches, terms, strict=True)])[
            by_name
        ],
        submitted=np.concatenate([batch.submitted for batch in batches])[by_name],
        beyond={
            int(own[each]): message for batch, own, _ in numbered for each, message in batch.beyond.items()
        },
        beyond_rows={
            int(own[each]): _moved(rejected, base)
            for batch, own, base in numbered
            for each, rejected in batch.beyond_rows.items()
        },
        refusals=tuple(refusal for batch in batches for refusal in batch.refusals),
        rejected={
            row: fault for batch, base in places for row, fault in _moved(batch.rejected, base).items()
        },
        copies=np.concatenate([batch.copies + base for batch, base in places]),
        rows=rows[-1],
        after_as_of=sum(batch.after_as_of for batch in batches),
        tickets=sum(batch.tickets for batch in batches),
        not_yet_submitted=sum(batch.not_yet_submitted for batch in batches),
    )


def _moved(rejected: Rejected, base: int) -> Rejected:
    return {row + base: fault for row, fault in rejected.items()}


WORDS = {"obligation": "obligations", "severity": "severities", "schedule": "schedules", "unit": "units"}
"""Columns of decisions whose numbers stand for words of the table's own."""


def _joined_tables(
    tables: Sequence[DecisionTable], tickets: Sequence[NDArray[np.int64]], names: Sequence[str]
) -> tuple[DecisionTable, list[int]]:
    """Return tables one after the other with common numbers, and the number of each one's first terms."""
    every = [table.rests for table in tables]
    terms, promises, refusers = (
        [0, *accumulate(len(getattr(rests, name)) for rests in every)]
        for name in ("terms", "promises", "refusers")
    )
    rests = Rests(
        names=names,
        terms=tuple(each for one in every for each in one.terms),
        promises=tuple(each for one in every for each in one.promises),
        refusers=tuple(each for one in every for each in one.refusers),
        **{kind: _union([getattr(one, kind) for one in every]) for kind in WORDS.values()},
    )
    parts = []
    for place, table in enumerate(tables):
        words = {
            column: _recoded(getattr(table, column), getattr(table.rests, kind), getattr(rests, kind))
            for column, kind in WORDS.items()
        }
        parts.append(
            table.with_columns(
                ticket=tickets[place][table.ticket],
                terms=table.terms + terms[place],
                promise=np.where(table.promise < 0, -1, table.promise + promises[place]),
                refuser=np.where(table.refuser < 0, -1, table.refuser + refusers[place]),
                **words,
            )
        )
    columns = [each.name for each in fields(DecisionTable) if each.name != "rests"]
    whole = {name: np.concatenate([getattr(part, name) for part in parts]) for name in columns}
    return DecisionTable(rests, **whole), terms[:-1]


def _severities(decisions: DecisionTable, batches: Sequence[Batch]) -> NDArray[np.int64]:
    known = decisions.rests.severities
    return np.concatenate(
        [_recoded(batch.first_severity, batch.decisions.rests.severities, known) for batch in batches]
    )


def _union(words: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for some in words for word in some))


def _recoded(codes: NDArray[np.int64], words: Sequence[str], known: Sequence[str]) -> NDArray[np.int64]:
    """Return codes into `words` as codes into `known`; -1 stays."""
    return np.array([*(known.index(word) for word in words), -1], dtype=np.int64)[codes]
