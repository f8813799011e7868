"""A step of an explanation: a sentence, and where the contract says so."""

from __future__ import annotations

from dataclasses import dataclass

from validator.location import Address
from validator.model.reading import Readings


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading, as far as it is told: the question, what was chosen, and why."""

    question: str
    chosen: str
    because: str


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence with the place and the clause it rests on; without one, the log or the arithmetic says it.

    `choices` are the readings that bear on it.
    """

    text: str
    at: Address | None = None
    clause: str = ""
    choices: tuple[Choice, ...] = ()


def choices(readings: Readings, *keys: str) -> tuple[Choice, ...]:
    """Return readings as they are told: those of some keys, or all."""
    return tuple(
        Choice(reading.question, reading.chosen, reading.because)
        for key, reading in readings.items()
        if not keys or key in keys
    )
