"""Which terms govern each ticket, and which rows and tickets cannot be decided."""

from __future__ import annotations

from dataclasses import dataclass
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

JUDGED = ("severity", "status", "channels", "urgency", "request", "feature")
"""The columns that a row's fault can lie in."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Why rows are rejected, by their place in the original table, and why tickets are not decided."""

    rows: dict[int, tuple[str, str | None]]
    refusals: tuple[Refusal, ...]


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
    found: dict[int, tuple[str, str | None]] = {}
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
                    found.update(dict.fromkeys(rows[which == number].tolist(), wrong))
    at_fault = np.array(sorted(found), dtype=np.int64)
    fault.each(at_fault, [found[row] for row in at_fault.tolist()])


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
    """Collects faults: the first one of a ticket refuses it."""

    def __init__(self, events: EventTable) -> None:
        self._events = events
        self.refused = np.zeros(len(events.names), dtype=np.bool_)
        self._rows: dict[int, tuple[str, str | None]] = {}
        self._refusals: list[Refusal] = []

    def tickets(
        self, which: NDArray[np.bool_], code: str, rows: NDArray[np.bool_], column: str | None = None
    ) -> None:
        """Refuse tickets for a reason of their own; `rows` are those that carry it."""
        found = which & ~self.refused
        if not found.any():
            return
        events = self._events
        at_fault = np.flatnonzero(found[events.ticket] & rows)
        said: dict[int, str | None] = {}
        for row in at_fault:
            value = events.words(column)[events.codes(column)[row]] if column else None
            self._rows[int(events.row[row])] = code, value
            said.setdefault(int(events.ticket[row]), value)
        for ticket in np.flatnonzero(found):
            value = said.get(int(ticket))
            self._refusals.append(Refusal(events.names[ticket], code, message(code, value)))
        self.refused |= found

    def each(self, rows: NDArray[np.int64], codes: Sequence[tuple[str, str | None]]) -> None:
        """Refuse the tickets of rows that are at fault; the first row of a ticket gives its reason."""
        for row, (code, value) in zip(rows, codes, strict=True):
            self._rows[int(self._events.row[row])] = code, value
            ticket = int(self._events.ticket[row])
            if not self.refused[ticket]:
                self.refused[ticket] = True
                self._refusals.append(Refusal(self._events.names[ticket], code, message(code, value)))

    def result(self) -> Faults:
        """Return all faults; the sound rows of a refused ticket are rejected with it."""
        events = self._events
        for row in np.flatnonzero(self.refused[events.ticket]):
            self._rows.setdefault(int(events.row[row]), ("ticket-rejected", None))
        return Faults(self._rows, tuple(self._refusals))
