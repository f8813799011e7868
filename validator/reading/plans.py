"""Plans, add-ons and service levels."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from validator.model.plan import AddOn, Feature, Plan, ServiceLevel, SupportHours, Targets
from validator.model.words import Inclusion
from validator.reading.amounts import promise
from validator.reading.settled import readings

if TYPE_CHECKING:
    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings
    from validator.reading.names import Names


def service_levels(cursor: Cursor, names: Names, findings: Findings) -> dict[str, ServiceLevel]:
    """Return the columns of targets by id."""
    levels = {}
    for name, each in cursor["service_levels"].entries():
        clause = findings.reference("clause", each["clause"], names.clauses)
        levels[name] = ServiceLevel(
            id=name,
            title=each["title"].text,
            clause=clause,
            targets=targets(each.get("targets"), clause, names, findings),
            readings=readings(each, findings),
            at=each.at,
        )
    return levels


def targets(cursor: Cursor | None, clause: str, names: Names, findings: Findings) -> Targets:
    """Return targets by objective and severity; an absent group is no targets."""
    if cursor is None:
        return {}
    found = {}
    for objective, by_severity in cursor.entries():
        findings.name("objective", objective, by_severity.at.key(), names.objectives)
        for severity, each in by_severity.entries():
            findings.name("severity", severity, each.at.key(), names.severities)
        found[objective] = {
            severity: promise(each, clause, findings) for severity, each in by_severity.entries()
        }
    return found


def features(cursor: Cursor) -> dict[str, Feature]:
    """Return the lines of the plan table by id."""
    return {name: Feature(name, each["title"].text, each.at) for name, each in cursor["features"].entries()}


def plans(cursor: Cursor, names: Names, findings: Findings) -> dict[str, Plan]:
    """Return the plans by id; a feature that a plan does not mention is a finding."""
    found = {}
    for name, each in cursor["plans"].entries():
        clause = findings.reference("clause", each["clause"], names.clauses)
        included = _inclusions(each["features"], names.features, findings)
        for feature in names.features:
            if feature not in included:
                findings.error(
                    "feature-not-stated",
                    each["features"].at.key(),
                    f"The plan `{name}` does not say whether it has `{feature}`.",
                    f"Write `{feature}:` with `included`, `not included` or `negotiable`.",
                )
        found[name] = Plan(
            id=name,
            title=each["title"].text,
            clause=clause,
            support_hours=support_hours(each["support_hours"], names.schedules, findings),
            service_level=findings.reference("service level", each["service_level"], names.service_levels),
            features=included,
            overrides=targets(each.get("overrides"), clause, names, findings),
            readings=readings(each, findings),
            at=each.at,
        )
    return found


def add_ons(cursor: Cursor, names: Names, findings: Findings) -> dict[str, AddOn]:
    """Return the add-ons by id."""
    found = {}
    for name, each in cursor.entries_of("add_ons"):
        replaces = each["replaces"]
        hours, level, changed = (replaces.get(key) for key in ("support_hours", "service_level", "features"))
        found[name] = AddOn(
            id=name,
            title=each["title"].text,
            clause=findings.reference("clause", each["clause"], names.clauses),
            available_for=tuple(
                findings.reference("plan", plan, names.plans) for plan in each["available_for"].items()
            ),
            support_hours=support_hours(hours, names.schedules, findings) if hours else None,
            service_level=findings.reference("service level", level, names.service_levels) if level else None,
            features=_inclusions(changed, names.features, findings) if changed else {},
            readings=readings(each, findings),
            at=each.at,
        )
    return found


def support_hours(cursor: Cursor, schedules: Collection[str], findings: Findings) -> SupportHours:
    """Return the support hours of a plan: a schedule, or the widest one that can be agreed on."""
    widest = None if cursor.is_text else cursor["negotiable"]["up_to"]
    schedule = findings.reference("support hours", widest or cursor, schedules)
    text = f"as agreed, up to {schedule}" if widest else schedule
    return SupportHours(schedule, widest is not None, text, cursor.at)


def _inclusions(cursor: Cursor, known: Collection[str], findings: Findings) -> Mapping[str, Inclusion]:
    for name, each in cursor.entries():
        findings.name("plan feature", name, each.at.key(), known)
    return {name: Inclusion(each.text) for name, each in cursor.entries()}
