"""Rows of a log as they came, with the file and line of each."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
        return self.texts(np.array([row]))[0]

    def texts(self, rows: NDArray[np.int64]) -> list[str]:
        """Return rows as they came: their lines, or their values as JSON."""
        if self.spans is not None:
            return [self.spans.text(row) for row in rows.tolist()]
        said = (
            {name: value for name, value in values.items() if value is not None}
            for values in self.table.take(pa.array(rows)).to_pylist()
        )
        return [json.dumps(values, ensure_ascii=False, default=str) for values in said]


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
        return self.says(np.array([row]), column)[0]

    def says(self, rows: NDArray[np.int64], column: str) -> list[str | None]:
        """Return what rows say in a column, which are in ascending order."""
        if column != "at":
            return list(self.table.column(column).take(pa.array(rows)).to_pylist())
        return [
            value
            for part, inside, _ in self._places(rows)
            for value in part.table.column(column).take(pa.array(inside)).cast(pa.string()).to_pylist()
        ]

    def rejected(self, faults: Mapping[int, tuple[str, str]]) -> list[Row]:
        """Return rows as rejected, in their order; each comes with the code of the reason and its words."""
        rows = np.array(sorted(faults), dtype=np.int64)
        found: list[Row] = []
        for part, inside, own in self._places(rows):
            tickets = self.table.column("ticket").take(pa.array(own)).to_pylist()
            lines, texts = part.line[inside].tolist(), part.texts(inside)
            reasons = [faults[row] for row in own.tolist()]
            found += [
                Row(part.file, line, ticket or "", code, words, text)
                for line, ticket, (code, words), text in zip(lines, tickets, reasons, texts, strict=True)
            ]
        return found

    def _places(self, rows: NDArray[np.int64]) -> Iterator[tuple[Part, NDArray[np.int64], NDArray[np.int64]]]:
        """Yield each part with the places of its rows in it, and these rows; they are in ascending order."""
        bounds = np.searchsorted(rows, [*self.starts.tolist(), len(self)])
        for number, part in enumerate(self.parts):
            own = rows[bounds[number] : bounds[number + 1]]
            if own.size:
                yield part, own - self.starts[number], own
