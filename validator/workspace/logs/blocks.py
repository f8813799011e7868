"""A text in blocks of whole rows: a row is never cut, wherever the bytes of a file are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from validator.workspace.logs.quoting import MOST_LINES, QUOTE, rows_at_once, rows_one_by_one
from validator.workspace.logs.spans import LINE_FEED, lines_of, positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BLOCK: Final = 1 << 25
"""Bytes that are read together; more where a row is longer."""

NEW_LINE: Final = b"\n"


@dataclass(frozen=True, slots=True)
class Block:
    """Whole rows, with the number of the first line, counted from 1."""

    data: bytes
    line: int


def of_lines(blocks: Iterable[bytes]) -> Iterator[Block]:
    """Cut a text into blocks of whole lines."""
    left, line = b"", 1
    for block in blocks:
        end = block.rfind(NEW_LINE) + 1
        if end:
            data = left + block[:end]
            yield Block(data, line)
            line, left = line + data.count(NEW_LINE), block[end:]
        else:
            left += block
    if left:
        yield Block(left, line)


def of_rows(blocks: Iterable[bytes], separator: int, width: int) -> Iterator[Block]:
    """Cut a text into blocks of whole rows of so many values, each of which may hold line breaks within quotes."""
    left, line = b"", 1
    for block in blocks:
        left += block
        end = _end_of_rows(left, separator, width)
        if end:
            data, left = left[:end], left[end:]
            yield Block(data, line)
            line += data.count(NEW_LINE)
    if left:
        yield Block(left, line)


def _end_of_rows(data: bytes, separator: int, width: int) -> int:
    """Return where a row ends for certain, whatever follows: 0 where that is not known yet."""
    end = data.rfind(NEW_LINE) + 1
    if data.find(QUOTE, 0, end) < 0:
        return end
    quotes, breaks = positions(data, QUOTE), positions(data, LINE_FEED)
    closed = np.flatnonzero(np.searchsorted(quotes, breaks) % 2 == 0)
    end = int(breaks[closed[-1]]) + 1 if closed.size else 0
    if end and rows_at_once(lines_of(data[:end]), separator) is not None:
        return end
    lines = lines_of(data)
    rows, malformed = rows_one_by_one(lines, separator, width)
    begins = np.union1d(rows.line - 1, np.array(list(malformed), dtype=np.int64)).astype(np.int64)
    sure = begins[begins > max(len(lines) - 1 - MOST_LINES, 0)]  # a row before these was seen to its end
    known = len(lines) - 1 > MOST_LINES and sure.size
    return int(lines.begins[sure[0]]) if known else 0
