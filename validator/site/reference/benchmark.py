"""The page of the benchmark, made from the numbers of its last run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from validator.site.page import Page
from validator.site.reference.table import table, text

HEADS: Final = ("What", "Times as long: median", "least", "most", "Measured", "Note")
NUMBERS: Final = "benchmark.json"
INTRODUCTION: Final = """# Benchmark

How long things take, as multiples of something else that was measured in the same run, in turns. Only ratios mean
anything: the seconds beside them are those of one machine on one day. `make bench` measures anew.
"""


def benchmark_page(docs: Path) -> Page | None:
    """Return the page of the numbers in the documentation's folder, None where nothing was measured."""
    file = docs / NUMBERS
    if not file.is_file():
        return None
    measured = json.loads(file.read_text(encoding="utf-8"))
    return Page("reference/benchmark.md", "\n\n".join(_parts(measured)) + "\n", ("Reference", "Benchmark"))


def _parts(measured: Mapping[str, Any]) -> Iterator[str]:
    yield INTRODUCTION
    machine, packages = measured["machine"], measured["packages"]
    listed = ", ".join(f"{name} {version}" for name, version in packages.items())
    on = f"{machine['processors']} processors, {machine['system']}, Python {machine['python']}"
    yield f"Measured with {on}; {listed}."
    for section in measured["sections"]:
        yield f"## {section['title']} {{#{section['id']}}}"
        yield section["explains"]
        yield f"1 is {section['reference']}. {section['rounds']} rounds in turns."
        yield str(table(section["title"], HEADS, [_row(row) for row in section["rows"]]))


def _row(row: Mapping[str, Any]) -> tuple[str, ...]:
    ratios = (f"{row[name]:.3g}" for name in ("median", "least", "most"))
    return text(row["what"]), *ratios, f"{row['value']:,g} {row['unit']}", text(row["note"])
