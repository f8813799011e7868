"""An escalation comes through a channel that carries no promise."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.model.policy import Policy

RULE = Rule(
    "escalation-by-community-channel",
    Level.WARNING,
    "An escalation uses a channel without guaranteed response times.",
)


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look up the group of every channel of an escalation."""
    for edition in policy.editions.values():
        if edition.channels is None:
            continue
        for escalation in edition.escalations.values():
            for index, channel in enumerate(escalation.channels):
                group = edition.channels.group_of(channel)
                if group is not None and not group.guarantees_response_times:
                    yield RULE.finding(
                        escalation.at.child("asked", "through", index),
                        f"`{escalation.title}` comes through `{channel}`, where no response times are guaranteed",
                        "use a channel of a group with `response_times: guaranteed`",
                    )
