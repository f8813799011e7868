"""A difference for people: what is worse first, what moves nothing in one line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from validator.changes.difference import Difference
from validator.changes.publishing import RULES
from validator.diagnostics import Level
from validator.render.findings.finding import Finding, Report
from validator.render.findings.text import block
from validator.render.table import Styled, plain, visible

SECTIONS: Final = {
    "adverse-change": "Worse for customers",
    "publishing": "Against the rules of publishing",
    "incomparable-change": "Not to be compared: a lawyer must look",
    "approvals": "Approvals to look at",
    "favourable-change": "Better for customers",
}
"""Headings by what they gather: the changes of a rule, or findings of several."""

SHORT: Final = 12
"""How much of a fingerprint people are shown: enough that no two changes of a policy share it."""

QUIET: Final = "neutral-change"
PUBLISHING: Final = frozenset({*RULES, "base-unsound"})


def text(difference: Difference, report: Report, style: Styled = plain) -> str:
    """Return everything that differs, by whom it favours, with a closing line."""
    return "\n\n".join([*_sections(report, style), closing(difference, report)]) + "\n"


def _sections(report: Report, style: Styled) -> Iterator[str]:
    for section, heading in SECTIONS.items():
        found = [each for each in report.findings if _section(each) == section]
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


def _section(finding: Finding) -> str:
    """Return what a finding is shown under."""
    if finding.rule in PUBLISHING:
        return "publishing"
    return finding.rule if finding.rule in {*SECTIONS, QUIET} else "approvals"


def _place(finding: Finding) -> str:
    return f"{visible(finding.place.file)}:{finding.place.span.start.line}"


def closing(difference: Difference, report: Report) -> str:
    """Return the line that sums up a difference; three kinds of nothing are told apart."""
    added = f" New: {', '.join(difference.added)}." if difference.added else ""
    between = f"{visible(difference.old)} → {visible(difference.new)}"
    if not report.findings and not report.accepted:
        return f"{between}: no difference.{added}"
    counts = Counter(_section(each) for each in report.findings)
    said = ", ".join(
        words[counts[section] > 1].format(counts[section])
        for section, words in COUNTED.items()
        if counts[section]
    )
    if counts.keys() == {QUIET}:
        said = f"the texts differ in {said}; every promise is the same"
    accepted = f" {len(report.accepted)} accepted." if report.accepted else ""
    return f"{between}: {said or 'nothing else'}.{accepted} {difference.cells} promises compared.{added}"


COUNTED: Final = {
    "adverse-change": ("{} worse", "{} worse"),
    "publishing": ("{} against the rules of publishing", "{} against the rules of publishing"),
    "incomparable-change": ("{} not to be compared", "{} not to be compared"),
    "approvals": ("{} approval to look at", "{} approvals to look at"),
    "favourable-change": ("{} better", "{} better"),
    QUIET: ("{} place that moves no promise", "{} places that move no promise"),
}
