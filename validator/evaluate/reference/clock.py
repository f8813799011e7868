"""A clock: a timetable, less the stretches in which it stands still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.timetable import Timetable


@dataclass(frozen=True, slots=True)
class RunningClock:
    """The time of a timetable without pauses; pauses are ascending, disjoint and `[from, to)`."""

    timetable: Timetable
    pauses: Sequence[tuple[int, int]]

    def counted(self, start: int, end: int) -> int:
        """Return the time counted from one instant to another."""
        time = self.timetable.between(start, end)
        for begins, ends in self.pauses:
            overlap = max(begins, start), min(ends, end)
            if overlap[0] < overlap[1]:
                time -= self.timetable.between(*overlap)
        return time

    def due(self, start: int, amount: int) -> int:
        """Return the earliest instant at which `amount` has been counted since `start`."""
        left = amount
        for begins, ends in self.pauses:
            if ends <= start:
                continue
            if begins > start:
                until_pause = self.timetable.between(start, begins)
                if until_pause >= left:
                    return self.timetable.advance(start, left)
                left -= until_pause
            start = ends
        return self.timetable.advance(start, left)
