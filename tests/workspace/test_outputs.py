"""Outputs appear whole or not at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import parquet

from validator.workspace.outputs import (
    replace_file,
    replace_files,
    whole_folder,
    write_record,
    write_table,
    write_tables,
)
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = pa.table(
    {
        "ticket": pa.array(['a "quoted", one', "b"], pa.string()),
        "at": pa.array([datetime(2024, 3, 28, 16, 10, tzinfo=UTC), None], pa.timestamp("us", tz="UTC")),
        "fine": pa.array(
            [datetime(2024, 3, 28, 16, 10, 0, 500_000, tzinfo=UTC)] * 2, pa.timestamp("us", tz="UTC")
        ),
        "seconds": pa.array([Decimal("1.500000"), None], pa.decimal128(18, 6)),
    }
)


def fill(folder: Path, text: str) -> None:
    with whole_folder(folder) as partial:
        write_record({"said": text}, partial)


def fail(folder: Path, failure: BaseException) -> None:
    with whole_folder(folder) as partial:
        (partial / "decisions.csv").write_text("half")
        raise failure


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    fill(tmp_path / "out", "one")
    assert names(tmp_path) == ["out"]
    assert json.loads((tmp_path / "out" / "run.json").read_text("utf-8")) == {"said": "one"}


def test_the_output_of_an_earlier_run_is_replaced(tmp_path: Path) -> None:
    fill(tmp_path / "out", "one")
    (tmp_path / "out" / "decisions.csv").write_text("x")
    fill(tmp_path / "out", "two")
    assert names(tmp_path / "out") == ["run.json"]
    assert "two" in (tmp_path / "out" / "run.json").read_text("utf-8")


@pytest.mark.parametrize("failure", [RuntimeError("a bug"), KeyboardInterrupt(), MemoryError()])
def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, failure: BaseException) -> None:
    fill(tmp_path / "out", "one")
    with pytest.raises(type(failure)):
        fail(tmp_path / "out", failure)
    assert names(tmp_path) == ["out"]
    assert "one" in (tmp_path / "out" / "run.json").read_text("utf-8")


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no space left on device"), whole_folder(tmp_path / "out"):
        raise OSError(28, "No space left on device")
    assert names(tmp_path) == []


def test_what_a_killed_run_has_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".out.partial").mkdir()
    (tmp_path / ".out.partial" / "decisions.csv").write_text("half")
    fill(tmp_path / "out", "one")
    assert names(tmp_path) == ["out"]


def test_a_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Trouble, match="something else"):
        fill(tmp_path, "one")
    assert names(tmp_path) == ["thesis.txt"]


def test_a_folder_with_further_files_is_not_touched(tmp_path: Path) -> None:
    fill(tmp_path / "out", "one")
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    with pytest.raises(Trouble, match="something else"):
        fill(tmp_path / "out", "two")
    assert names(tmp_path / "out") == ["run.json", "thesis.txt"]


def test_a_run_that_was_killed_while_it_replaced_another_loses_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "out", "one")
    (tmp_path / "out").rename(tmp_path / ".out.old")
    with pytest.raises(RuntimeError):
        fail(tmp_path / "out", RuntimeError())
    assert "one" in (tmp_path / "out" / "run.json").read_text("utf-8")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    fill(tmp_path / "out", "one")
    assert names(tmp_path / "out") == ["run.json"]


def test_csv_says_instants_as_rfc_3339(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path, "rows", "csv")
    assert (tmp_path / "rows.csv").read_text("utf-8").splitlines() == [
        "ticket,at,fine,seconds",
        '"a ""quoted"", one",2024-03-28T16:10:00Z,2024-03-28T16:10:00.500000Z,1.5',
        "b,,2024-03-28T16:10:00.500000Z,",
    ]


def test_json_lines_hold_the_same(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path, "rows", "jsonl")
    first = json.loads((tmp_path / "rows.jsonl").read_text("utf-8").splitlines()[0])
    assert first == {
        "ticket": 'a "quoted", one',
        "at": "2024-03-28T16:10:00Z",
        "fine": "2024-03-28T16:10:00.500000Z",
        "seconds": 1.5,
    }


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize(
    "failure", [Trouble("the log was changed", "Try again."), KeyboardInterrupt(), MemoryError()]
)
def test_what_fails_while_rows_are_made_is_told_as_it_is(
    tmp_path: Path, kind: str, failure: BaseException
) -> None:
    def tables() -> Iterator[pa.Table]:
        yield TABLE
        raise failure

    with pytest.raises(type(failure)) as told:
        write_tables(tables(), TABLE.schema, tmp_path, "rows", kind)
    assert told.value is failure


def test_parquet_keeps_the_types(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path, "rows", "parquet")
    read = parquet.read_table(tmp_path / "rows.parquet")
    assert read.column("seconds").to_pylist() == [Decimal("1.500000"), None]
    assert read.column("at").to_pylist() == TABLE.column("at").to_pylist()


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    replace_file(tmp_path / "lock.yaml", "one\n")
    replace_file(tmp_path / "lock.yaml", "two\n")
    assert names(tmp_path) == ["lock.yaml"]
    assert (tmp_path / "lock.yaml").read_bytes() == b"two\n"


def test_several_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    replace_files({first: "1", second: "2"})
    assert (first.read_text(), second.read_text(), names(tmp_path)) == ("1", "2", ["first", "second"])
    with pytest.raises(Trouble, match="nowhere/third cannot be written: it does not exist"):
        replace_files({first: "new", tmp_path / "nowhere" / "third": "3"})
    assert (first.read_text(), names(tmp_path)) == ("1", ["first", "second"])


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="does not exist"):
        replace_file(tmp_path / "nowhere" / "lock.yaml", "one\n")
