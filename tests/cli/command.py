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


def slawyer(*arguments: object, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, by default where the project's own policies are found."""
    return subprocess.run(
        [*START, *(str(argument) for argument in arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | variables,
        capture_output=True,
        text=True,
        check=False,
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
