"""Trials of one worked example of the shipped contract, which holds or does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.evaluate.contract import POLICIES, ROOT
from tests.evaluate.worked import FILE, LATE, changed, document_of, read
from validator.document import Document, Source
from validator.evaluate.trial import Trial
from validator.workspace.trials import try_examples

TITLE = "A severity 1 request answered half an hour late"


def tried(text: str) -> tuple[Trial, ...]:
    """Try all examples of a file."""
    examples, mistakes = read(text)
    assert mistakes == ()
    return try_examples(examples, POLICIES)


def documents(text: str) -> Mapping[str, Document | Source]:
    """Return all files, that of the examples too."""
    return {**POLICIES.documents, FILE: document_of(text)}


def from_here(text: str) -> str:
    """Return a text with files named as from the project's folder, in which the tests may not run."""
    return text.replace(f"{ROOT}/", "")


HOLDS = LATE
FAILS = changed(LATE, ("outcome: breached", "outcome: met"))
FAILS_TWICE = changed(LATE, ("outcome: breached", "outcome: met"), ("credit: 2 days", "credit: 3 days"))
UNEXPECTED = changed(LATE, ("      - credits.late_response\n", "      - severities.severity_4\n"))
"""What is said to decide does not."""


def several(*texts: str) -> str:
    """Return the examples of several files as one file; titles are kept apart."""
    bodies = [
        text.removeprefix("examples:\n").replace(TITLE, f"{TITLE} ({number})")
        for number, text in enumerate(texts, 1)
    ]
    return "examples:\n" + "\n".join(bodies)


def titled(trial: Trial, title: str) -> Trial:
    """Return a trial of an example with another title."""
    return replace(trial, example=replace(trial.example, title=title))
