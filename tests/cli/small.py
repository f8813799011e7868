"""A small project in a folder of its own: one policy, one log. Commands answer at once there."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

from tests.cli.command import inside
from tests.workspace.worked import Folder, minimal
from validator.cli import run

HEADER = "ticket,at,event,agreement,severity,channel,by"
LATE = """\
late,2024-09-02T10:00:00+02:00,submitted,bakery-2024,severe,ticket,customer
late,2024-09-02T11:20:00+02:00,replied,,,,agent
"""
MET = """\
met,2024-09-03T10:00:00+02:00,submitted,bakery-2024,severe,ticket,customer
met,2024-09-03T10:30:00+02:00,replied,,,,agent
"""


class Terminal(io.StringIO):
    """Takes what is shown, and says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@dataclass(frozen=True)
class Project:
    """A folder with `policies` and whatever a test writes beside it."""

    root: Path
    policies: Folder

    def run(self, *arguments: object) -> CompletedProcess[str]:
        """Run the command in the folder."""
        return inside(*arguments, cwd=self.root)

    def show(self, *arguments: object) -> str:
        """Run the command as on a terminal; return what it shows."""
        shown = Terminal()
        with contextlib.chdir(self.root), contextlib.redirect_stdout(shown):
            run([str(argument) for argument in arguments])
        return shown.getvalue()

    def write(self, name: str, text: str) -> Path:
        """Write a file beside the policies."""
        file = self.root / name
        file.write_text(text, encoding="utf-8")
        return file

    def log(self, *rows: str, name: str = "log.csv") -> Path:
        """Write a ticket log."""
        return self.write(name, "\n".join([HEADER, *(row.rstrip("\n") for row in rows)]) + "\n")


def project(folder: Path) -> Project:
    """Make a project in a folder: the minimal policy, and a log of two tickets."""
    made = Project(folder, minimal(folder))
    made.log(LATE, MET)
    return made
