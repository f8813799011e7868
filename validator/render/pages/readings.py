"""All readings of an edition in one list, each with what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from validator.model.edition import Edition
from validator.model.reading import Reading, Readings


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading and the title of the thing it settles."""

    about: str
    clause: str
    reading: Reading


def settled(edition: Edition) -> tuple[Settled, ...]:
    """Return every reading of an edition, in the order of its files."""
    return tuple(
        Settled(about, clause, reading)
        for about, clause, readings in _holders(edition)
        for reading in readings.values()
    )


def _holders(edition: Edition) -> Iterator[tuple[str, str, Readings]]:
    """Yield everything that can hold readings with its title and clause."""
    yield edition.title, edition.title, edition.readings
    groups = edition.channels.groups.values() if edition.channels else ()
    for titled in (
        *edition.schedules.values(),
        *groups,
        *edition.service_levels.values(),
        *edition.plans.values(),
        *edition.add_ons.values(),
        *edition.objectives.values(),
        *edition.escalations.values(),
        *edition.credits.values(),
    ):
        yield titled.title, titled.clause, titled.readings
    yield "Severities", edition.severities.clause, edition.severities.readings
    if edition.scope:
        yield "Scope", edition.title, edition.scope.readings
