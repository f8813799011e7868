"""A customer can have a request for which the text promises nothing, not even that nothing is offered."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.edition import Edition
from validator.model.offer import offers
from validator.model.policy import Policy

RULE = Rule("target-missing", Level.ERROR, "A plan has no target for an objective at some severity.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up every cell of objective and severity in every offer; tell each empty one of a service level once."""
    for edition in policy.editions.values():
        for (level, objective, severity), plans in _empty(edition).items():
            at = edition.service_levels[level].at.child("targets")
            there = objective in edition.service_levels[level].targets
            yield RULE.finding(
                (at.child(objective) if there else at).key(),
                f"The service level `{level}` has no target for `{objective}` at `{severity}`, {_nor(plans)}.",
                f"Add `{severity}:` under `{objective}:`, with a time, `best effort` or `not offered`.",
                related=(Related(edition.severities.severities[severity].at.key(), "the severity"),),
            )


def _nor(plans: list[str]) -> str:
    names = [f"`{plan}`" for plan in dict.fromkeys(plans)]
    if len(names) == 1:
        return f"nor has the plan {names[0]} that refers to it"
    return f"nor have the plans {', '.join(names[:-1])} and {names[-1]} that refer to it"


def _empty(edition: Edition) -> dict[tuple[str, str, str], list[str]]:
    """Return the plans with an empty cell, by service level, objective and severity."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for offer in offers(edition):
        for objective, promises in offer.targets.items():
            for severity in edition.severities.severities:
                if severity not in promises:
                    found.setdefault((offer.service_level, objective, severity), []).append(offer.plan.id)
    return found
