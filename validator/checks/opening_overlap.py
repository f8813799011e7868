"""Two openings of the same hours overlap: one of them is probably not what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from validator.checks.rule import Facts, Rule
from validator.checks.schedules import schedules
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy
from validator.model.schedule import Opening, Schedule
from validator.timetable.week import MINUTES_PER_WEEK, spans

RULE = Rule("opening-overlap", Level.WARNING, "Two openings of the same hours overlap.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare the openings of every schedule with each other; those that touch are in order."""
    for schedule in schedules(policy):
        yield from _overlaps(schedule)


def _overlaps(schedule: Schedule) -> Iterator[Diagnostic]:
    at = schedule.at.child("open")
    for (first, one), (second, other) in combinations(enumerate(schedule.openings), 2):
        if _meet(one, other):
            yield RULE.finding(
                at.child(second),
                f"The opening `{other.text}` of the hours `{schedule.id}` overlaps with `{one.text}`.",
                "Write every open hour once. An hour that is written twice counts once.",
                clause=schedule.clause,
                related=(Related(at.child(first), "the other opening"),),
            )


def _meet(one: Opening, other: Opening) -> bool:
    """Whether two openings have a minute in common, in whichever week."""
    weeks = (-MINUTES_PER_WEEK, 0, MINUTES_PER_WEEK)
    return any(
        opens < other_closes + shift and other_opens + shift < closes
        for (opens, closes), (other_opens, other_closes), shift in product(
            spans(one), list(spans(other)), weeks
        )
    )
