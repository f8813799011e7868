"""Scope: which requests and which features of the product support covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validator.location import Address
from validator.model.reading import Reading


@dataclass(frozen=True, slots=True)
class RequestKind:
    """A kind of request, covered or excluded."""

    id: str
    title: str
    covered: bool
    clause: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class FeatureArea:
    """A part of the product; support covers it where the plan includes the plan feature `covered_by`."""

    id: str
    title: str
    covered_by: str
    clause: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the contract that describes without deciding, such as what a ticket contains."""

    clause: str
    items: tuple[str, ...]
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """What support covers; `…_when_not_stated` is what a ticket that does not say is taken for."""

    requests: Mapping[str, RequestKind]
    request_when_not_stated: str | None
    features: Mapping[str, FeatureArea]
    feature_when_not_stated: str | None
    assistance: Listing | None
    ticket_contains: Listing | None
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)
