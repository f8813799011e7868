"""A value was agreed that lies outside the bounds which the policy sets."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.comparing import is_at_least
from validator.checks.rule import Facts, Rule
from validator.checks.signed import Signed, signed
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy
from validator.model.schedule import Schedule
from validator.model.target import ClockTime, Negotiable, Promise, SupportTime
from validator.timetable.week import open_minutes

RULE = Rule(
    "agreed-out-of-bounds", Level.ERROR, "An agreed value lies outside the bounds of what can be agreed."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Hold agreed targets against their lower bound and agreed hours against the widest that can be agreed."""
    for each in signed(policy):
        yield from _hours(each)
        for objective, promises in each.agreement.agreed.targets.items():
            for severity, agreed in promises.items():
                offered = each.offer.targets.get(objective, {}).get(severity)
                if offered is not None and isinstance(offered.target, Negotiable):
                    counts = each.edition.objectives[objective].clock.counts
                    schedule = each.edition.schedules[counts] if counts else each.hours
                    yield from _target(agreed, offered, offered.target.no_less_than, schedule)


def _target(
    agreed: Promise, offered: Promise, bound: ClockTime | SupportTime, schedule: Schedule | None
) -> Iterator[Diagnostic]:
    if is_at_least(agreed.target, bound, schedule.business_day if schedule else None):
        return
    least = offered.text.removeprefix("as agreed, no less than ")
    if isinstance(agreed.target, ClockTime) and isinstance(bound, SupportTime):
        message = f"`{agreed.text}` run on the wall clock and may be over before `{least}` have passed."
    else:
        certain = "are less" if type(agreed.target) is type(bound) else "may be shorter"
        message = f"`{agreed.text}` {certain} than `{least}`, the shortest time that can be agreed."
    yield RULE.finding(
        agreed.at,
        message,
        f"Agree on `{least}` or more.",
        clause=offered.clause,
        related=(Related(offered.at, "the bound"),),
    )


def _hours(each: Signed) -> Iterator[Diagnostic]:
    offered, agreed, hours = each.offer.support_hours, each.agreement.agreed.support_hours, each.hours
    if agreed is None or hours is None or not offered.negotiable:
        return
    widest = each.edition.schedules[offered.schedule]
    within, limit = open_minutes(hours), open_minutes(widest)
    # minutes of two zones cannot be laid over each other, since their clocks change on different days
    if len(within) > len(limit) or (hours.zone == widest.zone and not within <= limit):
        yield RULE.finding(
            agreed.at,
            f"The agreed hours `{hours.id}` are open at times when `{widest.id}` are closed, the widest "
            "hours that can be agreed.",
            f"Agree on hours within `{widest.id}`.",
            related=(Related(offered.at, "the bound"), Related(hours.at.child("open"), "the agreed hours")),
        )
