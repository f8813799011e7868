"""A plan and its service level promise different things for the same case, and no reading says which holds."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy

RULE = Rule("one-promise-two-values", Level.ERROR, "Two places promise different things for the same case.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare each plan's own targets with those of its service level."""
    for edition in policy.editions.values():
        for plan in edition.plans.values():
            if "overrides" in plan.readings:
                continue
            level = edition.service_levels[plan.service_level]
            for objective, promises in plan.overrides.items():
                for severity, promise in promises.items():
                    other = level.targets.get(objective, {}).get(severity)
                    if other is None or other.target == promise.target:
                        continue
                    yield RULE.finding(
                        promise.at,
                        f"the plan `{plan.title}` promises {promise.text} for {severity}, its service level "
                        f"`{level.title}` promises {other.text}",
                        "say which holds: write `readings: { overrides: { question: …, because: … } }` in the plan",
                        related=(Related(other.at, "the other promise"),),
                    )
