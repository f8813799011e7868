"""What every section of the benchmark yields: rows of ratios, and processes that are measured."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

ROOT: Final = Path(__file__).parents[2]
DIGITS: Final = 3
NANOSECONDS: Final = 1e9


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured: how many times as long as the reference of its section, over all rounds.

    `value` is the median of what was measured, in `unit`, for information only.
    """

    what: str
    median: float
    least: float
    most: float
    value: float
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Things measured side by side in one run, and what they are compared with."""

    id: str
    title: str
    explains: str
    reference: str
    rounds: int
    rows: tuple[Row, ...]


def row(what: str, taken: list[float], reference: list[float], unit: str, note: str = "") -> Row:
    """Return a row from what each round took, and what the reference took in the same round."""
    ratios = [one / other for one, other in zip(taken, reference, strict=True)]
    return Row(
        what, short(median(ratios)), short(min(ratios)), short(max(ratios)), short(median(taken)), unit, note
    )


def short(value: float) -> float:
    """Return a number with as many digits as mean anything."""
    return float(f"{value:.{DIGITS}g}")


@dataclass(frozen=True, slots=True)
class Took:
    """What a process took: seconds by the clock on the wall, seconds of processors, and the most memory in bytes."""

    wall: float
    cpu: float
    memory: int


def process(*command: str) -> Took:
    """Run a process to its end and measure it; one that fails ends the benchmark."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    began = time.perf_counter()
    null = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, null, 1)]
    child = os.posix_spawn(command[0], command, environment, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    os.close(null)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Took(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def seconds(work: Callable[[], object]) -> float:
    """Return what some work takes by the clock on the wall."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def each_alone(ask: Callable[[int, int], int], pairs: Sequence[tuple[int, int]]) -> float:
    """Return how many nanoseconds one question takes when it is asked on its own."""
    return seconds(lambda: [ask(*pair) for pair in pairs]) / len(pairs) * NANOSECONDS
