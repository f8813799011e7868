"""Policies, and the agreements that customers signed under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from validator.location import Address
from validator.model.edition import Edition
from validator.model.holidays import HolidayLock
from validator.model.plan import SupportHours, Targets
from validator.model.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Term:
    """The days an agreement runs, both included, in the policy's time zone."""

    first: date
    last: date
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The values that a customer and the provider agreed on; what is absent was not agreed."""

    support_hours: SupportHours | None
    targets: Targets
    features: Mapping[str, str]
    """Plan feature → what was agreed about it, in words ("20 hours per term")."""
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one customer signed. `edition` pins one edition by id; None follows the edition in force."""

    id: str
    customer: str
    policy: str
    plan: str
    add_ons: tuple[str, ...]
    edition: str | None
    term: Term
    schedules: Mapping[str, Schedule]
    agreed: Agreed
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: its editions by id, oldest first, its agreements by id and its frozen holidays.

    `zone` is the time zone in which effective dates and terms begin and end. `notice_days` is how long before a change
    for the worse customers must be told, None where that is not promised.
    """

    id: str
    title: str
    provider: str
    zone: str
    editions: Mapping[str, Edition]
    agreements: Mapping[str, Agreement]
    lock: HolidayLock | None
    at: Address = field(compare=False)
    notice_days: int | None = None
