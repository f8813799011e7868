"""One promise has two values, and nothing says which of them holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from validator.checks.rule import Facts, Rule
from validator.checks.signed import Signed, signed
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.edition import Edition
from validator.model.plan import AddOn
from validator.model.policy import Policy

RULE = Rule(
    "one-promise-two-values", Level.ERROR, "One promise has two values, and nothing says which holds."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare each plan with its service level, and the add-ons of each agreement with each other."""
    for edition in policy.editions.values():
        yield from _plans(edition)
    for each in signed(policy):
        for (_, one), (index, other) in combinations(enumerate(each.offer.add_ons), 2):
            yield from _add_ons(each, one, other, index)


def _plans(edition: Edition) -> Iterator[Diagnostic]:
    for plan in edition.plans.values():
        level = edition.service_levels[plan.service_level]
        for objective, promises in plan.overrides.items():
            for severity, own in promises.items():
                other = level.targets.get(objective, {}).get(severity)
                if other is None or other.target == own.target or "overrides" in plan.readings:
                    continue
                yield RULE.finding(
                    own.at,
                    f"For `{objective}` at `{severity}`, the plan `{plan.id}` promises `{own.text}`, but "
                    "its service level "
                    f"`{level.id}` promises `{other.text}`.",
                    "Say which holds and why, under `readings: overrides:` of the plan, or remove one of the two.",
                    clause=own.clause,
                    related=(Related(other.at, "what the service level promises"),),
                )


def _add_ons(each: Signed, one: AddOn, other: AddOn, index: int) -> Iterator[Diagnostic]:
    pairs = (
        ("support hours", one.support_hours, other.support_hours),
        ("service level", one.service_level, other.service_level),
        *((f"feature `{name}`", one.features[name], other.features.get(name)) for name in one.features),
    )
    twice = [what for what, first, second in pairs if None not in (first, second) and first != second]
    if twice:
        yield RULE.finding(
            each.agreement.at.child("add_ons", index),
            f"The add-ons `{one.id}` and `{other.id}` give this customer different values for the "
            f"{' and the '.join(twice)}.",
            "Agree on one of the two add-ons; now the one that is listed last prevails.",
            clause=other.clause,
            related=(
                Related(one.at.child("replaces"), "what the first replaces"),
                Related(other.at.child("replaces"), "what the second replaces"),
            ),
        )
