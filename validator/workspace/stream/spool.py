"""Decided batches put aside until the terms of all agreements are settled; what is large goes to the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np
import pyarrow as pa

from validator.evaluate.columns import Batch, DecisionTable
from validator.evaluate.columns.table import Names
from validator.workspace.trouble import Trouble, because

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from validator.evaluate.columns.table import Rests

LARGE: Final = 1 << 26
"""Bytes that are kept in memory."""

WIDE: Final = frozenset(
    {"started_at", "deadline", "stopped_at", "elapsed", "overrun", "credit", "eligible_at"}
)
"""Columns of instants, durations and amounts; all others hold small numbers."""


NOTHING: Final = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Spooled:
    """A decided batch that waits: everything but its columns; `terms` are the numbers of all its tickets' terms."""

    rests: Rests
    terms: NDArray[np.int64]


class Spool:
    """Decided batches, one after the other."""

    def __init__(self, folder: Path | None) -> None:
        """Start without any; a file in the folder is made when they become many."""
        self._folder = folder
        self._batches: list[Spooled] = []
        self._records: list[pa.RecordBatch] = []
        self._held = 0
        self._file: BinaryIO | None = None
        self._stream: pa.RecordBatchStreamWriter | None = None

    def add(self, batch: Batch) -> None:
        """Put a batch aside."""
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
        self._batches.append(Spooled(replace(decisions.rests, names=()), np.unique(batch.terms_of)))
        if self._file is None and self._held + record.nbytes <= LARGE:
            self._records.append(record)
            self._held += record.nbytes
        else:
            self._write(record)

    def _write(self, record: pa.RecordBatch) -> None:
        try:
            if self._stream is None:
                self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 -- closed by `close`
                self._stream = pa.ipc.new_stream(pa.PythonFile(self._file, "w"), record.schema)
            self._stream.write_batch(record)
        except OSError as failure:
            raise Trouble(
                f"decisions cannot be put aside: {because(failure)}", "Nothing was written."
            ) from failure

    def close(self) -> None:
        """Let everything go."""
        if self._file is not None:
            self._file.close()

    def _read(self) -> Iterator[pa.RecordBatch]:
        """Yield the records in the order in which they came; those in memory are let go."""
        self._records.reverse()
        while self._records:
            yield self._records.pop()
        if self._file is not None and self._stream is not None:
            self._stream.close()
            self._file.seek(0)
            yield from pa.ipc.open_stream(pa.PythonFile(self._file, "r"))

    def __iter__(self) -> Iterator[Batch]:
        """Yield each batch again, once, as far as it matters when terms are settled."""
        for each, record in zip(self._batches, self._read(), strict=True):
            columns = dict(zip(record.schema.names, record.columns, strict=True))
            ticket = columns.pop("ticket")
            arrays = {name: _wide(values) for name, values in columns.items()}
            basic, severity = arrays.pop("basic"), arrays.pop("first_severity")
            rests = replace(each.rests, names=Names(ticket.dictionary))
            decisions = DecisionTable(rests, ticket=_wide(ticket.indices), **arrays)
            yield Batch(
                decisions=decisions,
                basic=basic,
                first_severity=severity,
                terms_of=each.terms,
                submitted=NOTHING,
                beyond={},
                beyond_rows={},
                refusals=(),
                rejected={},
                copies=NOTHING,
                rows=0,
                after_as_of=0,
                tickets=len(rests.names),
                not_yet_submitted=0,
            )


def _wide(values: pa.Array) -> NDArray[Any]:
    """Return a column as it was before it was put aside."""
    array: NDArray[Any] = values.to_numpy(zero_copy_only=False)
    return array if array.dtype == np.bool_ else array.astype(np.int64, copy=False)


@contextmanager
def spooling(folder: Path | None) -> Iterator[Spool]:
    """Give a spool whose file, if it needs one, is in a folder and vanishes with the process."""
    spool = Spool(folder)
    try:
        yield spool
    finally:
        spool.close()
