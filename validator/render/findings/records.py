"""Findings as JSON; the shape is promised by `schema/findings.schema.json`."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from validator.diagnostics import Level
from validator.location import Place
from validator.render.findings.finding import Finding, Report

VERSION: Final = 1

_UNSEEN: Final = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that JSON allows as they are, but that would act on a terminal or hide from the eye."""


def as_json(report: Report) -> str:
    """Return a report as JSON with a version; columns count from 1 in code points, ends are exclusive."""
    record = {
        "version": VERSION,
        "subject": report.subject,
        "counts": {**{level.value: report.count(level) for level in Level}, "suppressed": report.suppressed},
        "findings": [finding_record(finding) for finding in report.findings],
        "accepted": [
            {"finding": finding_record(each.finding), "reason": each.reason} for each in report.accepted
        ],
    }
    written = json.dumps(record, indent=2, ensure_ascii=False)
    return unseen(written) + "\n"


def unseen(written: str) -> str:
    """Escape in JSON what would act on a terminal or hide from the eye."""
    return _UNSEEN.sub(lambda each: f"\\u{ord(each.group()):04x}", written)


def finding_record(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON-like values."""
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": finding.message,
        **_place(finding.place),
        "quoted": finding.quoted,
        "route": finding.route,
        "clause": finding.clause,
        "did_you_mean": finding.meant,
        "next_step": finding.next_step,
        "related": [
            {"message": each.message, **_place(each.place), "quoted": each.quoted} for each in finding.related
        ],
        "page": f"slawyer rules {finding.rule}",
        "fingerprint": finding.fingerprint,
        "details": list(finding.details),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.span.start.line,
        "column": place.span.start.column,
        "end_line": place.span.end.line,
        "end_column": place.span.end.column,
    }
