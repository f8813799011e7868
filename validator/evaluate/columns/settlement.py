"""Which tickets lie outside the terms of their agreements, where credits of earlier tickets extend a term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns import ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.evaluate.book import Book
    from validator.evaluate.columns.batch import Batch
    from validator.model.policy import Agreement


class Settlement:
    """The tickets that matter to terms: submitted after an end, or with credited days that move it.

    Batches are added one after the other and need not be kept; all others of their tickets are inside their terms.
    """

    def __init__(self, book: Book) -> None:
        """Start without any ticket."""
        self._book = book
        self._numbers: dict[str, int] = {}
        self._bounds: list[tuple[int, int]] = []
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
        matters = np.flatnonzero(~outside & ((days > 0) | (batch.submitted >= bounds[agreement, 1])))
        self._kept.append(
            _Kept(
                np.full(matters.size, len(self._outside)),
                matters,
                agreement[matters],
                batch.submitted[matters],
                days[matters],
                [names[each] for each in matters.tolist()],
            )
        )
        self._outside.append(outside)

    def _number(self, agreement: Agreement) -> int:
        if agreement.id not in self._numbers:
            self._numbers[agreement.id] = len(self._numbers)
            self._bounds.append(self._book.term_bounds(agreement))
        return self._numbers[agreement.id]

    def outside(self) -> Sequence[NDArray[np.bool_]]:
        """Return for each batch which of its tickets lie outside.

        The tickets inside are the earliest of each agreement, so the days credited before a ticket are a running sum,
        and the first one outside ends it.
        """
        kept = _joined(self._kept)
        agreements = {number: self._book.agreements[name] for name, number in self._numbers.items()}
        places = np.empty(len(kept.names), dtype=np.int64)
        places[sorted(range(len(kept.names)), key=kept.names.__getitem__)] = np.arange(len(kept.names))
        order = np.lexsort((places, kept.submitted, kept.agreement))
        for number in np.unique(kept.agreement).tolist():
            mine = order[kept.agreement[order] == number]
            self._end(kept, mine, agreements[number], self._bounds[number][1])
        return self._outside

    def _end(self, kept: _Kept, mine: NDArray[np.int64], agreement: Agreement, end: int) -> None:
        """Mark those of one agreement's tickets, in order of submission, that lie after its extended end."""
        before = np.cumsum(kept.days[mine]) - kept.days[mine]
        late = np.flatnonzero(kept.submitted[mine] >= end)
        if not late.size:
            return
        ends = self._ends(agreement, int(kept.submitted[mine[late[-1]]]))
        reached = ends[np.minimum(before[late], ends.size - 1)]
        beyond = np.flatnonzero(kept.submitted[mine[late]] >= reached)
        if beyond.size:
            rows = mine[late[beyond[0]] :]
            for batch in np.unique(kept.batch[rows]).tolist():
                self._outside[batch][kept.ticket[rows[kept.batch[rows] == batch]]] = True

    def _ends(self, agreement: Agreement, latest: int) -> NDArray[np.int64]:
        """Return the ends of a term by the number of days that extend it, up to the first one after an instant."""
        ends = [self._book.term_end(agreement, 0)]
        while ends[-1] <= latest:
            ends.append(self._book.term_end(agreement, len(ends)))
        return np.array(ends, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Tickets that matter: the batch and number of each, its agreement, submission, credited days and name."""

    batch: NDArray[np.int64]
    ticket: NDArray[np.int64]
    agreement: NDArray[np.int64]
    submitted: NDArray[np.int64]
    days: NDArray[np.int64]
    names: list[str]


def _joined(every: Sequence[_Kept]) -> _Kept:
    def column(name: str) -> NDArray[np.int64]:
        return np.concatenate([getattr(each, name) for each in every] or [np.empty(0, dtype=np.int64)])

    return _Kept(
        batch=column("batch"),
        ticket=column("ticket"),
        agreement=column("agreement"),
        submitted=column("submitted"),
        days=column("days"),
        names=[name for each in every for name in each.names],
    )
