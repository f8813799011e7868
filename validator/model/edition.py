"""An edition: one whole, dated, published text of a policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from validator.location import Address
from validator.model.channel import Channels
from validator.model.credit import Credit
from validator.model.objective import Disclaimer, Escalation, Objective, Status
from validator.model.plan import AddOn, Feature, Plan, ServiceLevel
from validator.model.reading import Reading
from validator.model.schedule import Schedule
from validator.model.scope import Scope
from validator.model.service import Service
from validator.model.severity import SeverityScale


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term of the contract."""

    term: str
    means: str
    clause: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The document that an edition restates."""

    document: str
    revision: str
    printed_date: date | None
    licence: str | None


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition; `id` is the name of its folder, its effective date, optionally followed by `-` and a word.

    `clauses` are the headings of the source in order; every `clause` of the edition is one of them.
    """

    id: str
    title: str
    effective_from: date
    supersedes: str | None
    source: Source
    clauses: tuple[str, ...]
    definitions: Mapping[str, Definition]
    provisions: tuple[Definition, ...]
    schedules: Mapping[str, Schedule]
    severities: SeverityScale
    channels: Channels | None
    scope: Scope | None
    service_levels: Mapping[str, ServiceLevel]
    features: Mapping[str, Feature]
    plans: Mapping[str, Plan]
    add_ons: Mapping[str, AddOn]
    statuses: Mapping[str, Status]
    objectives: Mapping[str, Objective]
    disclaimers: tuple[Disclaimer, ...]
    escalations: Mapping[str, Escalation]
    credits: Mapping[str, Credit]
    services: Mapping[str, Service]
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)
    announced_on: date | None = None
