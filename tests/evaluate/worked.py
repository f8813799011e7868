"""Worked examples of the shipped contract, from their text to their trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evaluate.contract import EDITION, POLICIES, ZITADEL
from validator.document import Document
from validator.reading import read_examples
from validator.reading.cursor import Cursor
from validator.workspace.policies import prove
from validator.workspace.trials import try_examples

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic
    from validator.evaluate.trial import Mismatch, Trial
    from validator.model.example import Example

FILE = "zitadel/editions/2024-01-10/examples/cases.yaml"

LATE = """\
examples:
  - title: A severity 1 request answered half an hour late
    agreement: stickerei-2024
    timeline:
      - { at: 2024-09-02 10:00, event: submitted, severity: severity_1, channel: ticket }
      - { at: 2024-09-02 11:30, event: replied, by: agent }
    expect:
      initial_response:
        outcome: breached
        severity: severity_1
        target: 1 business hour
        schedule: extended_hours
        deadline: 2024-09-02 11:00
        stopped: 2024-09-02 11:30
        claimable: 2024-09-02 11:30
        elapsed: 1 hour 30 minutes
        overrun: 30 minutes
        credit: 2 days
        provisional: false
    because:
      - service_levels.extended.targets.initial_response.severity_1
      - credits.late_response
"""
"""An example that holds and says everything."""


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Replace texts; each must be there exactly once."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def without(text: str, *keys: str) -> str:
    """Leave out the lines of some keys."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if line.strip().split(":")[0] not in keys)


def document_of(text: str) -> Document:
    """Parse a file of examples that is in shape."""
    document, found = prove(text.encode(), f"policies/{FILE}", "examples", FILE)
    assert found == ()
    assert document is not None
    return document


def read(text: str) -> tuple[tuple[Example, ...], tuple[Diagnostic, ...]]:
    """Read examples of the contract."""
    sound = {file: each for file, each in POLICIES.documents.items() if isinstance(each, Document)}
    return read_examples(Cursor(FILE, document_of(text).root), ZITADEL, EDITION, sound)


def example_of(text: str) -> Example:
    """Return the only example of a file without mistakes."""
    [example], mistakes = read(text)
    assert mistakes == ()
    return example


def tried(text: str) -> Trial:
    """Try the only example of a file without mistakes."""
    [trial] = try_examples([example_of(text)], POLICIES)
    return trial


def only(trial: Trial) -> Mismatch:
    """Return what alone does not come out."""
    [mismatch] = trial.mismatches
    return mismatch


def said(trial: Trial) -> list[tuple[str, str | None]]:
    """Return what does not come out, each with what would have to be written."""
    return [(each.message, each.instead) for each in trial.mismatches]
