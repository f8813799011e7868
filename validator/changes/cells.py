"""The rows of a decision table: what is asked of a contract, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from validator.evaluate.terms import Obligation
from validator.location import Address, Route
from validator.model.credit import Credit
from validator.model.schedule import Schedule
from validator.model.target import Promise
from validator.model.words import Inclusion

Ground = tuple[str, Route]
"""A place by its file within the edition or policy (`plans.yaml`), and its route."""

NOT_STATED: Final = ""
"""The row of a severity or channel that a ticket does not state."""

CREDIT: Final = "credit for "
CLOCK: Final = "clock of "
FEATURE: Final = "feature "
SUPPORT_FOR: Final = "support for "
REQUEST: Final = "request "
LANGUAGE: Final = "language "
"""What a question asks that is not about an obligation; the name follows."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """What is asked of the table. `severity` and `channel` are None where they play no part."""

    offer: str
    question: str
    severity: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contract promises in a cell; `promise` is None where nothing is.

    `negotiable_hours` says that an agreement may choose narrower hours than `schedule`. `rests` are the places that
    the answer comes from.
    """

    promise: Promise | None
    obligation: Obligation
    negotiable_hours: bool
    rests: tuple[Ground, ...] = field(compare=False)

    @property
    def schedule(self) -> Schedule:
        """The support hours that the clock runs on."""
        return self.obligation.schedule


@dataclass(frozen=True, slots=True)
class Covered:
    """Whether something is covered: a feature of an offer, or a kind of request."""

    inclusion: Inclusion
    rests: tuple[Ground, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Granted:
    """What a late answer earns in an offer; None where it earns nothing."""

    credit: Credit | None
    rests: tuple[Ground, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Run:
    """How the clock of an obligation runs, in every offer."""

    obligation: Obligation
    rests: tuple[Ground, ...] = field(compare=False)


Content = Answer | Covered | Granted | Run
Table = Mapping[Cell, Content]


def ground(at: Address) -> Ground:
    """Return a place without the policy and the edition that it stands in."""
    _, *parts = at.file.split("/")
    return "/".join(parts[2:] if parts[0] == "editions" else parts), at.route
