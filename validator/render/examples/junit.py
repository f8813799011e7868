"""Examples as JUnit XML, which every CI shows: a suite for each file, a case for each example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from validator.render.examples.findings import diagnostics
from validator.render.findings import concise, resolve

if TYPE_CHECKING:
    from validator.document import Document, Source
    from validator.evaluate.trial import Trial


def junit(trials: Sequence[Trial], documents: Mapping[str, Document | Source]) -> str:
    """Return the results as JUnit XML; it holds no times, so that the same examples give the same bytes."""
    failed = sum(not trial.holds for trial in trials)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="slawyer test" tests="{len(trials)}" failures="{failed}" errors="0">')
    for file, group in groupby(trials, key=lambda trial: trial.example.at.file):
        lines += _suite(documents[file].file, list(group), documents)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(file: str, trials: Sequence[Trial], documents: Mapping[str, Document | Source]) -> Iterator[str]:
    failed = sum(not trial.holds for trial in trials)
    yield (
        f'  <testsuite name={quoteattr(file)} tests="{len(trials)}" failures="{failed}" errors="0" skipped="0">'
    )
    for trial in trials:
        place = documents[trial.example.at.file].place_of(trial.example.at.child("title"))
        line = place.span.start.line
        begins = f"    <testcase classname={quoteattr(file)} name={quoteattr(_clean(trial.example.title))}"
        begins += f' file={quoteattr(file)} line="{line}"'
        if trial.holds:
            yield f"{begins}/>"
            continue
        report = resolve(diagnostics([trial]), documents, judged=False)
        message = report.findings[0].message
        yield f"{begins}>"
        yield f"      <failure message={quoteattr(_clean(message))}>{escape(_clean(concise(report)))}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _clean(words: str) -> str:
    """Return words without the control characters that XML cannot hold."""
    return "".join(
        each if each.isprintable() or each == "\n" else "\N{REPLACEMENT CHARACTER}" for each in words
    )
