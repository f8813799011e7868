from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.workspace.logs.instants import BATCH, Kind, read_stamps

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(*texts: str | None) -> list[tuple[int, Kind]]:
    values, kinds = read_stamps(pa.chunked_array([pa.array(texts, pa.string())]))
    return [(int(value), Kind(int(kind))) for value, kind in zip(values, kinds, strict=True)]


@given(
    st.datetimes(
        timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    ),
    st.sampled_from("Tt "),
)
def test_an_instant_is_read_as_it_was_written(moment: datetime, between: str) -> None:
    text = moment.isoformat().replace("T", between)
    assert read(text) == [((moment - EPOCH) // timedelta(microseconds=1), Kind.INSTANT)]


@given(st.datetimes())
def test_a_stamp_without_an_offset_is_local(moment: datetime) -> None:
    micros = (moment.replace(tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)
    assert read(moment.isoformat()) == [(micros, Kind.LOCAL)]


@pytest.mark.parametrize(
    ("text", "micros"),
    [
        ("1970-01-01T00:00:01Z", 1_000_000),
        ("1970-01-01T00:00:00.5z", 500_000),
        ("1970-01-01T00:00:00.000001+00:00", 1),
        ("1970-01-01T00:00:00.000001999Z", 1),  # finer than a microsecond
        ("1970-01-01T00:00:00.123456789012+01:00", 123_456 - 3_600_000_000),
        ("1970-01-01T00:00:00-00:00", 0),
    ],
)
def test_fractions_and_offsets(text: str, micros: int) -> None:
    assert read(text) == [(micros, Kind.INSTANT)]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "2024-03-28",
        "2024-03-28T17:10",
        "2024-03-28T17:10+01:00",  # RFC 3339 has seconds
        "2024-03-28T17:10:00+0100",
        "2024-03-28T17:10:00+01",
        "2024-03-28T17:10:00+24:00",
        "2024-03-28T17:10:00+01:60",
        "2024-03-28T17:10:00.Z",
        "2024-03-28T17:10:00,5Z",
        "2024-03-28T17:10:00.5x",
        "2024-03-28T17:10:60Z",
        "2024-03-28T24:00:00Z",
        "2024-02-30T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-10T00:00:00Z",
        "2024-01-00T00:00:00Z",
        "2024/03/28T17:10:00Z",
        "28.03.2024 17:10:00",
        "2024-03-28T17:10:00Z ",
        " 2024-03-28T17:10:00Z",
        "2024-03-28T17:10:00 Z",
        "٢٠٢٤-03-28T17:10:00Z",
        "1711642200",
        "Thu Mar 28 17:10:00 2024",
        "2024-03-28T17:10:00.1234567890123+01:00",
    ],
)
def test_nothing_else_is_an_instant(text: str | None) -> None:
    assert read(text) == [(0, Kind.BAD)] or read(text)[0][1] is Kind.BAD


def test_many_stamps_of_many_lengths_keep_their_places() -> None:
    texts = ["1970-01-01T00:00:00Z", "nothing", "1970-01-01T00:00:00.5Z", None] * (BATCH // 3)
    found = read(*texts)
    assert found == [(0, Kind.INSTANT), (0, Kind.BAD), (500_000, Kind.INSTANT), (0, Kind.BAD)] * (BATCH // 3)
    assert read() == []
