"""A prescribed lowering leads to a severity that is as urgent or more."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.policy import Policy

RULE = Rule(
    "severity-raised-by-lowering", Level.ERROR, "A severity is lowered to one that is not less urgent."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Compare the ranks of both."""
    for edition in policy.editions.values():
        scale = edition.severities.severities
        for severity in scale.values():
            to = scale.get(severity.lowered_to or "")
            if to is not None and to.rank <= severity.rank:
                relation = "the same severity" if to is severity else "a more urgent one"
                yield RULE.finding(
                    severity.at.child("lowered", "to"),
                    f"`{severity.id}` is lowered to `{to.id}`, which is {relation}.",
                    "Name a less urgent severity, or correct the order in `most_urgent_first`.",
                )
