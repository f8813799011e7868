"""The arithmetic of support time on arrays: the same answers as `Timetable`, millions at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.timetable.timetable import Timetable

BEYOND: Final = np.iinfo(np.int64).max
"""Stands where a question reaches beyond the horizon."""


class Columns:
    """A timetable as arrays. Arguments and results are int64 microseconds of one shape, BEYOND where out of reach.

    Amounts of open time are not negative. BEYOND as an instant is beyond the horizon again.
    """

    def __init__(self, timetable: Timetable) -> None:
        """Copy the windows of a timetable into arrays."""
        self._opens = np.array(timetable.opens, dtype=np.int64)
        self._closes = np.array(timetable.closes, dtype=np.int64)
        self._before = np.array(timetable.before, dtype=np.int64)
        self._dates = np.array(timetable.dates, dtype=np.int64)
        self._next_closing = np.array(timetable.next_closing, dtype=np.int64)
        self._begins, self._ends = timetable.begins, timetable.ends

    def open_time(self, instants: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the open time from the horizon's beginning until each instant."""
        outside = (instants < self._begins) | (instants > self._ends)
        if self._opens.size == 0:
            return np.where(outside, BEYOND, 0)
        index = np.searchsorted(self._opens, instants, side="right") - 1
        window = np.maximum(index, 0)
        passed = self._before[window] + np.minimum(instants, self._closes[window]) - self._opens[window]
        return np.where(outside, BEYOND, np.where(index < 0, 0, passed))

    def at_open_time(self, amounts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the earliest instant until which each amount of open time has passed."""
        beyond = amounts > self._before[-1]
        if self._opens.size == 0:
            return np.where(beyond, BEYOND, self._begins)
        index = np.searchsorted(self._before, amounts, side="left") - 1
        window = np.clip(index, 0, self._opens.size - 1)
        instants = self._opens[window] + np.where(beyond, 0, amounts) - self._before[window]
        return np.where(beyond, BEYOND, np.where(amounts <= 0, self._begins, instants))

    def between(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the support time in each `[start, end)`."""
        first, last = self.open_time(start), self.open_time(end)
        return np.where((first == BEYOND) | (last == BEYOND), BEYOND, last - first)

    def advance(self, start: NDArray[np.int64], amount: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the earliest instant at which each amount of support time has passed since its start."""
        first = self.open_time(start)
        unknown = (first == BEYOND) | (amount > self._before[-1])  # so that no sum overflows
        due = self.at_open_time(np.where(unknown, 0, first + np.where(unknown, 0, amount)))
        return np.where(amount == 0, start, np.where(unknown, BEYOND, due))

    def end_of_next_business_day(self, instants: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the closing time of the first open local date after the local date of each instant."""
        outside = (instants < self._begins) | (instants >= self._ends)
        index = np.clip(np.searchsorted(self._dates, instants, side="right") - 1, 0, None)
        closing = self._next_closing[index]
        return np.where(outside | (closing > self._ends), BEYOND, closing)
