"""A time zone that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from validator.checks.rule import Facts, Rule
from validator.checks.schedules import zones
from validator.diagnostics import Diagnostic, Level
from validator.model.policy import Policy

RULE = Rule("unknown-time-zone", Level.ERROR, "A time zone does not exist.")


def find(policy: Policy, facts: Facts) -> Iterator[Diagnostic]:
    """Look up every zone in the IANA list."""
    for zone, at in zones(policy):
        if zone not in facts.zones:
            close = get_close_matches(zone, sorted(facts.zones), n=1)
            yield RULE.finding(
                at,
                f"There is no time zone `{zone}` in the IANA list.",
                "Write continent and city, such as `Europe/Zurich` or `America/New_York`.",
                meant=close[0] if close else None,
            )
