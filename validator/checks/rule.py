"""What a rule is made of, and what it may know beside the policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Address
from validator.model.holidays import HolidayCalendar
from validator.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules are told about the world: the names of all time zones, and freshly computed holiday calendars.

    `fresh` maps ids of policy and calendar to the calendar as the installed package computes it now, or to the reason
    why it cannot. Calendars that cannot have drifted are left out: the same release made them, and their digest holds.
    """

    zones: frozenset[str]
    fresh: Mapping[tuple[str, str], HolidayCalendar | str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on the meaning of a policy; its page stands beside its module, under the same name."""

    name: str
    level: Level
    summary: str

    def finding(
        self,
        at: Address,
        message: str,
        next_step: str,
        *,
        clause: str | None = None,
        meant: str | None = None,
        related: tuple[Related, ...] = (),
    ) -> Diagnostic:
        """Return a finding of this rule; message and next step are whole sentences."""
        return Diagnostic(self.name, self.level, message, at, next_step, clause, meant, related)


class Check(Protocol):
    """A module that holds a rule and finds what breaks it."""

    RULE: Rule

    def find(self, policy: Policy, facts: Facts) -> Iterator[Diagnostic]:
        """Yield everything in a policy that breaks the rule."""
