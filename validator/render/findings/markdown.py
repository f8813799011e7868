"""Findings as Markdown: a comment on a pull request, or the summary of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from validator.diagnostics import Level
from validator.location import Place
from validator.render.findings.finding import Accepted, Finding, Report
from validator.render.findings.text import closing
from validator.render.marking import code, escaped, html, inline, span
from validator.render.table import visible

HEADINGS: Final = {
    Level.ERROR: "Errors",
    Level.WARNING: "Warnings",
    Level.NOTE: "Notes",
}
SHORT: Final = 12
"""How much of a fingerprint people are shown."""


def markdown(report: Report) -> str:
    """Return what must be looked at in full, notes and what is accepted folded away."""
    parts = [f"### slawyer: {_verdict(report)}", escaped(closing(report))]
    for level in (Level.ERROR, Level.WARNING):
        found = [each for each in report.findings if each.level is level]
        if found:
            parts.append(f"#### {HEADINGS[level]} ({len(found)})")
            parts += map(_item, found)
    parts += _notes([each for each in report.findings if each.level is Level.NOTE])
    parts += _accepted(report.accepted)
    return "\n\n".join(parts) + "\n"


def _verdict(report: Report) -> str:
    if report.fails:
        return f"{_counted(report.count(Level.ERROR) + report.count(Level.WARNING), 'finding')} to look at"
    return "nothing to mend"


def _item(finding: Finding) -> str:
    """Return a finding that opens: what and where in sight, the lines and the next step within."""
    inside = "\n\n".join(_body(finding))
    place = f"<code>{escape(_where(finding.place))}</code>"
    return f"<details><summary>{html(finding.message)}<br>{place}</summary>\n\n{inside}\n\n</details>"


def _body(finding: Finding) -> Iterator[str]:
    if finding.quoted.strip():
        yield code(finding.quoted.strip())
    for noted in finding.related:
        if noted.quoted.strip():
            yield f"{inline(noted.message)}, {span(_where(noted.place))}:"
            yield code(noted.quoted.strip())
    if finding.clause:
        yield f"Clause: {inline(finding.clause)}"
    if finding.details:
        yield code("\n".join(finding.details))
    if finding.meant:
        yield f"Did you mean {span(finding.meant)}?"
    yield f"**Next:** {inline(finding.next_step)}"
    yield f"Rule `{finding.rule}`, fingerprint `{finding.fingerprint[:SHORT]}`"


def _where(place: Place) -> str:
    return f"{visible(place.file)}:{place.span.start.line}"


def _notes(notes: Sequence[Finding]) -> Iterator[str]:
    if notes:
        lines = "\n".join(f"- {inline(each.message)} {span(_where(each.place))}" for each in notes)
        yield f"<details><summary>{_counted(len(notes), 'note')}</summary>\n\n{lines}\n\n</details>"


def _accepted(accepted: Sequence[Accepted]) -> Iterator[str]:
    if accepted:
        lines = "\n".join(
            f"- {inline(each.finding.message)} {span(_where(each.finding.place))}, accepted by {inline(each.reason)}"
            for each in accepted
        )
        yield f"<details><summary>{len(accepted)} accepted</summary>\n\n{lines}\n\n</details>"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
