"""How far an evaluation has come: told while the engine works, which says so itself, and batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str, float], None]
"""Shows a stage and how much of it is done, from 0 to 1."""

PAUSE: Final = 0.1
"""Seconds between two looks at the engine."""


@contextmanager
def told(
    progress: Progress | None,
    stage: str,
    engine: duckdb.DuckDBPyConnection,
    begin: float = 0.0,
    end: float = 1.0,
) -> Iterator[None]:
    """Tell how much of a statement the engine has done, as a part of a stage; without anybody to tell, do nothing."""
    if progress is None:
        yield
        return
    over = Event()

    def look() -> None:
        while not over.wait(PAUSE):
            done = max(engine.query_progress(), 0.0) / 100
            progress(stage, begin + done * (end - begin))

    looking = Thread(target=look, daemon=True)
    progress(stage, begin)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()
        progress(stage, end)
