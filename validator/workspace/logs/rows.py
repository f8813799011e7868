"""Rows of a log as they came, with the file and line of each."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from validator.workspace.logs.spans import Spans

REQUIRED: Final = ("ticket", "at", "event")
COLUMNS: Final = (
    *REQUIRED,
    "agreement",
    "by",
    "public",
    "severity",
    "status",
    "channel",
    "urgency",
    "request",
    "feature",
)
"""The columns of a ticket log; any others are ignored and counted."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read: its path as given, its size in bytes and the SHA-256 (hex) over its bytes."""

    file: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not used: where it stands, what it says, and why."""

    file: str
    line: int
    ticket: str
    reason: str
    message: str
    text: str


def malformed_row(file: str, line: int, why: str, text: str) -> Row:
    """Return a row that has not the shape of its file."""
    return Row(file, line, "", "malformed-row", f"the row cannot be read: {why}", text)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one file that have its shape, as a table; columns of text where the file is one.

    `line` counts from 1; for files without lines it is the number of the row. `spans` are the rows in the file's text,
    or None where it is no text. `malformed` are the rows without that shape, `ignored` the columns that are not read.
    """

    file: str
    table: pa.Table
    line: NDArray[np.int64]
    spans: Spans | None
    malformed: Sequence[Row]
    ignored: Sequence[str]
    inputs: Sequence[Input]

    def take(self, rows: NDArray[Any]) -> Part:
        """Return some of the rows, and nothing but rows."""
        spans = None if self.spans is None else self.spans.take(rows)
        return replace(
            self,
            table=self.table.take(pa.array(rows)),
            line=self.line[rows],
            spans=spans,
            malformed=[],
            inputs=[],
        )

    def text(self, row: int) -> str:
        """Return a row as it came: its line, or its values as JSON."""
        if self.spans is not None:
            return self.spans.text(row)
        values = self.table.slice(row, 1).to_pylist()[0]
        said = {name: value for name, value in values.items() if value is not None}
        return json.dumps(said, ensure_ascii=False, default=str)


NO_LINES: Final = np.empty(0, dtype=np.int64)


def joined(parts: Sequence[Part]) -> Part:
    """Return the parts of a file, of which no more than one has rows, as one."""
    (whole,) = [part for part in parts if part.table.num_rows] or parts[-1:]
    return replace(
        whole,
        malformed=[row for part in parts for row in part.malformed],
        inputs=[entry for part in parts for entry in part.inputs],
    )


@dataclass(frozen=True, slots=True)
class LogRows:
    """The rows of all files, in the order of the files.

    `table` holds, as text, the columns of a log that are there at all, less `at`, which each part has in its own type.
    `starts` are the numbers of each part's first row. `ignored` are the columns that are not read.
    """

    parts: Sequence[Part]
    starts: NDArray[np.int64]
    table: pa.Table
    malformed: Sequence[Row]
    ignored: Sequence[str]
    inputs: Sequence[Input]

    def __len__(self) -> int:
        """Return the number of rows with the shape of their file."""
        return int(self.table.num_rows)

    def said(self, row: int, column: str) -> str | None:
        """Return what a row says in a column."""
        part, inside = self._place(row)
        value = (
            part.table.column(column)[inside] if column == "at" else self.table.column(column)[row]
        ).as_py()
        if value is None or isinstance(value, str):
            return value
        return str(part.table.column(column).slice(inside, 1).cast("string")[0].as_py())

    def rejected(self, row: int, reason: str, message: str) -> Row:
        """Return a row as rejected."""
        part, inside = self._place(row)
        ticket = self.said(row, "ticket") or ""
        return Row(part.file, int(part.line[inside]), ticket, reason, message, part.text(inside))

    def _place(self, row: int) -> tuple[Part, int]:
        number = int(self.starts.searchsorted(row, side="right")) - 1
        return self.parts[number], row - int(self.starts[number])
