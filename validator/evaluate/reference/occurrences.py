"""When a clock runs: which event starts it, which one stops it, and where it stands still in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.model.words import Event, Recurs, Reopening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.evaluate.terms import Obligation
    from validator.model.objective import EventPattern
    from validator.model.timeline import TicketEvent

SETTLING = (Event.RESOLVED, Event.CLOSED)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One run of a clock; `start` and `end` are places in the timeline, `end` None while it runs.

    `answered` tells an end by the stop from an end by closing.
    """

    start: int
    end: int | None
    answered: bool


def matches(event: TicketEvent, pattern: EventPattern) -> bool:
    """Whether an event is one that a pattern describes."""
    return (
        event.event is pattern.event
        and (not pattern.by or event.by in pattern.by)
        and (pattern.public is None or event.public is pattern.public)
        and (not pattern.statuses or event.status in pattern.statuses)
        and (pattern.urgency is None or event.urgency == pattern.urgency)
    )


def occurrences(events: Sequence[TicketEvent], obligation: Obligation) -> list[Occurrence]:
    """Return all runs of an obligation's clock in the order in which they start."""
    starts = [matches(event, obligation.starts) for event in events]
    undone = undone_events(events) if obligation.reopening is Reopening.CONTINUES else frozenset()
    stops = [matches(event, obligation.stops) and index not in undone for index, event in enumerate(events)]
    ending = (
        SETTLING
        if obligation.recurs in (Recurs.OLDEST_UNANSWERED, Recurs.AFTER_EVERY_STOP)
        else (Event.CLOSED,)
    )
    ends = [event.event in ending and index not in undone for index, event in enumerate(events)]
    return [_run(start, stops, ends) for start in _beginnings(events, obligation, starts, stops, ends)]


def _run(start: int, stops: Sequence[bool], ends: Sequence[bool]) -> Occurrence:
    """Follow a clock from its start to the first event that stops or ends it; one that does both stops it."""
    for index in range(start + 1, len(stops)):
        if stops[index] or ends[index]:
            return Occurrence(start, index, answered=stops[index])
    return Occurrence(start, None, answered=False)


def _beginnings(
    events: Sequence[TicketEvent],
    obligation: Obligation,
    starts: Sequence[bool],
    stops: Sequence[bool],
    ends: Sequence[bool],
) -> Iterator[int]:
    match obligation.recurs:
        case Recurs.ONCE:
            yield from _once(events, obligation, starts, stops, ends)
        case Recurs.FOR_EVERY_START:
            yield from (index for index, starting in enumerate(starts) if starting)
        case Recurs.OLDEST_UNANSWERED:
            yield from _oldest_unanswered(starts, stops, ends)
        case Recurs.AFTER_EVERY_STOP:
            yield from _after_every_stop(starts, stops, ends)


def _once(
    events: Sequence[TicketEvent],
    obligation: Obligation,
    starts: Sequence[bool],
    stops: Sequence[bool],
    ends: Sequence[bool],
) -> Iterator[int]:
    """Yield the first start and, where reopening starts the clock anew, every reopening after a settlement."""
    if True not in starts:
        return
    current = _run(starts.index(True), stops, ends)
    yield current.start
    if obligation.reopening is not Reopening.STARTS_ANEW:
        return
    for index, event in enumerate(events):
        settled = current.end is not None and current.end < index and events[current.end].event in SETTLING
        if event.event is Event.REOPENED and settled:
            current = _run(index, stops, ends)
            yield index


def _oldest_unanswered(starts: Sequence[bool], stops: Sequence[bool], ends: Sequence[bool]) -> Iterator[int]:
    """Yield each message that finds no other waiting; before the first answer the initial response governs."""
    answered = waiting = False
    for index, starting in enumerate(starts):
        if stops[index]:
            answered, waiting = True, False
        elif ends[index]:
            waiting = False
        elif starting and answered and not waiting:
            waiting = True
            yield index


def _after_every_stop(starts: Sequence[bool], stops: Sequence[bool], ends: Sequence[bool]) -> Iterator[int]:
    """Yield every stop, and the first start if no clock runs then."""
    running, first = False, True
    for index, starting in enumerate(starts):
        if stops[index]:
            running = True
            yield index
        elif ends[index]:
            running = False
        elif starting and first and not running:
            running = True
            yield index
        first = first and not starting


def undone_events(events: Sequence[TicketEvent]) -> frozenset[int]:
    """Return the resolutions and closings that a later reopening has undone."""
    reopened = [index for index, event in enumerate(events) if event.event is Event.REOPENED]
    last = reopened[-1] if reopened else 0
    return frozenset(index for index, event in enumerate(events[:last]) if event.event in SETTLING)


def pauses(events: Sequence[TicketEvent], obligation: Obligation, until: int) -> list[tuple[int, int]]:
    """Return the stretches before the instant `until` in which the clock stands, as disjoint `[from, to)`."""
    undone = undone_events(events) if obligation.reopening is Reopening.CONTINUES else frozenset()
    waiting = settled = False
    since: int | None = None
    found: list[tuple[int, int]] = []
    for index, event in enumerate(events):
        if event.event is Event.STATUS_SET:
            waiting = event.status in obligation.pauses
        elif index in undone:
            settled = True
        elif event.event is Event.REOPENED:
            settled = False
        if (waiting or settled) and since is None:
            since = event.at
        elif not (waiting or settled) and since is not None:
            found.append((since, event.at))
            since = None
    if since is not None:
        found.append((since, until))
    return [(begins, min(ends, until)) for begins, ends in found if begins < min(ends, until)]


def stands(events: Sequence[TicketEvent], obligation: Obligation) -> bool:
    """Whether the clock stands still after the last event."""
    last = events[-1].at
    return any(ends > last for _, ends in pauses(events, obligation, last + 1))
