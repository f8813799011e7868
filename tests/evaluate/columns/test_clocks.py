"""Many clocks with pauses count as the one clock of the reference does."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluate.worlds import CALENDAR, DAY, HOUR, INSTANTS, MINUTE, START, ZURICH, at, schedule
from validator.evaluate.book import WALL_CLOCK
from validator.evaluate.columns.clocks import WALL, Clocks, Pauses, RunningClocks
from validator.evaluate.reference.clock import RunningClock
from validator.timetable import build

OFFICE, NIGHT = (build(schedule(name), ZURICH, CALENDAR) for name in ("office", "night"))
UNTIL = START + 15 * DAY


def running(pauses: list[list[tuple[int, int]]], until: int = UNTIL) -> tuple[RunningClocks, list[int]]:
    """Return one run for each ticket, and the numbers of the clocks."""
    clocks = Clocks()
    numbers = [WALL, clocks.number(OFFICE), clocks.number(NIGHT)]
    flat = [each for ticket in pauses for each in ticket]
    first = np.cumsum([0, *(len(ticket) for ticket in pauses)])
    begins, ends = (np.array([each[side] for each in flat], dtype=np.int64) for side in (0, 1))
    size = len(pauses)
    table = Pauses(begins, ends, first, np.zeros(size, dtype=np.bool_))
    tickets = np.arange(size, dtype=np.int32)
    every = np.full(size, until, dtype=np.int64)
    return RunningClocks(clocks, table, tickets, every, np.zeros(size, dtype=np.bool_)), numbers


def column(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


@st.composite
def some_pauses(draw: st.DrawFn) -> list[tuple[int, int]]:
    cuts = sorted(draw(st.sets(INSTANTS, max_size=6)))
    return list(zip(cuts[::2], cuts[1::2], strict=False))


RUN = st.tuples(
    some_pauses(),
    st.integers(0, 2),
    INSTANTS,
    st.integers(0, 3 * DAY),
    st.sampled_from([MINUTE, HOUR, 9 * HOUR, DAY]),
)


@given(st.lists(RUN, min_size=1, max_size=5))
def test_arrays_count_and_fall_due_as_single_clocks_do(
    drawn: list[tuple[list[tuple[int, int]], int, int, int, int]],
) -> None:
    clocks, numbers = running([each[0] for each in drawn])
    runs = np.arange(len(drawn))
    clock = column(*(numbers[each[1]] for each in drawn))
    start = column(*(each[2] for each in drawn))
    end = start + column(*(each[3] for each in drawn))
    amount = column(*(each[4] for each in drawn))
    single = [RunningClock([WALL_CLOCK, OFFICE, NIGHT][each[1]], each[0]) for each in drawn]
    counted = [one.counted(each[2], each[2] + each[3]) for one, each in zip(single, drawn, strict=True)]
    due = [one.due(each[2], each[4]) for one, each in zip(single, drawn, strict=True)]
    assert clocks.counted(runs, clock, start, end).tolist() == counted
    assert clocks.due(runs, clock, start, amount).tolist() == due
    assert not clocks.beyond.any()


def test_a_target_used_up_when_a_pause_begins_is_due_then() -> None:
    begins = at("2024-03-27 10:00")
    clocks, numbers = running([[(begins, begins + HOUR)]])
    start, amount = column(at("2024-03-27 09:00")), column(HOUR)
    assert clocks.due(np.arange(1), column(numbers[1]), start, amount).tolist() == [begins]


def test_what_no_clock_reaches_is_remembered_for_its_run_only() -> None:
    clocks, numbers = running([[], [], []])
    late = at("2025-12-31 16:30")
    start = column(late, late, START)
    due = clocks.due(np.arange(3), column(WALL, numbers[1], numbers[1]), start, column(HOUR, HOUR, HOUR))
    assert clocks.beyond.tolist() == [False, True, False]
    assert due[0] == late + HOUR


def test_a_timetable_has_one_number() -> None:
    clocks = Clocks()
    assert clocks.number(WALL_CLOCK) == WALL
    assert clocks.number(OFFICE) == clocks.number(OFFICE) == 1
    assert clocks.timetables == [WALL_CLOCK, OFFICE]
