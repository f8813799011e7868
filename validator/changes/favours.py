"""Whom a change favours, seen from the customer."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Favours(Enum):
    """What a change is for the customer; `incomparable` has sides that cannot be weighed, and needs a lawyer."""

    ADVERSE = "adverse"
    FAVOURABLE = "favourable"
    NEUTRAL = "neutral"
    INCOMPARABLE = "incomparable"

    @property
    def mirrored(self) -> Favours:
        """What the opposite change is."""
        return MIRROR[self]


MIRROR = {
    Favours.ADVERSE: Favours.FAVOURABLE,
    Favours.FAVOURABLE: Favours.ADVERSE,
    Favours.NEUTRAL: Favours.NEUTRAL,
    Favours.INCOMPARABLE: Favours.INCOMPARABLE,
}


def together(verdicts: Iterable[Favours]) -> Favours:
    """Return what several changes are as one: what is worse here and better there cannot be compared."""
    found = set(verdicts) - {Favours.NEUTRAL}
    if not found:
        return Favours.NEUTRAL
    return found.pop() if len(found) == 1 else Favours.INCOMPARABLE


def larger_is_better(old: int, new: int) -> Favours:
    """Compare two amounts of which the customer prefers the larger one."""
    if old == new:
        return Favours.NEUTRAL
    return Favours.FAVOURABLE if new > old else Favours.ADVERSE


def superset_is_better(old: frozenset[object], new: frozenset[object]) -> Favours:
    """Compare two sets of which the customer prefers the one that holds the other."""
    if old == new:
        return Favours.NEUTRAL
    if old < new:
        return Favours.FAVOURABLE
    return Favours.ADVERSE if new < old else Favours.INCOMPARABLE
