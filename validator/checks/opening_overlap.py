"""Two openings of the same hours overlap: one of them is probably not what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.policy import Policy
from validator.model.schedule import Schedule

RULE = Rule("opening-overlap", Level.WARNING, "Two openings of the same hours overlap.")

MINUTES_PER_DAY = 1440
MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare neighbouring openings within a week."""
    for edition in policy.editions.values():
        for schedule in edition.schedules.values():
            yield from _overlaps(schedule)
    for agreement in policy.agreements.values():
        for schedule in agreement.schedules.values():
            yield from _overlaps(schedule)


def _overlaps(schedule: Schedule) -> Iterator[Diagnostic]:
    opened = sorted(
        (day * MINUTES_PER_DAY + opening.opens, day * MINUTES_PER_DAY + opening.closes, opening.text)
        for opening in schedule.openings
        for day in opening.days
    )
    if opened:
        first = opened[0]
        opened.append((first[0] + MINUTES_PER_WEEK, first[1] + MINUTES_PER_WEEK, first[2]))
    told = set()
    for before, after in pairwise(opened):
        pair = before[2], after[2]
        if after[0] < before[1] and pair not in told:
            told.add(pair)
            yield RULE.finding(
                schedule.at.child("open"),
                f"in `{schedule.title}`, {before[2]} and {after[2]} overlap",
                "write each open hour once",
            )
