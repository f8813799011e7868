"""Rows of a log packed into sixteen bytes each: the instant and the code, as the local run's engine packs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.evaluate.columns.layout import ACTORS, FIELDS, Layout
from validator.model.timeline import EVENT_ORDER, SPOKEN
from validator.workspace.logs import StampReading
from validator.workspace.logs.stamps import instants
from validator.workspace.logs.tables import in_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

ODD: Final = -1
"""The code of a row that has to be looked at closely, and the instant of a row whose stamp cannot be read."""

WIDTH: Final = 16
"""Bytes of a packed event: two 64-bit numbers, the machine's byte order."""

EVENTS: Final = {event.value: rank for event, rank in EVENT_ORDER.items()}
TRUTH: Final = {"true": 1, "false": 0}


def packed(rows: pa.Table, layout: Layout) -> pa.Table:
    """Return the rows that name a ticket as (ticket, event): an event is its instant (microseconds, UTC) and code."""
    table = in_memory(rows).table
    table = table.filter(pc.is_valid(table.column("ticket")))
    numbers = np.empty((table.num_rows, 2), dtype=np.int64)
    at = instants([table.column("at")], StampReading())
    timeless = np.logical_or.reduce(list(at.problems.values()))
    numbers[:, 0] = np.where(timeless, ODD, at.values)
    numbers[:, 1] = np.where(timeless, ODD, _codes(table, layout))
    bytes_ = pa.Array.from_buffers(pa.binary(WIDTH), len(numbers), [None, pa.py_buffer(numbers)])
    return pa.table({"ticket": table.column("ticket"), "event": bytes_.cast(pa.binary())})


def last_instant(rows: pa.Table) -> int | None:
    """Return the latest readable instant of the rows that name a ticket, in microseconds, UTC."""
    table = in_memory(rows).table
    at = instants([table.filter(pc.is_valid(table.column("ticket"))).column("at")], StampReading())
    good = at.values[~np.logical_or.reduce(list(at.problems.values()))]
    return int(good.max()) if good.size else None


def _codes(table: pa.Table, layout: Layout) -> NDArray[np.int64]:
    """Return the code of each row, ODD where nobody knows a word of it."""
    event = _numbers(table, "event", EVENTS.get, ODD)
    parts = {
        "event": event,
        "by": _numbers(table, "by", {word: place + 1 for place, word in enumerate(ACTORS)}.get, 0),
        "public": _numbers(table, "public", lambda word: TRUTH.get(word.lower()), 1),
    }
    for name, words in layout.words.items():
        places = {word: place + 1 for place, word in enumerate(words)}
        column, known = ("channel", _any_order(places)) if name == "channels" else (name, places.get)
        heard = np.isin(event, [EVENT_ORDER[each] for each in SPOKEN[name]])
        parts[name] = np.where(heard, _numbers(table, column, known, 0), 0)
    code = np.zeros(table.num_rows, dtype=np.int64)
    odd = np.zeros(table.num_rows, dtype=np.bool_)
    for name in FIELDS:
        code |= parts[name] << layout.shifts[name]
        odd |= parts[name] < 0
    return np.where(odd, ODD, code)


def _any_order(places: dict[str, int]) -> Callable[[str], int | None]:
    """Return a reader of channels joined with `+` in any order; `silent + silent` says nothing."""

    def read(text: str) -> int | None:
        parts = sorted({part.strip() for part in text.split("+")} - {""})
        return places.get("+".join(parts)) if parts else 0

    return read


def _numbers(
    table: pa.Table, column: str, known: Callable[[str], int | None], silent: int
) -> NDArray[np.int64]:
    """Return the number of what each row says in a column, ODD where it is not known."""
    if column not in table.column_names:
        return np.full(table.num_rows, silent, dtype=np.int64)
    encoded: Any = pc.dictionary_encode(table.column(column).combine_chunks())
    found = [known(word) for word in encoded.dictionary.to_pylist()]
    numbers = np.array([*(ODD if each is None else each for each in found), silent], dtype=np.int64)
    places: NDArray[np.int64] = pc.fill_null(encoded.indices, len(found)).to_numpy(zero_copy_only=False)
    return numbers[places]
