"""What a change of contract would have done to real tickets: the same tickets decided under both, side by side."""

from validator.changes.impact.impact import (
    ABSENT,
    BOUNDS,
    Case,
    Counted,
    CreditChange,
    Flip,
    Group,
    Impact,
    Nothing,
    Pair,
    Rows,
    Shown,
    Tickets,
    Undecided,
)
from validator.changes.impact.measure import Decided, measure

__all__ = [
    "ABSENT", "BOUNDS", "Case", "Counted", "CreditChange", "Decided", "Flip", "Group", "Impact", "Nothing", "Pair",
    "Rows", "Shown", "Tickets", "Undecided", "measure",
]  # fmt: skip
