"""Measure everything side by side and write the numbers that the site shows: `python -m tests.bench`."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import evaluate, kernel, startup
from tests.bench.published import options, put
from tests.bench.ratios import Row, Section, short

PACKAGES = ("duckdb", "jsonschema-rs", "numpy", "pyarrow", "pyyaml")


def main() -> None:
    """Measure, and write one file."""
    asked = options(__doc__, tickets=2_000_000, instants=2_000_000)
    with TemporaryDirectory() as folder:
        sections = [
            evaluate.measure(Path(folder), asked.tickets, asked.rounds),
            kernel.measure(asked.instants, asked.rounds),
            starting(asked.rounds),
        ]
    machine = {
        "processors": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }
    put(asked.output, sections, machine=machine, packages={name: version(name) for name in PACKAGES})


def starting(rounds: int) -> Section:
    """Measure how long commands take to answer."""
    rows = [
        Row(
            each.name,
            median=short(each.wall.median),
            least=short(each.wall.least),
            most=short(each.wall.most),
            value=short(each.seconds),
            unit="s",
        )
        for each in startup.measure(rounds)[1:]
    ]
    return Section(
        id="startup",
        title="A command started",
        explains="Whole processes, from the shell to the answer.",
        reference="bare Python (`python -c pass`)",
        rounds=rounds,
        rows=tuple(rows),
    )


if __name__ == "__main__":
    main()
