"""The rows of a log out of a database, in one state of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from validator.workspace.databases.kinds import kind_of, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.workspace.databases.urls import Database
    from validator.workspace.rows import Rows

EVERYTHING: Final = "SELECT * FROM log"


@contextmanager
def asked_of(database: Database, query: str | None) -> Iterator[Rows]:
    """Give the rows of a query in the database's own SQL, by default those of its table `log`."""
    said = EVERYTHING if query is None else query.strip().rstrip(";") + "\n"
    next_step = "Say with --query which of its rows are the log." if query is None else "Correct the query."
    with told(database, "read", next_step), kind_of(database).asked(database.place, said) as rows:
        yield rows
