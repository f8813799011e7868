"""A business hour is promised on hours that are never closed."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.promises import promised
from validator.checks.rule import Facts, Rule
from validator.checks.signed import Signed, signed
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy
from validator.model.target import SupportTime
from validator.timetable.week import is_around_the_clock

RULE = Rule(
    "business-hour-around-the-clock", Level.NOTE, "A business hour runs on hours that are never closed."
)

NEXT = "If working hours are meant, let the clock count defined hours (`counts`); if every hour is meant, all is well."


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look at the hours that promises run on: those of the plan, or those that were agreed."""
    for edition in policy.editions.values():
        for each in promised(edition):
            around = each.schedule is not None and is_around_the_clock(each.schedule)
            if each.schedule is not None and around and isinstance(each.promise.target, SupportTime):
                yield RULE.finding(
                    each.promise.at,
                    f"`{each.promise.text}` on `{each.schedule.id}`, which never close: nights, "
                    "weekends and holidays "
                    "count too.",
                    NEXT,
                    related=(Related(each.schedule.at.key(), "the hours it runs on"),),
                )
    for agreement in signed(policy):
        yield from _agreed(agreement)


def _agreed(each: Signed) -> Iterator[Diagnostic]:
    agreed = each.agreement.agreed.support_hours
    if agreed is None or each.hours is None or not is_around_the_clock(each.hours):
        return
    promises = [
        {**promises, **each.agreement.agreed.targets.get(objective, {})}
        for objective, promises in each.offer.targets.items()
        if each.edition.objectives[objective].clock.counts is None
    ]
    timed = [
        promise for row in promises for promise in row.values() if isinstance(promise.target, SupportTime)
    ]
    if timed:
        texts = ", ".join(f"`{text}`" for text in dict.fromkeys(promise.text for promise in timed))
        yield RULE.finding(
            agreed.at,
            f"The agreed hours `{each.hours.id}` never close, so that {texts} run through nights, "
            "weekends and holidays.",
            NEXT,
            related=(Related(timed[0].at, "the first of these promises"),),
        )
