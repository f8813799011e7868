"""An automatic reply would stop the clock of a response."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.policy import Policy
from validator.model.words import Actor, Event

RULE = Rule("stop-by-system", Level.WARNING, "An automatic or the customer's own reply stops a clock.")


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look at who may stop the clocks of replies."""
    for edition in policy.editions.values():
        for objective in edition.objectives.values():
            stops = objective.clock.stops
            anyone = not stops.by or stops.by & {Actor.SYSTEM, Actor.CUSTOMER}
            if stops.event is Event.REPLIED and anyone:
                yield RULE.finding(
                    objective.at.child("clock", "stops"),
                    f"the clock of `{objective.title}` is stopped by replies that no person of the provider wrote",
                    "write `by: [agent, manager]`",
                )
