"""Which of two targets asks more of the provider, where that can be said at all."""

from __future__ import annotations

from validator.model.schedule import Schedule
from validator.model.target import BusinessDays, ClockTime, SupportTime, Target


def at_least(value: Target, bound: ClockTime | SupportTime) -> bool:
    """Whether a value is certainly no shorter than a bound.

    Support time takes at least as long as the same clock time; clock time may be shorter than support time.
    """
    match value, bound:
        case ClockTime(amount), ClockTime(least):
            return amount >= least
        case SupportTime(amount), (SupportTime(least) | ClockTime(least)):
            return amount >= least
        case _:
            return False


def shorter(one: Target, other: Target, schedule: Schedule | None) -> bool:
    """Whether a target is certainly shorter than another one of the same kind; a business day is the schedule's."""
    first, second = (_support_time(target, schedule) for target in (one, other))
    if first is not None and second is not None:
        return first < second
    if isinstance(one, ClockTime) and isinstance(other, ClockTime):
        return one.microseconds < other.microseconds
    return False


def _support_time(target: Target, schedule: Schedule | None) -> int | None:
    match target:
        case SupportTime(amount):
            return amount
        case BusinessDays(days) if schedule is not None and schedule.business_day is not None:
            return days * schedule.business_day
        case _:
            return None
