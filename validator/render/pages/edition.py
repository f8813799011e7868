"""One edition as the contract it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validator.model.edition import Edition
from validator.model.holidays import HolidayCalendar
from validator.model.offer import Offer, offers
from validator.model.policy import Policy
from validator.model.severity import Severity
from validator.model.target import Promise
from validator.render.pages import words
from validator.render.pages.escaping import environment
from validator.render.pages.readings import settled

ABSENT = "no promise"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its heading and one cell per column."""

    title: str
    cells: tuple[str, ...]


def edition_page(policy: Policy, edition: Edition, examples: int = 0, *, changed: bool = False) -> str:
    """Return the Markdown of an edition's page; `examples` is how many worked examples have a page of their own.

    `changed` says that there is a page of what it changed.
    Every value of the policy's text is escaped.
    """
    return (
        environment()
        .get_template("edition.md.jinja")
        .render(
            policy=policy,
            edition=edition,
            examples=examples,
            changed=changed,
            words=words,
            offer_columns=tuple(offer_title(offer) for offer in offers(edition)),
            plan_rows=tuple(_plan_rows(edition)),
            target_tables=tuple(_target_table(edition, objective) for objective in edition.objectives),
            offer_tables=tuple(_offer_table(edition, objective) for objective in edition.objectives),
            calendars=tuple(_calendars(policy, edition)),
            readings=settled(edition),
        )
    )


def _plan_rows(edition: Edition) -> Iterator[Row]:
    """Yield the rows of the plan table: hours, service level, then the features; a column for each offer."""
    every = offers(edition)
    titles = {schedule.id: schedule.title for schedule in edition.schedules.values()}
    yield Row("Support hours", tuple(words.hours_cell(offer.support_hours, titles) for offer in every))
    yield Row("Service level", tuple(edition.service_levels[offer.service_level].title for offer in every))
    for feature in edition.features.values():
        yield Row(feature.title, tuple(offer.features[feature.id].value for offer in every))


@dataclass(frozen=True, slots=True)
class TargetTable:
    """The targets of one objective: a row per severity."""

    title: str
    clause: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def _target_table(edition: Edition, objective: str) -> TargetTable:
    levels = tuple(edition.service_levels.values())
    return TargetTable(
        edition.objectives[objective].title,
        edition.objectives[objective].clause,
        tuple(level.title for level in levels),
        tuple(
            Row(severity.title, tuple(_cell(level.targets.get(objective, {}), severity) for level in levels))
            for severity in edition.severities.severities.values()
        ),
    )


def _offer_table(edition: Edition, objective: str) -> TargetTable:
    every = offers(edition)
    return TargetTable(
        edition.objectives[objective].title,
        edition.objectives[objective].clause,
        tuple(offer_title(offer) for offer in every),
        tuple(
            Row(severity.title, tuple(_cell(offer.targets[objective], severity) for offer in every))
            for severity in edition.severities.severities.values()
        ),
    )


def offer_title(offer: Offer) -> str:
    """Name an offer: the plan, then its add-ons."""
    return " with ".join((offer.plan.title, *(add_on.title for add_on in offer.add_ons)))


def _cell(promises: Mapping[str, Promise], severity: Severity) -> str:
    return promises[severity.id].text if severity.id in promises else ABSENT


def _calendars(policy: Policy, edition: Edition) -> Iterator[HolidayCalendar]:
    named = sorted({schedule.holidays for schedule in edition.schedules.values() if schedule.holidays})
    for name in named:
        if policy.lock and name in policy.lock.calendars:
            yield policy.lock.calendars[name]
