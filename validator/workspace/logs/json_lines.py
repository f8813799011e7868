"""JSON Lines files: one object per line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.workspace.logs.blocks import BLOCK, Block, of_lines
from validator.workspace.logs.columns import require
from validator.workspace.logs.content import TextFile
from validator.workspace.logs.engine import closed_engine
from validator.workspace.logs.rows import COLUMNS, NO_LINES, REQUIRED, Part, joined, malformed_row
from validator.workspace.logs.spans import Spans, lines_of, not_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import duckdb
    from numpy.typing import NDArray

BATCH: Final = 1 << 17
"""Lines that the engine takes at a time: its threads share the batches."""


def read_json_lines(path: Path, *, every_column: bool = False) -> Part:
    """Read a JSON Lines file as a whole."""
    return joined(list(json_parts(path, every_column=every_column, block=sys.maxsize)))


def json_parts(path: Path, *, every_column: bool = False, block: int = BLOCK) -> Iterator[Part]:
    """Read a JSON Lines file block by block, every value as text.

    A line that is no object, or names a value twice, is malformed. Lists of texts under `channel` are joined with `+`.
    """
    file = TextFile(path)
    text = file.blocks(min(block, BLOCK))
    names: set[str] = set()
    for each in [Block(b"".join(text), 1)] if block > BLOCK else of_lines(text):
        with closed_engine() as engine:
            part = _part(str(path), each, engine, names, every_column=every_column)
        yield part
    if not every_column:
        require(str(path), sorted(names))
    ignored = [] if every_column else sorted(names - set(COLUMNS))
    none = pa.table({name: pa.array([], pa.string()) for name in (() if every_column else REQUIRED)})
    yield Part(str(path), none, NO_LINES, None, [], ignored, [file.entry()])


def _part(
    path: str, block: Block, engine: duckdb.DuckDBPyConnection, names: set[str], *, every_column: bool
) -> Part:
    """Read the lines of a block, and add the names of their values to those known."""
    lines = lines_of(block.data)
    before = block.line - 1
    file = _Lines(lines, engine)
    file.drop(not_utf8(lines))
    file.drop(file.not_objects())
    found = file.names()
    names |= found
    wanted: list[str] = sorted(found | names if every_column else (found & set(COLUMNS)) | set(REQUIRED))
    table = file.values(wanted)
    if "channel" in wanted and not every_column:
        place = wanted.index("channel")
        table = table.set_column(place, "channel", _joined(table.column(place)))
    malformed = [
        malformed_row(path, int(lines.line[row]) + before, why, lines.text(row))
        for row, why in sorted(file.dropped.items())
        if lines.raw(row).strip()
    ]
    rows = lines.take(file.kept)
    ignored = sorted(found - set(wanted))
    return Part(path, table, rows.line + before, rows, malformed, ignored, [])


class _Lines:
    """The lines of a file in the engine, less those that were dropped with a reason."""

    def __init__(self, lines: Spans, engine: duckdb.DuckDBPyConnection) -> None:
        self._lines = lines
        self._engine = engine
        offsets = np.append(lines.begins, len(lines.data))
        self._all = pa.LargeStringArray.from_buffers(
            len(lines), pa.py_buffer(offsets), pa.py_buffer(lines.data)
        )
        self.kept: NDArray[np.int64] = np.flatnonzero(lines.ends > lines.begins)
        self.dropped: dict[int, str] = {}
        self._register()

    def drop(self, found: Mapping[int, str]) -> None:
        """Leave out lines, given by their places among all of them."""
        if found:
            self.dropped.update(found)
            self.kept = self.kept[~np.isin(self.kept, list(found))]
            self._register()

    def _register(self) -> None:
        texts = self._all if len(self.kept) == len(self._all) else self._all.take(pa.array(self.kept))
        table = pa.table({"line": texts})
        self._engine.register("lines", pa.Table.from_batches(table.to_batches(BATCH), table.schema))

    def _ask(self, expression: str) -> pa.ChunkedArray:
        return self._engine.sql(f"SELECT {expression} AS found FROM lines").to_arrow_table().column(0)  # noqa: S608 -- our own

    def not_objects(self) -> Mapping[int, str]:
        """Drop the lines that are no JSON or no object, and return those that name a value twice."""
        valid = self._ask("json_valid(line)").to_numpy()
        self.drop({int(row): _why_not(self._lines.raw(row)) for row in self.kept[~valid]})
        other = self._ask("json_type(line) <> 'OBJECT'").to_numpy()
        self.drop(dict.fromkeys(self.kept[other].tolist(), 'a row is an object such as {"ticket": …}'))
        if all(len(set(keys)) == len(keys) for keys in self._keys()):
            return {}
        twice = self._ask("list_unique(json_keys(line)) < len(json_keys(line))").to_numpy()
        return dict.fromkeys(self.kept[twice].tolist(), "it names a value twice")

    def names(self) -> set[str]:
        """Return all names that values have."""
        return {name for keys in self._keys() for name in keys}

    def _keys(self) -> list[list[str]]:
        found: list[list[str]] = self._ask("DISTINCT json_keys(line)").to_pylist()
        return found

    def values(self, names: list[str]) -> pa.Table:
        """Return values as columns of text; null where a line has none, or an empty one."""
        if not names or not len(self.kept):
            return pa.table({name: pa.nulls(len(self.kept), pa.string()) for name in names})
        shape = json.dumps(dict.fromkeys(names, "VARCHAR"), ensure_ascii=False).replace("'", "''")
        found = pa.Table.from_struct_array(self._ask(f"json_transform(line, '{shape}')"))
        return pa.table({name: _not_empty(found.column(place)) for place, name in enumerate(names)})


def _not_empty(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def _why_not(line: bytes) -> str:
    try:
        json.loads(line)
    except json.JSONDecodeError as failure:
        return f"it is not JSON: {failure.msg} at character {failure.pos + 1}"
    except (ValueError, RecursionError):
        pass
    return "it is not JSON"


def _joined(column: pa.ChunkedArray) -> pa.Array:
    """Return channels as text: lists joined with `+`."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    words = [_channels(word) for word in encoded.dictionary.to_pylist()]
    return pa.array(words, pa.string()).take(encoded.indices)


def _channels(word: str | None) -> str | None:
    if word is None or not word.startswith("["):
        return word
    try:
        listed: Any = json.loads(word)
    except ValueError:
        return word
    if isinstance(listed, list) and all(isinstance(each, str) for each in listed):
        return "+".join(listed) or None
    return word
