"""Decisions of tickets that were set aside, put back among the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc


def merged(tables: Iterable[pa.Table], aside: Sequence[pa.Table]) -> Iterator[pa.Table]:
    """Yield tables in the order of their tickets; each comes sorted, and no ticket is in two of them."""
    left = pa.concat_tables(aside) if aside else None
    for table in tables:
        if left is None or not left.num_rows or not table.num_rows:
            yield table
            continue
        last = table.column("ticket")[-1]
        earlier: pa.ChunkedArray = pc.less(left.column("ticket"), last)
        among, left = left.filter(earlier), left.filter(pc.invert(earlier))
        yield _together(table, among) if among.num_rows else table
    if left is not None and left.num_rows:
        yield left


def _together(one: pa.Table, other: pa.Table) -> pa.Table:
    both = pa.concat_tables([one, other]).unify_dictionaries().combine_chunks()
    return both.take(pc.sort_indices(both, [("ticket", "ascending")]))  # stable: each ticket keeps its order
