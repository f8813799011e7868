"""Readings: each stands beside the value it settles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.reading import Reading

if TYPE_CHECKING:
    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings


def readings(holder: Cursor, findings: Findings) -> dict[str, Reading]:
    """Return the readings of a group; one that names no sibling is a finding."""
    found: dict[str, Reading] = {}
    for name, cursor in holder.entries_of("readings"):
        value = holder.get(name)
        if value is None:
            findings.error(
                "reading-without-value",
                cursor.at.key(),
                f"The reading `{name}` explains a value that is not written here.",
                f"Name the value that it explains, or write `{name}` beside `readings`.",
            )
            continue
        found[name] = Reading(cursor["question"].text, value.words(), cursor["because"].text, cursor.at)
    return found
