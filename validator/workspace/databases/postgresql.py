"""PostgreSQL, through ADBC: rows come and go in columns, never one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import pyarrow as pa

from validator.workspace.databases.kinds import Refused, Unreachable
from validator.workspace.rows import Rows, streamed
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from types import ModuleType

    from validator.workspace.databases.kinds import Transaction

ONE_STATE: Final = ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", "SET LOCAL TIME ZONE 'UTC'")
DESCRIBED: Final = (
    "SELECT column_name::text, data_type::text FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
)
SAID: Final = re.compile(
    r"(?:.*\b(?:ERROR|FATAL): +|[A-Z_]+: (?:\[libpq\] )?)(.*?)(?:\n|\. SQLSTATE|$)", re.DOTALL
)
"""What the server says, without what its driver puts around it."""
TYPES: Final = {
    "text": "text",
    "integer": "bigint",
    "truth": "boolean",
    "decimal": "numeric",
    "instant": "timestamp with time zone",
    "date": "date",
}


@contextmanager
def asked(place: str, query: str) -> Iterator[Rows]:
    """Give the rows of a query."""
    with _connected(place) as connection, connection.cursor() as cursor:
        with _told(place):
            for statement in ONE_STATE:
                cursor.execute(statement)
            cursor.execute(query)
            reader = cursor.fetch_record_batch()
        yield streamed(reader, partial(_told, place))


@contextmanager
def transaction(place: str) -> Iterator[Transaction]:
    """Give a transaction."""
    with _connected(place) as connection, connection.cursor() as cursor, _told(place):
        yield _Transaction(cursor)
        connection.commit()


@dataclass(frozen=True, slots=True)
class _Transaction:
    cursor: Any

    def columns(self, table: str) -> Sequence[tuple[str, str]] | None:
        self.cursor.execute(DESCRIBED, (table,))
        return self.cursor.fetchall() or None

    def execute(self, statement: str) -> None:
        self.cursor.execute(statement)

    def fill(self, table: str, rows: pa.RecordBatchReader) -> None:
        self.cursor.adbc_ingest(table, rows, mode="append")


def _driver() -> ModuleType:
    try:
        import adbc_driver_postgresql.dbapi  # noqa: PLC0415 -- an extra
    except ImportError as failure:
        raise Trouble(
            "PostgreSQL needs a driver that is not installed", "pip install 'slawyer[postgresql]'"
        ) from failure
    driver: ModuleType = adbc_driver_postgresql.dbapi
    return driver


@contextmanager
def _connected(place: str) -> Iterator[Any]:
    driver = _driver()
    try:
        with _told(place):
            connection = driver.connect(place)
    except Refused as failure:
        raise Unreachable(str(failure)) from failure
    try:
        yield connection
    finally:
        connection.close()  # takes back what was not committed


@contextmanager
def _told(place: str) -> Iterator[None]:
    """Tell what the server or its driver says, in a line and without the password."""
    from adbc_driver_manager import Error  # noqa: PLC0415 -- an extra

    try:
        yield
    except (Error, pa.ArrowException, OSError) as failure:
        if isinstance(failure, OSError) and failure.errno is not None:  # of a file of ours
            raise
        raise Refused(_plain(str(failure), place)) from failure


def _plain(said: str, place: str) -> str:
    found = SAID.match(said)
    words = (found[1] if found else said).strip()
    secret = urlsplit(place).password
    for password in {secret, unquote(secret)} if secret else ():
        words = words.replace(password, "…")
    return words
