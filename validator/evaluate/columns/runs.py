"""When clocks run: every start, stop and pause of one obligation over all tickets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.arrays import firsts, following, numbers_within, preceding
from validator.evaluate.columns.clocks import Pauses
from validator.evaluate.columns.events import EventTable
from validator.model.words import Event, Recurs, Reopening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from validator.evaluate.terms import Obligation
    from validator.model.objective import EventPattern

RECURRING = (Recurs.OLDEST_UNANSWERED, Recurs.AFTER_EVERY_STOP)
FOREVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of clocks, by ticket and start: rows of the events; `end` is -1 while a clock runs."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    answered: NDArray[np.bool_]
    ticket: NDArray[np.int32]
    number: NDArray[np.int64]


def matches(events: EventTable, pattern: EventPattern) -> NDArray[np.bool_]:
    """Return a mask of the events that a pattern describes."""
    found = events.is_event(pattern.event)
    if pattern.by:
        found &= events.is_by(pattern.by)
    if pattern.public is not None:
        found &= events.public == pattern.public
    if pattern.statuses:
        found &= _said(events, "status", sorted(pattern.statuses))
    if pattern.urgency is not None:
        found &= _said(events, "urgency", [pattern.urgency])
    return found


def _said(events: EventTable, column: str, words: Sequence[str]) -> NDArray[np.bool_]:
    """Return a mask of the events whose column says one of the words."""
    wanted = np.array([*(word in words for word in events.words(column)), False])
    return wanted[events.codes(column)]


def undone(events: EventTable) -> NDArray[np.bool_]:
    """Return a mask of the resolutions and closings that a later reopening has undone."""
    reopened = np.flatnonzero(events.is_event(Event.REOPENED))
    settling = events.is_event(Event.RESOLVED, Event.CLOSED)
    rows = np.flatnonzero(settling)
    settling[rows] = following(reopened, rows, events.ticket) >= 0
    return settling


def runs(events: EventTable, obligation: Obligation) -> Runs:
    """Return all runs of an obligation's clock."""
    starts, stops = matches(events, obligation.starts), matches(events, obligation.stops)
    ending = (Event.RESOLVED, Event.CLOSED) if obligation.recurs in RECURRING else (Event.CLOSED,)
    ends = events.is_event(*ending)
    if obligation.reopening is Reopening.CONTINUES:
        valid = ~undone(events)
        stops, ends = stops & valid, ends & valid
    settle = np.flatnonzero(stops | ends)
    begins = _beginnings(events, obligation, starts, stops, ends)
    end = following(settle, begins, events.ticket)
    if obligation.recurs is Recurs.ONCE and obligation.reopening is Reopening.STARTS_ANEW:
        begins, end = _anew(events, begins, end, settle)
    ticket = events.ticket[begins]
    return Runs(begins, end, (end >= 0) & stops[end], ticket, numbers_within(ticket))


def _beginnings(
    events: EventTable,
    obligation: Obligation,
    starts: NDArray[np.bool_],
    stops: NDArray[np.bool_],
    ends: NDArray[np.bool_],
) -> NDArray[np.int64]:
    rows = np.flatnonzero(starts)
    match obligation.recurs:
        case Recurs.ONCE:
            return firsts(rows, events.ticket)
        case Recurs.FOR_EVERY_START:
            return rows
        case Recurs.OLDEST_UNANSWERED:
            return _oldest_unanswered(events, rows, stops, ends)
        case Recurs.AFTER_EVERY_STOP:
            return _after_every_stop(events, rows, stops, ends)


def _oldest_unanswered(
    events: EventTable, rows: NDArray[np.int64], stops: NDArray[np.bool_], ends: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return the first message after each answer or closing, once there has been an answer."""
    settled = stops | ends
    rows = rows[~settled[rows]]
    rows = rows[preceding(np.flatnonzero(stops), rows, events.ticket) >= 0]
    last = preceding(np.flatnonzero(settled), rows, events.ticket)
    return rows[np.flatnonzero(np.diff(last, prepend=-1))]


def _after_every_stop(
    events: EventTable, rows: NDArray[np.int64], stops: NDArray[np.bool_], ends: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return every stop, and the first start of each ticket where no clock runs then."""
    settled = stops | ends
    first = firsts(rows, events.ticket)
    first = first[~settled[first]]
    last = preceding(np.flatnonzero(settled), first, events.ticket)
    idle = (last < 0) | ~stops[last]
    return np.sort(np.concatenate((np.flatnonzero(stops), first[idle])))


def _anew(
    events: EventTable, begins: NDArray[np.int64], end: NDArray[np.int64], settle: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Add a run for every reopening after a settlement; the loop is over how often one ticket was reopened."""
    reopened = np.flatnonzero(events.is_event(Event.REOPENED))
    settling = events.is_event(Event.RESOLVED, Event.CLOSED)
    all_begins, all_ends = [begins], [end]
    while end.size:
        settled = end[(end >= 0) & settling[end]]
        begins = following(reopened, settled, events.ticket)
        begins = begins[begins >= 0]
        end = following(settle, begins, events.ticket)
        all_begins.append(begins)
        all_ends.append(end)
    begins, end = np.concatenate(all_begins), np.concatenate(all_ends)
    order = np.argsort(begins, kind="stable")
    return begins[order], end[order]


def pauses(events: EventTable, obligation: Obligation) -> Pauses:
    """Return the stretches in which the obligation's clock stands, for every ticket."""
    tickets = len(events.names)
    standing = np.zeros(len(events), dtype=np.bool_)
    if obligation.pauses:
        pausing = _said(events, "status", sorted(obligation.pauses))
        standing |= _latest(events, events.is_event(Event.STATUS_SET), pausing)
    if obligation.reopening is Reopening.CONTINUES:
        settled = undone(events)
        standing |= _latest(events, settled | events.is_event(Event.REOPENED), settled)
    first = events.first
    last = first[1:] - 1
    before = np.append(False, standing[:-1])
    before[first[:-1]] = False
    begins = np.flatnonzero(standing & ~before)
    resumes = following(np.flatnonzero(~standing & before), begins, events.ticket)
    ends = np.where(resumes < 0, FOREVER, events.at[resumes])
    bounds = np.searchsorted(events.ticket[begins], np.arange(tickets + 1)).astype(np.int64)
    return Pauses(events.at[begins], ends, bounds, standing[last])


def _latest(events: EventTable, deciding: NDArray[np.bool_], value: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return after each event the value at the latest deciding event of its ticket, False before the first."""
    rows = np.arange(len(events))
    latest = np.maximum.accumulate(np.where(deciding, rows, -1))
    known = latest >= events.first[events.ticket]
    return known & value[latest]
