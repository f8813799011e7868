"""The embedded SQL engine, closed off: it sees what it is handed, and neither files nor the network."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def closed_engine() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give an engine in memory that can open nothing and load nothing; its session's zone is UTC."""
    closed: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",  # or a query could read our own variables
    }
    with duckdb.connect(":memory:", config=closed) as engine:
        engine.execute("SET TimeZone = 'UTC'")
        yield engine
