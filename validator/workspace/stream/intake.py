"""Files into the engine's table of packed events: read by the engine where it reads exactly what the readers would."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import duckdb
import pyarrow as pa

from validator.workspace.logs.columns import require
from validator.workspace.logs.content import Witness, digest
from validator.workspace.logs.engine import literal, quoted
from validator.workspace.logs.read import COMPRESSED, kind_of, parts_of
from validator.workspace.logs.rows import COLUMNS, Input, Row
from validator.workspace.logs.tables import not_whole
from validator.workspace.stream.headings import Heading, certain_heading
from validator.workspace.stream.packing import INSTANT, PLAIN, TEXT, create_words, packed
from validator.workspace.stream.progress import Progress, told
from validator.workspace.stream.soundness import SoundLines, SoundObjects

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from validator.evaluate.columns.layout import Layout
    from validator.workspace.logs.rows import Part

EVENTS: Final = "events"
"""The engine's table: ticket, instant (microseconds, UTC; null where `stamp` has to be read), stamp, code."""

LONGEST: Final = "maximum_object_size = 16777216"
"""In bytes; a file with a longer line is read by its reader."""

LIST: Final = r'\["[^"\\]+"(,"[^"\\]+")*\]'
JOINED: Final = f"""if(regexp_full_match(channel, '{LIST}'), replace(channel[3:-3], '","', '+'), channel)"""
"""A list of channels as text; one with escapes or with anything but texts stays as it is, and is looked at closely."""


@dataclass(slots=True)
class Intake:
    """The rows of a log in the engine, and what does not go in there."""

    engine: duckdb.DuckDBPyConnection
    layout: Layout
    progress: Progress | None
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
        try:
            for number, path in enumerate(files):
                begin, end = (each / len(files) for each in (number, number + 1))
                with told(self.progress, "reading", self.engine, begin, end):
                    if not self._by_the_engine(path):
                        self._by_the_readers(path)
        finally:  # whatever is wrong with a file, that it was changed explains it
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
        if path.name.rpartition(".")[2].lower() in COMPRESSED:
            return False
        return self._delimited(path) if kind in {"csv", "tsv"} else self._objects(path)

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
        return self._sound(path, SoundLines(), lambda: self._lines(heading, path))

    def _lines(self, heading: Heading, path: Path) -> list[str]:
        self._insert(heading.relation(path))
        return list(heading.names)

    def _objects(self, path: Path) -> bool:
        return self._sound(path, SoundObjects(), lambda: self._members(path))

    def _members(self, path: Path) -> list[str] | None:
        """Take the objects of a file and return their names, None where only the reader can tell what is meant."""
        file = literal(str(path))
        kept = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in COLUMNS)
        objects = f"read_json({file}, format = 'newline_delimited', records = true, columns = {{{kept}}}, {LONGEST})"
        joined = f"(SELECT * REPLACE ({JOINED} AS channel) FROM {objects})"  # noqa: S608 -- our own
        self._insert(joined, dict.fromkeys(COLUMNS, TEXT))
        ((unclear,),) = self._ask(f"SELECT count(*) FROM {EVENTS} WHERE ticket IS NULL")  # noqa: S608 -- our own
        if unclear:
            return None
        lists = self._ask(f"SELECT DISTINCT json_keys(json) FROM read_ndjson_objects({file}, {LONGEST})")  # noqa: S608 -- our own
        if any(len(set(names)) < len(names) for (names,) in lists):
            return None
        names = sorted({name for (names,) in lists for name in names})
        require(str(path), names)
        return names

    def _sound(
        self, path: Path, soundness: SoundLines | SoundObjects, take: Callable[[], list[str] | None]
    ) -> bool:
        """Let the engine take a file while its bytes are looked at; whatever is in doubt is taken back."""
        with ThreadPoolExecutor(1) as beside:
            looked_at = beside.submit(digest, path, soundness.see)
            self.engine.execute("BEGIN")
            try:
                names = take()
            except duckdb.OutOfMemoryException:
                raise
            except duckdb.Error:
                names = None
            entry = looked_at.result()
        if names is None or not soundness.holds():
            self.engine.execute("ROLLBACK")
            return False
        self.engine.execute("COMMIT")
        self.inputs.append(entry)
        self.ignored.update(name for name in names if name not in COLUMNS)
        return True

    def _by_the_readers(self, path: Path) -> None:
        for part in parts_of(path):
            self.take_part(part)

    def _ask(self, query: str) -> list[tuple[Any, ...]]:
        return self.engine.execute(query).fetchall()

    def _columns(self, relation: str) -> dict[str, str]:
        described = self._ask(f"DESCRIBE SELECT * FROM {relation}")  # noqa: S608 -- our own
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
