"""The command as users run it, in a process of its own or, much faster, in this one."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import subprocess
import sys
from pathlib import Path

from validator.cli import run

ROOT = Path(__file__).parents[2]
EXAMPLE = "policies/zitadel/example-log.csv"
START = [sys.executable, "-c", "from validator.cli import main; main()"]
LIMITED = (
    "import resource, sys; most = int(sys.argv.pop(1)); resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)); "
    "from validator.cli import main; main()"
)
SMALL_FILES = [sys.executable, "-c", LIMITED]
"""The command on a disk that takes no file of more bytes than the first argument says."""
PATIENCE = 300
"""Seconds after which a command is taken to hang."""


def unwatched() -> dict[str, str]:
    """Return the environment without what makes coverage watch a process, which brings modules and files of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


def slawyer(*arguments: object, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, by default where the project's own policies are found."""
    return subprocess.run(
        [*START, *(str(argument) for argument in arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def inside(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command within this process."""
    said, noted = io.StringIO(), io.StringIO()
    texts = [str(argument) for argument in arguments]
    with contextlib.chdir(cwd), contextlib.redirect_stdout(said), contextlib.redirect_stderr(noted):
        code = run(texts)
    return subprocess.CompletedProcess(texts, code, said.getvalue(), noted.getvalue())


def rows(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))
