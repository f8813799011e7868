"""Worked examples rewritten where they failed, and nowhere else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from validator.document import Source
from validator.workspace.outputs import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from validator.document import Document
    from validator.evaluate.trial import Trial
    from validator.location import Span


@dataclass(frozen=True, slots=True)
class Update:
    """A file that is to be rewritten: its name as shown to people, its text before and after."""

    file: str
    before: str
    after: str

    def diff(self) -> str:
        """Return what changes, line by line."""
        lines = unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            self.file,
            self.file,
            n=1,
        )
        return "".join(lines)


def updates(trials: Iterable[Trial], documents: Mapping[str, Document | Source]) -> tuple[Update, ...]:
    """Return the files of examples with the literals that failed as they come out; nothing else is touched."""
    literals: dict[str, dict[Span, str]] = defaultdict(dict)
    for trial in trials:
        for mismatch in trial.mismatches:
            if mismatch.instead is not None:
                span = documents[mismatch.at.file].place_of(mismatch.at).span
                literals[mismatch.at.file][span] = mismatch.instead
    return tuple(_update(documents[file], spans) for file, spans in sorted(literals.items()))


def write(update: Update) -> None:
    """Write a file whole or not at all."""
    replace_file(Path(update.file), update.after)


def _update(document: Document | Source, literals: Mapping[Span, str]) -> Update:
    source = document if isinstance(document, Source) else document.source
    after = source.text
    for span, text in sorted(literals.items(), reverse=True):  # from the end, so that offsets stay true
        after = after[: source.offset(span.start)] + text + after[source.offset(span.end) :]
    return Update(document.file, document.text, after)
