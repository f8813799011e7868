from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from validator.timetable.stamps import Ambiguous
from validator.workspace.logs.stamps import StampReading, instants
from validator.workspace.zones import load_zone

ZURICH = load_zone("Europe/Zurich")


def text(*stamps: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(stamps, pa.string())])


def micros(stamp: str) -> int:
    return int(datetime.fromisoformat(stamp).timestamp()) * 1_000_000


def problems(column: pa.ChunkedArray, reading: StampReading) -> list[str]:
    found = instants([column], reading).problems
    return [code for code, rows in found.items() if rows.any()]


def test_without_a_zone_a_local_stamp_has_no_offset() -> None:
    read = instants([text("2024-03-28T17:10:00", "2024-03-28T17:10:00+01:00")], StampReading())
    assert read.problems["no-offset"].tolist() == [True, False]
    assert read.values.tolist() == [0, micros("2024-03-28T17:10:00+01:00")]


def test_an_offset_wins_over_the_zone() -> None:
    read = instants([text("2024-07-01T12:00:00", "2024-07-01T12:00:00Z")], StampReading(ZURICH))
    assert read.values.tolist() == [micros("2024-07-01T12:00:00+02:00"), micros("2024-07-01T12:00:00Z")]


@pytest.mark.parametrize("year", ["0001", "1969", "2100", "9999"])
@pytest.mark.parametrize("end", ["", "Z"])
def test_years_far_away_are_out_of_range(year: str, end: str) -> None:
    assert problems(text(f"{year}-06-01T00:00:00{end}"), StampReading(ZURICH)) == ["out-of-range"]


@pytest.mark.parametrize("stamp", ["1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z", "2100-01-01T00:30:00"])
def test_the_first_and_last_instants_are_in_range(stamp: str) -> None:
    assert problems(text(stamp), StampReading(ZURICH)) == []


def test_a_time_that_the_clocks_skip_is_none() -> None:
    assert problems(text("2024-03-31T02:30:00"), StampReading(ZURICH, Ambiguous.LATER)) == [
        "no-such-local-time"
    ]


@pytest.mark.parametrize(
    ("ambiguous", "meant"),
    [(Ambiguous.EARLIER, "2024-10-27T02:30:00+02:00"), (Ambiguous.LATER, "2024-10-27T02:30:00+01:00")],
)
def test_a_time_that_occurs_twice_is_what_the_caller_says(ambiguous: Ambiguous, meant: str) -> None:
    column = text("2024-10-27T02:30:00")
    assert problems(column, StampReading(ZURICH)) == ["ambiguous-local-time"]
    assert instants([column], StampReading(ZURICH, ambiguous)).values.tolist() == [micros(meant)]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_timestamps_of_a_table_are_read_in_any_unit_and_zone(unit: str) -> None:
    moment = datetime(2024, 7, 1, 12, tzinfo=UTC)
    zoned = pa.chunked_array([pa.array([moment, None], pa.timestamp(unit, "America/New_York"))])
    read = instants([zoned], StampReading())
    assert read.values.tolist() == [micros("2024-07-01T12:00:00Z"), 0]
    assert read.problems["bad-instant"].tolist() == [False, True]
    naive = pa.chunked_array([pa.array([moment.replace(tzinfo=None)], pa.timestamp(unit))])
    assert problems(naive, StampReading()) == ["no-offset"]
    assert instants([naive], StampReading(ZURICH)).values.tolist() == [micros("2024-07-01T12:00:00+02:00")]


def test_columns_of_several_files_follow_each_other() -> None:
    typed = pa.chunked_array(
        [pa.array(np.array(["2024-07-01T12:00:00"], "M8[us]")).cast(pa.timestamp("us", "UTC"))]
    )
    read = instants([text("1970-01-01T00:00:01Z"), typed], StampReading())
    assert read.values.tolist() == [1_000_000, micros("2024-07-01T12:00:00Z")]
