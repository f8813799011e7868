"""Stamps that the engine does not read for certain, read as the readers do, each text once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from validator.workspace.logs.stamps import StampReading, instants
from validator.workspace.stream.intake import EVENTS

if TYPE_CHECKING:
    import duckdb

BATCH: Final = 1 << 17


def read_the_rest(engine: duckdb.DuckDBPyConnection, reading: StampReading) -> None:
    """Give every row its instant that has a stamp which can be read."""
    ((some,),) = engine.execute(f"SELECT count(*) FROM {EVENTS} WHERE stamp IS NOT NULL").fetchall()  # noqa: S608 -- our own
    if not some:
        return
    engine.execute("CREATE TABLE stamps (stamp VARCHAR, instant BIGINT)")
    texts = engine.cursor().sql(f"SELECT DISTINCT stamp FROM {EVENTS} WHERE stamp IS NOT NULL")  # noqa: S608 -- our own
    for batch in texts.to_arrow_reader(BATCH):
        column = pa.chunked_array([batch.column(0).cast(pa.string())])
        found = instants([column], reading)
        good = ~np.logical_or.reduce(list(found.problems.values()))
        engine.register(
            "read", pa.table({"stamp": column.filter(pa.array(good)), "instant": found.values[good]})
        )
        engine.execute("INSERT INTO stamps FROM read")
        engine.unregister("read")
    engine.execute(
        f"CREATE OR REPLACE TABLE {EVENTS} AS SELECT ticket, coalesce({EVENTS}.instant, stamps.instant) AS instant, "  # noqa: S608 -- our own
        f"{EVENTS}.stamp, code FROM {EVENTS} LEFT JOIN stamps USING (stamp)"
    )
    engine.execute("DROP TABLE stamps")
