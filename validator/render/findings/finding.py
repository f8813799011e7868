"""A finding: a diagnostic with its lines looked up; and a report: all findings of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from validator.diagnostics import Level
from validator.location import Place


@dataclass(frozen=True, slots=True)
class Noted:
    """A place with its quoted line, and what is to be said of it."""

    place: Place
    quoted: str
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic as it is shown. `fingerprint` stays when lines move; `route` is the symbolic place.

    `details` are further lines.
    """

    rule: str
    level: Level
    message: str
    place: Place
    quoted: str
    route: str
    clause: str | None
    meant: str | None
    next_step: str
    related: tuple[Noted, ...]
    fingerprint: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that a reviewed file accepts; `reason` says in one sentence who, why and until when."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a run with the words that sum it up; `suppressed` counts what a comment sets aside.

    `accepted` are findings that do not fail the run.
    """

    findings: tuple[Finding, ...]
    suppressed: int
    subject: str = ""
    accepted: tuple[Accepted, ...] = ()

    def count(self, level: Level) -> int:
        """Return how many findings have a level."""
        return sum(finding.level is level for finding in self.findings)

    @property
    def fails(self) -> bool:
        """Whether anything was found that must be mended."""
        return any(finding.level is not Level.NOTE for finding in self.findings)


def last_line(place: Place) -> int:
    """Return the last line of a place; an end before the first column of a line leaves that line out."""
    start, end = place.span.start, place.span.end
    return max(end.line - (end.column == 1), start.line)


def together(reports: Sequence[Report]) -> Report:
    """Return the findings of several runs as those of one."""
    return Report(
        findings=tuple(finding for report in reports for finding in report.findings),
        suppressed=sum(report.suppressed for report in reports),
        subject="; ".join(report.subject for report in reports if report.subject),
        accepted=tuple(each for report in reports for each in report.accepted),
    )
