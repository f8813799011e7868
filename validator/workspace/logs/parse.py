"""Rows of text to events: what can be judged of a row alone is judged here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.evaluate.columns import EventTable
from validator.evaluate.columns.events import ACTOR_CODES, EVENT_CODES
from validator.evaluate.refusals import message
from validator.workspace.logs.stamps import StampReading, instants

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from validator.workspace.logs.rows import LogRows

TRUTH: Final = {"true": True, "false": False}
HARMLESS: Final = "closed"
"""The event that stands for a row after the instant of deciding: what such a row says does not exist yet."""


@dataclass(frozen=True, slots=True)
class ParsedLog:
    """Events, and the rows that are no events: `rejected` maps rows to the code of why and what they say.

    `rows` maps the places in the table that `events` was made from to rows. `tainted` are the tickets of rejected rows
    with the reason; none of their rows until the instant of deciding are among the events. `as_of` is that instant.
    """

    events: EventTable
    rows: NDArray[np.int64]
    rejected: dict[int, tuple[str, str | None]]
    tainted: dict[str, tuple[str, str | None]]
    as_of: int


def parse_log(log: LogRows, stamps: StampReading, as_of: int | None = None) -> ParsedLog:
    """Parse all rows; a ticket with a row that cannot be read loses all its rows.

    Rows after `as_of` (microseconds, UTC; by default the latest instant in the log) do not exist yet, so that
    nothing but their ticket and instant is judged.
    """
    faults = _Faults(log)
    ticket = log.table.column("ticket")
    faults.found(_mask(pc.is_null(ticket)), "no-ticket", None)
    at = instants([part.table.column("at") for part in log.parts], stamps)
    for code, rows in at.problems.items():
        faults.found(rows, code, "at")
    timeless = faults.mask()
    event = _judged(log, "event", EVENT_CODES, faults, "unknown-event")
    by = _judged(log, "by", ACTOR_CODES, faults, "unknown-actor")
    public = _public(log, faults)
    if as_of is None:
        readable = at.values[~timeless]
        as_of = int(readable.max()) if readable.size else 0
    later = ~timeless & (at.values > as_of)
    faults.forget(later)
    tainted = faults.taint(ticket, later)
    columns = {
        "ticket": ticket,
        "at": pa.array(at.values),
        "event": event,
        "by": by,
        "public": pa.array(public),
    }
    columns |= {name: log.table.column(name) for name in log.table.column_names if name not in columns}
    if "channel" in columns:
        columns["channels"] = _channels(columns.pop("channel"))
    table, kept = pa.table(columns), np.flatnonzero(~faults.mask())
    if len(kept) < len(log):
        table = table.take(pa.array(kept))
    return ParsedLog(EventTable.from_arrow(table), kept, faults.rows, tainted, as_of)


def instant_of(text: str, stamps: StampReading) -> int | str:
    """Return the instant that a single stamp means, read exactly as a stamp of a log, or why it means none."""
    at = instants([pa.chunked_array([[text]], pa.string())], stamps)
    faults = [code for code, rows in at.problems.items() if rows.any()]
    return message(faults[0], text) if faults else int(at.values[0])


def _mask(values: pa.ChunkedArray) -> NDArray[np.bool_]:
    return np.asarray(pc.fill_null(values, False), dtype=np.bool_)  # noqa: FBT003 -- the value of null


@dataclass(slots=True)
class _Faults:
    """Collects why rows are rejected: the first reason of each."""

    log: LogRows
    rows: dict[int, tuple[str, str | None]] = field(default_factory=dict)

    def found(self, rows: NDArray[np.bool_], code: str, column: str | None) -> None:
        """Reject rows for what they say in a column."""
        found = np.flatnonzero(rows)
        said = self.log.says(found, column) if column else [None] * found.size
        for row, words in zip(found.tolist(), said, strict=True):
            self.rows.setdefault(row, (code, words))

    def forget(self, rows: NDArray[np.bool_]) -> None:
        """Take back the rejection of rows."""
        for row in [row for row in self.rows if rows[row]]:
            del self.rows[row]

    def mask(self) -> NDArray[np.bool_]:
        """Return which rows are rejected."""
        rejected = np.zeros(len(self.log), dtype=np.bool_)
        rejected[list(self.rows)] = True
        return rejected

    def taint(self, ticket: pa.ChunkedArray, later: NDArray[np.bool_]) -> dict[str, tuple[str, str | None]]:
        """Reject the other rows of tickets that have a rejected row; return those tickets with the first reason."""
        tainted: dict[str, tuple[str, str | None]] = {}
        rows = sorted(self.rows)
        for row, name in zip(rows, self.log.says(np.array(rows, dtype=np.int64), "ticket"), strict=True):
            if name is not None:
                tainted.setdefault(name, self.rows[row])
        if tainted:
            same = _mask(pc.is_in(ticket, value_set=pa.array(list(tainted), pa.string())))
            for row in np.flatnonzero(same & ~later).tolist():
                self.rows.setdefault(row, ("ticket-rejected", None))
        return tainted


def _judged(log: LogRows, name: str, known: Collection[str], faults: _Faults, code: str) -> pa.ChunkedArray:
    """Return a column of words that are known; others are rejected, and replaced by what does no harm."""
    if name not in log.table.column_names:
        return pa.chunked_array([pa.nulls(len(log), pa.string())])
    column = log.table.column(name)
    good = _mask(pc.is_in(column, value_set=pa.array(list(known), pa.string())))
    absent = _mask(pc.is_null(column))
    unknown = ~good if name == "event" else ~good & ~absent
    if not unknown.any():
        return column
    faults.found(unknown, code, name)
    instead = pa.scalar(HARMLESS if name == "event" else None, pa.string())
    return pc.if_else(pa.array(unknown), instead, column)


def _public(log: LogRows, faults: _Faults) -> NDArray[np.bool_]:
    """Return whether rows are public, which they are if they do not say."""
    if "public" not in log.table.column_names:
        return np.ones(len(log), dtype=np.bool_)
    said = pc.ascii_lower(log.table.column("public"))
    known = _mask(pc.is_in(said, value_set=pa.array(list(TRUTH))))
    faults.found(~known & ~_mask(pc.is_null(said)), "bad-public", "public")
    return ~_mask(pc.equal(said, "false"))


def _channels(column: pa.ChunkedArray) -> pa.Array:
    """Return channels joined with `+`, each once and in order."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    words = [
        None if word is None else "+".join(sorted({part.strip() for part in word.split("+")} - {""}))
        for word in encoded.dictionary.to_pylist()
    ]
    return pa.array(words, pa.string()).take(encoded.indices)
