"""Databases made for tests."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KINDS = ("sqlite", "duckdb")


def carried_out(kind: str, file: Path, *statements: str) -> list[tuple[object, ...]]:
    """Carry out statements in a file; what the last one finds."""
    if kind == "sqlite":
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            return [connection.execute(statement).fetchall() for statement in statements][-1]
    with duckdb.connect(file) as engine:
        engine.execute("SET TimeZone = 'UTC'")
        relations = [engine.sql(statement) for statement in statements]
        return (
            [tuple(row.values()) for row in relations[-1].to_arrow_table().to_pylist()]
            if relations[-1]
            else []
        )


def table_of(kind: str, file: Path, log: Path, name: str = "log") -> None:
    """Put a CSV file into a table of texts."""
    with log.open(encoding="utf-8", newline="") as text:
        names, *rows = csv.reader(text)
    columns = ", ".join(f'"{column}" {"TEXT" if kind == "sqlite" else "VARCHAR"}' for column in names)
    values = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
    carried_out(kind, file, f"CREATE TABLE {name} ({columns})", f"INSERT INTO {name} VALUES {values}")  # noqa: S608 -- our own


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if text else "NULL"


def texts(rows: Sequence[tuple[object, ...]]) -> list[tuple[str, ...]]:
    """Return rows as text."""
    return [tuple("" if value is None else str(value) for value in row) for row in rows]
