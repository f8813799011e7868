"""Support hours as the contract declares them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from validator.render.contract import wording
from validator.render.contract.blocks import Block, Cell, Facts, Part, Said
from validator.render.contract.settled import settled

if TYPE_CHECKING:
    from validator.model.edition import Edition
    from validator.model.schedule import Schedule


def schedule_blocks(edition: Edition) -> Iterator[tuple[str, Block]]:
    """Yield each schedule: when it is open, in which zone, when closed all the same."""
    for schedule in edition.schedules.values():
        yield (
            schedule.clause,
            Part(Said(schedule.title, schedule.at), (_facts(schedule), *settled(schedule.readings))),
        )


def _facts(schedule: Schedule) -> Facts:
    at = schedule.at
    length = wording.duration(schedule.business_day) if schedule.business_day else "not defined"
    otherwise = "can be agreed with the customer" if schedule.may_be_agreed_otherwise else "cannot be agreed"
    return Facts(
        (
            ("Open", _openings(schedule)),
            ("Time zone", (Said(schedule.zone, at.child("time_zone")),)),
            ("Closed on", _closed(schedule)),
            ("A business day is", (Said(length, at.child("business_day")),)),
            ("Other hours", (Said(otherwise, at.child("or_as_agreed")),)),
        )
    )


def _openings(schedule: Schedule) -> Cell:
    at = schedule.at.child("open")
    if schedule.always:
        return (Said("around the clock, every day", at),)
    return tuple(
        Said(wording.opening(opening), at.child(index)) for index, opening in enumerate(schedule.openings)
    )


def _closed(schedule: Schedule) -> Cell:
    at = schedule.at.child("closed_on")
    found = []
    if schedule.holidays:
        found.append(Said(f"public holidays {schedule.holidays}", at.child("public_holidays")))
    if schedule.closed_dates:
        found.append(Said(", ".join(day.isoformat() for day in schedule.closed_dates), at.child("dates")))
    return tuple(found) or (Said("never", at),)
