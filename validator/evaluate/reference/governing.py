"""Which promise governs a clock while the severity changes, and by how much it was missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.evaluate.book import WALL_CLOCK
from validator.evaluate.reference.clock import RunningClock
from validator.evaluate.reference.entitlement import WORD_COUNTS
from validator.model.target import BusinessDays, ClockTime, EndOfNextBusinessDay, Promise, SupportTime
from validator.model.words import Event, SeverityChange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.evaluate.book import Book
    from validator.evaluate.reference.occurrences import Occurrence
    from validator.evaluate.terms import Obligation, Terms
    from validator.model.timeline import TicketEvent


@dataclass(frozen=True, slots=True)
class Governing:
    """A promise in force: for which severity, counted from where, how much, on which clock, due when.

    `amount` and `deadline` are None where no time is promised; the clock is then the one of the support hours.
    """

    severity: str | None
    promise: Promise
    anchor: int
    amount: int | None
    clock: RunningClock
    deadline: int | None

    def late(self, end: int) -> bool:
        """Whether more than the promised time has been counted by an instant."""
        return self.amount is not None and self.clock.counted(self.anchor, end) > self.amount

    def overrun(self, start: int, end: int) -> int:
        """Return the time past the deadline within `[start, end)`, on the clock of the promise."""
        if self.amount is None or not self.late(end):
            return 0
        return self.clock.counted(self.anchor, end) - max(self.amount, self.clock.counted(self.anchor, start))

    def wall_overrun(self, start: int, end: int, wall: RunningClock) -> int:
        """Return the time past the deadline within `[start, end)`, on the wall clock."""
        if self.deadline is None or not self.late(end):
            return 0
        return wall.counted(max(start, self.deadline), end)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch `[start, end)` of a clock's run in which one promise governed."""

    start: int
    end: int
    governing: Governing


@dataclass(frozen=True, slots=True)
class Context:
    """What the promises of one run of a clock are measured with."""

    obligation: Obligation
    terms: Terms
    book: Book
    pauses: Sequence[tuple[int, int]]

    @property
    def wall(self) -> RunningClock:
        """The wall clock without pauses."""
        return RunningClock(WALL_CLOCK, self.pauses)

    @property
    def support(self) -> RunningClock:
        """The clock of the obligation's support hours without pauses."""
        return RunningClock(self.book.timetable(self.terms, self.obligation.schedule), self.pauses)

    def govern(self, severity: str | None, anchor: int) -> Governing:
        """Put the promise for a severity into force, counted from an instant."""
        promise = self.obligation.promise(severity)
        clock = self.wall if isinstance(promise.target, ClockTime) else self.support
        amount = self._amount(promise, anchor)
        deadline = None if amount is None else clock.due(anchor, amount)
        return Governing(severity, promise, anchor, amount, clock, deadline)

    def _amount(self, promise: Promise, anchor: int) -> int | None:
        match promise.target:
            case ClockTime(microseconds) | SupportTime(microseconds):
                return microseconds
            case BusinessDays(days):
                return days * (self.obligation.schedule.business_day or 0)
            case EndOfNextBusinessDay():
                timetable = self.support.timetable
                return timetable.between(anchor, timetable.end_of_next_business_day(anchor))
            case _:
                return None


def severity_at(events: Sequence[TicketEvent], index: int, terms: Terms) -> str | None:
    """Return the severity just before an event takes effect (at the submission: the one it states)."""
    severity = events[0].severity or terms.edition.severities.when_not_stated
    for event in events[:index]:
        if counts(event, terms):
            severity = event.severity
    return severity


def counts(event: TicketEvent, terms: Terms) -> bool:
    """Whether an event changes the severity by someone whose word counts."""
    return (
        event.event is Event.SEVERITY_SET and event.by in WORD_COUNTS[terms.edition.severities.determined_by]
    )


def pieces(
    events: Sequence[TicketEvent], run: Occurrence, until: int, terms: Terms, context: Context
) -> list[Piece]:
    """Divide the run of a clock, up to the instant `until`, by the promises that governed it."""
    start = events[run.start].at
    first = severity_at(events, run.start, terms)
    last = len(events) if run.end is None else run.end
    match context.obligation.severity_change:
        case SeverityChange.INITIAL:
            return [Piece(start, until, context.govern(first, start))]
        case SeverityChange.RETROACTIVE:
            return [Piece(start, until, context.govern(severity_at(events, last, terms), start))]
        case SeverityChange.PROSPECTIVE:
            changes = [event for event in events[run.start + 1 : last] if counts(event, terms)]
            return _prospective(start, first, changes, until, context)


def _prospective(
    start: int, severity: str | None, changes: Sequence[TicketEvent], until: int, context: Context
) -> list[Piece]:
    scale = context.terms.edition.severities.severities
    governing = context.govern(severity, start)
    in_force = [(start, governing)]
    for change in changes:
        if change.severity == severity or change.severity is None or severity is None:
            continue
        raised = scale[change.severity].rank < scale[severity].rank
        severity = change.severity
        if raised:
            candidate = context.govern(severity, change.at)
            governing = _earlier(governing, candidate)
        else:
            governing = context.govern(severity, start)
        in_force.append((change.at, governing))
    ends = [begins for begins, _ in in_force[1:]] + [until]
    return [Piece(begins, ends[index], promise) for index, (begins, promise) in enumerate(in_force)]


def _earlier(old: Governing, candidate: Governing) -> Governing:
    """Return the promise that is due earlier; a raise never takes away a deadline."""
    if old.deadline is not None and (candidate.deadline is None or old.deadline <= candidate.deadline):
        return old
    return candidate
