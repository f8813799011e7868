"""Scope: which requests and which features of the product support covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validator.location import Address


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
class Scope:
    """What support covers; `…_when_not_stated` is what a ticket that does not say is taken for."""

    requests: Mapping[str, RequestKind]
    request_when_not_stated: str | None
    features: Mapping[str, FeatureArea]
    feature_when_not_stated: str | None
    ticket_contains: tuple[str, ...]
    assistance: tuple[str, ...]
    at: Address = field(compare=False)
