"""A difference as JSON; the shape is promised by `schema/difference.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from validator.changes.change import Change, Said
from validator.changes.compare import Comparison
from validator.changes.difference import BEFORE, Difference
from validator.changes.effective import Effect
from validator.document import Document, Source
from validator.location import Address
from validator.render.changes.consequences import said
from validator.render.findings.finding import Report
from validator.render.findings.records import finding_record, unseen
from validator.timetable.local import rfc3339

VERSION: Final = 1


def as_json(difference: Difference, report: Report) -> str:
    """Return both levels with a version: what is declared otherwise, and every promise that is another one.

    `findings` are the same changes as findings, with fingerprints. Instants are RFC 3339, UTC.
    """
    record = {
        "version": VERSION,
        "old": difference.old,
        "new": difference.new,
        "added": list(difference.added),
        "cells": difference.cells,
        "comparisons": [_comparison(each, difference.documents) for each in difference.comparisons],
        "findings": [finding_record(each) for each in report.findings],
        "accepted": [
            {"finding": finding_record(each.finding), "reason": each.reason} for each in report.accepted
        ],
    }
    return unseen(json.dumps(record, indent=2, ensure_ascii=False)) + "\n"


def _comparison(comparison: Comparison, documents: Mapping[str, Document | Source]) -> dict[str, Any]:
    return {
        "policy": comparison.policy,
        "old_edition": comparison.old.id if comparison.old else None,
        "new_edition": comparison.new.id if comparison.new else None,
        "cells": comparison.cells,
        "declared": [_change(each, documents) for each in comparison.changes],
        "effective": [_effect(each, comparison) for each in comparison.effects],
    }


def _change(change: Change, documents: Mapping[str, Document | Source]) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "favours": change.favours.value,
        "file": change.file,
        "path": [str(key) for key in change.route],
        "old": _side(change.old, documents, BEFORE),
        "new": _side(change.new, documents, ""),
        "shown_at": _place(change.at, documents),
    }


def _side(
    side: Said | None, documents: Mapping[str, Document | Source], prefix: str
) -> dict[str, Any] | None:
    if side is None:
        return None
    return {"value": side.text, **_place(Address(f"{prefix}{side.at.file}", side.at.route), documents)}


def _place(at: Address, documents: Mapping[str, Document | Source]) -> dict[str, Any]:
    place = documents[at.file].place_of(at)
    return {"file": place.file, "line": place.span.start.line, "column": place.span.start.column}


def _effect(effect: Effect, comparison: Comparison) -> dict[str, Any]:
    shift = effect.shift
    return {
        "offer": effect.cell.offer or None,
        "question": effect.cell.question,
        "severity": effect.cell.severity,
        "channel": effect.cell.channel,
        "favours": effect.favours.value,
        "old": said(effect.old),
        "new": said(effect.new),
        "largest_shift": shift
        and {
            "submitted_at": rfc3339(shift.submitted),
            "old_deadline": rfc3339(shift.old),
            "new_deadline": rfc3339(shift.new),
        },
        "follows_from": [
            index
            for index, change in enumerate(comparison.changes)
            if any(change is cause for cause in effect.causes)
        ],
    }
