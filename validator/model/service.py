"""Services beside the answers: technical account management, onboarding."""

from __future__ import annotations

from dataclasses import dataclass, field

from validator.location import Address


@dataclass(frozen=True, slots=True)
class ServiceTopic:
    """A list of the contract under its own heading, such as tasks, or topics in scope."""

    id: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A service and its terms in the contract's order; `feature` is the plan feature that includes it, if any."""

    id: str
    title: str
    clause: str
    feature: str | None
    terms: tuple[str, ...]
    topics: tuple[ServiceTopic, ...]
    at: Address = field(compare=False)
