"""What customers buy: plans, add-ons that replace parts of them, and the service levels both refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validator.location import Address
from validator.model.reading import Reading
from validator.model.target import Promise
from validator.model.words import Inclusion

Targets = Mapping[str, Mapping[str, Promise]]
"""Objective id → severity id → promise."""


@dataclass(frozen=True, slots=True)
class SupportHours:
    """The schedule of a plan, or (`negotiable`) the widest one that an agreement may choose."""

    schedule: str
    negotiable: bool
    text: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """A named column of targets."""

    id: str
    title: str
    clause: str
    targets: Targets
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Feature:
    """A line of the plan table, such as professional support."""

    id: str
    title: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """A subscription plan. `overrides` are the plan's own targets, which prevail over its service level's."""

    id: str
    title: str
    clause: str
    support_hours: SupportHours
    service_level: str
    features: Mapping[str, Inclusion]
    overrides: Targets
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class AddOn:
    """An addition that replaces what it lists; everything else (None or absent) stays as the plan has it.

    Replacing the service level also replaces the plan's own targets.
    """

    id: str
    title: str
    clause: str
    available_for: tuple[str, ...]
    support_hours: SupportHours | None
    service_level: str | None
    features: Mapping[str, Inclusion]
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)
