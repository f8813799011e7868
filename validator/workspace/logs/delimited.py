"""CSV files as RFC 4180 has them: one row per line, values quoted with double quotes where they must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from validator.workspace.logs.content import text
from validator.workspace.logs.quoting import rows_of
from validator.workspace.logs.rows import Input, Part
from validator.workspace.logs.spans import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


SEPARATORS: Final = ",;\t"
BLOCK: Final = 1 << 22
"""Bytes that are parsed together; more where a row is longer."""

Skip = Callable[[arrow_csv.InvalidRow], str] if TYPE_CHECKING else Any


def read_delimited(path: Path, *, every_column: bool = False) -> tuple[Part, Input]:
    """Read a CSV file; its values are separated by commas, semicolons or tabs, as its first line is.

    A line that has not the shape of the first one is malformed, and so is one whose quotes do not stand as they must.
    """
    data, entry = text(path)
    lines = lines_of(data)
    separator, names = _heading(path, lines)
    rows, malformed = rows_of(lines.take(np.arange(len(lines)) > 0), ord(separator), len(names))
    return Part(str(path), pa.table({}), rows.line, rows, []), entry
