"""The rows of a text whose values may be quoted: a quoted value may hold separators, line breaks and doubled quotes.

Where every quote stands as it must, rows are found on arrays. Where one does not, the lines with quotes are read one by
one, and a line that cannot be the beginning of a row costs itself only: no quote swallows the lines after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from validator.workspace.logs.spans import CARRIAGE_RETURN, LINE_FEED, Spans, between, positions

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUOTE: Final = ord('"')
MOST_LINES: Final = 1_000
"""A row of more lines is none: its quote was never meant to be open."""

OPEN: Final = "a quote that it opens is not closed as it should be"
"""Whatever follows on later lines: how many of them were looked at makes no difference."""

Malformed = dict[int, str]
"""Indices of lines, and why they are no rows."""


def rows_at_once(lines: Spans, separator: int) -> Spans | None:
    """Return the rows if every other quote opens a value and the next one closes it; None where any does not."""
    quotes = positions(lines.data, QUOTE)
    if quotes.size == 0:
        return lines
    before, after, next_after = (_bytes_at(lines.data, quotes + step) for step in (-1, 1, 2))
    doubled = np.diff(quotes) == 1
    opens = (before == separator) | (before == LINE_FEED)
    opens[1:] |= doubled
    returned = (after == CARRIAGE_RETURN) & (next_after == LINE_FEED)
    closes = (after == separator) | (after == LINE_FEED) | returned
    closes[:-1] |= doubled
    if quotes.size % 2 or not (opens[::2].all() and closes[1::2].all()):
        return None
    breaks = positions(lines.data, LINE_FEED)
    outside = np.searchsorted(quotes, breaks) % 2 == 0
    rows = between(lines.data, breaks[outside])
    numbers = np.searchsorted(breaks, rows.begins) + 1
    if np.diff(numbers, append=len(lines) + 1).max() > MOST_LINES:
        return None
    return Spans(rows.data, rows.begins, rows.ends, numbers)


def _bytes_at(data: bytes, places: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return the bytes at some places; outside the text there are line feeds."""
    view = np.frombuffer(data, dtype=np.uint8)
    outside = (places < 0) | (places >= len(view))
    return np.where(outside, np.uint8(LINE_FEED), view[np.clip(places, 0, len(view) - 1)])


def rows_one_by_one(lines: Spans, separator: int, width: int) -> tuple[Spans, Malformed]:
    """Return the rows of so many values each, and the lines that are no rows because of their quotes.

    A row of one line may have any number of values: those are counted where they are read.
    """
    quotes = positions(lines.data, QUOTE)
    malformed: Malformed = {}
    ends = lines.ends.copy()
    begins_row = np.ones(len(lines), dtype=np.bool_)
    for index in np.unique(np.searchsorted(lines.begins, quotes, side="right") - 1):
        if not begins_row[index]:
            continue
        found = _row(lines, int(index), separator)
        if isinstance(found, str):
            malformed[int(index)] = found
            continue
        last, values = found
        if last > index and values != width:
            malformed[int(index)] = OPEN
            continue
        ends[index] = lines.ends[last]
        begins_row[index + 1 : last + 1] = False
    begins_row[list(malformed)] = False
    return Spans(lines.data, lines.begins, ends, lines.line).take(np.flatnonzero(begins_row)), malformed


def _row(lines: Spans, first: int, separator: int) -> tuple[int, int] | str:
    """Return the last line of the row that begins with a line, and the number of its values, or why there is none."""
    data, last = lines.data, first
    at, end = int(lines.begins[first]), int(lines.ends[first])
    furthest = int(lines.ends[min(first + MOST_LINES, len(lines)) - 1])
    values = 0
    while True:
        values += 1
        if at < end and data[at] == QUOTE:
            at = _closing(data, at + 1, furthest)
            if at < 0:
                return OPEN
            while lines.ends[last] < at:
                last += 1
            end = int(lines.ends[last])
            if at < end and data[at] != separator:
                return "text follows a closed quote" if last == first else OPEN
        else:
            begin, found = at, data.find(separator, at, end)
            at = found if found >= 0 else end
            if data.find(QUOTE, begin, at) >= 0:
                return "a quote stands within a value that does not begin with one" if last == first else OPEN
        if at == end:
            return last, values
        at += 1


def _closing(data: bytes, at: int, furthest: int) -> int:
    """Return the place after the quote that closes a value, -1 where there is none."""
    while (found := data.find(QUOTE, at, furthest)) >= 0:
        if data[found + 1 : found + 2] != b'"':
            return found + 1
        at = found + 2
    return -1
