"""Channels and other addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from validator.render.contract.blocks import Block, Bullets, Facts, Part, Row, Said, Table
from validator.render.contract.settled import settled

if TYPE_CHECKING:
    from validator.model.channel import ChannelGroup
    from validator.model.edition import Edition


def channel_blocks(edition: Edition) -> Iterator[tuple[str, Block]]:
    """Yield each group of channels with its addresses, then the contacts for everything else."""
    if edition.channels is None:
        return
    for group in edition.channels.groups.values():
        yield group.clause, Part(Said(group.title, group.at), tuple(_group(edition, group)))
    by_clause: dict[str, list[tuple[str, tuple[Said, ...]]]] = {}
    for contact in edition.channels.contacts.values():
        said = Said(contact.contact, contact.at)
        by_clause.setdefault(contact.clause, []).append((contact.title, (said,)))
    for clause, rows in by_clause.items():
        yield clause, Facts(tuple(rows))


def _group(edition: Edition, group: ChannelGroup) -> Iterator[Block]:
    at = group.at
    guaranteed = "guaranteed" if group.guarantees_response_times else "not guaranteed"
    languages = tuple(Said(name, at.child("languages", index)) for index, name in enumerate(group.languages))
    yield Facts(
        (
            ("Open to plans with", (Said(edition.features[group.feature].title, at.child("feature")),)),
            ("Response times are", (Said(guaranteed, at.child("response_times")),)),
            ("Languages", languages),
        )
    )
    rows = tuple(
        Row(
            Said(channel.title, channel.at.child("title")),
            ((Said(channel.contact, channel.at.child("contact")),),),
        )
        for channel in group.channels.values()
    )
    yield Table(f"Channels of {group.title}", "Channel", (Said("Contact"),), rows)
    if group.advice:
        yield Bullets(tuple(Said(text, at.child("advice", index)) for index, text in enumerate(group.advice)))
    yield from settled(group.readings)
