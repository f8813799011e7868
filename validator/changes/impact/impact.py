"""What comes of the same tickets under two contracts: everything counted, however many there were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from validator.changes.favours import Favours

ABSENT: Final = "none"
"""Stands where one side has no value: no such obligation, no severity."""

MINUTE: Final = 60_000_000
BOUNDS: Final = (0, 60 * MINUTE, 4 * 60 * MINUTE, 1440 * MINUTE, 7 * 1440 * MINUTE)
"""Where the classes of shifts begin (microseconds, by the clock); each begins after its bound."""


class Nothing(Enum):
    """Why there is nothing to tell."""

    SAME_CONTRACT = "same-contract"
    """Both sides say the same."""
    ONLY_CITED = "only-cited"
    """Decisions are alike, but rest on another clause, line, edition or wording."""
    NOT_TOUCHED = "not-touched"
    """The sides differ, but no ticket falls under what differs."""
    NOT_COMPARABLE = "not-comparable"
    """No ticket can be decided under both."""


@dataclass(frozen=True, slots=True)
class Tickets:
    """Where tickets can be decided; with those that are not yet submitted they are all tickets of the log."""

    both: int
    only_old: int
    only_new: int
    neither: int
    not_yet_submitted: int

    @property
    def total(self) -> int:
        """All tickets of the log."""
        return self.both + self.only_old + self.only_new + self.neither + self.not_yet_submitted


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows of the log there are, and how many are rejected under each side and under both."""

    total: int
    rejected_old: int
    rejected_new: int
    rejected_both: int


@dataclass(frozen=True, slots=True)
class Undecided:
    """Why tickets cannot be decided under one side: the code, how many, and one of them with the words."""

    code: str
    tickets: int
    example: str
    message: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Decisions, or deadlines, that moved to one side: how many, and by how much (microseconds, by the clock)."""

    decisions: int
    median: int | None
    largest: int | None


@dataclass(frozen=True, slots=True)
class Flip:
    """Decisions of an obligation with these outcomes under OLD and NEW; `ABSENT` where a side has no such decision."""

    obligation: str
    old: str
    new: str
    decisions: int


@dataclass(frozen=True, slots=True)
class CreditChange:
    """Credits in one unit: the sums under both sides, and what was gained and lost decision by decision."""

    unit: str
    old: Decimal
    new: Decimal
    gained: Decimal
    lost: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """Decisions that share a plan, severity, agreement, obligation or clause; `old` and `new` are its names."""

    old: str
    new: str
    decisions: int
    changed: int
    flipped: int
    earlier: int
    later: int
    better: int
    worse: int
    mixed: int
    credits: tuple[CreditChange, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision of one side, as people compare it; instants in microseconds, UTC."""

    edition: str
    outcome: str
    reason: str
    severity: str | None
    target: str | None
    deadline: int | None
    stopped_at: int | None
    credit: Decimal | None
    unit: str | None
    clause: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One obligation of a ticket under both sides; None where a side does not have it."""

    obligation: str
    occurrence: int
    favours: Favours
    old: Shown | None
    new: Shown | None


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket with the decisions of it that differ."""

    ticket: str
    agreement: str
    favours: Favours
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does to the tickets of a log, as of an instant (microseconds, UTC).

    Everything but `tickets`, `rows` and `undecided` speaks of the tickets decided under both. Their decisions are
    `same`, `recited` (alike, but resting on something else) or `changed`; the tickets are counted by whom the change
    favours, those without a changed decision under None. `timed` and `untimed` count decisions to which a time came to
    be promised, and no longer is. `shifts` counts deadlines by how far they moved, in classes by `BOUNDS`: the
    farthest to the earlier side first, the unmoved in the middle. `groups` maps a kind of group to groups.
    """

    old: str
    new: str
    as_of: int
    nothing: Nothing | None
    tickets: Tickets
    rows: Rows
    undecided: tuple[tuple[Undecided, ...], tuple[Undecided, ...]]
    decisions: int
    same: int
    recited: int
    changed: int
    favours: Mapping[Favours | None, int]
    flips: tuple[Flip, ...]
    earlier: Counted
    later: Counted
    timed: int
    untimed: int
    shifts: tuple[int, ...]
    credits: tuple[CreditChange, ...]
    groups: Mapping[str, tuple[Group, ...]]
    cases: tuple[Case, ...]
    more_cases: int
