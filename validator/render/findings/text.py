"""Findings for people: the quoted line, a caret, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from validator.diagnostics import Level
from validator.render.findings.excerpt import excerpt
from validator.render.findings.finding import Finding, Report
from validator.render.table import Styled, plain, visible


def text(report: Report, style: Styled = plain) -> str:
    """Return all findings with a closing line.

    `style` may colour the roles `error`, `warning`, `note`, `place` and `caret`.
    """
    return "\n\n".join([*blocks(report, style), closing(report)]) + "\n"


def blocks(report: Report, style: Styled = plain) -> Iterator[str]:
    """Yield the lines of each finding."""
    return ("\n".join(block(finding, style)) for finding in report.findings)


def closing(report: Report) -> str:
    """Return the line that sums up a report."""
    counts = [(report.count(level), level.value) for level in Level]
    said = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    suppressed = f", {report.suppressed} suppressed" if report.suppressed else ""
    accepted = f", {len(report.accepted)} accepted" if report.accepted else ""
    subject = f"{visible(report.subject)}: " if report.subject else ""
    return f"{subject}{said or 'no findings'}{suppressed}{accepted}."


def block(finding: Finding, style: Styled) -> Iterator[str]:
    """Yield the lines of one finding."""
    level = finding.level.value
    yield style(f"{level}[{finding.rule}]", level) + f": {visible(finding.message)}"
    yield from excerpt(finding.place, finding.quoted, style, arrow="-->")
    if finding.clause:
        yield f"  clause: {visible(finding.clause)}"
    for noted in finding.related:
        yield f"  {visible(noted.message)}:"
        yield from excerpt(noted.place, noted.quoted, style, arrow=":::")
    yield from (f"  {visible(line)}" for line in finding.details)
    if finding.meant:
        yield f"  did you mean `{visible(finding.meant)}`?"
    yield f"  next: {visible(finding.next_step)}"
    yield f"  more: slawyer rules {finding.rule}"
