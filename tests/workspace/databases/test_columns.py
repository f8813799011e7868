from __future__ import annotations

import pyarrow as pa
import pytest

from validator.workspace.databases import duckdb, postgresql, sqlite
from validator.workspace.databases.columns import TESTS, held_by
from validator.workspace.databases.writing import SCHEMAS

TYPES = {"duckdb": duckdb.TYPES, "postgresql": postgresql.TYPES, "sqlite": sqlite.TYPES}


@pytest.mark.parametrize("kind", TYPES)
def test_every_column_of_a_run_has_a_type(kind: str) -> None:
    assert set(TYPES[kind]) == set(TESTS)
    for schema in SCHEMAS.values():
        assert [name for name, _ in held_by(schema, TYPES[kind])] == schema.names


def test_decimals_keep_their_digits() -> None:
    assert held_by(pa.schema({"credit": pa.decimal128(19, 6)}), duckdb.TYPES) == [("credit", "DECIMAL(19,6)")]


def test_no_other_type_is_taken_for_one_of_these() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        held_by(pa.schema({"seconds": pa.float64()}), sqlite.TYPES)
