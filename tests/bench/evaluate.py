"""A whole evaluation beside the floor: both read the same file, as whole processes, imports and writing included."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from tests.bench.made_log import write
from tests.bench.ratios import ROOT, Row, Section, process, row

FLOOR: Final = (sys.executable, str(Path(__file__).with_name("floor.py")))
SLAWYER: Final = str(Path(sys.executable).with_name("slawyer"))
NAMES: Final = {"parquet": "Parquet", "csv": "CSV", "jsonl": "JSON Lines"}
GIB: Final = 1 << 30


def measure(folder: Path, tickets: int, rounds: int) -> Section:
    """Evaluate a made-up log of each kind."""
    rows: list[Row] = []
    for kind, file in write(folder, tickets).items():
        ours, floors = [], []
        for _ in range(rounds):
            floors.append(process(*FLOOR, str(file), str(folder / "floor.parquet")))
            ours.append(process(*_evaluation(file, folder / "out")))
        memory = max(each.memory for each in ours) / GIB
        name = NAMES[kind]
        wall = row(name, [each.wall for each in ours], [each.wall for each in floors], "s")
        work = row(f"{name}, processors", [each.cpu for each in ours], [each.cpu for each in floors], "s")
        rows += [replace(wall, note=f"at most {memory:.2f} GiB"), work]
    return Section(
        id="evaluate",
        title="A log evaluated",
        explains=f"{tickets:,} tickets decided under the ZITADEL contract, with every obligation, severity change, "
        "escalation, credit and the ledger; decisions written as Parquet. By the clock on the wall, and in seconds of "
        "processors.",
        reference="the floor: the embedded engine alone reads the same file and tells, of each ticket, its submission, "
        "the first reply of an agent, the last severity before that reply and the number of events",
        rounds=rounds,
        rows=tuple(rows),
    )


def _evaluation(file: Path, output: Path) -> tuple[str, ...]:
    policies = str(ROOT / "policies" / "zitadel")
    return SLAWYER, "evaluate", str(file), "-o", str(output), "--format", "parquet", "--policies", policies
