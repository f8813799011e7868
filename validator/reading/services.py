"""Services beside the answers to tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.service import Service, ServiceTopic

if TYPE_CHECKING:
    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings
    from validator.reading.names import Names


def services(cursor: Cursor, names: Names, findings: Findings) -> dict[str, Service]:
    """Return the services by id."""
    found = {}
    for name, each in cursor["services"].entries():
        feature = each.text_or_none("feature", "none")
        if feature is not None:
            findings.reference("plan feature", each["feature"], names.features)
        found[name] = Service(
            id=name,
            title=each["title"].text,
            clause=findings.reference("clause", each["clause"], names.clauses),
            feature=feature,
            terms=each.texts_of("terms"),
            topics=tuple(
                ServiceTopic(topic, part["title"].text, part.texts_of("items"))
                for topic, part in each.entries_of("topics")
            ),
            at=each.at,
        )
    return found
