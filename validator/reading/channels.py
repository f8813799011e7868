"""Channels and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Related
from validator.model.channel import Channel, ChannelGroup, Channels, Contact
from validator.reading.settled import readings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings


def channels(
    cursor: Cursor, clauses: Collection[str], features: Collection[str], findings: Findings
) -> Channels:
    """Return the channel groups and contacts of a channels file."""
    groups = {
        name: _group(name, each, clauses, features, findings)
        for name, each in cursor["channel_groups"].entries()
    }
    known = [channel for group in groups.values() for channel in group.channels]
    _each_once(groups.values(), findings)
    default = cursor.text_or_none("when_not_stated", "none")
    if default is not None:
        findings.reference("channel", cursor["when_not_stated"], known)
    return Channels(
        groups=groups,
        contacts={
            name: _contact(name, each, clauses, findings) for name, each in cursor.entries_of("contacts")
        },
        when_not_stated=default,
        at=cursor.at,
    )


def _each_once(groups: Iterable[ChannelGroup], findings: Findings) -> None:
    first: dict[str, Channel] = {}
    for channel in (channel for group in groups for channel in group.channels.values()):
        other = first.setdefault(channel.id, channel)
        if other is not channel:
            findings.error(
                "duplicate-name",
                channel.at.key(),
                f"The channel `{channel.id}` stands in two groups.",
                "Leave it in one of them: a channel either carries a promise or does not.",
                related=(Related(other.at.key(), "the other one"),),
            )


def _group(
    name: str, cursor: Cursor, clauses: Collection[str], features: Collection[str], findings: Findings
) -> ChannelGroup:
    return ChannelGroup(
        id=name,
        title=cursor["title"].text,
        clause=findings.reference("clause", cursor["clause"], clauses),
        feature=findings.reference("plan feature", cursor["feature"], features),
        guarantees_response_times=cursor["response_times"].text == "guaranteed",
        languages=cursor.texts_of("languages"),
        advice=cursor.texts_of("advice"),
        channels={
            channel: Channel(channel, each["title"].text, each["contact"].text, each.at)
            for channel, each in cursor["channels"].entries()
        },
        readings=readings(cursor, findings),
        at=cursor.at,
    )


def _contact(name: str, cursor: Cursor, clauses: Collection[str], findings: Findings) -> Contact:
    clause = findings.reference("clause", cursor["clause"], clauses)
    return Contact(name, cursor["title"].text, cursor["contact"].text, clause, cursor.at)
