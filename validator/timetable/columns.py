"""The arithmetic of support time on arrays: the same answers as `Timetable`, millions at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from validator.timetable.lookup import Pieces, Steps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.timetable.timetable import Timetable

    Answer = Callable[[NDArray[np.int64]], NDArray[np.int64]]

BEYOND: Final = np.iinfo(np.int64).max
"""Stands where a question reaches beyond the horizon."""
LEAST: Final = np.iinfo(np.int64).min
STRETCH: Final = 1 << 13
"""Values that are answered together."""


class Columns:
    """A timetable as arrays. Arguments and results are int64 microseconds of one shape, BEYOND where out of reach.

    Amounts of open time are not negative. BEYOND as an instant is beyond the horizon again.
    """

    def __init__(self, timetable: Timetable) -> None:
        """Copy the windows of a timetable into arrays, after one without any length at the beginning."""
        self._begins, self._ends = timetable.begins, timetable.ends
        self._opens = np.array((self._begins, *timetable.opens), dtype=np.int64)
        self._closes = np.array((self._begins, *timetable.closes), dtype=np.int64)
        self._before = np.array((0, *timetable.before[:-1]), dtype=np.int64)
        self._total = timetable.before[-1]
        self._dates = np.array(timetable.dates, dtype=np.int64)
        self._next_closing = np.array(timetable.next_closing, dtype=np.int64)
        opens, closes = self._opens[1:], self._closes[1:]
        self._pieces = Pieces.of(opens, closes, self._begins, self._ends) if opens.size else None

    @cached_property
    def _windows(self) -> Steps:
        """Windows by the instants at which they open."""
        return Steps.of(self._opens[self._first :], self._ends)

    @cached_property
    def _amounts(self) -> Steps:
        """Windows by the open time before them; an amount is reached in the last one with less before it."""
        return Steps.of(self._before[1:], self._total)

    @property
    def _first(self) -> int:
        """The first window that counts: the one without length is not needed where another opens at the beginning."""
        return int(self._opens.size > 1 and self._opens[1] == self._begins)

    def open_time(self, instants: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the open time from the horizon's beginning until each instant."""
        return self._within(instants, self._begins, self._ends, self._open_time)

    def at_open_time(self, amounts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the earliest instant until which each amount of open time has passed."""
        return self._within(amounts, LEAST, self._total, self._at_open_time)

    @staticmethod
    def _within(values: NDArray[np.int64], least: int, most: int, answer: Answer) -> NDArray[np.int64]:
        """Answer stretch by stretch, so that all of it stays in the processor's cache; BEYOND outside the bounds."""
        result = np.empty(values.shape, dtype=np.int64)
        for at in range(0, values.size, STRETCH):
            some = values[at : at + STRETCH]
            if some.min() >= least and some.max() <= most:
                result[at : at + STRETCH] = answer(some)
            else:
                outside = (some < least) | (some > most)
                answers = answer(np.where(outside, max(least, 0), some))
                result[at : at + STRETCH] = np.where(outside, BEYOND, answers)
        return result

    def _open_time(self, instants: NDArray[np.int64]) -> NDArray[np.int64]:
        if self._pieces is not None:
            return self._pieces.open_time(instants)
        window = self._windows.find(instants) + self._first
        passed = np.minimum(instants, self._closes.take(window, mode="clip"))
        passed -= self._opens.take(window, mode="clip")
        passed += self._before.take(window, mode="clip")
        return passed

    def _at_open_time(self, amounts: NDArray[np.int64]) -> NDArray[np.int64]:
        if self._opens.size == 1:
            return np.full(amounts.shape, self._begins, dtype=np.int64)
        last = np.maximum(amounts, 1) - 1  # the last microsecond of the amount lies in the window
        window = self._amounts.find(last) + 1
        last += 1 - self._before.take(window, mode="clip")
        last += self._opens.take(window, mode="clip")
        if amounts.min() <= 0:
            last[amounts <= 0] = self._begins
        return last

    def between(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the support time in each `[start, end)`."""
        first, last = self.open_time(start), self.open_time(end)
        return np.where((first == BEYOND) | (last == BEYOND), BEYOND, last - first)

    def advance(self, start: NDArray[np.int64], amount: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the earliest instant at which each amount of support time has passed since its start."""
        first = self.open_time(start)
        unknown = (first == BEYOND) | (amount > self._total)  # so that no sum overflows
        due = self.at_open_time(np.where(unknown, 0, first + np.where(unknown, 0, amount)))
        return np.where(amount == 0, start, np.where(unknown, BEYOND, due))

    def end_of_next_business_day(self, instants: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the closing time of the first open local date after the local date of each instant."""
        outside = (instants < self._begins) | (instants >= self._ends)
        index = np.clip(np.searchsorted(self._dates, instants, side="right") - 1, 0, None)
        closing = self._next_closing[index]
        return np.where(outside | (closing > self._ends), BEYOND, closing)
