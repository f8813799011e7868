"""Many clocks at once: each element counts on a clock of its own, less the pauses of its ticket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.book import WALL_CLOCK
from validator.evaluate.columns.arrays import ragged
from validator.timetable.columns import BEYOND, Columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.timetable import Timetable

Question = Callable[[Columns, "NDArray[np.int64]"], "NDArray[np.int64]"]

WALL = 0
"""The number of the wall clock."""


class Clocks:
    """Timetables by number; the wall clock is number 0."""

    def __init__(self) -> None:
        """Start with the wall clock."""
        self.timetables: list[Timetable] = [WALL_CLOCK]
        self._columns = [WALL_CLOCK.columns]
        self._numbers: dict[int, int] = {id(WALL_CLOCK): WALL}

    def number(self, timetable: Timetable) -> int:
        """Return the number of a timetable, which the book keeps alive."""
        if id(timetable) not in self._numbers:
            self._numbers[id(timetable)] = len(self.timetables)
            self.timetables.append(timetable)
            self._columns.append(timetable.columns)
        return self._numbers[id(timetable)]

    def open_time(self, clock: NDArray[np.int64], instants: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the open time of each element's clock until its instant, BEYOND where the clock does not reach."""
        return self._each(Columns.open_time, clock, instants)

    def at_open_time(self, clock: NDArray[np.int64], amounts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the earliest instant with each amount of open time, BEYOND where the clock does not reach."""
        return self._each(Columns.at_open_time, clock, amounts)

    def end_of_next_business_day(
        self, clock: NDArray[np.int64], instants: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the closing time of the next open date, BEYOND where the clock does not reach."""
        return self._each(Columns.end_of_next_business_day, clock, instants)

    def _each(self, ask: Question, clock: NDArray[np.int64], values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Ask every clock for its own elements."""
        asked = np.flatnonzero(np.bincount(clock))
        if asked.size == 1:
            return ask(self._columns[asked[0]], values)
        result = np.empty(values.shape, dtype=np.int64)
        for number in asked:
            mine = np.flatnonzero(clock == number)
            result[mine] = ask(self._columns[number], values[mine])
        return result


@dataclass(frozen=True, slots=True)
class Pauses:
    """Stretches `[begins, ends)` in which clocks stand, ascending within each ticket; `first` bounds each ticket's."""

    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    first: NDArray[np.int64]
    standing: NDArray[np.bool_]
    """For each ticket whether its clock stands after its last event."""


@dataclass(frozen=True, slots=True)
class RunningClocks:
    """Runs of clocks with the pauses of their tickets, up to the instant `until` of each run.

    `beyond` collects the runs for which any question reached beyond a horizon; their other answers mean nothing.
    """

    clocks: Clocks
    pauses: Pauses
    ticket: NDArray[np.int32]
    until: NDArray[np.int64]
    beyond: NDArray[np.bool_]

    def known(self, runs: NDArray[np.int64], values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the values with 0 for what is beyond a horizon, and remember those runs."""
        lost = values == BEYOND
        self.beyond[runs[lost]] = True
        return np.where(lost, 0, values)

    def open_time(
        self, runs: NDArray[np.int64], clock: NDArray[np.int64], instants: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the open time of each run's clock until an instant, pauses included."""
        return self.known(runs, self.clocks.open_time(clock, instants))

    def counted(
        self,
        runs: NDArray[np.int64],
        clock: NDArray[np.int64],
        start: NDArray[np.int64],
        end: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Return the time counted from one instant to another, without pauses."""
        time = self.open_time(runs, clock, end) - self.open_time(runs, clock, start)
        owner, pause = self._pairs(runs)
        if owner.size:
            begins, ends = self._clipped(runs, owner, pause)
            lengths = self._lengths(
                runs, clock, owner, np.maximum(begins, start[owner]), np.minimum(ends, end[owner])
            )
            np.subtract.at(time, owner, lengths)  # whole numbers: sums as floats would not be exact
        return time

    def due(
        self,
        runs: NDArray[np.int64],
        clock: NDArray[np.int64],
        anchor: NDArray[np.int64],
        amount: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Return the earliest instant at which an amount has been counted since an anchor."""
        passed = self.open_time(runs, clock, anchor)
        owner, pause = self._pairs(runs)
        delay = np.zeros(runs.size, dtype=np.int64)
        if owner.size:
            begins, ends = self._clipped(runs, owner, pause)
            begins = np.maximum(begins, anchor[owner])
            lengths = self._lengths(runs, clock, owner, begins, ends)
            earlier = np.cumsum(lengths) - lengths
            earlier -= earlier[np.searchsorted(owner, owner)]  # of the same run only
            here = np.where(begins < ends, begins, anchor[owner])
            unpaused = self.open_time(runs[owner], clock[owner], here) - passed[owner] - earlier
            delays = np.where(unpaused < amount[owner], lengths, 0)
            np.add.at(delay, owner, delays)
        return self.known(runs, self.clocks.at_open_time(clock, passed + amount + delay))

    def _pairs(self, runs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (place among `runs`, pause) for every pause of every run's ticket."""
        ticket = self.ticket[runs]
        return ragged(self.pauses.first[ticket], self.pauses.first[ticket + 1])

    def _clipped(
        self, runs: NDArray[np.int64], owner: NDArray[np.int64], pause: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return self.pauses.begins[pause], np.minimum(self.pauses.ends[pause], self.until[runs[owner]])

    def _lengths(
        self,
        runs: NDArray[np.int64],
        clock: NDArray[np.int64],
        owner: NDArray[np.int64],
        begins: NDArray[np.int64],
        ends: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Return the open time within `[begins, ends)` of each pair, 0 where it is empty."""
        lengths = np.zeros(owner.size, dtype=np.int64)
        real = np.flatnonzero(begins < ends)
        which = owner[real]
        lengths[real] = self.open_time(runs[which], clock[which], ends[real]) - self.open_time(
            runs[which], clock[which], begins[real]
        )
        return lengths
