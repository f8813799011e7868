"""A less urgent severity is promised a shorter time than a more urgent one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from validator.checks.comparing import is_shorter
from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.plan import Targets
from validator.model.policy import Policy

RULE = Rule(
    "response-not-monotone",
    Level.WARNING,
    "A less urgent severity has a shorter target than a more urgent one.",
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare neighbouring severities in every table of targets; units that do not convert are left alone."""
    for edition in policy.editions.values():
        order = list(edition.severities.severities)
        tables: list[tuple[str, Targets]] = [
            (level.title, level.targets) for level in edition.service_levels.values()
        ]
        for plan in edition.plans.values():
            level_targets = edition.service_levels[plan.service_level].targets
            own = {
                objective: {**level_targets.get(objective, {}), **promises}
                for objective, promises in plan.overrides.items()
            }
            tables.append((plan.title, own))
        for title, targets in tables:
            for promises in targets.values():
                known = [name for name in order if name in promises]
                for urgent, less in pairwise(known):
                    if is_shorter(promises[less].target, promises[urgent].target):
                        yield RULE.finding(
                            promises[less].at,
                            f"in `{title}`, {less} is promised {promises[less].text}, "
                            f"less than {promises[urgent].text} for the more urgent {urgent}",
                            "check both targets: the more urgent severity usually has the shorter one",
                            related=(Related(promises[urgent].at, "the more urgent severity"),),
                        )
