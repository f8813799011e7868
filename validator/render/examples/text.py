"""Examples for people: what fails, with what was decided instead and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from validator.render.examples.findings import diagnostics
from validator.render.explanation import answers, explain
from validator.render.findings import resolve
from validator.render.findings.text import blocks
from validator.render.table import Styled, plain, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.document import Document, Source
    from validator.evaluate.trial import Trial
    from validator.render.wording import Language

WIDEST = 100


def text(
    trials: Sequence[Trial],
    documents: Mapping[str, Document | Source],
    language: Language,
    style: Styled = plain,
) -> str:
    """Return all examples that fail, each with its findings and the explanation of what was decided."""
    failed = (trial for trial in trials if not trial.holds)
    parts = [line for trial in failed for line in _trial(trial, documents, language, style)]
    return "\n\n".join([*parts, closing(trials)]) + "\n"


def closing(trials: Sequence[Trial]) -> str:
    """Return the line that sums up."""
    failed = sum(not trial.holds for trial in trials)
    count = f"{len(trials)} example{'' if len(trials) == 1 else 's'}"
    if not failed:
        return f"{count}: all hold." if len(trials) != 1 else f"{count}: it holds."
    held = len(trials) - failed
    return (
        f"{count}: {held} {'holds' if held == 1 else 'hold'}, {failed} {'fails' if failed == 1 else 'fail'}."
    )


def _trial(
    trial: Trial, documents: Mapping[str, Document | Source], language: Language, style: Styled
) -> Iterator[str]:
    yield style(visible(trial.example.title), "heading")
    yield from blocks(resolve(diagnostics([trial]), documents, judged=False), style)
    if trial.accounts:
        told = explain(trial.accounts, language)
        for answer in (told.opening, *answers(told)):
            yield fill(visible(answer), WIDEST, initial_indent="  | ", subsequent_indent="  | ")
