"""Small operations on sorted, grouped arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

NONE: Final = np.iinfo(np.int64).min
"""Stands for "no instant" and "no amount" in int64 columns."""

LARGEST: Final = 2**62
HALF: Final = 32
FEW: Final = 2**20


def following(
    positions: NDArray[np.int64], rows: NDArray[np.int64], group: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return for each row the first of the ascending `positions` after it within its group, -1 where there is none."""
    if positions.size == 0:
        return np.full(rows.shape, -1, dtype=np.int64)
    index = np.searchsorted(positions, rows, side="right")
    found = positions[np.minimum(index, positions.size - 1)]
    return np.where((index < positions.size) & (group[found] == group[rows]), found, -1)


def preceding(
    positions: NDArray[np.int64], rows: NDArray[np.int64], group: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return for each row the last of the ascending `positions` before it within its group, -1 where there is none."""
    if positions.size == 0:
        return np.full(rows.shape, -1, dtype=np.int64)
    index = np.searchsorted(positions, rows, side="left") - 1
    found = positions[np.maximum(index, 0)]
    return np.where((index >= 0) & (group[found] == group[rows]), found, -1)


def firsts(rows: NDArray[np.int64], group: NDArray[Any]) -> NDArray[np.int64]:
    """Return the first of the ascending rows in each group."""
    keys = group[rows]
    return rows[np.flatnonzero(np.diff(keys, prepend=-1))]


def numbers_within(group: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return for each member of a run of equal values its number, from 1."""
    index = np.arange(group.size)
    begins = np.flatnonzero(np.diff(group, prepend=-1))
    counts = np.diff(np.append(begins, group.size))
    return index - np.repeat(begins, counts) + 1


def ragged(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Expand ranges `[start, end)`: return (index of the range, member) for every member of every range."""
    counts = np.maximum(ends - starts, 0)
    owner = np.repeat(np.arange(starts.size), counts)
    before = np.cumsum(counts) - counts
    return owner, np.arange(owner.size) - before[owner] + starts[owner]


def combined(*columns: tuple[NDArray[Any], int]) -> NDArray[np.int64]:
    """Return one number per row that orders rows as their columns do, one after the other.

    Each column comes with the number of its codes, which run from -1 upwards and are fewer than 2**31.
    """
    result = np.zeros(columns[0][0].shape, dtype=np.int64)
    size = 1
    for codes, count in columns:
        if size * (count + 2) > LARGEST:  # the numbers would grow too large: their ranks order alike
            result = np.unique(result, return_inverse=True)[1].astype(np.int64)
            size = result.size + 1
        result = result * (count + 2) + codes + 1
        size *= count + 2
    return result


def distinct(codes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a row for each distinct value, and for each row the place of its value among them; none is negative."""
    size = int(codes.max(initial=-1)) + 1
    if size > max(FEW, codes.size):
        _, samples, places = np.unique(codes, return_index=True, return_inverse=True)
        return samples, places
    sample = np.full(size, -1, dtype=np.int64)  # few possible values: a table is quicker than sorting
    sample[codes[::-1]] = np.arange(codes.size - 1, -1, -1)
    there = sample >= 0
    return sample[there], (np.cumsum(there) - 1)[codes]


def exact_sum(values: NDArray[np.int64]) -> int:
    """Return the sum of numbers that are not negative, however large it is."""
    return (int((values >> HALF).sum()) << HALF) + int((values & (2**HALF - 1)).sum())
