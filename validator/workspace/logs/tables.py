"""Logs that come as tables: Parquet files, and the results of SQL queries in the embedded engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from validator.workspace.logs.rows import COLUMNS, LogRows
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

READ = {
    "csv": "read_csv($files, all_varchar=true, header=true, union_by_name=true)",
    "jsonl": "read_ndjson($files, union_by_name=true)",
    "ndjson": "read_ndjson($files, union_by_name=true)",
    "parquet": "read_parquet($files, union_by_name=true)",
}


def read_parquet(path: Path) -> LogRows:
    """Read a Parquet file."""
    try:
        table = parquet.read_table(path)
    except OSError as failure:
        raise Trouble(f"{path} cannot be read: {because(failure)}") from failure
    except pa.ArrowInvalid as failure:
        raise Trouble(f"{path} is not a whole Parquet file", "Copy or export the file again.") from failure
    return _rows(table, str(path))


def run_query(paths: Sequence[Path], kind: str, query: str, memory_limit: str | None) -> LogRows:
    """Return the result of a query over the table `log`, which holds all rows of the files (of CSV: as text).

    Once the files are read, the engine may open nothing else: a query can only compute.
    """
    for path in paths:
        if not path.is_file():
            raise Trouble(f"{path} cannot be read: it does not exist")
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as engine:
        try:
            engine.execute("SET TimeZone = 'UTC'")
            if memory_limit:
                engine.execute("SET memory_limit = $limit", {"limit": memory_limit})
            engine.execute(
                f"CREATE TABLE log AS FROM {READ[kind]}",
                {"files": [str(path) for path in paths]},
            )
            engine.execute("SET enable_external_access = false")
            engine.execute("SET lock_configuration = true")
            table = engine.sql(query).to_arrow_table()
        except duckdb.Error as failure:
            raise Trouble(
                f"the query cannot be carried out: {failure}", "Correct the query or its files."
            ) from failure
        except AttributeError as failure:
            raise Trouble("the query gives no table", "End it with a SELECT.") from failure
    return _rows(table, f"query over {', '.join(str(path) for path in paths)}")


def _rows(table: pa.Table, name: str) -> LogRows:
    size = table.num_rows
    known = [column for column in table.column_names if column in COLUMNS]
    return LogRows(
        files=[name],
        file=np.zeros(size, dtype=np.int32),
        line=np.arange(1, size + 1, dtype=np.int64),
        columns={column: _text(table.column(column).combine_chunks(), column) for column in known},
        source=None,
        malformed=[],
        ignored=sorted(column for column in table.column_names if column not in COLUMNS),
    )


def _text(column: pa.Array, name: str) -> pa.Array:
    """Return any column as text; empty texts are absent values."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        zoned = kind.tz is not None
        column = pc.strftime(
            column.cast(pa.timestamp("us", tz="UTC" if zoned else None)), "%Y-%m-%dT%H:%M:%S"
        )
        column = pc.binary_join_element_wise(column, "Z" if zoned else "", "")
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), "+")
    elif pa.types.is_nested(kind):
        raise Trouble(f"the column `{name}` holds {kind}, not text")
    text = column.cast(pa.string())
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
