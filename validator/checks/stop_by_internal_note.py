"""An internal note, which the customer never sees, stops the clock of an answer."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.policy import Policy
from validator.model.words import Event

RULE = Rule(
    "stop-by-internal-note", Level.WARNING, "An internal note, which the customer never sees, stops a clock."
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look at which replies stop a clock."""
    for edition in policy.editions.values():
        for objective in edition.objectives.values():
            stops = objective.clock.stops
            if stops.event is Event.REPLIED and not stops.public:
                yield RULE.finding(
                    objective.at.child("clock", "stops", "public"),
                    f"The clock of `{objective.id}` is stopped by notes that the customer never sees.",
                    "Write `public: only public`.",
                    clause=objective.clause,
                )
