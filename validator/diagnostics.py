"""What is wrong with a text, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from validator.location import Address, Place


class Level(Enum):
    """How grave a finding is; `error` and `warning` both make `check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding speaks of."""

    at: Address | Place
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: which rule, where, what is wrong and what to do next.

    `at` is symbolic (an `Address`) wherever the text could be parsed and a `Place` where it could not. `clause` is the
    heading of the contract concerned, `meant` the name that was probably intended. `identity` is what makes it the same
    finding when other words of the message change; empty where the message does. `details` are further lines for
    people, no part of that.
    """

    rule: str
    level: Level
    message: str
    at: Address | Place
    next_step: str
    clause: str | None = None
    meant: str | None = None
    related: tuple[Related, ...] = ()
    identity: str = ""
    details: tuple[str, ...] = ()
