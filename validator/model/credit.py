"""Service credits: what the customer gets for an overrun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from validator.location import Address
from validator.model.reading import Reading
from validator.model.words import Counted, EligibleOn, MeasuredOn


@dataclass(frozen=True, slots=True)
class Grant:
    """What one step of overrun earns: `unit` is `days` (of term extension), a currency code, or `percent`.

    `of` names the fee that a percentage is taken from.
    """

    amount: Decimal
    unit: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit rule. `every` is the length of a step in microseconds; `cap` the most per decision, None for no cap."""

    id: str
    title: str
    clause: str
    obligations: tuple[str, ...]
    every: int
    counted: Counted
    measured_on: MeasuredOn
    grant: Grant
    cap: Decimal | None
    eligible_on: EligibleOn
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)

    def steps(self, overrun: int) -> int:
        """Return how many steps of an overrun (microseconds) earn the grant."""
        return overrun // self.every if self.counted is Counted.COMPLETED else -(-overrun // self.every)
