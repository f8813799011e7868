"""An agreement has an add-on that its plan cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.checks.signed import signed
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy

RULE = Rule(
    "add-on-not-available", Level.ERROR, "An agreement has an add-on that is not available for its plan."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up the plan of every agreement with add-ons."""
    for each in signed(policy):
        for index, add_on in enumerate(each.offer.add_ons):
            if each.agreement.plan in add_on.available_for:
                continue
            plans = ", ".join(f"`{plan}`" for plan in add_on.available_for)
            yield RULE.finding(
                each.agreement.at.child("add_ons", index),
                f"The add-on `{add_on.id}` is not available for the plan `{each.agreement.plan}`.",
                f"Remove the add-on, or change the plan: it is available for {plans}.",
                clause=add_on.clause,
                related=(Related(add_on.at.child("available_for"), "the plans that can have it"),),
            )
