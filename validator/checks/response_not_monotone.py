"""A less urgent severity is promised a better target than a more urgent one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from validator.checks.comparing import is_worse
from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.offer import offers
from validator.model.policy import Policy
from validator.model.target import NotOffered

RULE = Rule(
    "response-not-monotone",
    Level.WARNING,
    "A less urgent severity has a better target than a more urgent one.",
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare the severities of every offer in like units; where nothing is offered, there is nothing to compare."""
    for edition in policy.editions.values():
        told = set()
        for offer in offers(edition):
            for objective, promises in offer.targets.items():
                known = [(name, promises[name]) for name in edition.severities.severities if name in promises]
                for (urgent, slow), (less, fast) in combinations(known, 2):
                    offered = not isinstance(slow.target, NotOffered)
                    if not offered or not is_worse(slow.target, fast.target) or fast.at in told:
                        continue
                    told.add(fast.at)
                    yield RULE.finding(
                        fast.at,
                        f"For `{objective}`, `{less}` is promised `{fast.text}`, but the more urgent `{urgent}` only "
                        f"`{slow.text}`.",
                        "Check both targets, and the order in `most_urgent_first`.",
                        clause=fast.clause,
                        related=(Related(slow.at, "the more urgent severity"),),
                    )
