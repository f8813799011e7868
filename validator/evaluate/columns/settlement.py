"""Which tickets lie outside the terms of their agreements, where credits of earlier tickets extend a term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.evaluate.columns import ledger
from validator.evaluate.columns.arrays import exact_sum

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.evaluate.book import Book
    from validator.evaluate.columns.batch import Batch
    from validator.model.policy import Agreement


Cut = tuple[int, str]
"""A ticket's submission (microseconds, UTC) and name: the order in which credits extend terms."""


def outside_of(batch: Batch, book: Book, cuts: Mapping[str, Cut]) -> NDArray[np.bool_]:
    """Return which tickets of a batch lie outside the terms of their agreements, when those end where they are cut."""
    outside = np.zeros(batch.submitted.size, dtype=np.bool_)
    for number, terms in enumerate(batch.decisions.rests.terms):
        mine = batch.terms_of == number
        outside |= mine & (batch.submitted < book.term_bounds(terms.agreement)[0])
        if terms.agreement.id in cuts:
            submitted, name = cuts[terms.agreement.id]
            outside |= mine & (batch.submitted > submitted)
            for ticket in np.flatnonzero(mine & (batch.submitted == submitted)).tolist():
                outside[ticket] = batch.decisions.rests.names[ticket] >= name
    return outside


class Settlement:
    """The tickets submitted after an end, and the days credited for those before it, which move it.

    Batches are added one after the other and need not be kept.
    """

    def __init__(self, book: Book) -> None:
        """Start without any ticket."""
        self._book = book
        self._numbers: dict[str, int] = {}
        self._bounds: list[tuple[int, int]] = []
        self._days: list[int] = []
        self._outside: list[NDArray[np.bool_]] = []
        self._kept: list[_Kept] = []

    def add(self, batch: Batch) -> None:
        """Take what matters of a batch."""
        own = np.array([self._number(each.agreement) for each in batch.decisions.rests.terms], dtype=np.int64)
        agreement = own[batch.terms_of]
        bounds = np.array(self._bounds, dtype=np.int64).reshape(-1, 2)
        names = batch.decisions.rests.names
        days = ledger.credited_days(batch.decisions, len(names))
        days[list(batch.beyond)] = 0
        outside = batch.submitted < bounds[agreement, 0]
        late = batch.submitted >= bounds[agreement, 1]
        earned = np.flatnonzero(~outside & ~late & (days > 0))
        for number in np.unique(agreement[earned]).tolist():
            self._days[number] += exact_sum(days[earned[agreement[earned] == number]])
        matters = np.flatnonzero(late)
        self._kept.append(
            _Kept(
                np.full(matters.size, len(self._outside)),
                matters,
                agreement[matters],
                batch.submitted[matters],
                days[matters],
                pa.array([names[each] for each in matters.tolist()], pa.string()),
            )
        )
        self._outside.append(outside)

    def _number(self, agreement: Agreement) -> int:
        if agreement.id not in self._numbers:
            self._numbers[agreement.id] = len(self._numbers)
            self._bounds.append(self._book.term_bounds(agreement))
            self._days.append(0)
        return self._numbers[agreement.id]

    def __getstate__(self) -> tuple[dict[str, int], list[int], list[_Kept]]:
        """Return what another process needs to add this to its own settlement."""
        return self._numbers, self._days, self._kept

    def __setstate__(self, state: tuple[dict[str, int], list[int], list[_Kept]]) -> None:
        """Become what `merge` takes, and nothing more."""
        self._numbers, self._days, self._kept = state

    def merge(self, other: Settlement) -> None:
        """Take what another settlement took; of its tickets, `cuts` can tell, and `outside` cannot."""
        numbers = np.array(
            [self._number(self._book.agreements[name]) for name in other._numbers], dtype=np.int64
        )
        for number, days in zip(numbers.tolist(), other._days, strict=True):
            self._days[number] += days
        self._kept += [replace(kept, agreement=numbers[kept.agreement]) for kept in other._kept]

    def cuts(self) -> Mapping[str, Cut]:
        """Return for each agreement that has one the first of its late tickets outside: all later ones are, too."""
        kept = _joined(self._kept)
        found = {}
        for name, mine, beyond in self._beyond(kept):
            if beyond.size:
                row = mine[beyond[0]]
                found[name] = int(kept.submitted[row]), str(kept.names[int(row)].as_py())
        return found

    def outside(self) -> Sequence[NDArray[np.bool_]]:
        """Return for each batch which of its tickets lie outside.

        The tickets inside are the earliest of each agreement, so the days credited before a ticket are a running sum,
        and the first one outside ends it.
        """
        kept = _joined(self._kept)
        for _, mine, beyond in self._beyond(kept):
            if beyond.size:
                rows = mine[beyond[0] :]
                for batch in np.unique(kept.batch[rows]).tolist():
                    self._outside[batch][kept.ticket[rows[kept.batch[rows] == batch]]] = True
        return self._outside

    def _beyond(self, kept: _Kept) -> Iterator[tuple[str, NDArray[np.int64], NDArray[np.int64]]]:
        """Yield for each agreement its late tickets in order of submission, and which lie after its extended end."""
        names = list(self._numbers)
        places = np.empty(len(kept.names), dtype=np.int64)
        places[pc.array_sort_indices(kept.names).to_numpy()] = np.arange(len(kept.names))
        order = np.lexsort((places, kept.submitted, kept.agreement))
        for number in np.unique(kept.agreement).tolist():
            mine = order[kept.agreement[order] == number]
            ends = self._ends(self._book.agreements[names[number]], int(kept.submitted[mine[-1]]))
            enough = ends.size - 1  # no more days are needed to let all of them in
            before = np.cumsum(kept.days[mine]) - kept.days[mine] + min(self._days[number], enough)
            yield (
                names[number],
                mine,
                np.flatnonzero(kept.submitted[mine] >= ends[np.minimum(before, enough)]),
            )

    def _ends(self, agreement: Agreement, latest: int) -> NDArray[np.int64]:
        """Return the ends of a term by the number of days that extend it, up to the first one after an instant."""
        ends = [self._book.term_end(agreement, 0)]
        while ends[-1] <= latest:
            ends.append(self._book.term_end(agreement, len(ends)))
        return np.array(ends, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Late tickets: the batch and number of each, its agreement, submission, credited days and name."""

    batch: NDArray[np.int64]
    ticket: NDArray[np.int64]
    agreement: NDArray[np.int64]
    submitted: NDArray[np.int64]
    days: NDArray[np.int64]
    names: pa.Array


def _joined(every: Sequence[_Kept]) -> _Kept:
    def column(name: str) -> NDArray[np.int64]:
        return np.concatenate([getattr(each, name) for each in every] or [np.empty(0, dtype=np.int64)])

    return _Kept(
        batch=column("batch"),
        ticket=column("ticket"),
        agreement=column("agreement"),
        submitted=column("submitted"),
        days=column("days"),
        names=pa.concat_arrays([each.names for each in every] or [pa.array([], pa.string())]),
    )
