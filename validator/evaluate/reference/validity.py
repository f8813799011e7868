"""Whether a timeline can be decided at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluate.decision import Refusal
from validator.evaluate.refusals import message
from validator.model.words import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.evaluate.book import Book
    from validator.evaluate.terms import Terms
    from validator.model.edition import Edition
    from validator.model.timeline import TicketEvent, Timeline

Fault = tuple[str, str | None]
"""The code of a refusal and what the row says."""


def terms_of(timeline: Timeline, book: Book) -> Terms | Refusal:
    """Return the terms that govern a ticket, or why it cannot be decided: the first fault found."""
    found = _governing(timeline.events, book)
    if isinstance(found, tuple):
        return _refusal(timeline, found)
    for event in timeline.events:
        fault = row_fault(event, found.edition)
        if fault is not None:
            return _refusal(timeline, fault)
    return found


def _refusal(timeline: Timeline, fault: Fault) -> Refusal:
    return Refusal(timeline.ticket, fault[0], message(*fault))


def _governing(events: tuple[TicketEvent, ...], book: Book) -> Terms | Fault:
    submissions = [event for event in events if event.event is Event.SUBMITTED]
    if not submissions:
        return "not-submitted", None
    if len(submissions) > 1:
        return "submitted-twice", None
    submission = submissions[0]
    if events[0] is not submission:
        return "before-submission", None
    if submission.agreement is None:
        return "missing-agreement", None
    if submission.agreement not in book.agreements:
        return "unknown-agreement", submission.agreement
    return book.terms(submission.agreement, submission.at) or ("no-edition-in-force", None)


def row_fault(event: TicketEvent, edition: Edition) -> Fault | None:
    """Return what is wrong with one row under an edition, None if nothing is.

    A list that the edition does not have is not asked about: without statuses, any status will do.
    """
    match event.event:
        case Event.SUBMITTED:
            return (
                _severity(event, edition, edition.severities.when_not_stated)
                or _channels(event, edition, needed=True)
                or _scope(event, edition)
            )
        case Event.SEVERITY_SET:
            return _severity(event, edition, None)
        case Event.STATUS_SET:
            return _one("status", event.status, edition.statuses, None)
        case Event.ESCALATED:
            return _one("urgency", event.urgency, edition.escalations, None) or _channels(
                event, edition, needed=False
            )
        case Event.REPLIED:
            return ("missing-by", None) if event.by is None else None
        case Event.RESOLVED | Event.CLOSED | Event.REOPENED:
            return None


def _severity(event: TicketEvent, edition: Edition, default: str | None) -> Fault | None:
    return _one("severity", event.severity, edition.severities.severities, default)


def _channels(event: TicketEvent, edition: Edition, *, needed: bool) -> Fault | None:
    if edition.channels is None:
        return None
    if not event.channels:
        return ("missing-channel", None) if needed and edition.channels.when_not_stated is None else None
    unknown = sorted(channel for channel in event.channels if edition.channels.group_of(channel) is None)
    return ("unknown-channel", unknown[0]) if unknown else None


def _scope(event: TicketEvent, edition: Edition) -> Fault | None:
    scope = edition.scope
    if scope is None:
        return None
    return _one("request", event.request, scope.requests, scope.request_when_not_stated) or _one(
        "feature", event.feature, scope.features, scope.feature_when_not_stated
    )


def _one(column: str, value: str | None, known: Mapping[str, object], default: str | None) -> Fault | None:
    if not known:
        return None
    if value is None:
        return None if default else (f"missing-{column}", None)
    return None if value in known else (f"unknown-{column}", value)
