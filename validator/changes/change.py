"""A change: what a contract said, what it says now, and whom that favours."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from validator.changes.favours import Favours
from validator.location import Address, Route


class Kind(Enum):
    """Which part of the contract a change is about."""

    SUPPORT_HOURS = "support hours"
    HOLIDAYS = "holidays"
    SEVERITY = "severity"
    CHANNEL = "channel"
    SCOPE = "scope"
    TARGET = "target"
    PLAN = "plan"
    OBJECTIVE = "objective"
    ESCALATION = "escalation"
    CREDIT = "credit"
    SERVICE = "service"
    PROVISION = "provision"
    AGREEMENT = "agreement"
    POLICY = "policy"
    CONTACT = "contact"
    READING = "reading"
    WORDING = "wording"


SILENT = frozenset({Kind.READING, Kind.WORDING})
"""Changes that move no promise: why words mean what they mean, and headings."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says: the value in words, and where it stands."""

    text: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two texts, at one place of theirs.

    `file` is the file's name within the edition (`plans.yaml`) or the policy (`agreements/acme.yaml`), `route` the
    place in it. `old` or `new` is None where that side says nothing. `at` is where the change is shown: in the new
    text, or the nearest part of it that is left.
    """

    kind: Kind
    favours: Favours
    file: str
    route: Route
    old: Said | None
    new: Said | None
    at: Address = field(compare=False)

    @property
    def path(self) -> str:
        """Return the place as people read it: `plans / production / support_hours`."""
        return " / ".join(str(key) for key in self.route)

    def concerns(self, file: str, route: Route) -> bool:
        """Whether a place is the changed one, a part of it, or what it is a part of."""
        length = min(len(route), len(self.route))
        return file == self.file and route[:length] == self.route[:length]
