"""An escalation comes through a channel that carries no promise."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level, Related
from validator.model.policy import Policy

RULE = Rule(
    "escalation-by-community-channel",
    Level.WARNING,
    "An escalation comes through a channel on which no answer in time is promised.",
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up the group of every channel of an escalation."""
    for edition in policy.editions.values():
        if edition.channels is None:
            continue
        for escalation in edition.escalations.values():
            for index, channel in enumerate(escalation.channels):
                group = edition.channels.group_of(channel)
                if group is None or group.guarantees_response_times:
                    continue
                yield RULE.finding(
                    escalation.at.child("asked", "through", index),
                    f"The escalation `{escalation.id}` promises `{escalation.promise.text}`, but is asked "
                    "for through "
                    f"`{channel}`, a channel on which no answer in time is promised.",
                    "Name a channel with guaranteed response times.",
                    clause=escalation.clause,
                    related=(Related(group.at.child("response_times"), "what is promised on this channel"),),
                )
