"""Which types of a database hold our columns exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

TESTS: Final = {
    "text": pa.types.is_string,
    "integer": pa.types.is_integer,
    "truth": pa.types.is_boolean,
    "decimal": pa.types.is_decimal,
    "instant": pa.types.is_timestamp,
    "date": pa.types.is_date,
}


def held_by(schema: pa.Schema, types: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the columns of a table that holds a schema; a type may name the digits of decimals."""
    return [(field.name, _type(field.type, types)) for field in schema]


def _type(kind: pa.DataType, types: Mapping[str, str]) -> str:
    (name,) = [name for name, holds in TESTS.items() if holds(kind)]
    if name == "decimal":
        return types[name].format(precision=kind.precision, scale=kind.scale)
    return types[name]
