from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.workspace.logs.files import HEADER, REPLIED, SUBMITTED, read, written
from validator.workspace.logs.read import read_log
from validator.workspace.logs.tables import RESULT, read_parquet
from validator.workspace.trouble import Trouble

MOMENT = datetime(2024, 3, 28, 16, 10, tzinfo=UTC)


def stored(folder: Path, **columns: pa.Array) -> Path:
    file = folder / "log.parquet"
    parquet.write_table(pa.table(columns), file)
    return file


def test_columns_of_any_type_become_text_and_timestamps_stay(tmp_path: Path) -> None:
    part = read_parquet(
        stored(
            tmp_path,
            ticket=pa.array([7, 8]),
            at=pa.array([MOMENT, None], pa.timestamp("ns", "UTC")),
            event=pa.array(["replied", ""]).dictionary_encode(),
            public=pa.array([True, None]),
            channel=pa.array([["phone", "email"], []]),
            extra=pa.array([1.5, 2.5]),
        )
    )
    assert part.table.column("at").type == pa.timestamp("ns", "UTC")
    assert part.table.drop_columns(["at"]).to_pylist() == [
        {"ticket": "7", "event": "replied", "public": "true", "channel": "phone+email"},
        {"ticket": "8", "event": None, "public": None, "channel": None},
    ]
    assert (part.line.tolist(), part.ignored) == ([1, 2], ["extra"])
    assert '"ticket": "7"' in part.text(0)


def test_a_column_that_holds_no_text_is_refused(tmp_path: Path) -> None:
    ok = pa.array(["x"])
    with pytest.raises(Trouble, match=r"the column `by` of .* holds struct"):
        read_parquet(stored(tmp_path, ticket=ok, at=ok, event=ok, by=pa.array([{"a": 1}])))
    with pytest.raises(Trouble, match=r"the column `by` of .* holds"):
        read_parquet(stored(tmp_path, ticket=ok, at=ok, event=ok, by=pa.array([b"\xff"])))


@pytest.mark.parametrize("cut", [2, 30, -3])
def test_a_broken_parquet_file_is_refused(tmp_path: Path, cut: int) -> None:
    ok = pa.array(["x"])
    file = stored(tmp_path, ticket=ok, at=ok, event=ok)
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(Trouble, match="is not a whole Parquet file"):
        read_parquet(file)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return written(tmp_path, "log.csv", f"{HEADER}\n{SUBMITTED}\nnonsense\n{REPLIED}\n")


def test_a_query_sees_all_columns_as_text_and_the_order_of_the_file(log: Path) -> None:
    rows = read(log, query='SELECT "by" AS ticket, "at", event, rowid AS extra FROM log ORDER BY rowid DESC')
    assert [rows.said(row, "ticket") for row in range(2)] == [
        "agent",
        "customer",
    ]  # in the order of their values
    assert rows.ignored == ["extra"]
    assert [(row.line, row.reason) for row in rows.malformed] == [(3, "malformed-row")]
    rejected = rows.rejected({1: ("code", "why")})[0]
    assert (rejected.file, rejected.line, rejected.ticket) == (RESULT, 2, "customer")
    assert rejected.text == '{"ticket": "customer", "at": "2024-03-28T16:10:00+01:00", "event": "submitted"}'


def test_stamps_of_a_query_are_in_utc_whatever_the_machine_says(log: Path) -> None:
    rows = read(
        log, query='SELECT ticket, "at"::TIMESTAMPTZ AS "at", event, hour("at"::TIMESTAMPTZ) AS by FROM log'
    )
    assert {rows.said(row, "by") for row in range(2)} == {"15", "16"}
    assert rows.said(0, "at") == "2024-03-28 15:10:00.000000Z"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * FROM read_csv('other.csv')", "disabled"),
        ("SELECT * FROM 'other.csv'", "disabled"),
        ("COPY log TO 'other.csv'", "disabled"),
        ("INSTALL httpfs; SELECT 1", "the query"),
        ("SET enable_external_access = true; SELECT 1", "the query"),
        ("SELECT * FROM rows", "rows"),
        ("SELECT * FROM parts", "parts"),  # one of our own variables
        ("SELEC 1", "syntax error"),
        ("", "gives no table"),
        ("DROP TABLE log", "has no column"),
        ("SELECT 1 AS ticket", "has no column `at`, `event`"),
        ('SELECT *, 1 AS "at" FROM log', "the"),
    ],
)
def test_a_query_that_reaches_out_or_gives_no_log_is_refused(log: Path, query: str, message: str) -> None:
    written(log.parent, "other.csv", f"{HEADER}\n{SUBMITTED}\n")
    with pytest.raises(Trouble) as trouble:
        read(log, query=query)
    assert message in trouble.value.message


def test_memory_for_a_query_can_be_limited(log: Path) -> None:
    query = "SELECT current_setting('memory_limit') AS ticket, '' AS \"at\", '' AS event"
    assert read_log([log], query, "100MB").said(0, "ticket") == "95.3 MiB"
    with pytest.raises(Trouble, match="`much` is no size"):
        read_log([log], query, "much")


def test_files_of_several_kinds_are_one_table(tmp_path: Path, log: Path) -> None:
    lines = written(tmp_path, "more.jsonl", '{"ticket":"B","other":1}\n')
    rows = read(
        log, lines, query='SELECT ticket, coalesce("at", other) AS "at", \'closed\' AS event FROM log'
    )
    assert [(rows.said(row, "ticket"), rows.said(row, "at")) for row in (0, 2)] == [
        ("A", "2024-03-28T16:10:00+01:00"),
        ("B", "1"),
    ]
