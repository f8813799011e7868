"""An agreement begins before any edition that can govern it."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy

RULE = Rule(
    "term-before-first-edition", Level.ERROR, "An agreement begins before its first edition is in force."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare the first day of every term with the editions that can govern it."""
    for agreement in policy.agreements.values():
        editions = [each for each in policy.editions.values() if agreement.edition in (None, each.id)]
        first = min(editions, key=lambda each: each.effective_from, default=None)
        if first is not None and agreement.term.first < first.effective_from:
            yield RULE.finding(
                agreement.term.at.child("from"),
                f"the term begins on {agreement.term.first}, but the first edition that governs it is in force from "
                f"{first.effective_from}",
                "begin the term later, or add the edition that was in force then",
                related=(Related(first.at.child("effective_from"), "the first edition"),),
            )
