"""A credit is promised for something that can never be late."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.promises import promised
from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.policy import Policy
from validator.model.target import BestEffort, NotOffered

RULE = Rule("credit-never-due", Level.WARNING, "A credit is for something that can never be late.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look for a time that any plan promises, or leaves to agreements, for what a credit is for."""
    for edition in policy.editions.values():
        times = (
            each for each in promised(edition) if not isinstance(each.promise.target, BestEffort | NotOffered)
        )
        timed = {each.obligation for each in times}
        for credit in edition.credits.values():
            for index, obligation in enumerate(credit.obligations):
                if obligation not in timed:
                    yield RULE.finding(
                        credit.at.child("for", index),
                        f"No plan promises a time for `{obligation}`, so that nobody can ever earn this "
                        "credit for it.",
                        f"Promise a time for `{obligation}`, or remove it here.",
                        clause=credit.clause,
                    )
