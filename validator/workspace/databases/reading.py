"""The rows of a log out of a database, in one state of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from validator.workspace.databases.kinds import REACH, Refused, Unreachable, kind_of
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.workspace.databases.urls import Database
    from validator.workspace.rows import Rows

EVERYTHING: Final = "SELECT * FROM log"


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
            "Say with --query which of its rows are the log." if query is None else "Correct the query."
        )
        raise Trouble(f"{database.name} cannot be read: {failure}", next_step) from failure
