"""An agreement follows the edition in force, and one of these does not know what it names."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.checks.signed import governing
from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Address
from validator.model.edition import Edition
from validator.model.policy import Agreement, Policy

RULE = Rule(
    "agreement-outside-edition",
    Level.ERROR,
    "An agreement names something that an edition within its term does not have.",
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up the names of every agreement in each edition that governs it."""
    for agreement in policy.agreements.values():
        for edition in governing(policy, agreement):
            for kind, name, at in _unknown(agreement, edition):
                yield RULE.finding(
                    at,
                    f"The edition {edition.id} governs this agreement within its term, but has no {kind} `{name}`.",
                    "Pin the agreement to an edition that has it, end the term earlier, or add the "
                    f"{kind} to the edition.",
                    related=(Related(edition.at.child("effective_from"), "the edition"),),
                )


def _unknown(agreement: Agreement, edition: Edition) -> Iterator[tuple[str, str, Address]]:
    agreed = agreement.agreed
    if agreement.plan not in edition.plans:
        yield "plan", agreement.plan, agreement.at.child("plan")
    for index, add_on in enumerate(agreement.add_ons):
        if add_on not in edition.add_ons:
            yield "add-on", add_on, agreement.at.child("add_ons", index)
    hours = agreed.support_hours
    if hours is not None and hours.schedule not in {*agreement.schedules, *edition.schedules}:
        yield "support hours", hours.schedule, hours.at
    for objective, promises in agreed.targets.items():
        at = agreed.at.child("targets", objective)
        if objective not in edition.objectives:
            yield "objective", objective, at.key()
        for severity in sorted(promises.keys() - edition.severities.severities.keys()):
            yield "severity", severity, at.child(severity).key()
    for feature in sorted(agreed.features.keys() - edition.features.keys()):
        yield "plan feature", feature, agreed.at.child("features", feature).key()
