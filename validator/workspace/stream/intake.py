"""Files into the engine's table of packed events: read by the engine where it reads exactly what the readers would."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import duckdb
import pyarrow as pa

from validator.workspace.logs.columns import require
from validator.workspace.logs.content import Witness, digest
from validator.workspace.logs.engine import literal
from validator.workspace.logs.read import COMPRESSED, kind_of, parts_of
from validator.workspace.logs.rows import COLUMNS, Input, Row
from validator.workspace.logs.tables import not_whole
from validator.workspace.stream.headings import certain_heading
from validator.workspace.stream.packing import INSTANT, PLAIN, create_words, packed
from validator.workspace.stream.soundness import Soundness

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from validator.evaluate.columns.layout import Layout
    from validator.workspace.logs.rows import Part

EVENTS: Final = "events"
"""The engine's table: ticket, instant (microseconds, UTC; null where `stamp` has to be read), stamp, code."""


@dataclass(slots=True)
class Intake:
    """The rows of a log in the engine, and what does not go in there."""

    engine: duckdb.DuckDBPyConnection
    layout: Layout
    progress: Callable[[str, float], None]
    malformed: list[Row] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)
    inputs: list[Input] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make the table and the words it is packed with."""
        create_words(self.engine, self.layout)
        self.engine.execute(
            f"CREATE TABLE {EVENTS} (ticket VARCHAR, instant BIGINT, stamp VARCHAR, code BIGINT)"
        )

    def take(self, files: Sequence[Path]) -> None:
        """Take the rows of files; raise `Trouble` of what is no log."""
        witnesses = [Witness(path) for path in files]
        for number, path in enumerate(files):
            self.progress("reading", number / len(files))
            if not self._by_the_engine(path):
                self._by_the_readers(path)
        for witness in witnesses:
            witness.check()

    def take_part(self, part: Part) -> None:
        """Take rows that were read already."""
        self.malformed += part.malformed
        self.ignored.update(part.ignored)
        self.inputs += part.inputs
        if part.table.num_rows:
            self.engine.register("part", _instants_in_utc(part.table))
            self._insert("part")
            self.engine.unregister("part")

    def _by_the_engine(self, path: Path) -> bool:
        """Let the engine read a file; False where it might not read it as the readers do."""
        kind = kind_of(path)
        if kind == "parquet":
            return self._parquet(path)
        if kind in {"csv", "tsv"} and path.name.rpartition(".")[2].lower() not in COMPRESSED:
            return self._delimited(path)
        return False

    def _parquet(self, path: Path) -> bool:
        relation = f"read_parquet({literal(str(path))}, hive_partitioning = false)"
        try:
            columns = self._columns(relation)
            require(str(path), list(columns))
            known = {name: kind for name, kind in columns.items() if name in COLUMNS}
            if any(
                kind not in PLAIN and not (name == "at" and kind == INSTANT) for name, kind in known.items()
            ):
                return False
            with ThreadPoolExecutor(1) as beside:
                entry = beside.submit(digest, path)
                self._insert(relation, known)
                self.inputs.append(entry.result())
        except duckdb.Error as failure:
            if isinstance(failure, duckdb.OutOfMemoryException):
                raise
            raise not_whole(path) from failure
        self.ignored.update(name for name in columns if name not in COLUMNS)
        return True

    def _delimited(self, path: Path) -> bool:
        heading = certain_heading(path)
        if heading is None:
            return False
        require(str(path), heading.names)
        soundness = Soundness()
        with ThreadPoolExecutor(1) as beside:
            looked_at = beside.submit(digest, path, soundness.see)
            self.engine.execute("BEGIN")
            try:
                self._insert(heading.relation(path))
            except duckdb.Error as failure:
                self.engine.execute("ROLLBACK")
                if isinstance(failure, duckdb.OutOfMemoryException):
                    raise
                return False
            entry = looked_at.result()
            if not soundness.holds():
                self.engine.execute("ROLLBACK")
                return False
            self.engine.execute("COMMIT")
        self.inputs.append(entry)
        self.ignored.update(name for name in heading.names if name not in COLUMNS)
        return True

    def _by_the_readers(self, path: Path) -> None:
        for part in parts_of(path):
            self.take_part(part)

    def _columns(self, relation: str) -> dict[str, str]:
        described = self.engine.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()  # noqa: S608 -- our own
        return {name: kind for name, kind, *_ in described}

    def _insert(self, relation: str, columns: Mapping[str, str] | None = None) -> None:
        columns = self._columns(relation) if columns is None else columns
        self.engine.execute(f"INSERT INTO {EVENTS} {packed(self.layout, columns, relation)}")


def _instants_in_utc(table: pa.Table) -> pa.Table:
    """Return a table whose timestamps with a zone are in microseconds, UTC, and those without are text."""
    place = table.column_names.index("at")
    kind = table.column("at").type
    if not pa.types.is_timestamp(kind):
        return table
    wanted = pa.string() if kind.tz is None else pa.timestamp("us", "UTC")
    return table.set_column(place, "at", table.column("at").cast(wanted, safe=False))
