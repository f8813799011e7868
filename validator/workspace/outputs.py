"""Outputs that appear whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa

    from validator.workspace.logs import Row

RUN_RECORD: Final = "run.json"
REPORT: Final = "report.html"
TEXTS: Final = {
    "csv": "(FORMAT csv, HEADER true)",
    "jsonl": "(FORMAT json)",
}
FORMATS: Final = (*TEXTS, "parquet")
STRETCH: Final = 122_880
"""Rows of a Parquet file's row group, as the engine cuts them."""

TABLES: Final = ("decisions", "ledger", "rejected")
LOG: Final = "log"
"""Rows that came from a database: it may hold others tomorrow."""
OUR_FILES: Final = frozenset(
    {RUN_RECORD, REPORT, f"{LOG}.parquet", *(f"{table}.{kind}" for table in TABLES for kind in FORMATS)}
)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a new folder beside `folder` to write into, and put it into its place once everything is written.

    Whatever goes wrong leaves `folder` as it was. A folder that is not the output of an earlier run is not touched.
    """
    if folder.exists() and not _is_ours(folder):
        raise Trouble(
            f"{folder} holds something else than the output of an earlier run",
            "Name a new folder, or an empty one.",
        )
    partial = folder.with_name(f".{folder.name}.partial")
    old = folder.with_name(f".{folder.name}.old")
    try:
        if old.exists() and not folder.exists():  # a run was killed between the two renamings
            old.rename(folder)
        shutil.rmtree(partial, ignore_errors=True)  # of a run that was killed
        partial.mkdir(parents=True)
        yield partial
        _persist(partial)
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        partial.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as failure:
        raise Trouble(f"{folder} cannot be written: {because(failure)}", "Nothing was written.") from failure
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Whether a folder is empty or holds nothing but the output of an earlier run."""
    if not folder.is_dir():
        return False
    found = {path.name for path in folder.iterdir()}
    return not found or (RUN_RECORD in found and found <= OUR_FILES)


def _persist(folder: Path) -> None:
    """Make sure that everything is on the disk before it takes its place."""
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            os.fsync(file.fileno())


def rejected_table(rows: Sequence[Row]) -> pa.Table:
    """Return rejected rows as a table; files by name only, so that it is the same on every machine."""
    import pyarrow as pa  # noqa: PLC0415 -- heavy

    return pa.table(
        {
            "file": pa.array([row.file.rsplit("/", 1)[-1] for row in rows], pa.string()),
            "line": pa.array([row.line for row in rows], pa.int64()),
            "ticket": pa.array([row.ticket or None for row in rows], pa.string()),
            "reason": pa.array([row.reason for row in rows], pa.string()),
            "message": pa.array([row.message for row in rows], pa.string()),
            "row": pa.array([row.text for row in rows], pa.string()),
        }
    )


def write_table(table: pa.Table, folder: Path, name: str, kind: str) -> None:
    """Write a table as `name` in one of the formats; instants as RFC 3339 with `Z` where the format is text."""
    write_tables(iter([table]), table.schema, folder, name, kind)


def write_tables(tables: Iterator[pa.Table], schema: pa.Schema, folder: Path, name: str, kind: str) -> None:
    """Write tables of one schema one after the other as one; the bytes do not depend on where one ends."""
    stretches = _evenly(tables)
    target = folder / f"{name}.{kind}"
    if kind == "parquet":
        _write_parquet(stretches, schema, target)
    else:
        _write_text(stretches, schema, target, kind)


def _write_parquet(stretches: Iterator[pa.Table], schema: pa.Schema, target: Path) -> None:
    """Write a row group for each stretch; words are written as codes into a dictionary."""
    import pyarrow as pa  # noqa: PLC0415 -- heavy
    from pyarrow import parquet  # noqa: PLC0415 -- heavy

    words = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    with parquet.ParquetWriter(
        target, schema, compression="zstd", use_dictionary=words, store_schema=False, version="2.6"
    ) as file:
        for table in _ahead(_coded(stretch, schema, words) for stretch in stretches):
            file.write_table(table, row_group_size=STRETCH)


def _ahead(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Yield tables, the next of which is made while one is written."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 -- rarely needed

    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(next, tables, None)
        while (table := coming.result()) is not None:
            coming = beside.submit(next, tables, None)
            yield table


def _coded(table: pa.Table, schema: pa.Schema, words: Sequence[str]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 -- heavy

    columns = {name: table.column(name) for name in schema.names}
    return pa.table(columns | {name: _in_order_of_appearance(columns[name]) for name in words}, schema)


def _in_order_of_appearance(column: pa.ChunkedArray) -> pa.Array:
    """Return words with a dictionary that holds what the column says, in that order, and nothing else."""
    import numpy as np  # noqa: PLC0415 -- heavy
    import pyarrow as pa  # noqa: PLC0415 -- heavy
    import pyarrow.compute as pc  # noqa: PLC0415 -- heavy

    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # of no rows
        return pa.array([], column.type)
    words = pc.dictionary_encode(whole.dictionary)  # two codes may stand for one word
    codes = pc.take(words.indices, whole.indices)
    said = codes.drop_null().to_numpy()
    first = np.full(len(words.dictionary), said.size)
    first[said[::-1]] = np.arange(said.size - 1, -1, -1)
    appearing = np.argsort(first)[: np.count_nonzero(first < said.size)]
    place = np.zeros(len(words.dictionary), dtype=np.int32)
    place[appearing] = np.arange(appearing.size)
    return pa.DictionaryArray.from_arrays(
        pc.take(pa.array(place), codes), words.dictionary.take(pa.array(appearing))
    )


def _write_text(stretches: Iterator[pa.Table], schema: pa.Schema, target: Path, kind: str) -> None:
    import duckdb  # noqa: PLC0415 -- heavy

    from validator.workspace.rows import handed_over  # noqa: PLC0415 -- heavy

    columns = ", ".join(as_text(field, short_numbers=kind == "csv") for field in schema)
    with handed_over(stretches, schema) as rows, duckdb.connect(":memory:") as engine:
        engine.execute("SET TimeZone = 'UTC'")
        engine.execute("SET enable_progress_bar = false")
        engine.register("rows", rows)
        try:
            engine.execute(f"COPY (SELECT {columns} FROM rows) TO {_literal(str(target))} {TEXTS[kind]}")  # noqa: S608 -- our own
        except duckdb.IOException as failure:
            raise OSError(*_reason(str(failure))) from failure


def _reason(said: str) -> tuple[int, str]:
    """Return the number and the words of a failed file operation from what the engine says of it."""
    number = re.search(r'"errno":"(\d+)"', said)
    return (
        (int(number[1]), os.strerror(int(number[1])))
        if number
        else (errno.EIO, said.split("\n", maxsplit=1)[0])
    )


def as_text(field: pa.Field, *, short_numbers: bool) -> str:
    """Return how SQL writes a column as text.

    Instants are RFC 3339, and exact decimals have no zeros that say nothing where all is text anyway.
    """
    import pyarrow as pa  # noqa: PLC0415 -- heavy

    column: str = '"' + field.name.replace('"', '""') + '"'
    if pa.types.is_timestamp(field.type):
        local = f"({column} AT TIME ZONE 'UTC')"
        whole, fine = f"strftime({local}, '%Y-%m-%dT%H:%M:%S')", f"strftime({local}, '%Y-%m-%dT%H:%M:%S.%f')"
        return f"if(epoch_us({column}) % 1000000 = 0, {whole}, {fine}) || 'Z' AS {column}"
    if pa.types.is_date(field.type):
        return f"{column}::VARCHAR AS {column}"
    if short_numbers and pa.types.is_decimal(field.type):
        return f"rtrim(rtrim({column}::VARCHAR, '0'), '.') AS {column}"
    return column


def _evenly(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Yield the rows of tables in stretches of one length, so that Parquet files are cut at the same rows."""
    import pyarrow as pa  # noqa: PLC0415 -- heavy

    left: list[pa.Table] = []
    rows = 0
    for table in tables:
        left.append(table)
        rows += table.num_rows
        if rows < STRETCH:
            continue
        whole = pa.concat_tables(left)
        for at in range(0, rows - STRETCH + 1, STRETCH):
            yield whole.slice(at, STRETCH)
        left = [whole.slice(rows - rows % STRETCH)]
        rows %= STRETCH
    if rows:
        yield pa.concat_tables(left)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def write_record(record: dict[str, Any], folder: Path) -> None:
    """Write the record of a run, by which it can be repeated."""
    (folder / RUN_RECORD).write_text(record_text(record), encoding="utf-8")


def record_text(record: dict[str, Any]) -> str:
    """Return the record of a run as its file holds it."""
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def replace_file(path: Path, text: str | bytes) -> None:
    """Write a file whole or not at all."""
    replace_files({path: text})


def replace_files(texts: Mapping[Path, str | bytes]) -> None:
    """Write files whole, and none of them unless there is room and permission for all."""
    partials = {path: path.with_name(f".{path.name}.partial") for path in texts}
    path = Path()
    try:
        for path, text in texts.items():
            with partials[path].open("wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode())
                file.flush()
                os.fsync(file.fileno())
        for path, partial in partials.items():
            partial.replace(path)
    except OSError as failure:
        raise Trouble(f"{path} cannot be written: {because(failure)}", "The file is as it was.") from failure
    finally:
        for partial in partials.values():
            partial.unlink(missing_ok=True)
