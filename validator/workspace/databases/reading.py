"""The rows of a log out of a database, in one state of it."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from validator.workspace.databases.urls import Database
    from validator.workspace.rows import Rows

EVERYTHING: Final = "SELECT * FROM log"
REACH: Final = "Check its address, and that it is there and lets you in."


class Transaction(Protocol):
    """Changes of a database that take effect together, or not at all."""

    def columns(self, table: str) -> Sequence[tuple[str, str]] | None:
        """Return the names and types of a table's columns, None where there is no such table."""

    def types(self, schema: pa.Schema) -> Sequence[tuple[str, str]]:
        """Return the columns that hold a schema exactly."""

    def execute(self, statement: str) -> None:
        """Carry out a statement."""

    def fill(self, table: str, rows: pa.RecordBatchReader) -> None:
        """Add rows to a table."""


class Kind(Protocol):
    """What every kind of database can do; each is a module of this package."""

    def asked(self, place: str, query: str) -> AbstractContextManager[Rows]:
        """Give the rows of a query, in one state of the database, which it cannot change."""

    def transaction(self, place: str) -> AbstractContextManager[Transaction]:
        """Give a transaction, which a failure takes back."""


def kind_of(database: Database) -> Kind:
    """Return what can be done with a database of its kind."""
    kind: Kind = import_module(f"validator.workspace.databases.{database.kind}")
    return kind


@contextmanager
def asked_of(database: Database, query: str | None) -> Iterator[Rows]:
    """Give the rows of a query in the database's own SQL, by default those of its table `log`."""
    said = EVERYTHING if query is None else query.strip().rstrip(";") + "\n"
    try:
        with kind_of(database).asked(database.place, said) as rows:
            yield rows
    except Unreachable as failure:
        raise Trouble(f"{database.name} cannot be reached: {failure}", REACH) from failure
    except Refused as failure:
        next_step = (
            "Correct the query." if query is not None else "Say with --query which of its rows are the log."
        )
        raise Trouble(f"{database.name} cannot be read: {failure}", next_step) from failure


class Refused(Exception):  # noqa: N818 -- it is no fault of ours
    """What a database said when it did not do what it was asked to."""


class Unreachable(Refused):
    """Why there was no database to ask anything."""
