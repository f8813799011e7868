"""A credit is promised for something that can never be late."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.offer import offers
from validator.model.policy import Policy
from validator.model.target import BestEffort, NotOffered

RULE = Rule("credit-never-due", Level.WARNING, "A credit is for an objective that can never be late.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look for a time in any offer."""
    for edition in policy.editions.values():
        timed = {
            objective
            for offer in offers(edition)
            for objective, promises in offer.targets.items()
            if any(not isinstance(promise.target, BestEffort | NotOffered) for promise in promises.values())
        }
        for credit in edition.credits.values():
            for index, obligation in enumerate(credit.obligations):
                if obligation in edition.objectives and obligation not in timed:
                    yield RULE.finding(
                        credit.at.child("for", index),
                        f"no plan promises a time for `{obligation}`, so nobody can ever earn this credit",
                        "promise a time, or remove the obligation from the credit",
                    )
