"""The stamps of a log to instants, whether they come as text or as the timestamps of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from validator.timetable.stamps import Ambiguous, Problem, to_instants
from validator.workspace.logs.instants import Kind, read_stamps

if TYPE_CHECKING:
    from datetime import tzinfo

    from numpy.typing import NDArray

FIRST_INSTANT: Final = 0
END_OF_INSTANTS: Final = 4_102_444_800_000_000
"""1970-01-01 and 2100-01-01, UTC."""

NEAR: Final = 86_400_000_000
"""A day: by so much may a wall time lie outside those years and still be an instant within them."""


@dataclass(frozen=True, slots=True)
class StampReading:
    """How stamps without an offset are read: the zone they were written in, and what a repeated time means."""

    zone: tzinfo | None = None
    ambiguous: Ambiguous = Ambiguous.REJECT


@dataclass(frozen=True, slots=True)
class Instants:
    """Instants in microseconds, UTC; `problems` maps codes to masks of stamps that mean none, whose values are 0."""

    values: NDArray[np.int64]
    problems: Mapping[str, NDArray[np.bool_]]


def instants(columns: Sequence[pa.ChunkedArray], reading: StampReading) -> Instants:
    """Read the stamps of several columns one after the other."""
    read = [
        _typed(column) if pa.types.is_timestamp(column.type) else read_stamps(column) for column in columns
    ]
    values = np.concatenate([each for each, _ in read])
    kinds = np.concatenate([each for _, each in read])
    local = kinds == Kind.LOCAL
    problems = {"bad-instant": kinds == Kind.BAD}
    if reading.zone is None:
        problems["no-offset"] = local
    elif local.any():
        places = np.flatnonzero(local)
        near = np.clip(
            values[places], FIRST_INSTANT - NEAR, END_OF_INSTANTS + NEAR
        )  # beyond, no zone has to be asked
        values[places], found = to_instants(near, reading.zone, reading.ambiguous)
        for problem, code in ((Problem.NEVER, "no-such-local-time"), (Problem.TWICE, "ambiguous-local-time")):
            problems[code] = np.zeros(len(values), dtype=np.bool_)
            problems[code][places[found == problem]] = True
    wrong = np.logical_or.reduce(list(problems.values()))
    problems["out-of-range"] = ~wrong & ((values < FIRST_INSTANT) | (values >= END_OF_INSTANTS))
    values[wrong | problems["out-of-range"]] = 0
    return Instants(values, problems)


def _typed(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Read timestamps of a table; those with a zone are instants, in whatever zone they are shown."""
    absent = pc.is_null(column).to_numpy()
    kind = Kind.INSTANT if column.type.tz is not None else Kind.LOCAL
    fine = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    values = pc.fill_null(fine.cast(pa.int64()), 0).to_numpy().copy()
    return values, np.where(absent, Kind.BAD, kind).astype(np.uint8)
