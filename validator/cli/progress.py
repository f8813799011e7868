"""How far the work has come, shown on a terminal and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click


def show(stages: Sequence[str], stage: str | None) -> None:
    """Show which of the stages has begun, on the standard error output; None is the end and wipes the line."""
    if sys.stderr.isatty():
        done = stages.index(stage) + 1 if stage else 0
        bar = f"[{'#' * done}{'.' * (len(stages) - done)}] {stage} …" if stage else ""
        click.echo(f"\r\x1b[K{bar}", nl=False, err=True)
