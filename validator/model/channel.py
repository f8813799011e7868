"""Channels through which customers ask, and which of them carry a promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validator.location import Address
from validator.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach support."""

    id: str
    title: str
    contact: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class ChannelGroup:
    """Channels under one clause; a plan opens them by including `feature`.

    `guarantees_response_times` is false where the contract promises no answer in time.
    """

    id: str
    title: str
    clause: str
    feature: str
    guarantees_response_times: bool
    languages: tuple[str, ...]
    advice: tuple[str, ...]
    channels: Mapping[str, Channel]
    readings: Mapping[str, Reading]
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Contact:
    """An address for something that is not a support request."""

    id: str
    title: str
    contact: str
    clause: str
    at: Address = field(compare=False)


@dataclass(frozen=True, slots=True)
class Channels:
    """All channel groups and further contacts; `when_not_stated` is the channel of a ticket that names none."""

    groups: Mapping[str, ChannelGroup]
    contacts: Mapping[str, Contact]
    when_not_stated: str | None
    at: Address = field(compare=False)

    def group_of(self, channel: str) -> ChannelGroup | None:
        """Return the group that a channel belongs to, None for an unknown channel."""
        return next((group for group in self.groups.values() if channel in group.channels), None)
