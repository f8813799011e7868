"""Which of two targets is the longer one, where that can be said for certain."""

from __future__ import annotations

from validator.model.target import (
    BestEffort,
    BusinessDays,
    ClockTime,
    EndOfNextBusinessDay,
    NotOffered,
    SupportTime,
    Target,
)

Effort = BestEffort | NotOffered
"""What no delay can ever be measured against."""

Time = ClockTime | SupportTime | BusinessDays | EndOfNextBusinessDay


def is_shorter(one: Target, other: Target) -> bool:
    """Whether a time is shorter than another one in the same unit; what has another unit is not compared."""
    match one, other:
        case ClockTime(amount), ClockTime(than):
            return amount < than
        case SupportTime(amount), SupportTime(than):
            return amount < than
        case BusinessDays(days), BusinessDays(than):
            return days < than
        case _:
            return False


def is_worse(one: Target, other: Target) -> bool:
    """Whether a customer is worse off with a target than with another one: it is longer, or no time at all."""
    return is_shorter(other, one) or (isinstance(one, Effort) and isinstance(other, Time))


def is_at_least(value: Target, bound: ClockTime | SupportTime, business_day: int | None) -> bool:
    """Whether a value is certainly no shorter than a bound; `business_day` is the length of one in microseconds.

    So much support time lasts at least as long on the wall clock; on the wall clock it may be over before any support
    time has passed. Effort without a time is no shorter than anything.
    """
    match value, bound:
        case ClockTime(amount), ClockTime(least):
            return amount >= least
        case SupportTime(amount), (SupportTime(least) | ClockTime(least)):
            return amount >= least
        case BusinessDays(days), (SupportTime(least) | ClockTime(least)):
            return business_day is not None and days * business_day >= least
        case EndOfNextBusinessDay(), (SupportTime(least) | ClockTime(least)):
            return business_day is not None and business_day >= least
        case _:
            return isinstance(value, Effort)
