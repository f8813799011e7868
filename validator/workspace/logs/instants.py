"""Stamps as RFC 3339 writes them, read on arrays of bytes: `2024-03-28T17:10:00.5+01:00`.

Nothing else is an instant: not a date alone, not a month of 13, not a stamp without seconds. `T` may be a space,
fractions may be of any length, and what is finer than a microsecond is cut off. A second of 60 cannot be told from the
one after it in time as computers count it, and is refused.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]

BATCH: Final = 1 << 16
"""Stamps that are read together: few enough to stay in the processor's cache."""

SHORTEST, LONGEST = len("2024-03-28T17:10:00"), len("2024-03-28T17:10:00.123456789012+01:00")
OFFSET = len("+01:00")
DIGITS = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]
SECOND, MINUTE, HOUR = 1_000_000, 60_000_000, 3_600_000_000
DAY = 24 * HOUR


class Kind(IntEnum):
    """What a text is."""

    BAD = 0
    INSTANT = 1
    LOCAL = 2
    """A stamp without an offset."""


def read_stamps(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return the microseconds since 1970-01-01T00:00:00 of each text, in UTC or of the wall clock, and its kind."""
    read = [
        _batch(chunk.slice(at, BATCH).cast(pa.large_binary()))
        for chunk in column.chunks
        for at in range(0, len(chunk), BATCH)
    ]
    if not read:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint8)
    return np.concatenate([values for values, _ in read]), np.concatenate([kinds for _, kinds in read])


def _batch(texts: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Read texts of one length at a time: their bytes are a matrix."""
    values = np.zeros(len(texts), dtype=np.int64)
    kinds = np.zeros(len(texts), dtype=np.uint8)
    lengths = pc.fill_null(pc.binary_length(texts), 0).to_numpy(zero_copy_only=False)
    for length in np.unique(lengths):
        if SHORTEST <= length <= LONGEST:
            rows = np.flatnonzero(lengths == length)
            same = texts if len(rows) == len(texts) else texts.take(pa.array(rows))
            values[rows], kinds[rows] = _matrix(_bytes(same, int(length)))
    return values, kinds


def _bytes(texts: pa.Array, length: int) -> Bytes:
    """Return texts of one length as a matrix, one text per row."""
    _, offsets, data = texts.buffers()
    begin = int(np.frombuffer(offsets, dtype=np.int64)[texts.offset])
    return np.frombuffer(data, dtype=np.uint8)[begin : begin + len(texts) * length].reshape(-1, length)


def _matrix(text: Bytes) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    digits = text[:, DIGITS] - ord("0")  # what is no digit becomes large: bytes have no sign
    good = _decimal(digits)
    for place, choices in ((4, "-"), (7, "-"), (10, "Tt "), (13, ":"), (16, ":")):
        good &= _among(text[:, place], choices)
    (days, on_calendar), (time, on_clock) = _date(digits), _time(digits)
    good &= on_calendar & on_clock
    values = np.where(good, days * DAY + time, 0)
    kinds = np.zeros(len(text), dtype=np.uint8)
    zulu = _among(text[:, -1], "Zz")
    numeric = (
        ~zulu & _among(text[:, -min(OFFSET, text.shape[1])], "+-") & (text.shape[1] >= SHORTEST + OFFSET)
    )
    for rows, suffix, kind in (
        (zulu, 1, Kind.INSTANT),
        (numeric, OFFSET, Kind.INSTANT),
        (~zulu & ~numeric, 0, Kind.LOCAL),
    ):
        part = np.flatnonzero(rows & good)
        if part.size:
            fine, fraction = _fraction(text[part, SHORTEST : text.shape[1] - suffix])
            shift, known = (
                _offset(text[part, -OFFSET:]) if suffix == OFFSET else (np.zeros(1, np.int64), fine)
            )
            values[part] += fraction - shift
            kinds[part] = np.where(fine & known, kind, Kind.BAD)
    return values, kinds


def _among(column: Bytes, choices: str) -> NDArray[np.bool_]:
    return np.isin(column, np.frombuffer(choices.encode(), dtype=np.uint8))


def _decimal(digits: Bytes) -> NDArray[np.bool_]:
    """Return which rows hold nothing but values from 0 to 9."""
    return np.asarray((digits < 10).all(axis=1))  # noqa: PLR2004


def _number(digits: NDArray[Any], begin: int, end: int) -> NDArray[np.int64]:
    value = digits[:, begin].astype(np.int64)
    for place in range(begin + 1, end):
        value = value * 10 + digits[:, place]
    return value


def _date(digits: Bytes) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the days since 1970-01-01, and whether the calendar has that date."""
    year, month, day = _number(digits, 0, 4), _number(digits, 4, 6), _number(digits, 6, 8)
    months = (year - 1970) * 12 + month - 1
    first, after = (
        each.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) for each in (months, months + 1)
    )
    exists = (month >= 1) & (month <= 12) & (day >= 1) & (day <= after - first)  # noqa: PLR2004
    return first + day - 1, exists


def _time(digits: Bytes) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the microseconds since midnight, and whether a clock shows that time."""
    hour, minute, second = _number(digits, 8, 10), _number(digits, 10, 12), _number(digits, 12, 14)
    exists = (hour < 24) & (minute < 60) & (second < 60)  # noqa: PLR2004
    return hour * HOUR + minute * MINUTE + second * SECOND, exists


def _fraction(text: Bytes) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Read `.5`, or nothing: return whether it is one, and its microseconds."""
    rows, length = text.shape
    if length == 0:
        return np.ones(rows, dtype=np.bool_), np.zeros(rows, dtype=np.int64)
    digits = text[:, 1:] - ord("0")
    good = (text[:, 0] == ord(".")) & _decimal(digits) & (length > 1)
    places = min(length - 1, 6)
    value = _number(digits, 0, places) if places else np.zeros(rows, dtype=np.int64)
    return good, value * 10 ** (6 - places)


def _offset(text: Bytes) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Read `+01:00`: return the microseconds ahead of UTC, and whether it is an offset."""
    digits = text[:, [1, 2, 4, 5]] - ord("0")
    hours, minutes = _number(digits, 0, 2), _number(digits, 2, 4)
    good = _decimal(digits) & (text[:, 3] == ord(":")) & (hours < 24) & (minutes < 60)  # noqa: PLR2004
    ahead = hours * HOUR + minutes * MINUTE
    return np.where(text[:, 0] == ord("-"), -ahead, ahead), good
