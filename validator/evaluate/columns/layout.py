"""The layout of a packed event: everything a row says, besides its ticket and instant, in the bits of one number.

Only words that some policy knows have a number. The numbers order events of one instant as `TicketEvent.order` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from validator.model.timeline import EVENT_ORDER
from validator.model.words import Actor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.evaluate.book import Book
    from validator.model.edition import Edition

FIELDS: Final = (
    "event",
    "agreement",
    "by",
    "public",
    "severity",
    "status",
    "channels",
    "urgency",
    "request",
    "feature",
)
"""From the most significant bits to the least: the order in which they break ties."""

WIDEST: Final = 63
"""Bits of a number that is not negative."""

ACTORS: Final = tuple(sorted(actor.value for actor in Actor))
MOST_PAIRED: Final = 40
"""Of so many channels any two may be named together; of more, one at a time."""


@dataclass(frozen=True)
class Layout:
    """The words of every column, in order; 0 stands for a silent row, and a word for its place, counted from 1.

    `event` counts from 0, and `public` is 1 or 0: no row is silent about them.
    """

    words: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(book: Book) -> Layout:
        """Return the layout that holds every word of a book's policies."""
        editions = [edition for policy in book.policies.values() for edition in policy.editions.values()]
        known: dict[str, set[str]] = {
            name: set() for name in ("severity", "status", "urgency", "request", "feature")
        }
        channels: set[str] = set()
        for edition in editions:
            for name, words in _words(edition):
                known[name].update(words)
            channels.update(_channels(edition))
        return Layout(
            {
                "agreement": tuple(sorted(book.agreements)),
                "channels": tuple(sorted({*channels, *_pairs(channels)})),
                **{name: tuple(sorted(words)) for name, words in known.items()},
            }
        )

    @cached_property
    def shifts(self) -> Mapping[str, int]:
        """By how many bits each field is shifted."""
        shifts, used = {}, 0
        for name in reversed(FIELDS):
            shifts[name] = used
            used += self._width(name)
        return shifts

    @property
    def fits(self) -> bool:
        """Whether a number has enough bits."""
        return self.shifts["event"] + self._width("event") <= WIDEST

    def _width(self, name: str) -> int:
        match name:
            case "event":
                return (len(EVENT_ORDER) - 1).bit_length()
            case "public":
                return 1
            case "by":
                return len(ACTORS).bit_length()
            case _:
                return len(self.words[name]).bit_length()

    def _field(self, name: str, code: NDArray[np.int64]) -> NDArray[np.int64]:
        return (code >> self.shifts[name]) & ((1 << self._width(name)) - 1)

    def event(self, code: NDArray[np.int64]) -> NDArray[np.int8]:
        """Return the ranks of events in `Event`."""
        return self._field("event", code).astype(np.int8)

    def by(self, code: NDArray[np.int64]) -> NDArray[np.int8]:
        """Return the numbers of actors, -1 where a row does not say."""
        return (self._field("by", code) - 1).astype(np.int8)

    def public(self, code: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which events are public."""
        return self._field("public", code).astype(np.bool_)

    def codes(self, name: str, code: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the places of words of a column, -1 where a row does not say."""
        if not self.words[name]:
            return np.full(code.shape, -1, dtype=np.int32)
        return (self._field(name, code) - 1).astype(np.int32)


def _words(edition: Edition) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what an edition calls things."""
    yield "severity", tuple(edition.severities.severities)
    yield "status", tuple(edition.statuses)
    yield "urgency", tuple(edition.escalations)
    if edition.scope is not None:
        yield "request", tuple(edition.scope.requests)
        yield "feature", tuple(edition.scope.features)


def _channels(edition: Edition) -> Iterator[str]:
    if edition.channels is not None:
        for group in edition.channels.groups.values():
            yield from group.channels


def _pairs(channels: set[str]) -> Iterator[str]:
    """Yield what a row says that names two channels, in order."""
    if len(channels) <= MOST_PAIRED:
        yield from ("+".join(pair) for pair in combinations(sorted(channels), 2))
