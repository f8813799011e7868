"""A reading: which meaning was chosen where the contract's words leave a choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validator.location import Address


@dataclass(frozen=True, slots=True)
class Reading:
    """The question a clause leaves open, what the policy chose (the value as written) and why."""

    question: str
    chosen: str
    because: str
    at: Address = field(compare=False)


Readings = Mapping[str, Reading]
