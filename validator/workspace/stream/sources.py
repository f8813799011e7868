"""Where the rows of a log come from; every source can be read again, for the rows that are rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.workspace.logs.read import together

if TYPE_CHECKING:
    from validator.workspace.logs.rows import LogRows, Part

Source = Callable[[], Iterator["Part"]]
"""Reads all parts of a source, the same each time."""


def rows_of(sources: Sequence[Source], tickets: pa.Array, *, nameless: bool) -> LogRows:
    """Return the rows of some tickets, with their files and lines; `nameless` adds those that name no ticket."""
    found: list[Part] = []
    for source in sources:
        for part in source():
            column = part.table.column("ticket")
            wanted = np.asarray(pc.is_in(column, value_set=tickets), dtype=np.bool_)
            if nameless:
                wanted |= np.asarray(pc.is_null(column), dtype=np.bool_)
            if wanted.any() or not found:
                found.append(part.take(np.flatnonzero(wanted)))
    return together(found)
