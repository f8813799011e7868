"""A run into a database: all its tables in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from validator.evaluate.columns.arrow import DECISIONS, WORD, ledger_table
from validator.workspace.databases.columns import held_by
from validator.workspace.databases.kinds import Transaction, kind_of, told
from validator.workspace.outputs import record_text, rejected_table
from validator.workspace.rows import handed_over
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from validator.workspace.databases.urls import Database

UNTOUCHED: Final = "It was left as it is."
RECORD: Final = pa.schema({"record": pa.string()})
"""The record of the run as JSON, in one row."""


def _without_codes(schema: pa.Schema) -> pa.Schema:
    kinds = zip(schema.names, schema.types, strict=True)
    return pa.schema([(name, pa.string() if kind == WORD else kind) for name, kind in kinds])


SCHEMAS: Final = {
    "decisions": _without_codes(DECISIONS),
    "ledger": ledger_table([]).schema,
    "rejected": rejected_table([]).schema,
    "run": RECORD,
}


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a run in a database, empty at first."""

    _transaction: Transaction

    def fill(self, name: str, tables: Iterable[pa.Table]) -> None:
        """Fill one of the tables."""
        schema = SCHEMAS[name]
        with handed_over((table.cast(schema) for table in tables), schema) as rows:
            self._transaction.fill(name, rows)

    def fill_record(self, record: dict[str, Any]) -> None:
        """Write the record of the run."""
        self.fill("run", [pa.table({"record": [record_text(record)]}, RECORD)])


def refuse_unsuitable(database: Database, *, replace: bool) -> None:
    """Raise `Trouble` where a run could not be written, before it is made."""
    if database.file is not None and not database.file.exists():
        return
    with told(database, "written", UNTOUCHED), kind_of(database).transaction(database.place) as transaction:
        _suitable(transaction, database, replace=replace)


@contextmanager
def writing(database: Database, *, replace: bool) -> Iterator[Tables]:
    """Give the tables to fill; they are there once all of it went well, and the database is as it was otherwise.

    What an earlier run wrote is emptied with `replace`, so that whoever may read the tables still may; without, it is
    refused (`Trouble`), as are tables with other columns.
    """
    with (
        told(database, "written", UNTOUCHED),
        _no_new_file(database),
        kind_of(database).transaction(database.place) as transaction,
    ):
        there = _suitable(transaction, database, replace=replace)
        for name, schema in SCHEMAS.items():
            if name in there:
                transaction.execute(f'DELETE FROM "{name}"')  # noqa: S608 -- our own
                continue
            columns = ", ".join(
                f'"{column}" {kind}' for column, kind in held_by(schema, kind_of(database).TYPES)
            )
            transaction.execute(f'CREATE TABLE "{name}" ({columns})')
        yield Tables(transaction)


def _suitable(transaction: Transaction, database: Database, *, replace: bool) -> list[str]:
    """Return which of the tables are there already."""
    there = []
    for name, schema in SCHEMAS.items():
        found, ours = transaction.columns(name), held_by(schema, kind_of(database).TYPES)
        if found is None:
            continue
        there.append(name)
        if [*map(tuple, found)] != [*map(tuple, ours)]:
            raise Trouble(
                f"{database.name} has a table `{name}` with other columns than a run's",
                "Name another database or schema; it was left as it is.",
            )
    if there and not replace:
        raise Trouble(
            f"{database.name} holds a run already: {', '.join(there)}",
            "Replace it with --replace, or name another database or schema.",
        )
    return there


@contextmanager
def _no_new_file(database: Database) -> Iterator[None]:
    """Remove a file that was not there before, should anything go wrong."""
    new = None if database.file is None or database.file.exists() else database.file
    try:
        yield
    except BaseException:
        if new is not None:
            new.unlink(missing_ok=True)
        raise
