"""Logs that come as tables: Parquet files, and the results of SQL queries."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from validator.workspace.logs.columns import require, told_apart
from validator.workspace.logs.content import NO_HEADING, Witness, digest
from validator.workspace.logs.engine import closed_engine, quoted
from validator.workspace.logs.rows import COLUMNS, NO_LINES, Part, joined
from validator.workspace.rows import Rows, streamed
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

ROWS: Final = 1 << 18
"""Rows of a table that are read together."""

RESULT: Final = "result of the query"
"""What stands for the file of a query's rows; their lines are counted in the order of their values."""


def read_parquet(path: Path, *, every_column: bool = False) -> Part:
    """Read a Parquet file as a whole."""
    return joined(list(parquet_parts(path, every_column=every_column, rows=sys.maxsize)))


def parquet_parts(path: Path, *, every_column: bool = False, rows: int = ROWS) -> Iterator[Part]:
    """Read a Parquet file, so many rows at a time."""
    entry = digest(path)
    witness = Witness(path)
    if entry.size == 0:
        raise Trouble(f"{path} is empty", NO_HEADING)
    line = 1
    try:
        with parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if not every_column:
                require(str(path), names)
            wanted = [name for name in names if every_column or name in COLUMNS]
            ignored = [name for name in names if name not in wanted]
            for table in _tables(file, wanted, rows):
                shown = table if every_column else plain(table, str(path))
                yield Part(str(path), shown, np.arange(line, line + len(table)), None, [], ignored, [])
                line += len(table)
    except (pa.ArrowException, OSError) as failure:
        raise not_whole(path) from failure
    witness.check()
    none = table.schema.empty_table()
    shown = none if every_column else plain(none, str(path))
    yield Part(str(path), shown, NO_LINES, None, [], ignored, [entry])


def _tables(file: parquet.ParquetFile, names: list[str], rows: int) -> Iterator[pa.Table]:
    """Yield some columns, so many rows at a time, at least once."""
    if rows >= file.metadata.num_rows:
        yield file.read(names)
        return
    for batch in file.iter_batches(rows, columns=names):
        yield pa.Table.from_batches([batch])


def not_whole(path: Path) -> Trouble:
    """Return what is wrong with a Parquet file that cannot be read."""
    return Trouble(f"{path} is not a whole Parquet file", "Copy or export the file again.")


def in_memory(table: pa.Table) -> Part:
    """Return a table that a program holds as a part of a log; rows are numbered from 1."""
    where = "the table"
    names, ignored = told_apart(where, table.column_names)
    known = plain(table.select(names), where)
    return Part(where, known, np.arange(1, table.num_rows + 1), None, [], ignored, [])


def ask(parts: Sequence[Part], query: str, memory_limit: str | None) -> Part:
    """Return the result of a query over the table `log`, which holds the rows of all parts."""
    with asked(parts, query, memory_limit) as rows:
        names, ignored = told_apart(f"the {RESULT}", rows.schema.names)
        found = pa.Table.from_batches(rows.batches, rows.schema)
    known = plain(found.select(names), f"the {RESULT}")
    known = known.sort_by([(name, "ascending") for name in known.column_names])
    return Part(
        file=RESULT,
        table=known,
        line=np.arange(1, known.num_rows + 1),
        spans=None,
        malformed=[row for part in parts for row in part.malformed],
        ignored=ignored,
        inputs=[entry for part in parts for entry in part.inputs],
    )


@contextmanager
def asked(
    parts: Iterable[Part], query: str, memory_limit: str | None = None, spill: Path | None = None
) -> Iterator[Rows]:
    """Give the rows that a query makes of the table `log`, which holds the rows of all parts.

    The query can only compute: its engine opens neither files nor the network.
    """
    with closed_engine((), memory_limit, spill) as engine:
        with _in_our_words():
            _gather(engine, parts)
            engine.execute("SET lock_configuration = true")
            relation = engine.sql(query)
            if relation is None:
                raise Trouble("the query gives no table", "End it with a SELECT.")
            reader = relation.to_arrow_reader(ROWS)
        yield streamed(reader, _in_our_words)


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise
    except (duckdb.Error, pa.ArrowException) as failure:
        raise Trouble(
            f"the query cannot be carried out: {failure}", "Correct the query or its files."
        ) from failure


def _gather(engine: duckdb.DuckDBPyConnection, parts: Iterable[Part]) -> None:
    """Put the rows of all parts into the table `log`, in their order; a column's type holds all its values."""
    schema: pa.Schema | None = None
    for part in parts:
        if not part.table.num_columns:  # the end of a file
            continue
        engine.register("rows", part.table)
        if schema is None:
            schema = part.table.schema
            engine.execute("CREATE TABLE log AS FROM rows")  # a table has row ids: the order of the file
        else:
            joint = pa.unify_schemas([schema, part.table.schema], promote_options="permissive")
            if joint != schema:
                _widen(engine, joint.empty_table())
                schema = joint
            engine.execute("INSERT INTO log BY NAME FROM rows")
        engine.unregister("rows")


def _widen(engine: duckdb.DuckDBPyConnection, wanted: pa.Table) -> None:
    engine.register("wanted", wanted)
    had = dict(engine.execute("SELECT column_name, column_type FROM (DESCRIBE log)").fetchall())
    for name, kind in engine.execute("SELECT column_name, column_type FROM (DESCRIBE wanted)").fetchall():
        if name not in had:
            engine.execute(f"ALTER TABLE log ADD COLUMN {quoted(name)} {kind}")
        elif had[name] != kind:
            engine.execute(f"ALTER TABLE log ALTER COLUMN {quoted(name)} SET DATA TYPE {kind}")
    engine.unregister("wanted")


def plain(table: pa.Table, where: str) -> pa.Table:
    """Return columns as text, less `at` where it holds timestamps; empty texts are absent values."""
    return pa.table({name: _column(table.column(name), name, where) for name in table.column_names})


def _column(column: pa.ChunkedArray, name: str, where: str) -> pa.ChunkedArray:
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType) and pa.types.is_string(kind.storage_type):  # such as JSON
        kind = kind.storage_type
        column = pa.chunked_array([chunk.storage for chunk in column.chunks], kind)
    if pa.types.is_timestamp(kind) and name == "at":
        return column
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        column = pa.chunked_array(
            [pc.binary_join(chunk.cast(pa.list_(pa.string())), "+") for chunk in column.chunks], pa.string()
        )
    elif pa.types.is_nested(kind) or isinstance(
        kind, pa.BaseExtensionType
    ):  # bytes that a database understands
        raise Trouble(f"the column `{name}` of {where} holds {kind}, not text", "Give it as text.")
    try:
        text = column.cast(pa.string())
    except pa.ArrowException as failure:
        raise Trouble(
            f"the column `{name}` of {where} holds {kind}, not text", "Give it as text."
        ) from failure
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
