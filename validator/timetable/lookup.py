"""Where instants and amounts of open time lie among windows, looked up in tables instead of searched for.

`Steps` serves every timetable: a table of equal stretches says where to begin, and one more look is nearly always the
last. Where windows lie far apart, `Pieces` needs no second look: no stretch holds more than one piece of a window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_STRETCHES: Final = 1 << 20
FEW_STRETCHES: Final = 1 << 16
"""So many, three numbers each, stay near the processor."""
MOST_LOOKS: Final = 3
LATEST: Final = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Steps:
    """Ascending boundaries, the first of which is no later than any value.

    `first[n]` is the last boundary no later than the beginning of stretch n, which is `2**bits` long; at most `looks`
    more boundaries lie within any stretch.
    """

    boundaries: NDArray[np.int64]
    following: NDArray[np.int64]
    first: NDArray[np.int64]
    bits: int
    looks: int

    @staticmethod
    def of(boundaries: NDArray[np.int64], ends: int) -> Steps:
        """Make the table for values from the first boundary to `ends`."""
        span = max(ends - int(boundaries[0]), 1)
        bits = int(min(np.diff(boundaries).min(initial=span), span)).bit_length() - 1
        while span >> bits >= MOST_STRETCHES:
            bits += 1
        begins = boundaries[0] + (np.arange((span >> bits) + 2, dtype=np.int64) << bits)
        first = np.searchsorted(boundaries, begins, side="right") - 1
        last = np.searchsorted(boundaries, begins[1:], side="left") - 1
        return Steps(
            boundaries, np.append(boundaries[1:], LATEST), first, bits, int((last - first[:-1]).max())
        )

    def find(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return for each value the number of the last boundary that is no later."""
        if self.looks > MOST_LOOKS:
            return np.searchsorted(self.boundaries, values, side="right") - 1
        found: NDArray[np.int64] = self.first.take((values - self.boundaries[0]) >> self.bits, mode="clip")
        for _ in range(self.looks):
            found += self.following.take(found, mode="clip") <= values
        return found


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches of `2**bits` with at most one piece of a window each: `opens` to `closes`.

    `passed` is the open time before the piece less its opening, so that `passed + instant` is the open time within it.
    """

    begins: int
    bits: int
    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    passed: NDArray[np.int64]

    @staticmethod
    def of(opens: NDArray[np.int64], closes: NDArray[np.int64], begins: int, ends: int) -> Pieces | None:
        """Make the table; None where windows lie so close that it would be large."""
        span = max(ends - begins, 1)
        gap = int(min((opens[1:] - closes[:-1]).min(initial=span), span))
        bits = gap.bit_length() - 1
        count = (span >> bits) + 1
        if count > FEW_STRETCHES:
            return None
        edges = begins + (np.arange(count + 1, dtype=np.int64) << bits)
        # The window that a stretch touches is the first one that closes after the stretch begins.
        window = np.minimum(np.searchsorted(closes, edges[:-1], side="right"), len(opens) - 1)
        first = np.clip(opens[window], edges[:-1], edges[1:])
        last = np.clip(closes[window], first, edges[1:])
        lengths = last - first
        return Pieces(begins, bits, first, last, np.cumsum(lengths) - lengths - first)

    def open_time(self, instants: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the open time from the beginning until each instant."""
        stretch = (instants - self.begins) >> self.bits
        inside = np.maximum(instants, self.opens.take(stretch, mode="clip"))
        np.minimum(inside, self.closes.take(stretch, mode="clip"), out=inside)
        inside += self.passed.take(stretch, mode="clip")
        return inside
