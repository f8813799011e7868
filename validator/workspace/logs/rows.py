"""Rows of a log as they came: text, with the file and line of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

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
class Row:
    """One row that is not used: where it stands, what it says, and why."""

    file: str
    line: int
    ticket: str
    reason: str
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class LogRows:
    """Rows that have the shape of their file: one text array per column, absent values null.

    `file` numbers `files`, `line` counts from 1 (for tables without lines: the row). `source` holds the lines
    as they came, or None where there are none. `malformed` are rows without that shape; `ignored` columns not read.
    """

    files: Sequence[str]
    file: NDArray[np.int32]
    line: NDArray[np.int64]
    columns: Mapping[str, pa.Array]
    source: pa.Array | None
    malformed: Sequence[Row]
    ignored: Sequence[str]

    def __len__(self) -> int:
        """Return the number of rows with the right shape."""
        return len(self.line)

    def text(self, row: int) -> str:
        """Return a row as it came: its line, or its values as JSON."""
        if self.source is not None:
            return str(self.source[row].as_py())
        values = {name: column[row].as_py() for name, column in self.columns.items()}
        return json.dumps(
            {name: value for name, value in values.items() if value is not None}, ensure_ascii=False
        )

    def rejected(self, row: int, reason: str, message: str) -> Row:
        """Return a row as rejected."""
        ticket = self.columns["ticket"][row].as_py() or ""
        return Row(self.files[self.file[row]], int(self.line[row]), ticket, reason, message, self.text(row))
