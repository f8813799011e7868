"""Support time on arrays: how long one question takes when millions are asked at once, beside one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tests.bench.ratios import NANOSECONDS, Row, Section, each_alone, row, seconds
from tests.timetable.walker import SHAPES, schedule, zone
from validator.timetable import Timetable, build

if TYPE_CHECKING:
    from numpy.typing import NDArray

YEARS: Final = 2020, 2029
HOUR: Final = 3_600_000_000
FEW: Final = 2_000


def measure(instants: int, rounds: int) -> Section:
    """Ask every shape of support hours."""
    rows: list[Row] = []
    for shape in SHAPES:
        timetable = build(schedule(shape), zone("Europe/Zurich"), None, YEARS)
        starts, ends, amounts = _questions(timetable, instants)
        columns = timetable.columns
        batches = {
            "between": lambda c=columns, a=starts, b=ends: c.between(a, b),
            "advance": lambda c=columns, a=starts, n=amounts: c.advance(a, n),
        }
        singles = {"between": (timetable.between, ends), "advance": (timetable.advance, amounts)}
        for name, batch in batches.items():
            taken, one_by_one = [], []
            for _ in range(rounds):
                one_by_one.append(each_alone(singles[name][0], _pairs(starts, singles[name][1])))
                taken.append(seconds(batch) / instants * NANOSECONDS)
            rows.append(row(f"{name}, {shape}", taken, one_by_one, "ns"))
    return Section(
        id="kernel",
        title="Support time counted",
        explains=f"Random instants of ten years, {instants:,} at a time, one processor. A batch of whole numbers in "
        "arrays is compared with one question at a time: that is what the arrays are for, and no like for like.",
        reference="the same question asked one by one, in the same process (`Timetable.between` and `advance`)",
        rounds=rounds,
        rows=tuple(rows),
    )


def _questions(timetable: Timetable, count: int) -> tuple[NDArray[np.int64], ...]:
    random = np.random.default_rng(count)
    starts = random.integers(timetable.begins, timetable.ends - 1_000 * HOUR, count)
    ends = starts + random.integers(0, 900 * HOUR, count)
    return starts, ends, random.integers(0, 20 * HOUR, count)


def _pairs(one: NDArray[np.int64], other: NDArray[np.int64]) -> list[tuple[int, int]]:
    return list(zip(one[:FEW].tolist(), other[:FEW].tolist(), strict=True))
