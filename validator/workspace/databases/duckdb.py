"""DuckDB files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb
import pyarrow as pa

from validator.workspace.databases.kinds import Refused, Unreachable
from validator.workspace.rows import Rows, streamed
from validator.workspace.trouble import because

if TYPE_CHECKING:
    from validator.workspace.databases.kinds import Transaction

ROWS: Final = 1 << 18
PLACE: Final = 8
MARK: Final = b"DUCK"
"""What stands in every database file, so many bytes after its beginning."""
CLOSED: Final = (
    "SET TimeZone = 'UTC'",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
TYPES: Final = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "truth": "BOOLEAN",
    "decimal": "DECIMAL({precision},{scale})",
    "instant": "TIMESTAMP WITH TIME ZONE",
    "date": "DATE",
}


@contextmanager
def asked(place: str, query: str) -> Iterator[Rows]:
    """Give the rows of a query, which reads no other files."""
    _look(Path(place))
    with _told(), duckdb.connect(place, read_only=True) as connection:
        for setting in CLOSED:
            connection.execute(setting)
        relation = connection.sql(query)
        if relation is None:
            raise Refused("the query gives no table")
        reader = relation.to_arrow_reader(ROWS)
        yield streamed(reader, _told)


@contextmanager
def transaction(place: str) -> Iterator[Transaction]:
    """Give a transaction; a new file is made where there is none."""
    if Path(place).exists():
        _look(Path(place))
    with _told(), duckdb.connect(place) as connection:
        connection.execute("BEGIN")
        yield _Transaction(connection)
        connection.execute("COMMIT")


@dataclass(frozen=True, slots=True)
class _Transaction:
    connection: duckdb.DuckDBPyConnection

    def columns(self, table: str) -> Sequence[tuple[str, str]] | None:
        found = self.connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position",
            [table],
        )
        return found.fetchall() or None

    def execute(self, statement: str) -> None:
        self.connection.execute(statement)

    def fill(self, table: str, rows: pa.RecordBatchReader) -> None:
        self.connection.register("rows to add", rows)
        self.connection.execute(f'INSERT INTO "{table}" FROM "rows to add"')
        self.connection.unregister("rows to add")


def _look(file: Path) -> None:
    """Refuse a file that is no database, of which the engine would make one in memory."""
    if not file.is_file():
        raise Unreachable("there is no such file")
    try:
        with file.open("rb") as whole:
            begin = whole.read(PLACE + len(MARK))
    except OSError as failure:
        raise Unreachable(because(failure)) from failure
    if begin[PLACE:] != MARK:
        raise Unreachable("it is no DuckDB file")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, pa.ArrowException) as failure:
        raise Refused(str(failure).split("\n")[0]) from failure
