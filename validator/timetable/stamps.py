"""Local stamps without an offset to instants, on arrays."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from validator.timetable.local import DAY, clock_changes, offset_at

if TYPE_CHECKING:
    from datetime import tzinfo

    from numpy.typing import NDArray

HORIZON = -DAY, 47_483 * DAY
"""1969-12-31 to 2100-01-02, UTC: every instant that may be meant, with a day to spare on both sides."""


class Ambiguous(IntEnum):
    """What a local time that occurs twice means."""

    REJECT = 0
    EARLIER = 1
    LATER = 2


class Problem(IntEnum):
    """What is wrong with a local time."""

    NONE = 0
    NEVER = 1
    TWICE = 2


def to_instants(
    local: NDArray[np.int64], zone: tzinfo, ambiguous: Ambiguous
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return the instants of wall times (microseconds since 1970-01-01 00:00 of the wall clock), and their problems.

    The instant of a time that never was, or of one that occurs twice and is to be rejected, means nothing.
    """
    changes, offsets = _changes(zone)
    before, after = offsets[:-1], offsets[1:]
    begins, ends = changes + np.minimum(before, after), changes + np.maximum(before, after)
    index = np.searchsorted(ends, local, side="right")
    instants = local - offsets[index]
    problems = np.zeros(local.shape, dtype=np.uint8)
    if changes.size:
        near = np.minimum(index, changes.size - 1)
        within = (index < changes.size) & (local >= begins[near])
        gap = within & (after[near] > before[near])
        twice = within & ~gap
        problems[gap] = Problem.NEVER
        if ambiguous is Ambiguous.REJECT:
            problems[twice] = Problem.TWICE
        elif ambiguous is Ambiguous.LATER:
            instants = np.where(twice, local - after[near], instants)
    return instants, problems


def _changes(zone: tzinfo) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the instants at which a zone's offset changes, and the offsets before, between and after them."""
    begin, end = HORIZON
    found = list(clock_changes(zone, begin, end))
    instants = [instant for instant, _, _ in found]
    offsets = [offset_at(begin, zone), *(after for _, _, after in found)]
    return np.array(instants, dtype=np.int64), np.array(offsets, dtype=np.int64)
