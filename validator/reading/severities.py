"""The severity scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.severity import Severity, SeverityScale
from validator.model.words import DeterminedBy
from validator.reading.settled import readings

if TYPE_CHECKING:
    from collections.abc import Collection

    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings

AS_APPROPRIATE = "the appropriate level"


def severities(cursor: Cursor, clauses: Collection[str], findings: Findings) -> SeverityScale:
    """Return the scale of a severities file, most urgent first."""
    defined = dict(cursor["severities"].entries())
    order = [findings.reference("severity", item, defined) for item in cursor["most_urgent_first"].items()]
    for name, each in defined.items():
        if name not in order:
            findings.error(
                "not-listed",
                each.at.key(),
                f"`{name}` is missing in `most_urgent_first`.",
                "Put every severity there in order, so that it is known what raising and lowering means.",
            )
    ranked = [name for name in order if name in defined]
    default = cursor.text_or_none("when_not_stated", "none")
    if default is not None:
        findings.reference("severity", cursor["when_not_stated"], defined)
    return SeverityScale(
        clause=findings.reference("clause", cursor["clause"], clauses),
        severities={
            name: _severity(name, rank, defined[name], defined, findings) for rank, name in enumerate(ranked)
        },
        determined_by=DeterminedBy(cursor["determined_by"].text),
        when_not_stated=default,
        readings=readings(cursor, findings),
        at=cursor.at,
    )


def _severity(name: str, rank: int, cursor: Cursor, defined: Collection[str], findings: Findings) -> Severity:
    lowered = cursor["lowered"]
    to = lowered.get("to")
    if to is not None and to.text != AS_APPROPRIATE:
        findings.reference("severity", to, defined)
    return Severity(
        id=name,
        rank=rank,
        title=cursor["title"].text,
        definition=cursor["definition"].text,
        examples=cursor.texts_of("examples"),
        commitment=cursor.text_or_none("commitment", "none"),
        lowered_when=None if to is None else lowered["when"].text,
        lowered_to=None if to is None or to.text == AS_APPROPRIATE else to.text,
        at=cursor.at,
    )
