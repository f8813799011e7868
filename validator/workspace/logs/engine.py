"""The embedded SQL engine, closed off: it sees what it is handed, and neither other files nor the network."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Final

import duckdb

from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SETTINGS: Final = {
    "TimeZone": "'UTC'",
    "enable_progress_bar": "true",  # it can be asked how far it is, and prints nothing
    "enable_progress_bar_print": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",  # or a query could read our own variables
}


@contextmanager
def closed_engine(
    files: Sequence[Path] = (), memory_limit: str | None = None, spill: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give an engine in memory that reads no files but these and loads nothing; its session's zone is UTC.

    What does not fit into `memory_limit` (such as 4GB) goes to the folder `spill`, which is made when it is needed.
    """
    with duckdb.connect(":memory:") as engine:
        for name, value in SETTINGS.items():
            engine.execute(f"SET {name} = {value}")
        if memory_limit:
            limit_memory(engine, memory_limit)
        if spill is not None:
            engine.execute(f"SET temp_directory = {literal(str(spill))}")
        if files:
            engine.execute(f"SET allowed_paths = [{', '.join(literal(str(file)) for file in files)}]")
        engine.execute("SET enable_external_access = false")
        yield engine


def limit_memory(engine: duckdb.DuckDBPyConnection, limit: str) -> None:
    """Set the most memory that an engine may use; raise `Trouble` of what is no size."""
    try:
        engine.execute(f"SET memory_limit = {literal(limit)}")
    except duckdb.Error as failure:
        raise Trouble(f"--memory-limit: `{limit}` is no size", "Write it like 4GB or 500MB.") from failure


def spill_folder() -> Path:
    """Return a folder of this process for what does not fit into memory; those of processes that died are removed."""
    from shutil import rmtree  # noqa: PLC0415 -- rarely needed

    own = Path(gettempdir(), f"slawyer-{os.getuid() if hasattr(os, 'getuid') else 'spill'}")
    for old in own.glob("*"):
        if old.name.isdigit() and not _alive(int(old.name)):
            rmtree(old, ignore_errors=True)
    return own / str(os.getpid())


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def literal(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """Return a column's name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'
