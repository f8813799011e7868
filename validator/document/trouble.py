"""A syntax error as PyYAML reports it, with the text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.document.rules import finding, quoted

if TYPE_CHECKING:
    from yaml.events import ScalarEvent

    from validator.diagnostics import Diagnostic
    from validator.document.source import Source


@dataclass(frozen=True, slots=True)
class Trouble:
    """A syntax error: `at` is where PyYAML gave up, `since` where the thing began that it could not finish.

    Both are offsets. `found` is PyYAML's name of what it met; `last` is the single value read before.
    """

    source: Source
    at: int
    since: int
    found: str
    last: ScalarEvent | None

    @property
    def row(self) -> int:
        """Return the number of the line at which reading ended."""
        return self.source.position(self.at).line

    def rest(self, offset: int) -> str:
        """Return what is left of a line, without a comment."""
        position = self.source.position(offset)
        return re.split(r"\s#", self.source.line(position.line)[position.column - 1 :])[0].rstrip()

    def say(self, offset: int, length: int, message: str, next_step: str) -> Diagnostic:
        """Return the diagnostic at a stretch of the text."""
        end = min(offset + max(length, 1), len(self.source.text))
        return finding("yaml-syntax", self.source.place(offset, end), message, next_step)


def in_quotes(value: str) -> str:
    """Show a value as it would stand in quotes, whatever quotes it holds itself."""
    if '"' not in value and "\\" not in value:
        return quoted(f'"{value}"', limit=70)
    return quoted("'{}'".format(value.replace("'", "''")), limit=70)


def line_above(source: Source, row: int) -> int:
    """Return the number of the last line above that says something; 0 if there is none."""
    for number in range(row - 1, 0, -1):
        text = source.line(number).strip()
        if text and not text.startswith("#"):
            return number
    return 0
