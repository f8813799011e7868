"""Approvals: changes of a contract that somebody answers for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from validator.location import Address


@dataclass(frozen=True, slots=True)
class Approval:
    """A change that is meant, by its fingerprint or the beginning of it; `until` is the last day it holds."""

    change: str
    by: str
    because: str
    until: date
    at: Address = field(compare=False)

    def covers(self, fingerprint: str) -> bool:
        """Whether a change is the one that was approved."""
        return fingerprint.startswith(self.change)
