"""What is known while tickets are decided: the tickets of an edition, and what was decided so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from validator.evaluate.book import Book
from validator.evaluate.columns.clocks import Clocks
from validator.evaluate.columns.entitled import Refusers
from validator.evaluate.columns.events import EventTable
from validator.evaluate.columns.severities import SeverityTrack
from validator.evaluate.columns.table import OUTCOMES
from validator.evaluate.terms import Terms
from validator.model.target import Promise

CODE = {outcome: code for code, outcome in enumerate(OUTCOMES)}

Columns = dict[str, NDArray[np.int64]]


@dataclass(slots=True)
class Decided:
    """Decisions so far, in pieces: one piece per edition and obligation; see `finish`."""

    terms: Sequence[Terms]
    book: Book
    as_of: int
    clocks: Clocks = field(default_factory=Clocks)
    refusers: Refusers = field(default_factory=Refusers)
    promises: list[Promise] = field(default_factory=list)
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    pieces: list[Columns] = field(default_factory=list)
    beyond: dict[int, str] = field(default_factory=dict)
    """Tickets whose decisions need an instant beyond a horizon, with the message."""

    def code(self, kind: str, word: str) -> int:
        """Return the number of a word of some kind, a new one for a new word."""
        known = self.words.setdefault(kind, {})
        return known.setdefault(word, len(known))

    def recode(self, kind: str, words: Sequence[str]) -> NDArray[np.int64]:
        """Return the numbers of words, and -1 in the last place for none."""
        return np.array([*(self.code(kind, word) for word in words), -1], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Setting:
    """The tickets of one edition, and what is the same for all their obligations."""

    events: EventTable
    ticket: NDArray[np.int64]
    terms_of: NDArray[np.int64]
    severities: SeverityTrack
    reason: NDArray[np.int64]
    refuser: NDArray[np.int64]
