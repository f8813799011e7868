"""Findings as workflow commands, which GitHub shows on the changed lines.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; columns belong to places on one line
only: https://docs.github.com/rest/checks/runs
"""

from __future__ import annotations

from validator.diagnostics import Level
from validator.render.findings.finding import Finding, Report, last_line
from validator.render.table import visible

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def github(report: Report) -> str:
    """Return one workflow command for each finding; columns of it count from 1, the last one included."""
    return "".join(_command(finding) + "\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    start, end = finding.place.span.start, finding.place.span.end
    properties = {"file": finding.place.file, "line": str(start.line)}
    if end.line == start.line:
        properties |= {"col": str(start.column), "endColumn": str(max(end.column - 1, start.column))}
    else:
        properties["endLine"] = str(last_line(finding.place))
    properties["title"] = finding.rule
    meant = f" Did you mean `{finding.meant}`?" if finding.meant else ""
    said = f"{finding.message}{meant} Next: {finding.next_step}"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {listed}::{_data(visible(said))}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return visible(_data(value).replace(":", "%3A").replace(",", "%2C"))
