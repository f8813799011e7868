"""Two credit rules speak of the same obligation."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Address
from validator.model.policy import Policy

RULE = Rule("credit-twice", Level.ERROR, "Two credit rules are for the same obligation.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Note which rule speaks of an obligation first."""
    for edition in policy.editions.values():
        seen: dict[str, Address] = {}
        for credit in edition.credits.values():
            for index, obligation in enumerate(credit.obligations):
                at = credit.at.child("for", index)
                if obligation in seen:
                    yield RULE.finding(
                        at,
                        f"`{obligation}` already earns a credit by another rule",
                        "leave each obligation in one rule only",
                        related=(Related(seen[obligation], "the other rule"),),
                    )
                seen.setdefault(obligation, at)
