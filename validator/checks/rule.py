"""What a rule is made of, and what it may know beside the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Address
from validator.model.holidays import HolidayCalendar
from validator.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules are told about the world: the names of all time zones, and freshly computed holiday calendars.

    `fresh` maps the id of a calendar to its days as the installed package has them now; calendars whose lock was made by
    the same release and still has its digest are left out, since they cannot differ.
    """

    zones: frozenset[str]
    fresh: Mapping[str, HolidayCalendar]


Finder = Callable[[Policy, Facts], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on the meaning of a policy; its page stands beside it as `<name>.md`."""

    name: str
    level: Level
    summary: str

    def finding(
        self,
        at: Address,
        message: str,
        next_step: str,
        *,
        meant: str | None = None,
        related: tuple[Related, ...] = (),
    ) -> Diagnostic:
        """Return a finding of this rule."""
        return Diagnostic(self.name, self.level, message, at, next_step, meant=meant, related=related)
