"""Readings beside what they settle."""

from __future__ import annotations

from collections.abc import Iterator

from validator.model.reading import Readings
from validator.render.contract.blocks import Settled


def settled(readings: Readings) -> Iterator[Settled]:
    """Yield a block for each reading."""
    return (Settled(reading) for reading in readings.values())
