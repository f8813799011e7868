"""Which edition holds on a day does not follow from what the editions say of each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.edition import Edition
from validator.model.policy import Policy

RULE = Rule(
    "edition-out-of-order",
    Level.WARNING,
    "An edition does not supersede the one that was in force before it.",
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare neighbouring editions, in the order in which they take effect."""
    editions = tuple(policy.editions.values())
    for before, after in pairwise(editions):
        if before.effective_from == after.effective_from:
            yield _same_day(before, after)
        elif after.supersedes != before.id:
            yield _other(before, after)
    if editions and editions[0].supersedes is not None:
        first = editions[0]
        yield RULE.finding(
            first.at.child("supersedes"),
            f"The first edition supersedes {first.supersedes}, which takes effect only later.",
            "Write `supersedes: none`, or correct the dates.",
        )


def _same_day(before: Edition, after: Edition) -> Diagnostic:
    return RULE.finding(
        after.at.child("effective_from"),
        f"The editions {before.id} and {after.id} take effect on the same day; {after.id} would hold from "
        "its first minute.",
        "Take one of them off the list in policy.yaml, or let them take effect on different days.",
        related=(Related(before.at.child("effective_from"), "the other edition"),),
    )


def _other(before: Edition, after: Edition) -> Diagnostic:
    return RULE.finding(
        after.at.child("supersedes"),
        f"This edition says `supersedes: {after.supersedes or 'none'}`, but the edition {before.id} is in force "
        "until it takes effect.",
        f"Write `supersedes: {before.id}`, or correct the dates.",
        related=(Related(before.at.child("effective_from"), "the edition in force before"),),
    )
