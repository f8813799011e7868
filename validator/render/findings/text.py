"""Findings for people: the quoted line, a caret, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from validator.diagnostics import Level
from validator.location import Place
from validator.render.findings.finding import Finding, Report
from validator.render.table import Styled, plain, visible, width

TAB = "    "


def text(report: Report, style: Styled = plain) -> str:
    """Return all findings with a closing line; `style` may colour the roles `error`, `warning`, `note`, `place`."""
    blocks = ["\n".join(_block(finding, style)) for finding in report.findings]
    return "\n\n".join([*blocks, closing(report)]) + "\n"


def closing(report: Report) -> str:
    """Return the line that sums up a report."""
    counts = [(report.count(level), level.value) for level in Level]
    said = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    suppressed = f", {report.suppressed} suppressed" if report.suppressed else ""
    subject = f"{report.subject}: " if report.subject else ""
    return f"{subject}{said or 'no findings'}{suppressed}."


def _block(finding: Finding, style: Styled) -> Iterator[str]:
    level = finding.level.value
    yield style(f"{level}[{finding.rule}]", level) + f": {visible(finding.message)}"
    yield from _excerpt(finding.place, finding.quoted, style, arrow="-->")
    for noted in finding.related:
        yield f"  {visible(noted.message)}:"
        yield from _excerpt(noted.place, noted.quoted, style, arrow=":::")
    if finding.clause:
        yield f"  clause: {visible(finding.clause)}"
    if finding.meant:
        yield f"  did you mean `{visible(finding.meant)}`?"
    yield f"  next: {visible(finding.next_step)}"
    yield f"  more: slawyer rules {finding.rule}"


def _excerpt(place: Place, quoted: str, style: Styled, arrow: str) -> Iterator[str]:
    start = place.span.start
    yield f"  {arrow} " + style(f"{visible(place.file)}:{start.line}:{start.column}", "place")
    if not quoted:
        return
    number = str(start.line)
    before = _shown(quoted[: start.column - 1])
    one_line = place.span.end.line == start.line
    end = place.span.end.column if one_line else len(quoted) + 1
    marked = _shown(quoted[start.column - 1 : max(end, start.column) - 1])
    caret = " " * width(before) + "^" * max(width(marked), 1)
    yield f"  {number} | {_shown(quoted)}"
    yield f"  {' ' * len(number)} | " + style(caret, "caret")


def _shown(line: str) -> str:
    return visible(line.replace("\t", TAB))
