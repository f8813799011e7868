"""Agreements: what one customer signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.plan import SupportHours
from validator.model.policy import Agreed, Agreement, Term
from validator.reading.amounts import STAND_IN, calendar_date
from validator.reading.names import Names
from validator.reading.plans import targets
from validator.reading.schedules import schedules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.model.edition import Edition
    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings

IN_FORCE = "in force"
CLAUSE = "Agreed with the customer"


def read_agreement(
    name: str, cursor: Cursor, policy: str, editions: Mapping[str, Edition], findings: Findings
) -> Agreement:
    """Return an agreement; its names are looked up in its edition, or in all of them if it follows the one in force."""
    if cursor["agreement"].text != name:
        findings.error(
            "wrong-name",
            cursor["agreement"].at,
            f"The agreement is called `{cursor['agreement'].text}`, its file `{name}.yaml`.",
            "Give the file and the agreement the same name.",
        )
    findings.reference("policy", cursor["policy"], (policy,))
    pinned = cursor.text_or_none("edition", IN_FORCE)
    if pinned is not None:
        findings.reference("edition", cursor["edition"], editions)
    own = cursor.get("support_hours")
    known = [editions[pinned]] if pinned is not None and pinned in editions else list(editions.values())
    names = names_of(known)
    extra = schedules(own, names.clauses, findings) if own else {}
    for twice in (each for each in extra if each in names.schedules):
        findings.error(
            "duplicate-name",
            extra[twice].at.key(),
            f"The edition has support hours called `{twice}` already.",
            "Give the hours agreed with this customer a name of their own.",
        )
    return Agreement(
        id=cursor["agreement"].text,
        customer=cursor["customer"].text,
        policy=cursor["policy"].text,
        plan=findings.reference("plan", cursor["plan"], names.plans),
        add_ons=tuple(
            findings.reference("add-on", each, names.add_ons) for each in cursor["add_ons"].items()
        ),
        edition=pinned,
        term=read_term(cursor["term"], findings),
        schedules=extra,
        agreed=agreed_values(cursor["agreed"], names, extra, findings),
        at=cursor.at,
    )


def names_of(editions: list[Edition]) -> Names:
    """Gather the names that at least one of the editions knows; each edition is checked on its own later."""

    def union(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for edition in editions for name in getattr(edition, kind)))

    return Names(
        clauses=union("clauses"),
        schedules=union("schedules"),
        severities=tuple(
            dict.fromkeys(name for edition in editions for name in edition.severities.severities)
        ),
        channels=(),
        service_levels=(),
        features=union("features"),
        plans=union("plans"),
        add_ons=union("add_ons"),
        statuses=(),
        objectives=union("objectives"),
        escalations=(),
    )


def read_term(cursor: Cursor, findings: Findings) -> Term:
    """Return a term; one that ends before it begins is a finding."""
    first, last = (calendar_date(cursor[key], findings) for key in ("from", "until"))
    if last < first and STAND_IN not in (first, last):  # one mistake is enough
        findings.error(
            "impossible-date",
            cursor["until"].at,
            f"The term ends on {last}, before it begins on {first}.",
            "Write the first day under `from` and the last day under `until`.",
        )
    return Term(first, last, cursor.at)


def agreed_values(cursor: Cursor, names: Names, own: Mapping[str, object], findings: Findings) -> Agreed:
    """Return the values agreed on; `own` are hours that the agreement itself defines."""
    hours = cursor.get("support_hours")
    for name, each in cursor.entries_of("features"):
        findings.name("plan feature", name, each.at.key(), names.features)
    return Agreed(
        support_hours=SupportHours(
            schedule=findings.reference("support hours", hours, (*own, *names.schedules)),
            negotiable=False,
            text=hours.text,
            at=hours.at,
        )
        if hours
        else None,
        targets=targets(cursor.get("targets"), CLAUSE, names, findings),
        features={name: each.text for name, each in cursor.entries_of("features")},
        at=cursor.at,
    )
