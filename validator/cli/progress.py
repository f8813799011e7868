"""How far the work has come, shown on a terminal and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import click

WIDTH: Final = 30


def show(stages: Sequence[str], stage: str | None) -> None:
    """Show which of the stages has begun, on the standard error output; None is the end and wipes the line."""
    if sys.stderr.isatty():
        done = stages.index(stage) + 1 if stage else 0
        bar = f"[{'#' * done}{'.' * (len(stages) - done)}] {stage} …" if stage else ""
        click.echo(f"\r\x1b[K{bar}", nl=False, err=True)


@contextmanager
def bar() -> Iterator[Callable[[str, float], None] | None]:
    """Give a function that shows a stage and how much of it is done (0 to 1), None where nobody would see it.

    In the end the line is wiped.
    """
    if not sys.stderr.isatty():
        yield None
        return
    shown = ""

    def show(stage: str, done: float) -> None:
        nonlocal shown
        full = int(WIDTH * min(max(done, 0.0), 1.0))
        line = f"\r\x1b[K[{'#' * full}{'.' * (WIDTH - full)}] {stage} {done:4.0%}"
        if line != shown:
            click.echo(line, nl=False, err=True)
            shown = line

    try:
        yield show
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
