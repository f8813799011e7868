"""What no heading of the source covers: the frozen holidays, and what a ticket that says nothing is taken for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from validator.location import Address
from validator.render.contract import wording
from validator.render.contract.blocks import Block, Bullets, Facts, Paragraph, Part, Said
from validator.render.contract.settled import settled

if TYPE_CHECKING:
    from validator.model.edition import Edition
    from validator.model.holidays import HolidayCalendar
    from validator.model.policy import Policy


def holidays(policy: Policy, edition: Edition) -> Iterator[Block]:
    """Yield the frozen calendars that the schedules of an edition name."""
    named = sorted({schedule.holidays for schedule in edition.schedules.values() if schedule.holidays})
    for name in named:
        if policy.lock and name in policy.lock.calendars:
            calendar = policy.lock.calendars[name]
            yield Part(Said(f"Calendar {name}", calendar.at), tuple(_calendar(calendar)))


def _calendar(calendar: HolidayCalendar) -> Iterator[Block]:
    at = calendar.at
    frozen = (
        f"Frozen for {calendar.first_year} to {calendar.last_year}. Beyond these years nothing is decided."
    )
    yield Paragraph(Said(frozen, at.child("years")))
    yield Facts(
        (
            ("Made from", (Said(calendar.source, at.child("source")),)),
            ("Its release", (Said(calendar.package_version, at.child("package_version")),)),
            ("Language of the names", (Said(calendar.language, at.child("language")),)),
            ("Digest of the days", (Said(calendar.digest, at.child("digest")),)),
        )
    )
    days = at.child("holidays")
    yield Bullets(
        tuple(
            Said(f"{each.date.isoformat()} {each.name}", days.child(index))
            for index, each in enumerate(calendar.holidays)
        ),
        "All days",
    )


def reading_tickets(edition: Edition) -> Iterator[Block]:
    """Yield what a ticket is taken for that leaves something out, and the statuses it can have."""
    rows: list[tuple[str, str, Address]] = []
    severities = edition.severities
    known = severities.severities.get(severities.when_not_stated or "")
    rows.append(
        (
            "Severity not stated",
            known.title if known else "the ticket is not accepted",
            severities.at.child("when_not_stated"),
        )
    )
    if edition.channels:
        channel = edition.channels.when_not_stated
        said = wording.channel_title(edition, channel) if channel else "the ticket is not accepted"
        rows.append(("Channel not stated", said, edition.channels.at.child("when_not_stated")))
    if edition.scope:
        scope = edition.scope
        request = scope.requests.get(scope.request_when_not_stated or "")
        area = scope.features.get(scope.feature_when_not_stated or "")
        rows += [
            (
                "Kind of request not stated",
                request.title if request else "the ticket is not accepted",
                scope.at.child("request_when_not_stated"),
            ),
            (
                "Feature not stated",
                area.title if area else "the ticket is not accepted",
                scope.at.child("feature_when_not_stated"),
            ),
        ]
    yield Facts(tuple((label, (Said(text, at),)) for label, text, at in rows))
    if edition.scope:
        yield from settled(edition.scope.readings)
    if edition.statuses:
        items = tuple(Said(status.title, status.at.child("title")) for status in edition.statuses.values())
        yield Bullets(items, "Statuses of a ticket")
