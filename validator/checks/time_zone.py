"""A time zone that does not exist, or one that is only a fixed offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from validator.checks.rule import Facts, Rule
from validator.diagnostics import Diagnostic, Level
from validator.location import Address
from validator.model.policy import Policy

RULE = Rule(
    "time-zone",
    Level.ERROR,
    "A time zone does not exist, or stands for a fixed offset without clock changes.",
)

FIXED = re.compile(r"Etc/GMT[+-]?\d+|GMT[+-]?\d*|EST|MST|HST|UTC|UCT|Zulu|Greenwich|Universal")


def find(policy: Policy, facts: Facts) -> Iterator[Diagnostic]:
    """Look up every zone; `Etc/UTC` is a choice, an abbreviation is a trap."""
    for zone, at in _zones(policy):
        if zone not in facts.zones:
            close = get_close_matches(zone, sorted(facts.zones), n=1)
            yield RULE.finding(
                at,
                f"there is no time zone `{zone}`",
                "use a name such as Europe/Zurich: continent and city",
                meant=close[0] if close else None,
            )
        elif FIXED.fullmatch(zone):
            yield RULE.finding(
                at,
                f"`{zone}` is a fixed offset: it never changes its clocks",
                "name a place (Europe/Zurich), or write Etc/UTC if UTC is meant",
            )


def _zones(policy: Policy) -> Iterator[tuple[str, Address]]:
    yield policy.zone, policy.at.child("time_zone")
    for edition in policy.editions.values():
        yield from ((each.zone, each.at.child("time_zone")) for each in edition.schedules.values())
    for agreement in policy.agreements.values():
        yield from ((each.zone, each.at.child("time_zone")) for each in agreement.schedules.values())
