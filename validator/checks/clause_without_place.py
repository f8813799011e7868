"""A heading of the source that nothing in the edition restates."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.edition import Edition
from validator.model.policy import Policy

RULE = Rule("clause-without-place", Level.WARNING, "A clause of the source has no place in the edition.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look for headings that nothing cites."""
    for edition in policy.editions.values():
        cited = set(_cited(edition))
        for index, clause in enumerate(edition.clauses):
            if clause not in cited:
                yield RULE.finding(
                    edition.at.child("clauses", index),
                    f"Nothing in this edition restates what the source says under “{clause}”.",
                    "Restate it where it belongs, or in one sentence under `provisions` in edition.yaml.",
                    clause=clause,
                )


def _cited(edition: Edition) -> Iterator[str]:
    groups = (
        edition.definitions.values(),
        edition.provisions,
        edition.schedules.values(),
        edition.service_levels.values(),
        edition.plans.values(),
        edition.add_ons.values(),
        edition.objectives.values(),
        edition.disclaimers,
        edition.escalations.values(),
        edition.credits.values(),
        edition.services.values(),
    )
    yield edition.severities.clause
    yield from (each.clause for group in groups for each in group)
    if edition.channels:
        yield from (each.clause for each in edition.channels.groups.values())
        yield from (each.clause for each in edition.channels.contacts.values())
    if edition.scope:
        yield from (each.clause for each in edition.scope.requests.values())
        yield from (each.clause for each in edition.scope.features.values())
        yield from (each.clause for each in (edition.scope.assistance, edition.scope.ticket_contains) if each)
