"""Findings as a Code Quality report, which GitLab shows in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import Any, Final

from validator.diagnostics import Level
from validator.render.findings.finding import Finding, Report, last_line
from validator.render.findings.records import unseen

SEVERITIES: Final = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def gitlab(report: Report) -> str:
    """Return a list with an entry for each finding; what is accepted is left out."""
    seen: Counter[str] = Counter()
    entries = []
    for finding in report.findings:
        seen[finding.fingerprint] += 1
        entries.append(_entry(finding, seen[finding.fingerprint]))
    return unseen(json.dumps(entries, indent=2, ensure_ascii=False)) + "\n"


def _entry(finding: Finding, repeat: int) -> dict[str, Any]:
    meant = f" Did you mean `{finding.meant}`?" if finding.meant else ""
    return {
        "description": f"{finding.message}{meant} Next: {finding.next_step}",
        "check_name": finding.rule,
        "fingerprint": _unique(finding.fingerprint, repeat),
        "severity": SEVERITIES[finding.level],
        "location": {
            "path": finding.place.file,
            "lines": {"begin": finding.place.span.start.line, "end": last_line(finding.place)},
        },
    }


def _unique(fingerprint: str, repeat: int) -> str:
    """Return a fingerprint that stands once in a report: of equal ones GitLab shows only the first."""
    if repeat == 1:
        return fingerprint
    return sha256(f"{fingerprint} {repeat}".encode()).hexdigest()[: len(fingerprint)]
