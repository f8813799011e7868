"""How long a command takes to answer, as a multiple of what Python itself takes to start.

Run `python tests/bench/startup.py [ROUNDS]` in the environment that holds `slawyer`. In each round every command runs
once as a process of its own, bare Python first, and is divided by the bare Python of its round: what else the machine
does at the time slows both. A first round, which is not counted, leaves the bytecode where later ones find it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SLAWYER = str(Path(sys.executable).with_name("slawyer"))
ZITADEL = "policies/zitadel"
BARE = (sys.executable, "-c", "pass")
COMMANDS = {
    "--help": (SLAWYER, "--help"),
    "check": (SLAWYER, "check", ZITADEL),
    "due": (
        *(SLAWYER, "due", "production+extended_support", "severity_2", "--policies", ZITADEL),
        *("--at", "2024-03-28 17:10", "--as-of", "2024-03-28 17:10"),
    ),
    "evaluate the example": (SLAWYER, "evaluate", f"{ZITADEL}/example-log.csv", "--allow-rejects"),
}
MAY_EXIT_WITH = (0, 1)
"""1 is for findings, which are an answer as well."""
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Seconds:
    """What one process took: by the clock on the wall, and of processors (user and system, all threads)."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Ratios:
    """Multiples of bare Python over all rounds."""

    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of a command; `seconds` is the median by the clock on the wall."""

    name: str
    seconds: float
    wall: Ratios
    cpu: Ratios


def measure(rounds: int) -> list[Row]:
    """Run all commands in turn, as often as told after one round to warm up; the first row is bare Python."""
    for command in COMMANDS.values():
        _run(command)
    taken: list[tuple[Seconds, dict[str, Seconds]]] = []
    for _ in range(rounds):
        bare = _run(BARE)
        taken.append((bare, {name: _run(command) for name, command in COMMANDS.items()}))
    rows = [_row("python -c pass", [(bare, bare) for bare, _ in taken])]
    return rows + [_row(name, [(bare, each[name]) for bare, each in taken]) for name in COMMANDS]


def _run(command: tuple[str, ...]) -> Seconds:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in MAY_EXIT_WITH:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode()}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Seconds(wall, cpu)


def _row(name: str, pairs: list[tuple[Seconds, Seconds]]) -> Row:
    return Row(
        name,
        median(each.wall for _, each in pairs),
        _ratios([each.wall / bare.wall for bare, each in pairs]),
        _ratios([each.cpu / bare.cpu for bare, each in pairs]),
    )


def _ratios(values: list[float]) -> Ratios:
    return Ratios(median(values), min(values), max(values))


def _table(rows: list[Row]) -> str:
    lines = [f"{'':22}{'seconds':>9}{'wall: median, min, max':>29}{'cpu: median, min, max':>29}"]
    for row in rows:
        multiples = "".join(
            f"{each.median:15.1f}{each.least:7.1f}{each.most:7.1f}" for each in (row.wall, row.cpu)
        )
        lines.append(f"{row.name:22}{row.seconds:9.3f}{multiples}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(_table(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
