"""Severities: what each means and who determines it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validator.location import Address
from validator.model.reading import Reading
from validator.model.words import DeterminedBy


@dataclass(frozen=True, slots=True)
class Severity:
    """One level; `rank` 0 is the most urgent. `lowered_to` is where the contract prescribes lowering it."""

    id: str
    rank: int
    title: str
    definition: str
    examples: tuple[str, ...]
    commitment: str | None
    lowered_when: str | None
    lowered_to: str | None
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class SeverityScale:
    """All severities, most urgent first. `when_not_stated` is the one that a ticket without any gets."""

    clause: str
    severities: Mapping[str, Severity]
    determined_by: DeterminedBy
    when_not_stated: str | None
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)
