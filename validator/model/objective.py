"""Objectives: what starts, stops and pauses a clock, and which severity governs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validator.location import Address
from validator.model.reading import Reading
from validator.model.target import Promise
from validator.model.words import Actor, Event, Metric, Recurs, Reopening, SeverityChange


@dataclass(frozen=True, slots=True)
class EventPattern:
    """Which events match; an empty set means any. `public` None means public or not.

    `by` never matches an event that does not say who acted, unless it is empty.
    """

    event: Event
    by: frozenset[Actor] = frozenset()
    public: bool | None = None
    statuses: frozenset[str] = frozenset()
    urgency: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """How the time of an objective is counted.

    `counts` is the id of a schedule on which business hours and days run, None for the plan's support hours.
    `pauses` are the statuses in which the clock stands still.
    """

    starts: EventPattern
    stops: EventPattern
    recurs: Recurs
    counts: str | None
    pauses: frozenset[str]
    reopening: Reopening


@dataclass(frozen=True, slots=True)
class Objective:
    """A promise about tickets; its targets stand in the service levels and plans, by severity."""

    id: str
    title: str
    metric: Metric
    clause: str
    clock: Clock
    severity_change: SeverityChange
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Status:
    """A state a ticket can be put into, which a clock may name as a pause."""

    id: str
    title: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """Something the contract says it does not guarantee."""

    id: str
    text: str
    clause: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Escalation:
    """An obligation of its own: once the customer escalates, someone must answer in time.

    `channels` must all be used (`all_channels`) or at least one of them; `when_not_stated` is the channel of an
    escalation that names none. The log's `urgency` is this escalation's id; the obligation is `escalation_<id>`.
    """

    id: str
    title: str
    clause: str
    channels: tuple[str, ...]
    all_channels: bool
    when_not_stated: str | None
    contacts: Mapping[str, str]
    responders: frozenset[Actor]
    counts: str | None
    promise: Promise
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)

    @property
    def obligation(self) -> str:
        """The obligation's id in decisions and credits."""
        return f"escalation_{self.id}"
