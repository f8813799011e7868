"""An agreement begins before any edition that can govern it."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.checks.signed import governing
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy

RULE = Rule(
    "term-before-first-edition", Level.ERROR, "An agreement begins before the edition that governs it."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare the first day of every term with the first edition that governs it."""
    for agreement in policy.agreements.values():
        first = next(iter(governing(policy, agreement) or policy.editions.values()), None)
        if first is None or first.effective_from <= agreement.term.first:
            continue
        which = "the first edition of the policy" if agreement.edition is None else "its edition"
        yield RULE.finding(
            agreement.term.at.child("from"),
            f"The term begins on {agreement.term.first}, but {which} takes effect only on "
            f"{first.effective_from}.",
            "Begin the term later, or add the edition that was in force on its first day.",
            related=(Related(first.at.child("effective_from"), "when the edition takes effect"),),
        )
