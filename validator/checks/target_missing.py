"""A customer could ask for something for which the text promises nothing, not even that nothing is offered."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.offer import offers
from validator.model.policy import Policy

RULE = Rule("target-missing", Level.ERROR, "A severity has no target for an objective.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up every severity of every offer."""
    for edition in policy.editions.values():
        for offer in offers(edition):
            level = edition.service_levels[offer.service_level]
            for objective, promises in offer.targets.items():
                missing = [name for name in edition.severities.severities if name not in promises]
                if missing:
                    yield RULE.finding(
                        level.at,
                        f"the service level `{level.title}`, which `{offer.plan.title}` has, says nothing about "
                        f"{objective} for {', '.join(missing)}",
                        "write a target for each severity; `best effort` and `not offered` are targets too",
                    )
