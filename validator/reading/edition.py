"""One edition from its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.edition import Definition, Edition, Source
from validator.reading import objectives as read_objectives
from validator.reading import plans as read_plans
from validator.reading.amounts import calendar_date
from validator.reading.channels import channels
from validator.reading.credits import credit_rules
from validator.reading.names import names as gather
from validator.reading.schedules import schedules
from validator.reading.scope import scope
from validator.reading.services import services
from validator.reading.settled import readings
from validator.reading.severities import severities

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings
    from validator.reading.names import Names

REQUIRED = ("edition", "support-hours", "severities", "service-levels", "plans", "objectives")
OPTIONAL = ("channels", "scope", "escalation", "credits", "services")


def read_edition(
    folder: str, files: Mapping[str, Cursor], editions: Collection[str], findings: Findings
) -> Edition:
    """Return an edition; `files` maps kinds of file ("plans") to their content and holds all of `REQUIRED`.

    `editions` are the names of all editions of the policy.
    """
    names = gather(files)
    head = files["edition"]
    if head["edition"].text != folder:
        findings.error(
            "wrong-name",
            head["edition"].at,
            f"The edition is called `{head['edition'].text}`, its folder `{folder}`.",
            "Give the folder and the edition the same name.",
        )
    effective_from = calendar_date(head["effective_from"], findings)
    if not head["edition"].text.startswith(head["effective_from"].text):
        findings.error(
            "wrong-name",
            head["effective_from"].at,
            f"The edition takes effect on {effective_from}, but is called `{head['edition'].text}`.",
            "Name the edition, and its folder, after the day it takes effect.",
        )
    _explained(head, findings)
    supersedes = head.text_or_none("supersedes", "none")
    if supersedes is not None:
        findings.reference("edition", head["supersedes"], [name for name in editions if name != folder])
    announced = head.get("announced_on")
    features = read_plans.features(files["plans"])
    plans = files["plans"]
    return Edition(
        id=head["edition"].text,
        title=head["title"].text,
        effective_from=effective_from,
        announced_on=calendar_date(announced, findings) if announced else None,
        supersedes=supersedes,
        source=_source(head["source"], findings),
        clauses=names.clauses,
        definitions={
            name: _definition(each["term"].text, each["means"].text, each, names, findings)
            for name, each in head["definitions"].entries()
        },
        provisions=tuple(
            _definition(each["clause"].text, each["says"].text, each, names, findings)
            for each in head["provisions"].items()
        ),
        schedules=schedules(files["support-hours"]["support_hours"], names.clauses, findings),
        severities=severities(files["severities"], names.clauses, findings),
        channels=channels(files["channels"], names.clauses, names.features, findings)
        if "channels" in files
        else None,
        scope=scope(files["scope"], names.clauses, names.features, findings) if "scope" in files else None,
        service_levels=read_plans.service_levels(files["service-levels"], names, findings),
        features=features,
        plans=read_plans.plans(plans, names, findings),
        add_ons=read_plans.add_ons(plans, names, findings),
        statuses=read_objectives.statuses(files["objectives"]),
        objectives=read_objectives.objectives(files["objectives"], names, findings),
        disclaimers=read_objectives.disclaimers(files["objectives"], names, findings),
        escalations=read_objectives.escalations(files["escalation"], names, findings)
        if "escalation" in files
        else {},
        credits=credit_rules(files["credits"], names, findings) if "credits" in files else {},
        services=services(files["services"], names, findings) if "services" in files else {},
        readings=readings(head, findings),
        at=head.at,
    )


def _explained(head: Cursor, findings: Findings) -> None:
    """Ask for a reading where the text prints another date than the one it takes effect on."""
    effective_from, printed = head["effective_from"].text, head["source"]["printed_date"].text
    if printed not in ("none", effective_from) and "effective_from" not in dict(head.entries_of("readings")):
        findings.error(
            "missing-reading",
            head["effective_from"].at,
            f"The text prints {printed}, but takes effect on {effective_from}.",
            "Say under `readings`, as `effective_from`, why it holds from that day.",
        )


def _source(cursor: Cursor, findings: Findings) -> Source:
    printed = cursor["printed_date"]
    return Source(
        document=cursor["document"].text,
        revision=cursor["revision"].text,
        printed_date=None if printed.text == "none" else calendar_date(printed, findings),
        licence=cursor.text_or_none("licence", "none"),
    )


def _definition(term: str, means: str, cursor: Cursor, names: Names, findings: Findings) -> Definition:
    clause = findings.reference("clause", cursor["clause"], names.clauses)
    return Definition(term, means, clause, cursor.at)
