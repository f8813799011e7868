"""Scope: kinds of request and features of the product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.scope import FeatureArea, Listing, RequestKind, Scope
from validator.reading.settled import readings

if TYPE_CHECKING:
    from collections.abc import Collection

    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings


def scope(cursor: Cursor, clauses: Collection[str], features: Collection[str], findings: Findings) -> Scope:
    """Return the scope of a scope file."""
    requests = {
        name: RequestKind(
            id=name,
            title=each["title"].text,
            covered=each["support"].text == "covered",
            clause=findings.reference("clause", each["clause"], clauses),
            at=each.at,
        )
        for name, each in cursor["requests"].entries()
    }
    areas = {
        name: FeatureArea(
            id=name,
            title=each["title"].text,
            covered_by=findings.reference("plan feature", each["covered_by"], features),
            clause=findings.reference("clause", each["clause"], clauses),
            at=each.at,
        )
        for name, each in cursor["features"].entries()
    }
    return Scope(
        requests=requests,
        request_when_not_stated=_default(
            "request_when_not_stated", "kind of request", cursor, requests, findings
        ),
        features=areas,
        feature_when_not_stated=_default("feature_when_not_stated", "feature", cursor, areas, findings),
        assistance=_listing(cursor.get("assistance"), clauses, findings),
        ticket_contains=_listing(cursor.get("ticket_contains"), clauses, findings),
        readings=readings(cursor, findings),
        at=cursor.at,
    )


def _default(key: str, kind: str, cursor: Cursor, choices: Collection[str], findings: Findings) -> str | None:
    default = cursor.text_or_none(key, "none")
    if default is not None:
        findings.reference(kind, cursor[key], choices)
    return default


def _listing(cursor: Cursor | None, clauses: Collection[str], findings: Findings) -> Listing | None:
    if cursor is None:
        return None
    clause = findings.reference("clause", cursor["clause"], clauses)
    return Listing(clause, cursor.texts_of("includes"), cursor.at)
