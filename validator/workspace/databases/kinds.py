"""What every kind of database can do; each is a module of this package."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa

    from validator.workspace.databases.urls import Database
    from validator.workspace.rows import Rows

REACH: Final = "Check its address, and that it is there and lets you in."


class Refused(Exception):  # noqa: N818 -- it is no fault of ours
    """What a database said when it did not do what it was asked to."""


class Unreachable(Refused):
    """Why there was no database to ask anything."""


class Transaction(Protocol):
    """Changes of a database that take effect together, or not at all."""

    def columns(self, table: str) -> Sequence[tuple[str, str]] | None:
        """Return the names and types of a table's columns, None where there is no such table."""

    def execute(self, statement: str) -> None:
        """Carry out a statement."""

    def fill(self, table: str, rows: pa.RecordBatchReader) -> None:
        """Add rows to a table."""


class Kind(Protocol):
    """One kind of database. Whatever it refuses is raised as `Refused`."""

    TYPES: Mapping[str, str]
    """What it calls the types that hold our columns exactly."""

    def asked(self, place: str, query: str) -> AbstractContextManager[Rows]:
        """Give the rows of a query, in one state of the database, which it cannot change."""

    def transaction(self, place: str) -> AbstractContextManager[Transaction]:
        """Give a transaction, which a failure takes back."""


def kind_of(database: Database) -> Kind:
    """Return what can be done with a database."""
    kind: Kind = import_module(f"validator.workspace.databases.{database.kind}")
    return kind


@contextmanager
def told(database: Database, what: str, next_step: str) -> Iterator[None]:
    """Raise as `Trouble` that a database could not be `what`, and what to do next."""
    try:
        yield
    except Unreachable as failure:
        raise Trouble(f"{database.name} cannot be reached: {failure}", REACH) from failure
    except Refused as failure:
        raise Trouble(f"{database.name} cannot be {what}: {failure}", next_step) from failure
