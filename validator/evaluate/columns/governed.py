"""Which terms govern each ticket, and which rows and tickets cannot be decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.arrays import combined, distinct
from validator.evaluate.columns.events import ACTOR_CODES, EventTable
from validator.evaluate.decision import Refusal
from validator.evaluate.reference.validity import row_fault
from validator.evaluate.refusals import message
from validator.model.offer import offers_all
from validator.model.timeline import EVENT_ORDER, SPOKEN, TicketEvent
from validator.model.words import Actor, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from validator.evaluate.book import Book
    from validator.evaluate.terms import Terms

ACTORS = {code: Actor(name) for name, code in ACTOR_CODES.items()}
EVENTS = {code: event for event, code in EVENT_ORDER.items()}

FEW = 2**15
NOTHING = np.empty(0, dtype=np.int64)

JUDGED = ("severity", "status", "channels", "urgency", "request", "feature")
"""The columns that a row's fault can lie in."""


@dataclass(frozen=True)
class Faults:
    """Why rows are rejected, by their place in the original table, and why tickets are not decided.

    `refused` are the names of these tickets; all else is worked out when it is asked for.
    """

    events: EventTable
    found: Sequence[_Found]

    @cached_property
    def refused(self) -> tuple[str, ...]:
        """The tickets that are not decided, in order."""
        tickets = np.unique(np.concatenate([each.tickets for each in self.found] or [NOTHING]))
        return tuple(self.events.names[ticket] for ticket in tickets.tolist())

    @cached_property
    def rows(self) -> dict[int, tuple[str, str | None]]:
        """The faults of rows; the sound rows of a refused ticket are rejected with it."""
        events = self.events
        rows: dict[int, tuple[str, str | None]] = {}
        refused = np.zeros(len(events.names), dtype=np.bool_)
        for each in self.found:
            refused[each.tickets] = True
            rows.update(zip(events.row[each.rows].tolist(), each.said(events, each.rows), strict=True))
        for row in events.row[np.flatnonzero(refused[events.ticket])].tolist():
            rows.setdefault(row, ("ticket-rejected", None))
        return rows

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        """Why each ticket is refused: for what its first row at fault says."""
        events = self.events
        said: dict[int, tuple[str, str | None]] = {}
        for each in self.found:
            said.update(zip(each.rows.tolist(), each.said(events, each.rows), strict=True))
        found: dict[int, tuple[str, str | None]] = {}
        for row in sorted(said):
            found.setdefault(int(events.ticket[row]), said[row])
        for each in self.found:
            for ticket in each.tickets.tolist():
                found.setdefault(ticket, (each.code, None))
        return tuple(
            Refusal(events.names[ticket], code, message(code, said)) for ticket, (code, said) in found.items()
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A fault: its code, the tickets it refuses, the rows that carry it, and what these say."""

    code: str
    tickets: NDArray[np.int64]
    rows: NDArray[np.int64]
    column: str | None = None
    value: str | None = None

    def said(self, events: EventTable, rows: NDArray[np.int64]) -> list[tuple[str, str | None]]:
        """Return the code for each row with what it says."""
        if self.column is None:
            return [(self.code, self.value)] * len(rows)
        words = events.words(self.column)
        return [(self.code, words[code]) for code in events.codes(self.column)[rows].tolist()]


@dataclass(frozen=True, slots=True)
class Governed:
    """The tickets that can be decided, each with the number of its terms."""

    events: EventTable
    terms: Sequence[Terms]
    terms_of: NDArray[np.int64]


def govern(events: EventTable, book: Book) -> tuple[Governed, Faults]:
    """Look up every ticket's terms and judge every row by them."""
    fault = _Faults(events)
    first = events.first[:-1]
    submitted = events.is_event(Event.SUBMITTED)
    if not np.array_equal(np.flatnonzero(submitted), first):  # each ticket's first event, and no other
        _find_submissions(events, submitted, fault)
    agreement = events.codes("agreement")[first]
    fault.tickets(agreement < 0, "missing-agreement", rows=submitted)
    known = np.array([*(word in book.agreements for word in events.words("agreement")), True])
    fault.tickets(~known[agreement], "unknown-agreement", rows=submitted, column="agreement")
    terms, terms_of = _terms(events, book, agreement, ~fault.refused)
    fault.tickets(terms_of < 0, "no-edition-in-force", rows=submitted)
    _judge_rows(events, terms, terms_of, fault)
    kept = events.only(~fault.refused[events.ticket])
    return Governed(kept, terms, terms_of[~fault.refused]), fault.result()


def _find_submissions(events: EventTable, submitted: NDArray[np.bool_], fault: _Faults) -> None:
    """Refuse the tickets that do not begin with their only submission."""
    first = events.first[:-1]
    count = np.bincount(events.ticket[submitted], minlength=len(events.names))
    fault.tickets(count == 0, "not-submitted", rows=np.ones(len(events), dtype=np.bool_))
    fault.tickets(count > 1, "submitted-twice", rows=submitted)
    so_far = np.cumsum(submitted)
    before = so_far - so_far[first[events.ticket]] + submitted[first[events.ticket]] == 0
    fault.tickets(~submitted[first], "before-submission", rows=before)


def _terms(
    events: EventTable, book: Book, agreement: NDArray[np.int32], good: NDArray[np.bool_]
) -> tuple[list[Terms], NDArray[np.int64]]:
    """Return all terms needed and the number of each ticket's, -1 where no edition was in force."""
    submitted_at = events.at[events.first[:-1]]
    terms: list[Terms] = []
    terms_of = np.full(len(events.names), -1, dtype=np.int64)
    words = events.words("agreement")
    short = agreement.astype(np.int16) if len(words) < FEW else agreement  # short numbers sort far quicker
    order = np.flatnonzero(good)[np.argsort(short[good], kind="stable")]
    bounds = np.flatnonzero(np.diff(agreement[order], prepend=-2, append=-2))
    for begins, ends in pairwise(bounds):
        mine = order[begins:ends]
        name = words[agreement[mine[0]]]
        signed = book.agreements[name]
        policy = book.policy_of(signed)
        if signed.edition is not None:
            terms_of[mine] = len(terms)
            terms.append(book.terms_under(name, signed.edition))
            continue
        days = book.edition_begins(policy)
        editions = sorted(policy.editions.values(), key=lambda edition: (edition.effective_from, edition.id))
        begun = np.array([days[edition.id] for edition in editions], dtype=np.int64)
        index = np.searchsorted(begun, submitted_at[mine], side="right") - 1
        for edition in np.unique(index[index >= 0]):
            if not offers_all(editions[edition], signed):
                continue
            terms_of[mine[index == edition]] = len(terms)
            terms.append(book.terms_under(name, editions[edition].id))
    return terms, terms_of


def _judge_rows(
    events: EventTable, terms: Sequence[Terms], terms_of: NDArray[np.int64], fault: _Faults
) -> None:
    """Judge each distinct combination of what rows say once, by the same rule as the reference."""
    editions = {id(each.edition): each.edition for each in terms}
    every = list(editions.values())
    numbers = {key: number for number, key in enumerate(editions)}
    edition_of_terms = np.array([numbers[id(each.edition)] for each in terms] + [-1], dtype=np.int64)
    edition_of_ticket = np.where(fault.refused, -1, edition_of_terms[terms_of])
    for kind in Event:
        rows = np.flatnonzero(events.is_event(kind))
        edition = edition_of_ticket[events.ticket[rows]]
        said = [
            (events.codes(name)[rows], len(events.words(name))) for name in JUDGED if kind in SPOKEN[name]
        ]
        silent = np.minimum(events.by[rows], 0)  # only whether it says who acted can be at fault
        samples, which = distinct(combined((edition, len(editions)), (silent, 1), *said))
        for number, sample in enumerate(samples.tolist()):
            if edition[sample] >= 0:
                wrong = row_fault(_sample(events, int(rows[sample])), every[edition[sample]])
                if wrong is not None:
                    fault.each(rows[which == number], *wrong)


def _sample(events: EventTable, row: int) -> TicketEvent:
    """Return one row as the reference evaluator sees it."""
    said = {
        name: events.words(name)[code] if (code := events.codes(name)[row]) >= 0 else None for name in JUDGED
    }
    return TicketEvent(
        at=0,
        event=EVENTS[int(events.event[row])],
        by=ACTORS.get(int(events.by[row])),
        severity=said["severity"],
        status=said["status"],
        channels=frozenset((said["channels"] or "").split("+")) - {""},
        urgency=said["urgency"],
        request=said["request"],
        feature=said["feature"],
    )


class _Faults:
    """Collects faults while tickets are looked at."""

    def __init__(self, events: EventTable) -> None:
        """Nothing is refused yet."""
        self._events = events
        self.refused = np.zeros(len(events.names), dtype=np.bool_)
        self._found: list[_Found] = []

    def tickets(
        self, which: NDArray[np.bool_], code: str, rows: NDArray[np.bool_], column: str | None = None
    ) -> None:
        """Refuse tickets for a reason of their own; `rows` are those that carry it."""
        found = which & ~self.refused
        if not found.any():
            return
        at_fault = np.flatnonzero(found[self._events.ticket] & rows)
        self._found.append(_Found(code, np.flatnonzero(found), at_fault, column))
        self.refused |= found

    def each(self, rows: NDArray[np.int64], code: str, value: str | None) -> None:
        """Refuse the tickets of rows that are at fault."""
        tickets = np.unique(self._events.ticket[rows]).astype(np.int64)
        self._found.append(_Found(code, tickets, rows, value=value))
        self.refused[tickets] = True

    def result(self) -> Faults:
        """Return all faults."""
        return Faults(self._events, tuple(self._found))
