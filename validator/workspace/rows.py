"""Rows on their way between us and foreign code, in batches of columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that come batch by batch, once."""

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]


def streamed(reader: pa.RecordBatchReader, told: Callable[[], AbstractContextManager[None]]) -> Rows:
    """Return the rows of a stream; what fails while they come is told by `told`."""

    def batches() -> Iterator[pa.RecordBatch]:
        with told():
            yield from reader

    return Rows(reader.schema, batches())


@contextmanager
def handed_over(tables: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.RecordBatchReader]:
    """Give tables to foreign code as a stream; what fails while they are made is raised as it is, not in its words."""
    failed: list[BaseException] = []

    def batches() -> Iterator[pa.RecordBatch]:
        try:
            for table in tables:
                yield from table.to_batches()
        except BaseException as failure:
            failed.append(failure)
            raise

    try:
        yield pa.RecordBatchReader.from_batches(schema, batches())
    except Exception:
        if failed:
            raise failed[0] from None
        raise
