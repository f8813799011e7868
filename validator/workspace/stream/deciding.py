"""Batches decided by several threads, handed on in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import pyarrow as pa

from validator.evaluate.columns.batch import decide_sound

if TYPE_CHECKING:
    from validator.evaluate.book import Book
    from validator.evaluate.columns import Batch
    from validator.evaluate.columns.layout import Layout
    from validator.workspace.stream.batches import Sorted

THREADS: Final = 2
"""Arrays are worked on outside the interpreter's lock; more threads would wait for each other."""
AHEAD: Final = 3
"""Batches that are under way at a time."""

One = TypeVar("One")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Decided:
    """The tickets of a batch that were decided, and the names of the others."""

    batch: Batch
    others: pa.Array


def decided(batches: Iterable[Sorted], layout: Layout, book: Book, as_of: int) -> Iterator[Decided]:
    """Decide batches as of an instant (microseconds, UTC), in their order."""

    def decide(batch: Sorted) -> Decided:
        odd = batch.odd
        sound = decide_sound(batch.only(~odd).events(layout), book, as_of)
        names = [batch.names.filter(pa.array(odd)), pa.array(sound.others, pa.string())]
        return Decided(sound.batch, pa.concat_arrays(names))

    return in_order(decide, batches)


def in_order(work: Callable[[One], Other], items: Iterable[One]) -> Iterator[Other]:
    """Do some work on items in several threads, and yield what came of it in the order of the items.

    The first one is done alone: what all of them share is made then.
    """
    under_way: deque[Future[Other]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            for number, item in enumerate(items):
                under_way.append(pool.submit(work, item))
                while under_way and (number == 0 or len(under_way) >= AHEAD):
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for each in under_way:
                each.cancel()
