"""Findings as Markdown: a comment on a pull request, or the summary of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate
from typing import Final

from validator.diagnostics import Level
from validator.location import Place
from validator.render.findings.excerpt import excerpt
from validator.render.findings.finding import Accepted, Finding, Report
from validator.render.findings.text import closing
from validator.render.marking import code, html, inline, span
from validator.render.table import plain, visible

HEADINGS: Final = {
    Level.ERROR: "Errors",
    Level.WARNING: "Warnings",
    Level.NOTE: "Notes",
}
ROOM: Final = 40_000
"""Characters for what must be mended; with `FOLDED` for notes and for what is accepted, less than the 65,536 that a
comment on GitHub may have."""

FOLDED: Final = 10_000
SHORT: Final = 12
"""How much of a fingerprint people are shown."""


def markdown(report: Report) -> str:
    """Return what must be looked at in full, notes and what is accepted folded away."""
    parts = [f"### slawyer: {_verdict(report)}", inline(closing(report))]
    room = ROOM
    for level in (Level.ERROR, Level.WARNING):
        found = [each for each in report.findings if each.level is level]
        if found:
            parts.append(f"#### {HEADINGS[level]} ({len(found)})")
            shown = _fitting(list(map(_item, found)), room)
            room -= sum(map(len, shown))
            parts += shown
    parts += _notes([each for each in report.findings if each.level is Level.NOTE])
    parts += _accepted(report.accepted)
    return "\n\n".join(parts) + "\n"


def _verdict(report: Report) -> str:
    if report.fails:
        return f"{_counted(report.count(Level.ERROR) + report.count(Level.WARNING), 'finding')} to look at"
    return "nothing to mend"


def _fitting(parts: Sequence[str], room: int, mark: str = "") -> list[str]:
    """Return the parts for which there is room; how many are left out is said, after `mark`."""
    shown = [part for part, total in zip(parts, accumulate(map(len, parts)), strict=True) if total <= room]
    left = len(parts) - len(shown)
    if left:
        shown.append(f"{mark}And {left} more, for which a comment has no room: other formats list all.")
    return shown


def _item(finding: Finding) -> str:
    """Return a finding that opens: what and where in sight, the lines and the next step within."""
    inside = "\n\n".join(_body(finding))
    place = f"<code>{escape(_where(finding.place))}</code>"
    return f"<details><summary>{html(finding.message)}<br>{place}</summary>\n\n{inside}\n\n</details>"


def _body(finding: Finding) -> Iterator[str]:
    if finding.quoted.strip():
        yield _lines(finding.place, finding.quoted)
    for noted in finding.related:
        if noted.quoted.strip():
            yield f"{inline(noted.message)}, {span(_where(noted.place))}:"
            yield _lines(noted.place, noted.quoted)
    if finding.clause:
        yield f"Clause: {inline(finding.clause)}"
    if finding.details:
        yield code("\n".join(finding.details))
    if finding.meant:
        yield f"Did you mean {span(finding.meant)}?"
    yield f"**Next:** {inline(finding.next_step)}"
    yield f"Rule `{finding.rule}`, fingerprint `{finding.fingerprint[:SHORT]}`"


def _lines(place: Place, quoted: str) -> str:
    """Return the line at a place with a caret, as the terminal shows it."""
    _, *lines = excerpt(place, quoted, plain, "")
    return code("\n".join(line.removeprefix("  ") for line in lines))


def _where(place: Place) -> str:
    return f"{visible(place.file)}:{place.span.start.line}"


def _notes(notes: Sequence[Finding]) -> Iterator[str]:
    if notes:
        lines = [f"- {inline(each.message)} {span(_where(each.place))}" for each in notes]
        yield _folded(_counted(len(notes), "note"), lines)


def _accepted(accepted: Sequence[Accepted]) -> Iterator[str]:
    if accepted:
        lines = [
            f"- {inline(each.finding.message)} {span(_where(each.finding.place))}, accepted by {inline(each.reason)}"
            for each in accepted
        ]
        yield _folded(f"{len(accepted)} accepted", lines)


def _folded(summary: str, lines: Sequence[str]) -> str:
    inside = "\n".join(_fitting(lines, FOLDED, "- "))
    return f"<details><summary>{summary}</summary>\n\n{inside}\n\n</details>"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
