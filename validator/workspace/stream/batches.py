"""The engine's events in batches of whole tickets, in the order of the tickets' names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.evaluate.columns.events import EventTable
from validator.workspace.stream.intake import EVENTS

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

    from validator.evaluate.columns.layout import Layout

ROWS: Final = 1 << 17
"""Events decided together: enough to be worth a pass, few enough to stay near the processor."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Events of whole tickets, sorted by ticket, instant and code; `names` are the tickets, `ends` where each ends."""

    names: pa.Array
    ends: NDArray[np.int64]
    instant: NDArray[np.int64]
    code: NDArray[np.int64]

    @property
    def odd(self) -> NDArray[np.bool_]:
        """Which tickets have a row that is not packed."""
        rows = np.flatnonzero(self.code < 0)
        odd = np.zeros(len(self.names), dtype=np.bool_)
        odd[np.searchsorted(self.ends, rows, side="right")] = True
        return odd

    def only(self, tickets: NDArray[np.bool_]) -> Sorted:
        """Return some of the tickets."""
        if tickets.all():
            return self
        counts = np.diff(self.ends, prepend=0)
        rows = np.repeat(tickets, counts)
        return Sorted(
            self.names.filter(pa.array(tickets)),
            np.cumsum(counts[tickets]),
            self.instant[rows],
            self.code[rows],
        )

    def events(self, layout: Layout) -> EventTable:
        """Return the events as the evaluator takes them."""
        counts = np.diff(self.ends, prepend=0)
        ticket = np.repeat(np.arange(len(self.names), dtype=np.int32), counts)
        return EventTable.from_packed(self.names.to_pylist(), ticket, self.instant, self.code, layout)


def sorted_batches(engine: duckdb.DuckDBPyConnection, as_of: int, rows: int = ROWS) -> Iterator[Sorted]:
    """Yield all tickets with what happened to them until an instant (microseconds, UTC); rows without one come too."""
    found = engine.sql(
        "SELECT ticket, coalesce(instant, -1) AS instant, if(instant IS NULL, -1, code) AS code "  # noqa: S608 -- our own
        f"FROM {EVENTS} WHERE ticket IS NOT NULL AND (instant <= {as_of} OR instant IS NULL) "
        "ORDER BY ticket, instant, code"
    )
    left: list[pa.RecordBatch] = []
    for batch in found.to_arrow_reader(rows):
        if batch.num_rows == 0:
            continue
        begin = _last_ticket_begins(batch)
        if begin == 0 and left and left[-1].column(0)[-1] == batch.column(0)[0]:
            left.append(batch)
            continue
        if begin == 0 and not left:
            left.append(batch)
            continue
        yield _sorted([*left, batch.slice(0, begin)])
        left = [batch.slice(begin)]
    if left:
        yield _sorted(left)


def _last_ticket_begins(batch: pa.RecordBatch) -> int:
    """Return where the last ticket of a batch begins."""
    ends = pc.run_end_encode(batch.column(0)).run_ends
    return int(ends[-2].as_py()) if len(ends) > 1 else 0


def _sorted(batches: list[pa.RecordBatch]) -> Sorted:
    table = pa.Table.from_batches(batches).combine_chunks()
    ticket: Any = table.column("ticket").combine_chunks()
    runs = pc.run_end_encode(ticket, run_end_type=pa.int64())
    return Sorted(
        runs.values,
        runs.run_ends.to_numpy(),
        table.column("instant").to_numpy(),
        table.column("code").to_numpy(),
    )
