"""A plan's own target is worse than the one of the service level that the plan refers to."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.comparing import is_worse
from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy

RULE = Rule("plan-worsens", Level.WARNING, "A plan's own target is worse than that of its service level.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare each plan's own targets with those they replace, in like units."""
    for edition in policy.editions.values():
        for plan in edition.plans.values():
            level = edition.service_levels[plan.service_level]
            for objective, promises in plan.overrides.items():
                for severity, own in promises.items():
                    other = level.targets.get(objective, {}).get(severity)
                    if other is None or not is_worse(own.target, other.target):
                        continue
                    yield RULE.finding(
                        own.at,
                        f"For `{objective}` at `{severity}`, the plan `{plan.id}` promises `{own.text}`, "
                        "less than the "
                        f"`{other.text}` of its service level `{level.id}`.",
                        "Check the value: doubts about it would be settled in the customer's favour.",
                        clause=own.clause,
                        related=(Related(other.at, "what the service level promises"),),
                    )
