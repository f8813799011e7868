"""What a report shows: everything counted already, however many tickets there were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "kept": ("met",),
    "late": ("breached", "overdue"),
    "open": ("running", "paused"),
    "untimed": ("best-effort", "not-offered", "withdrawn"),
    "refused": ("not-entitled",),
}
"""Outcomes gathered into what a picture can show apart."""

WORDS: Final[Mapping[str, str]] = {
    "kept": "in time",
    "late": "too late",
    "open": "still open, not late",
    "untimed": "no time promised, or withdrawn",
    "refused": "not entitled",
}


@dataclass(frozen=True, slots=True)
class Share:
    """One row of a picture: what it is about, and how many decisions of each outcome."""

    name: str
    outcomes: Mapping[str, int]

    @property
    def total(self) -> int:
        """All decisions of the row."""
        return sum(self.outcomes.values())

    def of(self, kind: str) -> int:
        """Return the decisions of a class of outcomes."""
        return sum(self.outcomes.get(outcome, 0) for outcome in CLASSES[kind])

    @property
    def kept(self) -> str:
        """The share that was kept of what could be kept or missed, in per cent; empty where nothing could."""
        judged = self.of("kept") + self.of("late")
        return f"{100 * self.of('kept') / judged:.1f} %" if judged else ""


@dataclass(frozen=True, slots=True)
class Credit:
    """What one agreement is owed in one unit, and how far its term reaches with it."""

    agreement: str
    credit: str
    unit: str
    tickets: int
    term_end: str
    extended_to: str


@dataclass(frozen=True, slots=True)
class Worst:
    """A promise that was missed by much; its explanation is safe HTML, None where the log was not at hand."""

    ticket: str
    agreement: str
    obligation: str
    occurrence: int
    severity: str
    target: str
    overrun: str
    credit: str
    outcome: str
    explanation: str | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything on the page; what is cut off is counted beside it.

    `record` is the record of the run, `command` the one that repeats it, `problem` why the log was not at hand.
    """

    title: str
    record: Mapping[str, Any]
    tickets: int
    whole: Share
    plans: Sequence[Share]
    severities: Sequence[Share]
    months: Sequence[Share]
    credits: Sequence[Credit]
    more_credits: int
    worst: Sequence[Worst]
    more_worst: int
    reasons: Sequence[tuple[str, int]]
    rejected: Sequence[tuple[str, str, str, str]]
    more_rejected: int
    zones: str
    problem: str
