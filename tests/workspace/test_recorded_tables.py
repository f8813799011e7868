"""Tables of a run are read back as they were written, and refused where they are damaged."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from validator.workspace.outputs import write_table
from validator.workspace.recorded_tables import columns_of, examine, source
from validator.workspace.trouble import Trouble

TABLE = pa.table(
    {
        "ticket": pa.array(["A", 'b "quoted"\r\n, and\ron', ""], pa.string()),
        "credit": pa.array([Decimal("1.5"), None, Decimal(12)], pa.decimal128(19, 6)),
        "entitled": pa.array([True, False, None], pa.bool_()),
    }
)
KINDS = pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])


def written(folder: Path, kind: str, table: pa.Table = TABLE) -> Path:
    write_table(table, folder, "decisions", kind)
    return folder / f"decisions.{kind}"


def read(path: Path, kind: str) -> list[tuple[object, ...]]:
    with duckdb.connect(":memory:") as engine:
        columns = columns_of(path, kind)
        query = "SELECT CAST(ticket AS VARCHAR), CAST(credit AS DOUBLE), CAST(entitled AS BOOLEAN) FROM "
        return engine.execute(query + source(path, kind, columns)).fetchall()


@KINDS
def test_every_value_comes_back(tmp_path: Path, kind: str) -> None:
    empty = None if kind == "csv" else ""  # a CSV file makes no such difference
    assert read(written(tmp_path, kind), kind) == [
        ("A", 1.5, True),
        ('b "quoted"\r\n, and\ron', None, False),
        (empty, 12.0, None),
    ]


@KINDS
def test_columns_are_known_and_rows_are_counted(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind)
    assert columns_of(path, kind) == ("ticket", "credit", "entitled")
    examine(path, kind, 3)
    with pytest.raises(Trouble, match=r"holds 3 rows, and its record counts 1,046"):
        examine(path, kind, 1046)


@KINDS
def test_a_table_without_rows_is_whole(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind, TABLE.slice(0, 0))
    examine(path, kind, 0)
    with pytest.raises(Trouble, match="holds 0 rows"):
        examine(path, kind, 1)


@KINDS
@pytest.mark.parametrize("folder", ["it's", "[ab]*?"])
def test_a_folder_may_be_called_anything(tmp_path: Path, kind: str, folder: str) -> None:
    (tmp_path / folder).mkdir()
    examine(written(tmp_path / folder, kind), kind, 3)


@KINDS
def test_a_missing_table_is_named(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Trouble, match=rf"decisions\.{kind} is missing"):
        examine(tmp_path / f"decisions.{kind}", kind)


@KINDS
@pytest.mark.parametrize("cut", [1, 2, 5, 20])
def test_a_cut_table_is_refused(tmp_path: Path, kind: str, cut: int) -> None:
    path = written(tmp_path, kind)
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(Trouble, match=r"breaks off in the middle of a line|cannot be read") as found:
        examine(path, kind)
    assert "\n" not in found.value.message


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("csv", b"", "is empty"),
        ("csv", b'"', "breaks off"),
        ("csv", b"a,b\n1\n", "cannot be read"),
        ("csv", b"a,b\n1,2,3\n", "cannot be read"),
        ("csv", b"a,a\n1,2\n", "cannot be read"),
        ("csv", b"a,\xff\n1,2\n", "cannot be read"),
        ("jsonl", b"[1]\n", "cannot be read"),
        ("jsonl", b'{"a":1}\n{"a":\n', "cannot be read"),
        ("jsonl", b"1\n", "cannot be read"),
        ("parquet", b"PAR1", "cannot be read"),
        ("parquet", b"", "cannot be read"),
    ],
)
def test_a_damaged_table_is_refused(tmp_path: Path, kind: str, content: bytes, said: str) -> None:
    path = tmp_path / f"decisions.{kind}"
    path.write_bytes(content)
    with pytest.raises(Trouble, match=said):
        examine(path, kind)


def test_a_row_may_be_longer_than_lines_usually_are(tmp_path: Path) -> None:
    long = TABLE.set_column(0, "ticket", pa.array(["x\n" * 2_000_000, "b", "c"]))
    examine(written(tmp_path, "csv", long), "csv", 3)
