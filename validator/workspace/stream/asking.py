"""Logs that are asked for with SQL: kept as one file, in the order of their values, and then read as any other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pyarrow as pa
from pyarrow import parquet

from validator.workspace.databases import asked_of
from validator.workspace.logs.columns import told_apart
from validator.workspace.logs.engine import closed_engine, literal, quoted
from validator.workspace.logs.read import parts_of
from validator.workspace.logs.rows import NO_LINES, Part
from validator.workspace.logs.tables import RESULT, ROWS, asked, plain
from validator.workspace.outputs import LOG, write_tables
from validator.workspace.stream.progress import Progress, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from validator.workspace.databases import Database
    from validator.workspace.rows import Rows

LOOSE: Final = "loose.parquet"
"""Rows as they came."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A log that was asked for: its file, what is shown in place of that, and what was beside its rows.

    `notes` are the parts of the files it was made from, without their rows; none for a database.
    """

    path: Path
    name: str
    ignored: Sequence[str]
    notes: Sequence[Part]

    def parts(self) -> Iterator[Part]:
        """Read its rows, part by part."""
        for part in parts_of(self.path):
            yield replace(part, file=self.name)


def kept_result(
    files: Sequence[Path],
    query: str,
    folder: Path,
    memory_limit: str | None,
    progress: Progress | None = None,
) -> Kept:
    """Keep what a query makes of files; what does not fit into memory goes to the folder, too."""
    notes: list[Part] = []

    def parts() -> Iterator[Part]:
        for path in files:
            for part in parts_of(path, every_column=True):
                notes.append(replace(part, table=part.table.slice(0, 0), line=NO_LINES, spans=None))
                yield part

    with asked(parts(), query, memory_limit, folder) as rows:
        ignored = _keep(rows, f"the {RESULT}", folder, progress)
    return Kept(_in_order(folder, folder, memory_limit, progress), RESULT, ignored, notes)


def kept_rows(
    database: Database,
    query: str | None,
    folder: Path,
    keep: Path,
    memory_limit: str | None,
    progress: Progress | None = None,
) -> Kept:
    """Keep the rows of a database in the folder `keep`: they may be others tomorrow."""
    with asked_of(database, query) as rows:
        where = f"the table `{LOG}` of {database.name}" if query is None else f"the {RESULT}"
        ignored = _keep(rows, where, folder, progress)
    return Kept(_in_order(folder, keep, memory_limit, progress), f"{LOG}.parquet", ignored, [])


def _keep(rows: Rows, where: str, folder: Path, progress: Progress | None) -> list[str]:
    """Write the columns of a log as they come; return the names of the others."""
    known, ignored = told_apart(where, rows.schema.names)
    schema = plain(rows.schema.empty_table().select(known), where).schema
    with parquet.ParquetWriter(folder / LOOSE, schema, compression="lz4") as file:
        taken = 0
        for batch in rows.batches:
            taken += batch.num_rows
            if progress is not None:
                progress(f"asking: {taken:,} rows", 0.0)  # nobody knows of how many
            file.write_table(plain(pa.Table.from_batches([batch]).select(known), where))
    return ignored


def _in_order(folder: Path, keep: Path, memory_limit: str | None, progress: Progress | None) -> Path:
    """Write the rows anew in the order of their values: which they are, no database promises twice."""
    loose = folder / LOOSE
    with closed_engine([loose], memory_limit, folder) as engine:
        relation = engine.sql(f"FROM read_parquet({literal(str(loose))}, hive_partitioning = false)")
        ordered = relation.order(", ".join(f"{quoted(name)} NULLS LAST" for name in relation.columns))
        with told(progress, "ordering", engine):
            rows = ordered.to_arrow_reader(ROWS)
        tables = (pa.Table.from_batches([batch]) for batch in rows)
        write_tables(tables, rows.schema, keep, LOG, "parquet")
    loose.unlink()
    return keep / f"{LOG}.parquet"
