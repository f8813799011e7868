from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest

from validator.workspace.rows import handed_over

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = pa.table({"a": [1, 2]})


def test_tables_arrive_as_one() -> None:
    with handed_over([TABLE, TABLE.slice(1)], TABLE.schema) as rows:
        assert rows.read_all().to_pydict() == {"a": [1, 2, 2]}


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), ValueError("no")])
def test_what_fails_meanwhile_is_raised_as_it_is(failure: BaseException) -> None:
    def tables() -> Iterator[pa.Table]:
        yield TABLE
        raise failure

    def take() -> None:
        with duckdb.connect(":memory:") as engine, handed_over(tables(), TABLE.schema) as rows:
            engine.register("rows", rows)
            engine.execute("CREATE TABLE t AS FROM rows")

    with pytest.raises(type(failure)) as raised:
        take()
    assert raised.value is failure
