"""SQLite files: values of any type in any column, taken as the text they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import duckdb
import pyarrow as pa

from validator.workspace.databases.kinds import Refused, Unreachable
from validator.workspace.outputs import as_text
from validator.workspace.rows import Rows

if TYPE_CHECKING:
    from validator.workspace.databases.kinds import Transaction

ROWS: Final = 1 << 16
TYPES: Final = {
    "text": "TEXT",
    "integer": "INTEGER",
    "truth": "INTEGER",
    "decimal": "TEXT",  # SQLite has neither decimals nor instants
    "instant": "TEXT",
    "date": "TEXT",
}


@contextmanager
def asked(place: str, query: str) -> Iterator[Rows]:
    """Give the rows of a query."""
    if not Path(place).is_file():
        raise Unreachable("there is no such file")
    with _told(), closing(sqlite3.connect(f"file:{quote(place)}?mode=ro", uri=True)) as connection:
        cursor = connection.execute(query)
        if cursor.description is None:
            raise Refused("the query gives no table")
        schema = pa.schema([(name, pa.string()) for name, *_ in cursor.description])
        yield Rows(schema, _each(cursor, schema))


def _each(cursor: sqlite3.Cursor, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    with _told():
        while rows := cursor.fetchmany(ROWS):
            columns = [
                pa.array([_text(name, value) for value in column], pa.string())
                for name, column in zip(schema.names, zip(*rows, strict=True), strict=True)
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _text(column: str, value: object) -> str | None:
    match value:
        case None | str():
            return value
        case int() | float():
            return str(value)
        case _:
            raise Refused(f"the column `{column}` holds bytes, not text")


@contextmanager
def transaction(place: str) -> Iterator[Transaction]:
    """Give a transaction; a new file is made where there is none."""
    with _told(), closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield _Transaction(connection)
        connection.execute("COMMIT")


@dataclass(frozen=True, slots=True)
class _Transaction:
    connection: sqlite3.Connection

    def columns(self, table: str) -> Sequence[tuple[str, str]] | None:
        found = self.connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
        return found.fetchall() or None

    def execute(self, statement: str) -> None:
        self.connection.execute(statement)

    def fill(self, table: str, rows: pa.RecordBatchReader) -> None:
        columns = ", ".join(as_text(field, short_numbers=True) for field in rows.schema)
        places = ", ".join("?" * len(rows.schema))
        with duckdb.connect(":memory:") as engine:
            engine.execute("SET TimeZone = 'UTC'")
            engine.register("rows", rows)
            found = engine.execute(f"SELECT {columns} FROM rows")  # noqa: S608 -- our own
            while some := found.fetchmany(ROWS):
                self.connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', some)  # noqa: S608 -- our own


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as failure:
        raise Refused(str(failure)) from failure
