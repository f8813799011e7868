"""Everything that differs between two states of contracts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Final

from validator.changes.compare import Comparison
from validator.diagnostics import Diagnostic
from validator.document import Document, Source

BEFORE: Final = "before/"
"""What the names of the old side's documents begin with, where those of both sides are told apart."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What was found, between states that people call `old` and `new`.

    `diagnostics` are what breaks the rules of publishing. `documents` are the texts of the new side by the names that
    addresses use, and those of the old side with `BEFORE` before their names. `zones` are all that the schedules of
    both name. `added` are policies that only the new side has.
    """

    old: str
    new: str
    comparisons: tuple[Comparison, ...]
    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document | Source] = field(repr=False)
    zones: Mapping[str, tzinfo] = field(repr=False)
    added: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        """How many promises were compared: cells of decision tables."""
        return sum(comparison.cells for comparison in self.comparisons)
