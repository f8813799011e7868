"""What a promise promises: a time on one of two clocks, effort without a time, nothing, or a value to agree on."""

from __future__ import annotations

from dataclasses import dataclass, field

from validator.location import Address

MICROSECONDS_PER_MINUTE = 60_000_000


@dataclass(frozen=True, slots=True)
class ClockTime:
    """Time on the wall clock, closed hours included ("30 minutes"); microseconds."""

    microseconds: int


@dataclass(frozen=True, slots=True)
class SupportTime:
    """Time within support hours only ("2 business hours"); microseconds."""

    microseconds: int


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """So many business days, each as long as the schedule says ("1 business day")."""

    days: int


@dataclass(frozen=True, slots=True)
class EndOfNextBusinessDay:
    """Closing time of the first open local date after the date the clock started."""


@dataclass(frozen=True, slots=True)
class BestEffort:
    """Effort is promised, a time is not: it can never be breached."""


@dataclass(frozen=True, slots=True)
class NotOffered:
    """Nothing is promised: the customer has no claim."""


@dataclass(frozen=True, slots=True)
class Negotiable:
    """A value that each agreement must fill in, no shorter than the bound."""

    no_less_than: ClockTime | SupportTime


Within = ClockTime | SupportTime | BusinessDays | EndOfNextBusinessDay
Target = Within | BestEffort | NotOffered | Negotiable


@dataclass(frozen=True, slots=True)
class Promise:
    """A target as written, with the clause it comes from and the place it stands at."""

    target: Target
    text: str
    clause: str
    at: Address = field(compare=False)
