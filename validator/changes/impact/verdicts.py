"""Whom the change of a decision favours, seen from the customer, and in what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.arrays import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.changes.impact.pairing import Pairs


@dataclass(frozen=True, slots=True)
class Verdicts:
    """For each pair of decisions: what moved, what was gained and lost, and whether anything is better or worse.

    `shift` is the new deadline minus the old one (microseconds), 0 where not both have one. `gained` and `lost` are
    credits in millionths, gained in the unit of NEW and lost in that of OLD.
    """

    changed: NDArray[np.bool_]
    flipped: NDArray[np.bool_]
    both_due: NDArray[np.bool_]
    shift: NDArray[np.int64]
    timed: NDArray[np.bool_]
    untimed: NDArray[np.bool_]
    gained: NDArray[np.int64]
    lost: NDArray[np.int64]
    better: NDArray[np.bool_]
    worse: NDArray[np.bool_]


def verdicts(pairs: Pairs) -> Verdicts:
    """Judge every pair: a promise, an earlier deadline, a breach that counts and a credit are better to have."""
    old, new = pairs.old, pairs.new
    both_due = (old.deadline != NONE) & (new.deadline != NONE)
    shift = np.where(both_due, new.deadline - old.deadline, 0)
    timed, untimed = new.timed & ~old.timed, old.timed & ~new.timed
    same_unit = old.unit == new.unit
    gained = np.where(same_unit, np.maximum(new.credit - old.credit, 0), new.credit)
    lost = np.where(same_unit, np.maximum(old.credit - new.credit, 0), old.credit)
    return Verdicts(
        changed=pairs.changed,
        flipped=old.outcome != new.outcome,
        both_due=both_due,
        shift=shift,
        timed=timed,
        untimed=untimed,
        gained=gained,
        lost=lost,
        better=(new.claim & ~old.claim) | timed | (shift < 0) | (new.late & ~old.late) | (gained > 0),
        worse=(old.claim & ~new.claim) | untimed | (shift > 0) | (old.late & ~new.late) | (lost > 0),
    )
