"""Findings as JUnit XML, which every CI shows: a suite for each file, a case for each finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from validator.diagnostics import Level
from validator.render.findings.finding import Finding, Report
from validator.render.findings.lines import line
from validator.render.table import visible

Case = tuple[Finding, str | None]
"""A finding, and why it is accepted, if it is."""


def junit(report: Report) -> str:
    """Return a report as JUnit XML without times, so that the same findings give the same bytes.

    What fails a run is a failed case, everything else a passed one that says what it found. A run without findings has
    one passed case: several services take a report without any for a mistake.
    """
    cases: list[Case] = [(finding, None) for finding in report.findings]
    cases += [(each.finding, each.reason) for each in report.accepted]
    failed = sum(_fails(case) for case in cases)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="slawyer" tests="{max(len(cases), 1)}" failures="{failed}" errors="0">')
    for file in dict.fromkeys(finding.place.file for finding, _ in cases):
        lines += _suite(file, [case for case in cases if case[0].place.file == file])
    if not cases:
        lines += _clean(report)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _clean(report: Report) -> Iterator[str]:
    yield '  <testsuite name="slawyer" tests="1" failures="0" errors="0" skipped="0">'
    yield f'    <testcase name="no findings" classname={_attribute(report.subject or "slawyer")}/>'
    yield "  </testsuite>"


def _suite(file: str, cases: Sequence[Case]) -> Iterator[str]:
    failed = sum(_fails(case) for case in cases)
    yield (
        f"  <testsuite name={_attribute(file)} "
        f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="0">'
    )
    names: Counter[str] = Counter()
    for finding, reason in cases:
        name = " ".join(
            filter(None, (finding.rule, finding.route))
        )  # no line numbers: the case stays the same
        names[name] += 1
        unique = name if names[name] == 1 else f"{name} ({names[name]})"
        yield f"    <testcase name={_attribute(unique)} classname={_attribute(file)}>"
        yield from _case(finding, reason)
        yield "    </testcase>"
    yield "  </testsuite>"


def _case(finding: Finding, reason: str | None) -> Iterator[str]:
    said = "\n".join([line(finding), *finding.details, f"next: {finding.next_step}"])
    if reason is not None:
        yield f"      <system-out>{_text(f'accepted by {reason}')}\n{_text(said)}</system-out>"
    elif finding.level is Level.NOTE:
        yield f"      <system-out>{_text(said)}</system-out>"
    else:
        kind = f"type={_attribute(finding.rule)} message={_attribute(finding.message)}"
        yield f"      <failure {kind}>{_text(said)}</failure>"


def _fails(case: Case) -> bool:
    finding, reason = case
    return reason is None and finding.level is not Level.NOTE


def _text(words: str) -> str:
    return "\n".join(escape(visible(each), quote=False) for each in words.split("\n"))


def _attribute(words: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 -- slow: it brings all that asks servers

    return quoteattr(visible(words))
