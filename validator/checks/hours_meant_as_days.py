"""24, 48 or 72 business hours: perhaps days were meant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from validator.checks.promises import promised
from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy
from validator.model.target import MICROSECONDS_PER_MINUTE, SupportTime

RULE = Rule(
    "hours-meant-as-days",
    Level.WARNING,
    "Business hours are counted in multiples of 24, as if a day had 24 of them.",
)

HOUR = 60 * MICROSECONDS_PER_MINUTE
DAY = 24 * HOUR


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look at whole days of business hours on shorter business days, unless a reading settles what they mean."""
    for edition in policy.editions.values():
        for each in promised(edition):
            target, schedule = each.promise.target, each.schedule
            if not isinstance(target, SupportTime) or schedule is None or each.settled is not None:
                continue
            length = schedule.business_day
            if length is None or length >= DAY or target.microseconds % DAY:
                continue
            meant = target.microseconds // DAY
            yield RULE.finding(
                each.promise.at,
                f"`{each.promise.text}` are {_days(target.microseconds, length)} on the hours `{schedule.id}` "
                f"({_number(length, HOUR)} hours a day). Is that meant, or {meant} business "
                f"{'day' if meant == 1 else 'days'}?",
                "Write business days, or say in a reading beside the targets (`readings: targets:`) what is meant.",
                clause=each.promise.clause,
                related=(Related(schedule.at.child("business_day"), "how long a business day is"),),
            )


def _days(time: int, length: int) -> str:
    return f"{'' if time % length == 0 else 'about '}{_number(time, length)} business days"


def _number(amount: int, unit: int) -> str:
    return f"{(Decimal(amount) / unit).quantize(Decimal('0.1')).normalize():f}"
