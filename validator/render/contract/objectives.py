"""Objectives: the clock of each, the targets of each service level, and what that makes for each plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from validator.location import Address
from validator.model.offer import offers
from validator.render.contract import wording
from validator.render.contract.blocks import Block, Cell, Facts, Paragraph, Part, Row, Said, Table
from validator.render.contract.plans import promised, target
from validator.render.contract.settled import settled

if TYPE_CHECKING:
    from validator.model.edition import Edition
    from validator.model.objective import Objective


def objective_blocks(edition: Edition) -> Iterator[tuple[str, Block]]:
    """Yield each objective with its tables, the readings of the service levels, and what is not guaranteed."""
    for objective in edition.objectives.values():
        blocks: tuple[Block, ...] = (
            _targets(edition, objective),
            _clock(edition, objective),
            *settled(objective.readings),
            _plans(edition, objective),
        )
        yield objective.clause, Part(Said(objective.title, objective.at), blocks)
    for level in edition.service_levels.values():
        if level.readings:
            title = Said(f"Service level {level.title}", level.at)
            yield level.clause, Part(title, tuple(settled(level.readings)))
    for disclaimer in edition.disclaimers:
        yield disclaimer.clause, Paragraph(Said(disclaimer.text, disclaimer.at.child("says")))


def _targets(edition: Edition, objective: Objective) -> Table:
    levels = tuple(edition.service_levels.values())
    rows = tuple(
        Row(
            Said(severity.title),
            tuple(promised(level.targets.get(objective.id, {}), severity.id) for level in levels),
        )
        for severity in edition.severities.severities.values()
    )
    columns = tuple(Said(level.title, level.at.child("title")) for level in levels)
    return Table(f"{objective.title}: the targets of each service level", "Severity", columns, rows)


def _plans(edition: Edition, objective: Objective) -> Table:
    every = offers(edition)
    rows = tuple(
        Row(
            Said(severity.title),
            tuple(_unplaced(target(each, objective.id, severity.id)) for each in every),
        )
        for severity in edition.severities.severities.values()
    )
    columns = tuple(Said(wording.offer_title(each)) for each in every)
    return Table(f"{objective.title}: what holds for each plan", "Severity", columns, rows)


def _unplaced(cell: Cell) -> Cell:
    """Return a cell that follows from others, which carry the place."""
    return tuple(Said(said.text) for said in cell)


def _clock(edition: Edition, objective: Objective) -> Facts:
    clock, at = objective.clock, objective.at.child("clock")
    pauses = tuple(
        Said(edition.statuses[status].title, at.child("pauses")) for status in sorted(clock.pauses)
    ) or (Said("never", at.child("pauses")),)
    return Facts(
        (
            (
                "What is measured",
                (Said(wording.plain(objective.metric.value), objective.at.child("metric")),),
            ),
            ("The clock starts when", (Said(wording.pattern(clock.starts, edition), at.child("starts")),)),
            ("It stops when", (Said(wording.pattern(clock.stops, edition), at.child("stops")),)),
            ("It runs", (Said(clock.recurs.value, at.child("recurs")),)),
            ("Business hours and days run on", (counts_on(edition, clock.counts, at.child("counts")),)),
            ("It stands still while the ticket is", pauses),
            ("After reopening, what was settled", (Said(clock.reopening.value, at.child("reopening")),)),
            (
                "A change of severity is taken as",
                (Said(objective.severity_change.value, objective.at.child("severity_change")),),
            ),
        )
    )


def counts_on(edition: Edition, schedule: str | None, at: Address) -> Said:
    """Return the hours on which something is counted."""
    return Said(edition.schedules[schedule].title if schedule else "the support hours of the plan", at)
