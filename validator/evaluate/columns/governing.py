"""Which promise governs each run while severities change, and by how much it was missed.

The rules are those of `reference.governing`; the only loop is over how often the severity changed within one run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.arrays import NONE
from validator.evaluate.columns.clocks import WALL, RunningClocks
from validator.evaluate.columns.promises import BY_THE_CALENDAR
from validator.model.words import SeverityChange

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.evaluate.columns.promises import Promises
    from validator.evaluate.columns.runs import Runs
    from validator.evaluate.columns.severities import SeverityTrack


@dataclass(slots=True)
class InForce:
    """The promise in force for each run; `amount` and `deadline` are NONE where no time is promised."""

    severity: NDArray[np.int64]
    promise: NDArray[np.int64]
    anchor: NDArray[np.int64]
    amount: NDArray[np.int64]
    clock: NDArray[np.int64]
    deadline: NDArray[np.int64]

    def put(self, runs: NDArray[np.int64], other: InForce) -> None:
        """Replace the promises of some runs by those of a shorter set."""
        for name in ("severity", "promise", "anchor", "amount", "clock", "deadline"):
            getattr(self, name)[runs] = getattr(other, name)

    def take(self, runs: NDArray[np.int64]) -> InForce:
        """Return the promises of some runs."""
        return InForce(
            self.severity[runs],
            self.promise[runs],
            self.anchor[runs],
            self.amount[runs],
            self.clock[runs],
            self.deadline[runs],
        )


@dataclass(frozen=True, slots=True)
class Governed:
    """What came of every run: the promise shown, the one in force at the end, and how late it was on both clocks."""

    shown: InForce
    last: InForce
    missed: NDArray[np.bool_]
    overrun: NDArray[np.int64]
    wall_overrun: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Governor:
    """Everything that is needed to put promises into force: `terms` numbers the terms of each run."""

    promises: Promises
    clocks: RunningClocks
    terms: NDArray[np.int64]

    def govern(
        self, runs: NDArray[np.int64], severity: NDArray[np.int64], anchor: NDArray[np.int64]
    ) -> InForce:
        """Put the promises for severities into force, counted from anchors."""
        terms = self.terms[runs]
        promise = self.promises.number[terms, severity]
        amount = self.promises.amount[promise].copy()
        by_calendar = np.flatnonzero(amount == BY_THE_CALENDAR)
        if by_calendar.size:
            amount[by_calendar] = self._until_next_closing(runs[by_calendar], anchor[by_calendar])
        timed = np.flatnonzero(amount != NONE)
        clock = np.where(amount == NONE, self.promises.support[terms], self.promises.clock[promise])
        deadline = np.full(runs.size, NONE, dtype=np.int64)
        deadline[timed] = self.clocks.due(runs[timed], clock[timed], anchor[timed], amount[timed])
        return InForce(severity.copy(), promise, anchor.copy(), amount, clock, deadline)

    def _until_next_closing(self, runs: NDArray[np.int64], anchor: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the open time from each anchor to the end of the next business day."""
        clock = self.promises.support[self.terms[runs]]
        closing = self.clocks.known(runs, self.clocks.clocks.end_of_next_business_day(clock, anchor))
        closing = np.where(closing == 0, anchor, closing)
        return self.clocks.open_time(runs, clock, closing) - self.clocks.open_time(runs, clock, anchor)


def govern(
    events_at: NDArray[np.int64],
    last_row: NDArray[np.int64],
    runs: Runs,
    severities: SeverityTrack,
    change: SeverityChange,
    governor: Governor,
) -> Governed:
    """Follow every run to its end; `last_row` is the last event of each run's ticket."""
    every = np.arange(runs.start.size)
    start = events_at[runs.start]
    first = severities.before[runs.start]
    if change is SeverityChange.RETROACTIVE:
        first = np.where(runs.end < 0, severities.after[last_row], severities.before[runs.end])
    fold = _Fold(governor, governor.govern(every, first, start), start)
    if change is SeverityChange.PROSPECTIVE:
        fold.follow(events_at, last_row, runs, severities)
    return fold.finish()


class _Fold:
    """The state of all runs while their severities change."""

    def __init__(self, governor: Governor, in_force: InForce, start: NDArray[np.int64]) -> None:
        self._governor = governor
        self._in_force = in_force
        self._shown = in_force.take(np.arange(start.size))
        self._start = start
        self._piece = start.copy()
        self._overrun = np.zeros(start.size, dtype=np.int64)
        self._wall_overrun = np.zeros(start.size, dtype=np.int64)

    def follow(
        self, at: NDArray[np.int64], last_row: NDArray[np.int64], runs: Runs, severities: SeverityTrack
    ) -> None:
        """Apply the changes within each run, the first ones of all runs first."""
        current = severities.before[runs.start].copy()
        end = np.where(runs.end < 0, last_row + 1, runs.end)
        next_change = np.searchsorted(severities.changes, runs.start, side="right")
        stop_change = np.searchsorted(severities.changes, end, side="left")
        active = np.flatnonzero(next_change < stop_change)
        while active.size:
            row = severities.changes[next_change[active]]
            new = severities.after[row]
            none = severities.rank.size - 1
            changed = (new != current[active]) & (new != none) & (current[active] != none)
            which, when = active[changed], at[row[changed]]
            raised = severities.rank[new[changed]] < severities.rank[current[which]]
            current[which] = new[changed]
            self._close(which, when)
            self._raise(which[raised], current[which[raised]], when[raised])
            self._lower(which[~raised], current[which[~raised]])
            self._piece[which] = when
            next_change[active] += 1
            active = active[next_change[active] < stop_change[active]]

    def _raise(self, runs: NDArray[np.int64], severity: NDArray[np.int64], when: NDArray[np.int64]) -> None:
        """Let the earlier of the old deadline and the change plus the new target govern."""
        candidate = self._governor.govern(runs, severity, when)
        old = self._in_force.deadline[runs]
        kept = (old != NONE) & ((candidate.deadline == NONE) | (old <= candidate.deadline))
        taken = np.flatnonzero(~kept)
        self._in_force.put(runs[taken], candidate.take(taken))

    def _lower(self, runs: NDArray[np.int64], severity: NDArray[np.int64]) -> None:
        """Let the new target govern from the start."""
        self._in_force.put(runs, self._governor.govern(runs, severity, self._start[runs]))

    def _close(self, runs: NDArray[np.int64], end: NDArray[np.int64]) -> None:
        """Add up what was late in the pieces that end now; the first piece that was late is the one shown."""
        runs, end = runs[timed := self._in_force.amount[runs] != NONE], end[timed]
        force = self._in_force.take(runs)
        clocks = self._governor.clocks
        counted = clocks.counted(runs, force.clock, force.anchor, end)
        late = counted > force.amount
        runs, end, force, counted = runs[late], end[late], force.take(np.flatnonzero(late)), counted[late]
        if not runs.size:
            return
        begin = self._piece[runs]
        before = clocks.counted(runs, force.clock, force.anchor, begin)
        overrun = counted - np.maximum(force.amount, before)
        newly = np.flatnonzero((overrun > 0) & (self._overrun[runs] == 0))
        self._shown.put(runs[newly], force.take(newly))
        self._overrun[runs] += overrun
        wall = np.full(runs.size, WALL, dtype=np.int64)
        self._wall_overrun[runs] += clocks.counted(runs, wall, np.maximum(begin, force.deadline), end)

    def finish(self) -> Governed:
        """End every run, and show the last promise where none was missed."""
        every = np.arange(self._start.size)
        self._close(every, self._governor.clocks.until)
        kept = np.flatnonzero(self._overrun == 0)
        self._shown.put(kept, self._in_force.take(kept))
        return Governed(self._shown, self._in_force, self._overrun > 0, self._overrun, self._wall_overrun)
