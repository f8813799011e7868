"""The proof of single decisions: tickets taken out of a log and decided again, with everything that decided them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.book import zones_of
from validator.evaluate.columns import EventTable, decide
from validator.evaluate.columns.events import ACTOR_CODES
from validator.evaluate.decision import Refusal
from validator.evaluate.reference import Account, accounts
from validator.evaluate.refusals import message
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Actor, Event
from validator.render.explanation import Proof
from validator.timetable.local import rfc3339
from validator.workspace.logs import parse_log
from validator.workspace.trouble import Trouble
from validator.workspace.zones import tzdata_version, zone_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.evaluate.book import Book
    from validator.evaluate.columns import DecisionTable
    from validator.model.policy import Agreement
    from validator.workspace.logs import LogRows, StampReading
    from validator.workspace.policies import Policies

EVENTS = tuple(Event)
ACTORS = {code: Actor(name) for name, code in ACTOR_CODES.items()}
DAYS = "days"


@dataclass(frozen=True, slots=True)
class Prover:
    """A decided log, ready to be asked about any of its tickets; `as_of` in microseconds, UTC."""

    events: EventTable
    decisions: DecisionTable
    rejected: dict[str, str]
    book: Book
    as_of: int

    def tickets(self) -> Sequence[str]:
        """Return the names of all tickets whose rows could be read, in order."""
        return self.events.names

    def accounts(self, ticket: str) -> tuple[Account, ...] | Refusal:
        """Return the decisions of a ticket with what they were made of, or why there are none.

        The columnar evaluator has decided the ticket too; a proof holds only if both agree.
        """
        if ticket in self.rejected:
            return Refusal(ticket, "ticket-rejected", self.rejected[ticket])
        timeline = self.timeline(ticket)
        found = accounts(timeline, self.book, self.as_of, self._term_end(timeline))
        if found is None:
            raise Trouble(
                f"ticket {ticket} had not been submitted by {rfc3339(self.as_of)}", "Give a later --as-of."
            )
        if isinstance(found, tuple):
            self._same(ticket, found)
        return found

    def timeline(self, ticket: str) -> Timeline:
        """Return the events of a ticket."""
        names = self.events.names
        place = bisect_left(names, ticket)
        if place == len(names) or names[place] != ticket:
            close = get_close_matches(ticket, names, n=1)
            hint = f"Did you mean {close[0]}?" if close else "Check the name; upper and lower case differ."
            raise Trouble(f"there is no ticket {ticket} in this log", hint)
        first, end = np.searchsorted(self.events.ticket, [place, place + 1]).tolist()
        return Timeline(ticket, tuple(_event(self.events, row) for row in range(first, end)))

    def _same(self, ticket: str, found: Sequence[Account]) -> None:
        code = bisect_left(self.decisions.rests.names, ticket)
        first, end = np.searchsorted(self.decisions.ticket, [code, code + 1])
        columnar = self.decisions.take(np.arange(first, end)).to_decisions()
        if columnar != tuple(account.decision for account in found):
            raise RuntimeError(f"the two evaluators decide ticket {ticket} differently")

    def _term_end(self, timeline: Timeline) -> int | None:
        """Return the end of the agreement's term as the credits of earlier tickets have moved it."""
        submission = timeline.events[0]
        agreement = self.book.agreements.get(submission.agreement or "")
        if agreement is None or submission.at < self.book.term_bounds(agreement)[1]:
            return None
        return self.book.term_end(agreement, self._credited_before(agreement, submission.at, timeline.ticket))

    def _credited_before(self, agreement: Agreement, at: int, ticket: str) -> int:
        """Return the days that tickets of an agreement earned that were submitted before one of them."""
        rests, table = self.decisions.rests, self.decisions
        own = [index for index, terms in enumerate(rests.terms) if terms.agreement.id == agreement.id]
        rows = np.flatnonzero(np.isin(table.terms, own) & (table.credit > 0))
        days = 0
        for decision in table.take(rows).to_decisions():
            submitted = self.timeline(decision.ticket).events[0].at
            if (submitted, decision.ticket) < (at, ticket) and decision.credit_unit == DAYS:
                days += int(decision.credit or 0)
        return days


def prover(log: LogRows, book: Book, stamps: StampReading, as_of: int | None) -> Prover:
    """Decide a log as of an instant, by default that of its last event, and keep what proofs need."""
    parsed = parse_log(log, stamps, as_of)
    result = decide(parsed.events, book, parsed.as_of)
    rejected = {ticket: message(code, said) for ticket, (code, said) in parsed.tainted.items()}
    return Prover(parsed.events, result.decisions, rejected, book, parsed.as_of)


def proof(prover_: Prover, account: Account, policies: Policies, logs: LogRows, command: str) -> Proof:
    """Return what a decision was made with."""
    policy = account.ticket.terms.policy
    calendars = policy.lock.calendars.values() if policy.lock else ()
    return Proof(
        as_of=rfc3339(prover_.as_of),
        policy=policy.id,
        policy_digest=policies.digests[policy.id],
        holidays={calendar.id: calendar.digest for calendar in calendars},
        zones_release=tzdata_version(),
        zones_digest=zone_digest(zones_of([policy])),
        software=version("slawyer"),
        logs={each.file.rsplit("/", 1)[-1]: each.sha256 for each in logs.inputs},
        command=command,
    )


def _event(events: EventTable, row: int) -> TicketEvent:
    words = {
        name: column.words[column.codes[row]] if column.codes[row] >= 0 else None
        for name, column in events.text.items()
    }
    channels = words.pop("channels")
    return TicketEvent(
        at=int(events.at[row]),
        event=EVENTS[events.event[row]],
        by=ACTORS.get(int(events.by[row])),
        public=bool(events.public[row]),
        channels=frozenset(channels.split("+")) if channels else frozenset(),
        **words,
    )
