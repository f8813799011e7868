"""Where the lines of a text begin and end, found on its bytes, without a loop over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEP: Final = 1 << 26
"""Bytes looked at together: what is compared needs as much memory again."""
LINE_FEED: Final = 10
CARRIAGE_RETURN: Final = 13


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of a text: where each begins and ends (without its line break), and its line, counted from 1."""

    data: bytes
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    line: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of stretches."""
        return len(self.begins)

    def take(self, which: NDArray[Any]) -> Spans:
        """Return some of the stretches."""
        return Spans(self.data, self.begins[which], self.ends[which], self.line[which])

    def raw(self, index: int) -> bytes:
        """Return the bytes of one stretch."""
        return self.data[self.begins[index] : self.ends[index]]

    def text(self, index: int) -> str:
        """Return one stretch as it came; bytes that are no UTF-8 are written as escapes."""
        return self.raw(index).decode(errors="backslashreplace")


def positions(data: bytes, byte: int) -> NDArray[np.int64]:
    """Return where a byte occurs."""
    if data.find(byte) < 0:
        return np.empty(0, dtype=np.int64)
    view = np.frombuffer(data, dtype=np.uint8)
    found = [np.flatnonzero(view[at : at + STEP] == byte) + at for at in range(0, len(data), STEP)]
    return np.concatenate(found)


def lines_of(data: bytes) -> Spans:
    """Return all lines; each ends with a line feed, with or without a carriage return before it, or with the text."""
    return between(data, positions(data, LINE_FEED))


def between(data: bytes, breaks: NDArray[np.int64]) -> Spans:
    """Return the stretches between breaks, numbered one by one."""
    closed = breaks.size > 0 and breaks[-1] == len(data) - 1
    ends = breaks if closed else np.append(breaks, len(data))
    begins = np.append(0, breaks + 1)[: len(ends)]
    view = np.frombuffer(data, dtype=np.uint8)
    full = np.flatnonzero(ends > begins)
    returned = np.zeros(len(ends), dtype=np.int64)
    returned[full] = view[ends[full] - 1] == CARRIAGE_RETURN
    return Spans(data, begins, ends - returned, np.arange(1, len(ends) + 1))


def is_utf8(data: bytes) -> bool:
    """Whether a text is UTF-8 throughout."""
    offsets = pa.py_buffer(np.array([0, len(data)], dtype=np.int64))
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def not_utf8(spans: Spans) -> dict[int, str]:
    """Return the stretches that are not UTF-8, each with why."""
    found: dict[int, str] = {}
    if is_utf8(spans.data):
        return found
    for index in range(len(spans)):
        raw = spans.raw(index)
        try:
            raw.decode()
        except UnicodeDecodeError as failure:
            found[index] = f"it is not UTF-8 at byte {failure.start + 1}"
    return found
