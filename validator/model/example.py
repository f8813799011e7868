"""Worked examples: a ticket from its submission to the decision it must get."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from validator.location import Address, Route
from validator.model.policy import Agreement
from validator.model.words import Actor, Event, Outcome, Reason


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment as an example writes it: local time in the policy's zone, or with an offset of its own."""

    text: str
    moment: datetime
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class ExampleEvent:
    """Something that happens to the ticket of an example; as a row of a ticket log, with a local time."""

    stamp: Stamp
    event: Event
    by: Actor | None
    public: bool
    severity: str | None
    status: str | None
    channels: frozenset[str]
    urgency: str | None
    request: str | None
    feature: str | None


@dataclass(frozen=True, slots=True)
class Money:
    """A credit as an example writes it; `unit` is `days`, a currency code or `percent`."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be decided of one occurrence of an obligation; what is None is not said.

    `values` maps the keys that are written to their place. `credit` of None where it is written means that no credit
    is due; lengths of time in microseconds.
    """

    obligation: str
    occurrence: int
    outcome: Outcome
    reason: Reason | None
    severity: str | None
    target: str | None
    schedule: str | None
    deadline: Stamp | None
    stopped: Stamp | None
    claimable: Stamp | None
    elapsed: int | None
    overrun: int | None
    credit: Money | None
    provisional: bool | None
    values: dict[str, Address] = field(compare=False)
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Because:
    """Something that the decisions of an example must rest on: the path as written, and what it names."""

    text: str
    names: Address
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """A value of the edition that is another one for an example."""

    names: Address
    text: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Example:
    """One example. Exactly one of `expected`, `rejected` and `refused` says what must come out.

    `agreement` is one of the policy's or the example's own (`own`), pinned to the example's edition. `extended_by` are
    the days by which earlier credits have moved the end of the term. `rejected` is the code of a ticket that cannot be
    decided, `refused` the rule that does not let the agreement be made.
    """

    title: str
    policy: str
    edition: str
    agreement: Agreement
    own: bool
    extended_by: int
    changes: tuple[Change, ...]
    events: tuple[ExampleEvent, ...]
    as_of: Stamp | None
    expected: tuple[Expected, ...]
    because: tuple[Because, ...]
    rejected: str | None
    refused: str | None
    at: Address = field(compare=False)

    @property
    def route(self) -> Route:
        """Where it stands in its file."""
        return self.at.route
