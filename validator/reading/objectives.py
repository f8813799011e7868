"""Objectives with their clocks, and escalations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.objective import Clock, Disclaimer, Escalation, EventPattern, Objective, Status
from validator.model.words import Actor, Event, Metric, Recurs, Reopening, SeverityChange
from validator.reading.amounts import promise
from validator.reading.settled import readings

if TYPE_CHECKING:
    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings
    from validator.reading.names import Names

OF_THE_PLAN = "support hours of the plan"


def statuses(cursor: Cursor) -> dict[str, Status]:
    """Return the statuses by id."""
    return {name: Status(name, each["title"].text, each.at) for name, each in cursor["statuses"].entries()}


def objectives(cursor: Cursor, names: Names, findings: Findings) -> dict[str, Objective]:
    """Return the objectives by id; the readings of a clock stand with those of its objective."""
    for name, each in cursor["objectives"].entries():
        if name in names.escalation_obligations:
            findings.error(
                "duplicate-name",
                each.at.key(),
                f"`{name}` is also what decisions call the escalation `{name.removeprefix('escalation_')}`.",
                "Give the objective another name.",
            )
    return {
        name: Objective(
            id=name,
            title=each["title"].text,
            metric=Metric(each["metric"].text),
            clause=findings.reference("clause", each["clause"], names.clauses),
            clock=_clock(each["clock"], names, findings),
            severity_change=SeverityChange(each["severity_change"].text),
            readings={**readings(each["clock"], findings), **readings(each, findings)},
            at=each.at,
        )
        for name, each in cursor["objectives"].entries()
    }


def _clock(cursor: Cursor, names: Names, findings: Findings) -> Clock:
    return Clock(
        starts=_pattern(cursor["starts"], names, findings),
        stops=_pattern(cursor["stops"], names, findings),
        recurs=Recurs(cursor["recurs"].text),
        counts=_counts(cursor["counts"], names, findings),
        pauses=frozenset(
            findings.reference("status", each, names.statuses) for each in cursor["pauses"].items()
        ),
        reopening=Reopening(cursor["reopening"].text),
    )


def _counts(cursor: Cursor, names: Names, findings: Findings) -> str | None:
    if cursor.text == OF_THE_PLAN:
        return None
    return findings.reference("support hours", cursor, names.schedules)


def _pattern(cursor: Cursor, names: Names, findings: Findings) -> EventPattern:
    public, status, urgency = (cursor.get(key) for key in ("public", "status", "urgency"))
    return EventPattern(
        event=Event(cursor["event"].text),
        by=frozenset(Actor(actor) for actor in cursor.texts_of("by")),
        public=True if public is not None and public.text == "only public" else None,
        statuses=frozenset(findings.reference("status", each, names.statuses) for each in status.items())
        if status
        else frozenset(),
        urgency=findings.reference("escalation", urgency, names.escalations) if urgency else None,
    )


def disclaimers(cursor: Cursor, names: Names, findings: Findings) -> tuple[Disclaimer, ...]:
    """Return what the contract says it does not guarantee."""
    return tuple(
        Disclaimer(
            name, each["says"].text, findings.reference("clause", each["clause"], names.clauses), each.at
        )
        for name, each in cursor.entries_of("not_guaranteed")
    )


def escalations(cursor: Cursor, names: Names, findings: Findings) -> dict[str, Escalation]:
    """Return the escalations by id."""
    found = {}
    for name, each in cursor["escalations"].entries():
        clause = findings.reference("clause", each["clause"], names.clauses)
        asked = each["asked"]
        default = each.text_or_none("channel_when_not_stated", "none")
        if default is not None:
            findings.reference("channel", each["channel_when_not_stated"], names.channels)
        for channel, contact in each.entries_of("contacts"):
            findings.name("channel", channel, contact.at.key(), names.channels)
        found[name] = Escalation(
            id=name,
            title=each["title"].text,
            clause=clause,
            channels=tuple(
                findings.reference("channel", channel, names.channels) for channel in asked["through"].items()
            ),
            all_channels=asked["use"].text == "all",
            when_not_stated=default,
            contacts={channel: contact.text for channel, contact in each.entries_of("contacts")},
            responders=frozenset(Actor(actor) for actor in each.texts_of("answered_by")),
            counts=_counts(each["counts"], names, findings),
            promise=promise(each["response"], clause, findings),
            readings=readings(each, findings),
            at=each.at,
        )
    return found
