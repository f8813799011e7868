"""Tickets set aside: read again with their files and lines, and decided with a reason for every row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from validator.evaluate.columns import decide_batch
from validator.workspace.logs import LogRows, ParsedLog, StampReading, parse_log
from validator.workspace.stream.intake import EVENTS
from validator.workspace.stream.sources import Source, rows_of

if TYPE_CHECKING:
    import duckdb

    from validator.evaluate.book import Book
    from validator.evaluate.columns import Batch

MOST_ROWS: Final = 1 << 19
"""Rows that are looked at together; more are looked at in turns, each of which reads the log again."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Some of the tickets set aside: their rows, what became of them, and their decisions so far."""

    log: LogRows
    parsed: ParsedLog
    batch: Batch


def decided_aside(
    engine: duckdb.DuckDBPyConnection,
    sources: Sequence[Source],
    tickets: pa.Array,
    book: Book,
    reading: StampReading,
    as_of: int,
) -> Iterator[Aside]:
    """Decide tickets one turn after the other, and in the first one the rows without any ticket."""
    ((nameless,),) = engine.execute(f"SELECT count(*) FROM {EVENTS} WHERE ticket IS NULL").fetchall()  # noqa: S608 -- our own
    turns = _turns(engine, tickets)
    if nameless and not turns:
        turns = [pa.array([], pa.string())]
    for number, turn in enumerate(turns):
        log = rows_of(sources, turn, nameless=nameless > 0 and number == 0)
        parsed = parse_log(log, reading, as_of)
        yield Aside(log, parsed, decide_batch(parsed.events, book, as_of))


def _turns(engine: duckdb.DuckDBPyConnection, tickets: pa.Array) -> list[pa.Array]:
    """Return the tickets of each turn, in the order of their names."""
    if not len(tickets):
        return []
    engine.register("aside", pa.table({"ticket": tickets}))
    counted = engine.sql(
        f"SELECT ticket, (sum(count(*)) OVER (ORDER BY ticket) - 1) // {MOST_ROWS} AS turn "  # noqa: S608 -- our own
        f"FROM {EVENTS} SEMI JOIN aside USING (ticket) GROUP BY ticket ORDER BY ticket"
    ).to_arrow_table()
    engine.unregister("aside")
    turn = counted.column("turn").combine_chunks()
    return [
        counted.column("ticket").combine_chunks().filter(pa.compute.equal(turn, each))
        for each in turn.unique()
    ]
