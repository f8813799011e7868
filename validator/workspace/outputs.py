"""Outputs that appear whole or not at all."""

from __future__ import annotations

import json
import os
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
FORMATS: Final = {
    "csv": "(FORMAT csv, HEADER true)",
    "jsonl": "(FORMAT json)",
    "parquet": "(FORMAT parquet, COMPRESSION zstd)",
}
STRETCH: Final = 122_880
"""Rows of a Parquet file's row group, as the engine cuts them."""

TABLES: Final = ("decisions", "ledger", "rejected")
OUR_FILES: Final = frozenset(
    {RUN_RECORD, REPORT, *(f"{table}.{kind}" for table in TABLES for kind in FORMATS)}
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
    import duckdb  # noqa: PLC0415 -- heavy
    import pyarrow as pa  # noqa: PLC0415 -- heavy

    if kind != "parquet":
        short = kind == "csv"
        tables = (_as_text(table, short_numbers=short) for table in tables)
        schema = _as_text(schema.empty_table(), short_numbers=short).schema
    target = str(folder / f"{name}.{kind}")
    with duckdb.connect(":memory:") as engine:
        engine.execute("SET TimeZone = 'UTC'")
        engine.execute("SET enable_progress_bar = false")
        engine.execute("SET threads = 1")  # several would cut a Parquet file into pieces as they come
        engine.register("rows", pa.RecordBatchReader.from_batches(schema, _evenly(tables)))
        try:
            engine.execute(f"COPY (FROM rows) TO {_literal(target)} {FORMATS[kind]}")
        except duckdb.Error as failure:
            raise Trouble(f"{folder.name} cannot be written: {failure}", "Nothing was written.") from failure


def _evenly(tables: Iterator[pa.Table]) -> Iterator[pa.RecordBatch]:
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
            yield from whole.slice(at, STRETCH).combine_chunks().to_batches()
        left = [whole.slice(rows - rows % STRETCH)]
        rows %= STRETCH
    if rows:
        yield from pa.concat_tables(left).combine_chunks().to_batches()


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _as_text(table: pa.Table, *, short_numbers: bool) -> pa.Table:
    """Write instants as RFC 3339, and exact decimals without zeros that say nothing where all is text anyway."""
    import pyarrow as pa  # noqa: PLC0415 -- heavy
    import pyarrow.compute as pc  # noqa: PLC0415 -- heavy

    for index, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            column = pc.strftime(table.column(index), "%Y-%m-%dT%H:%M:%S")
            short = pc.replace_substring_regex(column, r"\.0+$", "")
            table = table.set_column(index, field.name, pc.binary_join_element_wise(short, "Z", ""))
        elif short_numbers and pa.types.is_decimal(field.type):
            short = pc.replace_substring_regex(table.column(index).cast(pa.string()), r"\.?0+$", "")
            table = table.set_column(index, field.name, short)
    return table


def write_record(record: dict[str, Any], folder: Path) -> None:
    """Write the record of a run, by which it can be repeated."""
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    (folder / RUN_RECORD).write_text(text, encoding="utf-8")


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
