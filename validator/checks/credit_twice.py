"""Two credit rules speak of the same obligation."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Address
from validator.model.policy import Policy

RULE = Rule("credit-twice", Level.ERROR, "Two credits are promised for the same delay.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Note which rule of credit speaks of an obligation first."""
    for edition in policy.editions.values():
        seen: dict[str, tuple[str, Address]] = {}
        for credit in edition.credits.values():
            for index, obligation in enumerate(credit.obligations):
                at = credit.at.child("for", index)
                first, there = seen.setdefault(obligation, (credit.id, at))
                if first != credit.id:
                    yield RULE.finding(
                        at,
                        f"A late `{obligation}` earns two credits, `{first}` and `{credit.id}`; only one "
                        "of them can be given.",
                        f"Remove `{obligation}` from one of the two.",
                        clause=credit.clause,
                        related=(Related(there, "the other credit"),),
                    )
