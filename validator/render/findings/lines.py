"""Findings one per line, as editors and `grep` read them."""

from __future__ import annotations

from validator.render.findings.finding import Report
from validator.render.findings.text import closing
from validator.render.table import visible


def concise(report: Report) -> str:
    """Return `path:line:column: level rule message` for each finding, and a closing line."""
    lines = []
    for finding in report.findings:
        start = finding.place.span.start
        where = f"{visible(finding.place.file)}:{start.line}:{start.column}"
        meant = f" (did you mean `{visible(finding.meant)}`?)" if finding.meant else ""
        lines.append(f"{where}: {finding.level.value} {finding.rule} {visible(finding.message)}{meant}")
    return "\n".join([*lines, closing(report)]) + "\n"
