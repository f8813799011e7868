"""What comes out: a decision per obligation and occurrence, a ledger line per agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from validator.location import Address
from validator.model.words import Outcome, Reason


@dataclass(frozen=True, slots=True)
class Decision:
    """One obligation of one ticket as of an instant; instants and durations in microseconds.

    `rests_on` is the address of the promise, or of the rule that refused the ticket; `clause` its heading.
    """

    ticket: str
    agreement: str
    edition: str
    plan: str
    obligation: str
    occurrence: int
    entitled: bool
    reason: Reason
    severity: str | None
    target: str | None
    schedule: str | None
    started_at: int | None
    deadline: int | None
    stopped_at: int | None
    outcome: Outcome
    elapsed: int | None
    overrun: int | None
    credit: Decimal | None
    credit_unit: str | None
    provisional: bool
    eligible_at: int | None
    rests_on: Address
    clause: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """The credits of one agreement in one unit, and how far they extend its term."""

    agreement: str
    term_start: date
    term_end: date
    credit: Decimal
    unit: str
    provisional_credit: Decimal
    credited_tickets: int
    extended_term_end: date


@dataclass(frozen=True, slots=True)
class Refusal:
    """A ticket that cannot be decided, with the code and the words of why."""

    ticket: str
    code: str
    message: str
