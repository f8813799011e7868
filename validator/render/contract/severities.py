"""Severities: what each means, and who determines it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from validator.render.contract.blocks import Block, Cell, Facts, Row, Said, Table
from validator.render.contract.settled import settled

if TYPE_CHECKING:
    from validator.model.edition import Edition
    from validator.model.severity import Severity, SeverityScale


def severity_blocks(edition: Edition) -> Iterator[tuple[str, Block]]:
    """Yield the table of all severities, most urgent first, and who has the word."""
    scale = edition.severities
    rows = tuple(
        Row(Said(each.title, each.at.child("title")), (_description(each, scale),))
        for each in scale.severities.values()
    )
    yield scale.clause, Table("Severities, most urgent first", "Severity", (Said("Description"),), rows)
    determined = Said(scale.determined_by.value, scale.at.child("determined_by"))
    yield scale.clause, Facts((("The severity is determined by", (determined,)),))
    for reading in settled(scale.readings):
        yield scale.clause, reading


def _description(severity: Severity, scale: SeverityScale) -> Cell:
    at = severity.at
    told = [Said(severity.definition, at.child("definition"))]
    told += [Said(text, at.child("examples", index)) for index, text in enumerate(severity.examples)]
    told.append(Said(severity.commitment or "No commitment is stated.", at.child("commitment")))
    if severity.lowered_when:
        known = scale.severities.get(severity.lowered_to or "")
        to = known.title if known else "the appropriate level"
        told.append(Said(f"Lowered to {to} when {severity.lowered_when}.", at.child("lowered")))
    else:
        told.append(Said("The contract names no case in which it is lowered.", at.child("lowered")))
    return tuple(told)
