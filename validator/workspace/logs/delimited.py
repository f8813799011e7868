"""CSV files as RFC 4180 has them: one row per line, values quoted with double quotes where they must be."""

from __future__ import annotations

import csv
import sys
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from validator.workspace.logs.blocks import BLOCK, Block, of_rows
from validator.workspace.logs.columns import require
from validator.workspace.logs.content import TextFile
from validator.workspace.logs.quoting import rows_at_once, rows_one_by_one
from validator.workspace.logs.rows import COLUMNS, NO_LINES, Part, Row, joined, malformed_row
from validator.workspace.logs.spans import CARRIAGE_RETURN, LINE_FEED, Spans, lines_of, not_utf8, positions
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

SEPARATORS: Final = (",", ";", "\t")
PARSED: Final = 1 << 22
"""Bytes that are parsed together; more where a row is longer."""


def read_delimited(path: Path, *, every_column: bool = False) -> Part:
    """Read a CSV file as a whole."""
    return joined(list(delimited_parts(path, every_column=every_column, block=sys.maxsize)))


def delimited_parts(path: Path, *, every_column: bool = False, block: int = BLOCK) -> Iterator[Part]:
    """Read a CSV file block by block; commas, semicolons or tabs separate values, whichever its first line has most of.

    A line without as many values as the first one is malformed, and so is one whose quotes do not stand as they must.
    """
    file = TextFile(path)
    blocks = file.blocks(min(block, BLOCK))
    first, heading = _until_heading(blocks)
    separator, names = _heading(path, lines_of(first).text(heading))
    if not every_column:
        require(str(path), names)
    elif len(set(names)) < len(names):
        raise Trouble(f"{path} has two columns of one name: {', '.join(names)}", "Rename one of them.")
    shape = _Shape(separator, names, names if every_column else [name for name in names if name in COLUMNS])
    ignored = [name for name in names if name not in shape.wanted]
    text = chain([first], blocks)
    whole = block > BLOCK
    for each in [Block(b"".join(text), 1)] if whole else of_rows(text, ord(separator), len(names)):
        yield _part(str(path), each, shape, heading + 2, ignored)
    yield Part(str(path), shape.nothing(), NO_LINES, None, [], ignored, [file.entry()])


def _until_heading(blocks: Iterator[bytes]) -> tuple[bytes, int]:
    """Return the beginning of a text, up to the end of its first line that is not empty, and which line that is."""
    text, heading = b"", 0
    for block in blocks:
        text += block
        lines = lines_of(text)
        heading = int(np.argmax(lines.ends > lines.begins))
        if lines.ends[heading] > lines.begins[heading] and len(lines) > heading + 1:
            break
    return text, heading


def _part(path: str, block: Block, shape: _Shape, first: int, ignored: Sequence[str]) -> Part:
    """Read the rows of a block from a line of the file on."""
    lines = lines_of(block.data)
    before = block.line - 1
    found = _sound(lines, shape, first - before)
    if found is not None:
        rows, table = found
        return Part(path, table, rows.line + before, rows, [], ignored, [])
    rows, broken = rows_one_by_one(lines, ord(shape.separator), shape.width)
    malformed = [
        malformed_row(path, line + 1 + before, why, lines.text(line)) for line, why in broken.items()
    ]
    rows = _body(rows, first - before)
    for find in (not_utf8, _lone_returns, shape.uneven):
        rows = _without(rows, find(rows), path, before, malformed)
    table = shape.table(_joined(rows), rows)
    if table is None:
        raise RuntimeError(path)  # rows and values were counted: they must be there
    malformed.sort(key=lambda row: row.line)
    return Part(path, table, rows.line + before, rows, malformed, ignored, [])


def _sound(lines: Spans, shape: _Shape, first: int) -> tuple[Spans, pa.Table] | None:
    """Return all rows and their table, found without looking at any single row; None if anything is wrong with one."""
    rows = rows_at_once(lines, ord(shape.separator))
    if rows is None:
        return None
    rows = _body(rows, first)
    if not_utf8(rows) or _lone_returns(rows):
        return None
    table = shape.table(rows.data[rows.begins[0] :] if len(rows) else b"", rows)
    return None if table is None else (rows, table)


def _body(rows: Spans, first: int) -> Spans:
    """Return the rows that are not empty, from a line on."""
    return rows.take((rows.line >= first) & (rows.ends > rows.begins))


def _heading(path: Path, line: str) -> tuple[str, list[str]]:
    """Return the separator and the names of the columns."""
    if "\r" in line:
        raise Trouble(
            f"{path} ends its lines with carriage returns alone", "Save or export it with line feeds."
        )
    named = {each: _names(line, each) for each in SEPARATORS}
    separator = max(SEPARATORS, key=lambda each: len(named[each]))  # the first of equals
    if not named[separator]:
        raise Trouble(
            f"the first line of {path} cannot be read: its quotes do not close", "It names the columns."
        )
    return separator, named[separator]


def _names(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error:
        return []


def _without(rows: Spans, found: Mapping[int, str], file: str, before: int, malformed: list[Row]) -> Spans:
    """Move rows to the malformed ones; their lines are counted from those `before` them."""
    if not found:
        return rows
    malformed += [
        malformed_row(file, int(rows.line[row]) + before, why, rows.text(row)) for row, why in found.items()
    ]
    kept = np.ones(len(rows), dtype=np.bool_)
    kept[list(found)] = False
    return rows.take(kept)


def _lone_returns(rows: Spans) -> Mapping[int, str]:
    """Return the rows with a carriage return that ends no line: a reader might see two rows in one."""
    places = positions(rows.data, CARRIAGE_RETURN)
    view = np.frombuffer(rows.data, dtype=np.uint8)
    alone = places[view[np.minimum(places + 1, len(view) - 1)] != LINE_FEED]
    owner = np.searchsorted(rows.begins, alone, side="right") - 1
    inside = (owner >= 0) & (alone < rows.ends[owner]) if len(rows) else np.zeros(len(alone), dtype=np.bool_)
    return {int(row): "it holds a carriage return that ends no line" for row in np.unique(owner[inside])}


def _joined(rows: Spans) -> bytes:
    return b"\n".join(rows.raw(row) for row in range(len(rows)))


class _Shape:
    """What every row of a file has: values and what separates them, and which of them are wanted."""

    def __init__(self, separator: str, names: Sequence[str], wanted: Sequence[str]) -> None:
        self.separator = separator
        self._names = names
        self.width = len(names)
        self.wanted = wanted

    def nothing(self) -> pa.Table:
        """Return no rows."""
        return pa.table({name: pa.array([], pa.string()) for name in self.wanted})

    def table(self, data: bytes, rows: Spans) -> pa.Table | None:
        """Return the wanted columns as text, empty values null; None if these are not all rows of that shape."""
        if not len(rows):
            return self.nothing()
        try:
            table = self._parsed(data, rows, None)
        except pa.ArrowInvalid:
            return None
        return table if table.num_rows == len(rows) else None

    def uneven(self, rows: Spans) -> Mapping[int, str]:
        """Return the rows that have another number of values."""
        found: dict[int, str] = {}

        def note(row: arrow_csv.InvalidRow) -> str:
            why = f"it has {row.actual_columns} values, the first line names {row.expected_columns}"
            found[row.number - 1] = why
            return "skip"

        if len(rows):
            self._parsed(_joined(rows), rows, note)
        return found

    def _parsed(
        self, data: bytes, rows: Spans, note: Callable[[arrow_csv.InvalidRow], str] | None
    ) -> pa.Table:
        longest = int((rows.ends - rows.begins).max())
        return arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(
                column_names=self._names,
                block_size=max(PARSED, 2 * longest),
                use_threads=note is None,  # rows are numbered by one thread only
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self.separator, newlines_in_values=b'"' in data, invalid_row_handler=note
            ),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=self.wanted,
                column_types=dict.fromkeys(self.wanted, pa.string()),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
            ),
        )
