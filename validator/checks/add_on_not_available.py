"""An agreement has an add-on that its plan cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy

RULE = Rule(
    "add-on-not-available", Level.ERROR, "An agreement has an add-on that is not available for its plan."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up the plan of every agreement with add-ons."""
    for agreement in policy.agreements.values():
        for edition in policy.editions.values():
            if agreement.edition not in (None, edition.id):
                continue
            for index, name in enumerate(agreement.add_ons):
                add_on = edition.add_ons.get(name)
                if add_on is not None and agreement.plan not in add_on.available_for:
                    yield RULE.finding(
                        agreement.at.child("add_ons", index),
                        f"`{add_on.title}` is not available for the plan `{agreement.plan}`",
                        f"it is available for: {', '.join(add_on.available_for)}",
                        related=(Related(add_on.at.child("available_for"), "where that is said"),),
                    )
