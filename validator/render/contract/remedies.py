"""What customers can do: escalate, and claim credits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from validator.render.contract import wording
from validator.render.contract.blocks import Block, Cell, Facts, Part, Said
from validator.render.contract.objectives import counts_on
from validator.render.contract.settled import settled

if TYPE_CHECKING:
    from validator.model.credit import Credit
    from validator.model.edition import Edition
    from validator.model.objective import Escalation


def remedy_blocks(edition: Edition) -> Iterator[tuple[str, Block]]:
    """Yield the escalations, then the credits."""
    for escalation in edition.escalations.values():
        blocks: tuple[Block, ...] = (_escalation(edition, escalation), *settled(escalation.readings))
        yield escalation.clause, Part(Said(escalation.title, escalation.at), blocks)
    for credit in edition.credits.values():
        yield (
            credit.clause,
            Part(Said(credit.title, credit.at), (_credit(edition, credit), *settled(credit.readings))),
        )


def _escalation(edition: Edition, escalation: Escalation) -> Facts:
    at = escalation.at
    responders = ", ".join(sorted(actor.value for actor in escalation.responders))
    return Facts(
        (
            ("Asked through", _channels(edition, escalation)),
            ("Answered by", (Said(responders, at.child("answered_by")),)),
            ("Answered within", (Said(escalation.promise.text, escalation.promise.at),)),
            ("Counted on", (counts_on(edition, escalation.counts, at.child("counts")),)),
            (
                "An escalation that names no channel",
                (_not_stated(edition, escalation),),
            ),
        )
    )


def _channels(edition: Edition, escalation: Escalation) -> Cell:
    at = escalation.at.child("asked", "through")
    found = []
    for index, channel in enumerate(escalation.channels):
        title = wording.channel_title(edition, channel)
        found.append(Said(title, at.child(index)))
        if channel in escalation.contacts:
            found.append(Said(escalation.contacts[channel], escalation.at.child("contacts", channel)))
    many = len(escalation.channels) > 1
    use = "all of them together" if escalation.all_channels else "any of them"
    return (*found, Said(use, escalation.at.child("asked", "use"))) if many else tuple(found)


def _not_stated(edition: Edition, escalation: Escalation) -> Said:
    at, channel = escalation.at.child("channel_when_not_stated"), escalation.when_not_stated
    title = wording.channel_title(edition, channel) if channel else ""
    return Said(f"is taken to have come through: {title}" if channel else "is none", at)


def _credit(edition: Edition, credit: Credit) -> Facts:
    at = credit.at
    cap = "none" if credit.cap is None else wording.amount(credit.cap, credit.grant)
    obligations = tuple(
        Said(wording.obligation_title(edition, name), at.child("for", index))
        for index, name in enumerate(credit.obligations)
    )
    return Facts(
        (
            ("Granted for a late", obligations),
            ("For every", (Said(wording.duration(credit.every), at.child("every")),)),
            ("Steps that count", (Said(credit.counted.value, at.child("counted")),)),
            ("Measured on", (Said(credit.measured_on.value, at.child("measured_on")),)),
            ("Each step grants", (Said(wording.grant(credit.grant), at.child("grants")),)),
            ("Limit for each answer", (Said(cap, at.child("cap")),)),
            ("Can be claimed from", (Said(credit.eligible_on.value, at.child("eligible_on")),)),
        )
    )
