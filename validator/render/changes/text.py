"""A difference for people: what is worse first, what moves nothing in one line each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from validator.changes.difference import Difference
from validator.diagnostics import Level
from validator.render.findings.finding import Finding, Report
from validator.render.findings.text import block
from validator.render.table import Styled, plain, visible

SECTIONS: Final = (
    ("adverse-change", "Worse for customers"),
    ("", "Against the rules of publishing"),
    ("incomparable-change", "Not to be compared: a lawyer must look"),
    ("favourable-change", "Better for customers"),
)
SHORT: Final = 12
"""How much of a fingerprint people are shown: enough that no two changes of a policy share it."""

QUIET: Final = "neutral-change"
CHANGES: Final = frozenset({*(rule for rule, _ in SECTIONS if rule), QUIET})


def text(difference: Difference, report: Report, style: Styled = plain) -> str:
    """Return everything that differs, by whom it favours, with a closing line."""
    return "\n\n".join([*_sections(report, style), closing(difference, report)]) + "\n"


def _sections(report: Report, style: Styled) -> Iterator[str]:
    for rule, heading in SECTIONS:
        found = [each for each in report.findings if _belongs(each, rule)]
        if found:
            yield style(f"{heading} ({len(found)})", "heading")
            yield from ("\n".join([*block(each, style), *_approving(each)]) for each in found)
    quiet = [each for each in report.findings if each.rule == QUIET]
    if quiet:
        rows = [f"  {_place(each)}: {visible(each.message)}" for each in quiet]
        yield "\n".join([style(f"Moves no promise ({len(quiet)})", "heading"), *rows])


def _approving(finding: Finding) -> Iterator[str]:
    """Yield how to approve of a finding that fails the run."""
    if finding.level is not Level.NOTE:
        yield f"  fingerprint: {finding.fingerprint[:SHORT]}"


def _belongs(finding: Finding, rule: str) -> bool:
    return finding.rule == rule if rule else finding.rule not in CHANGES


def _place(finding: Finding) -> str:
    return f"{visible(finding.place.file)}:{finding.place.span.start.line}"


def closing(difference: Difference, report: Report) -> str:
    """Return the line that sums up a difference; three kinds of nothing are told apart."""
    added = f" New: {', '.join(difference.added)}." if difference.added else ""
    between = f"{visible(difference.old)} → {visible(difference.new)}"
    if not report.findings and not report.accepted:
        return f"{between}: no difference.{added}"
    counts = [(sum(_belongs(each, rule) for each in report.findings), heading) for rule, heading in COUNTED]
    said = ", ".join(
        f"{count} {ONE.get(heading, heading) if count == 1 else heading}"
        for count, heading in counts
        if count
    )
    if report.findings and counts[-1][0] == len(report.findings):
        said = f"the texts differ in {said}; every promise is the same"
    accepted = f" {len(report.accepted)} accepted." if report.accepted else ""
    return f"{between}: {said or 'nothing else'}.{accepted} {difference.cells} promises compared.{added}"


COUNTED: Final = (
    ("adverse-change", "worse"),
    ("", "against the rules of publishing"),
    ("incomparable-change", "not to be compared"),
    ("favourable-change", "better"),
    (QUIET, "places that move no promise"),
)
ONE: Final = {"places that move no promise": "place that moves no promise"}
