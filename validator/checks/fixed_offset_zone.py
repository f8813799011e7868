"""A time zone that is no place's: its clocks never change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validator.checks.rule import Facts, Rule
from validator.checks.schedules import zones
from validator.diagnostics import Diagnostic, Level
from validator.model.policy import Policy

RULE = Rule(
    "fixed-offset-zone", Level.WARNING, "A time zone is a fixed offset that ignores the change of clocks."
)

FIXED = re.compile(r"(Etc/)?(GMT([+-]?[0-9]+)?|Greenwich)|EST|MST|HST")
"""Fixed offsets of the IANA list other than UTC, which nobody takes for the time of a place."""


def find(policy: Policy, _facts: Facts) -> Iterator[Diagnostic]:
    """Look at every zone."""
    for zone, at in zones(policy):
        if FIXED.fullmatch(zone):
            yield RULE.finding(
                at,
                f"`{zone}` is a fixed distance from UTC: in summer it is not the time on the clocks of "
                "any place that "
                f"changes them{_against_the_sign(zone)}.",
                "Name the place whose clocks are meant (`Europe/Zurich`), or write `Etc/UTC` if UTC is meant.",
            )


def _against_the_sign(zone: str) -> str:
    sign = {"+": "behind", "-": "ahead of"}.get(zone.removeprefix("Etc/GMT")[:1])
    return f", and its sign means that it is {sign} UTC" if sign else ""
