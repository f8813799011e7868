"""Decided batches put aside until the terms of all agreements are settled; what is large goes to the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from validator.evaluate.columns import DecisionTable
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from validator.evaluate.columns.batch import Batch
    from validator.evaluate.columns.table import Rests

LARGE: Final = 1 << 26
"""Bytes that are kept in memory."""

WIDE: Final = frozenset(
    {"started_at", "deadline", "stopped_at", "elapsed", "overrun", "credit", "eligible_at"}
)
"""Columns of instants, durations and amounts; all others hold small numbers."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """A decided batch that waits: everything but its columns; `terms_of` has an element per ticket."""

    rests: Rests
    terms_of: NDArray[np.int32]


class Spool:
    """Decided batches, one after the other."""

    def __init__(self, file: SpooledTemporaryFile[bytes]) -> None:
        """Start without any."""
        self._file = file
        self._batches: list[Spooled] = []

    def add(self, batch: Batch) -> None:
        """Put a batch aside; nothing of it but what its numbers stand for stays in memory."""
        decisions = batch.decisions
        columns: dict[str, Any] = {
            name: values if name in WIDE or values.dtype == np.bool_ else values.astype(np.int32)
            for name, values in decisions.columns.items()
            if name != "ticket"
        }
        columns |= {"basic": batch.basic, "first_severity": batch.first_severity.astype(np.int32)}
        names = pa.array(decisions.rests.names, pa.string())
        ticket = pa.DictionaryArray.from_arrays(pa.array(decisions.ticket.astype(np.int32)), names)
        record = pa.record_batch({"ticket": ticket, **columns})
        try:
            with pa.ipc.new_stream(pa.PythonFile(self._file, "w"), record.schema) as stream:
                stream.write_batch(record)
        except OSError as failure:
            raise Trouble(
                f"decisions cannot be put aside: {because(failure)}", "Nothing was written."
            ) from failure
        self._batches.append(
            Spooled(replace(decisions.rests, names=()), batch.terms_of.astype(np.int32))
        )

    def __iter__(self) -> Iterator[tuple[DecisionTable, NDArray[np.bool_], NDArray[np.int64], NDArray[np.int64]]]:
        """Yield each batch again: decisions, which are basic, the first severity of each, and the terms of tickets."""
        self._file.seek(0)
        for each in self._batches:
            record = pa.ipc.open_stream(pa.PythonFile(self._file, "r")).read_next_batch()
            columns = {name: record.column(name) for name in record.schema.names}
            ticket = columns.pop("ticket")
            arrays = {
                name: values.to_numpy(zero_copy_only=False) for name, values in columns.items()
            }
            whole = {
                name: values if values.dtype == np.bool_ else values.astype(np.int64, copy=False)
                for name, values in arrays.items()
            }
            basic, severity = whole.pop("basic"), whole.pop("first_severity")
            rests = replace(each.rests, names=ticket.dictionary)
            numbers = ticket.indices.to_numpy().astype(np.int64)
            yield DecisionTable(rests, ticket=numbers, **whole), basic, severity, each.terms_of.astype(np.int64)


@contextmanager
def spooling(folder: Path | None) -> Iterator[Spool]:
    """Give a spool whose file, if it needs one, is in a folder and vanishes with the process."""
    with SpooledTemporaryFile(max_size=LARGE, dir=folder) as file:
        yield Spool(file)
