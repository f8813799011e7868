"""A reply that no person of the provider has written stops the clock of an answer."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.location import Address
from validator.model.policy import Policy
from validator.model.words import Actor, Event

RULE = Rule("stop-by-system", Level.WARNING, "A reply by a machine, or by the customer, stops a clock.")

OTHERS = {Actor.SYSTEM: "automatic replies", Actor.CUSTOMER: "the customer's own messages"}


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look at whose replies stop the clocks of objectives and escalations."""
    for edition in policy.editions.values():
        for objective in edition.objectives.values():
            stops = objective.clock.stops
            if stops.event is Event.REPLIED:
                yield from _others(objective.id, stops.by, objective.at.child("clock", "stops", "by"))
        for escalation in edition.escalations.values():
            yield from _others(
                escalation.obligation, escalation.responders, escalation.at.child("answered_by")
            )


def _others(obligation: str, by: frozenset[Actor], at: Address) -> Iterator[Diagnostic]:
    """Report who else counts; nobody named means that everybody does."""
    counting = [words for actor, words in OTHERS.items() if actor in by or not by]
    if counting:
        yield RULE.finding(
            at,
            f"The clock of `{obligation}` is stopped by {' and by '.join(counting)}.",
            "Name the people whose answers count: `[agent, manager]`.",
        )
