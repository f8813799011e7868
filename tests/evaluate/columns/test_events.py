"""A log becomes arrays in the order of the timelines, whatever the order of its rows."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluate.columns.hand import replied, status, submitted
from tests.evaluate.worlds import DAY, events
from validator.evaluate.columns import EventTable
from validator.evaluate.columns.events import ACTOR_CODES, EVENT_CODES, Words
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import Event

FAR = 2**40 * DAY // 2**14
"""Further apart than fits into one number together with a ticket."""


def as_arrow(rows: list[tuple[str, TicketEvent]]) -> pa.Table:
    return pa.table(
        {
            "ticket": [name for name, _ in rows],
            "at": pa.array([event.at for _, event in rows], pa.int64()),
            "event": [event.event.value for _, event in rows],
            "by": pa.array([event.by and event.by.value for _, event in rows], pa.string()),
            "public": pa.array([event.public for _, event in rows], pa.bool_()),
            "severity": pa.array([event.severity for _, event in rows], pa.string()),
            "status": pa.array([event.status for _, event in rows], pa.string()),
            "channels": pa.array(["+".join(sorted(event.channels)) for _, event in rows], pa.string()),
            "urgency": pa.array([event.urgency for _, event in rows], pa.string()),
        }
    )


def signature(name: str, event: TicketEvent) -> tuple[object, ...]:
    said = (event.severity, event.status, "+".join(sorted(event.channels)) or None, event.urgency)
    by = ACTOR_CODES[event.by.value] if event.by else -1
    return (name, event.at, EVENT_CODES[event.event.value], by, event.public, *said)


def signatures(table: EventTable) -> list[tuple[object, ...]]:
    def word(column: str, row: int) -> str | None:
        code = table.codes(column)[row]
        return table.words(column)[code] if code >= 0 else None

    return [
        (
            table.names[table.ticket[row]],
            table.at[row],
            table.event[row],
            table.by[row],
            bool(table.public[row]),
            *(word(column, row) for column in ("severity", "status", "channels", "urgency")),
        )
        for row in range(len(table))
    ]


ROWS = st.lists(st.tuples(st.sampled_from(["b", "a", "ä", "\U0001d54f", "\uffee"]), events()), max_size=12)


@given(ROWS, st.sampled_from([0, FAR]), st.randoms(use_true_random=False))
def test_rows_sort_as_timelines_do_and_copies_merge(
    rows: list[tuple[str, TicketEvent]], apart: int, shuffle: random.Random
) -> None:
    if apart:
        rows = [*rows, ("a", TicketEvent(0, Event.CLOSED)), ("b", TicketEvent(apart, Event.CLOSED))]
    shuffled = [*rows, *rows[:4]]
    shuffle.shuffle(shuffled)
    table = EventTable.from_arrow(as_arrow(shuffled))
    names = sorted({name for name, _ in rows})
    timelines = [Timeline.of(name, [event for each, event in rows if each == name]) for name in names]
    assert table.names == tuple(names)
    assert signatures(table) == [signature(each.ticket, event) for each in timelines for event in each.events]
    assert len(table) + len(table.duplicates) == len(shuffled)
    assert sorted([*table.row, *table.duplicates]) == list(range(len(shuffled)))
    assert [shuffled[row] for row in table.duplicates] == [shuffled[row] for row in table.duplicate_of]


def test_the_first_of_equal_rows_is_the_one_kept() -> None:
    reply = replied("2024-03-27 09:00")
    table = EventTable.from_arrow(
        as_arrow([("t", reply), ("t", submitted("2024-03-27 08:00")), ("t", reply)])
    )
    assert table.row.tolist() == [1, 0]
    assert table.duplicates.tolist() == [2]
    assert table.duplicate_of.tolist() == [0]


def test_an_empty_text_says_nothing() -> None:
    words = Words.of(pa.chunked_array([["b", "", None], ["a", "b"]]))
    assert words.words == ("a", "b")
    assert words.codes.tolist() == [1, -1, -1, 0, 1]


def test_columns_that_a_log_lacks_say_nothing() -> None:
    table = EventTable.from_arrow(pa.table({"ticket": ["t"], "at": [5], "event": ["closed"]}))
    assert table.by.tolist() == [-1]
    assert table.public.tolist() == [True]
    assert table.codes("severity").tolist() == [-1]


def test_a_log_without_rows_has_no_tickets() -> None:
    table = EventTable.from_timelines([])
    assert len(table) == 0
    assert table.names == ()
    assert table.first.tolist() == [0]


def test_part_of_a_log_numbers_its_tickets_anew() -> None:
    timelines = [
        Timeline.of(name, [submitted("2024-03-27 08:00"), status("2024-03-27 09:00", "open")])
        for name in "abc"
    ]
    table = EventTable.from_timelines(timelines)
    part = table.only(table.ticket != 1)
    assert part.names == ("a", "c")
    assert part.ticket.tolist() == [0, 0, 1, 1]
    assert part.first.tolist() == [0, 2, 4]
    assert table.only(np.ones(6, dtype=np.bool_)) is table


def test_kinds_of_events_are_told_apart() -> None:
    table = EventTable.from_timelines(
        [Timeline.of("a", [submitted("2024-03-27 08:00"), replied("2024-03-27 09:00")])]
    )
    assert table.is_event(Event.REPLIED).tolist() == [False, True]
    assert table.is_event(Event.REPLIED, Event.SUBMITTED).all()
