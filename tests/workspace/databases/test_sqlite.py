from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workspace.databases.made import carried_out
from validator.workspace.databases.kinds import Refused
from validator.workspace.databases.sqlite import asked

if TYPE_CHECKING:
    from pathlib import Path


def test_values_are_the_text_they_are_whatever_their_column_says(tmp_path: Path) -> None:
    file = tmp_path / "a b?c#.db"
    carried_out(
        "sqlite", file, "CREATE TABLE t (v INTEGER)", "INSERT INTO t VALUES (1), ('x'), (NULL), (1.5), ('')"
    )
    with asked(str(file), "SELECT v FROM t ORDER BY rowid") as rows:
        assert [value for batch in rows.batches for value in batch.column(0).to_pylist()] == [
            "1",
            "x",
            None,
            "1.5",
            "",
        ]


def test_bytes_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "log.db"
    carried_out("sqlite", file, "CREATE TABLE t (v BLOB)", "INSERT INTO t VALUES (x'00')")
    with asked(str(file), "SELECT v FROM t") as rows, pytest.raises(Refused, match="`v` holds bytes"):
        list(rows.batches)
