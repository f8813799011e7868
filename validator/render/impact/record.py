"""An impact as JSON; the shape is promised by `schema/impact.schema.json`."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from validator.changes.favours import Favours
from validator.changes.impact import BOUNDS
from validator.render.findings.records import unseen
from validator.timetable.local import rfc3339

if TYPE_CHECKING:
    from validator.changes.impact import Impact, Shown

VERSION: Final = 1


def as_json(impact: Impact) -> str:
    """Return everything that was counted; instants are RFC 3339, UTC, lengths microseconds, amounts exact texts."""
    record = {
        "version": VERSION,
        "old": impact.old,
        "new": impact.new,
        "as_of": rfc3339(impact.as_of),
        "nothing": None if impact.nothing is None else impact.nothing.value,
        "tickets": asdict(impact.tickets),
        "rows": asdict(impact.rows),
        "undecided": {
            side: [asdict(each) for each in found]
            for side, found in zip(("old", "new"), impact.undecided, strict=True)
        },
        "decisions": {
            "compared": impact.decisions,
            "changed": impact.changed,
            "recited": impact.recited,
            "same": impact.same,
        },
        "favours": {
            **{verdict.value: impact.favours[verdict] for verdict in Favours},
            "unchanged": impact.favours[None],
        },
        "outcomes": [asdict(each) for each in impact.flips],
        "deadlines": {
            "earlier": asdict(impact.earlier),
            "later": asdict(impact.later),
            "gained": impact.timed,
            "lost": impact.untimed,
            "bounds": list(BOUNDS),
            "shifts": list(impact.shifts),
        },
        "credits": [asdict(each) for each in impact.credits],
        "groups": {kind: [asdict(each) for each in found] for kind, found in impact.groups.items()},
        "largest": [
            {
                "ticket": case.ticket,
                "agreement": case.agreement,
                "favours": case.favours.value,
                "decisions": [
                    {
                        "obligation": pair.obligation,
                        "occurrence": pair.occurrence,
                        "favours": pair.favours.value,
                        "old": _shown(pair.old),
                        "new": _shown(pair.new),
                    }
                    for pair in case.pairs
                ],
            }
            for case in impact.cases
        ],
        "more": impact.more_cases,
    }
    return unseen(json.dumps(record, indent=2, ensure_ascii=False, default=_exact)) + "\n"


def _shown(shown: Shown | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    instants = {
        name: None if (instant := getattr(shown, name)) is None else rfc3339(instant)
        for name in ("deadline", "stopped_at")
    }
    return asdict(shown) | instants


def _exact(value: Decimal) -> str:
    """Return an amount as text without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
