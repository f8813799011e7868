"""Findings one per line, as editors and `grep` read them."""

from __future__ import annotations

from validator.render.findings.finding import Finding, Report
from validator.render.findings.text import closing
from validator.render.table import visible


def concise(report: Report) -> str:
    """Return `path:line:column: level rule message` for each finding, and a closing line."""
    return "\n".join([*map(line, report.findings), closing(report)]) + "\n"


def line(finding: Finding) -> str:
    """Return one finding in a line."""
    start = finding.place.span.start
    where = f"{visible(finding.place.file)}:{start.line}:{start.column}"
    meant = f" (did you mean `{visible(finding.meant)}`?)" if finding.meant else ""
    return f"{where}: {finding.level.value} {finding.rule} {visible(finding.message)}{meant}"
