"""The tables of a recorded run, read back with every value as text, and refused where they are damaged."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, Final

import duckdb

from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LONGEST_LINE: Final = 1 << 30
"""In bytes: a rejected row may hold all that follows a quote which is never closed."""

READERS: Final = {
    "csv": "read_csv({path}, auto_detect = false, header = true, columns = {columns}, delim = ',', quote = '\"', "
    f"escape = '\"', max_line_size = {LONGEST_LINE})",
    "jsonl": "read_json({path}, format = 'newline_delimited', columns = {columns})",
    "parquet": "read_parquet({path})",
}
UNEDITED: Final = "Take the folder as `slawyer evaluate` wrote it."


def examine(path: Path, kind: str, counted: int | None = None) -> None:
    """Raise `Trouble` of a table that is missing, cut or damaged; `counted` is how many rows it should have."""
    if not path.is_file():
        raise Trouble(f"{path} is missing", UNEDITED)
    columns = columns_of(path, kind)
    if kind != "parquet" and not _ends_a_line(path):
        raise Trouble(f"{path} breaks off in the middle of a line", UNEDITED)
    with duckdb.connect(":memory:") as engine:
        ((rows,),) = ask(engine, path, f"SELECT count(*) FROM {source(path, kind, columns)}")
    if counted is not None and rows != counted:
        raise Trouble(f"{path} holds {rows:,} rows, and its record counts {counted:,}", UNEDITED)


def columns_of(path: Path, kind: str) -> tuple[str, ...]:
    """Return the names of a table's columns; JSON Lines without any line have none."""
    try:
        if kind == "parquet":
            from pyarrow import parquet  # noqa: PLC0415 -- beside its only use

            return tuple(parquet.read_schema(path).names)
        with path.open(encoding="utf-8", newline="") as file:
            if kind == "csv":
                return tuple(next(csv.reader(file)))
            line = file.readline()
            return tuple(dict(json.loads(line))) if line else ()
    except StopIteration as nothing:
        raise Trouble(f"{path} is empty", UNEDITED) from nothing
    except (OSError, TypeError, ValueError, csv.Error) as failure:
        raise damaged(path, failure) from failure


def source(path: Path, kind: str, columns: Sequence[str]) -> str:
    """Return what stands after FROM to read a table."""
    struct = "{" + ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in columns or ("none",)) + "}"
    return READERS[kind].format(path=literal(str(path)), columns=struct)


def ask(engine: duckdb.DuckDBPyConnection, path: Path, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query over a table; a failure is the table's."""
    try:
        return engine.execute(query).fetchall()
    except duckdb.Error as failure:
        raise damaged(path, failure) from failure


def damaged(path: Path, failure: Exception) -> Trouble:
    """Return that a table cannot be read."""
    known = isinstance(failure, OSError) and failure.errno is not None
    said = because(failure) if known and isinstance(failure, OSError) else str(failure).split("\n")[0]
    return Trouble(f"{path} cannot be read: {said}", UNEDITED)


def quoted(column: str) -> str:
    """Return a column's name as SQL has it."""
    return '"' + column.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 1, 0))
        return file.read() in (b"", b"\n")
