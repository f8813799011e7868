"""A desk to try things on: a copy of the policies under git, and commands run as a user would."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

from validator.cli import run
from validator.site.exports import EXPORTS
from validator.workspace.trouble import Trouble

COLUMNS: Final = "110"
ENVIRONMENT: Final = {
    "COLUMNS": COLUMNS,
    "GIT_AUTHOR_NAME": "Legal",
    "GIT_AUTHOR_EMAIL": "legal@example.com",
    "GIT_AUTHOR_DATE": "2024-01-02T00:00:00Z",
    "GIT_COMMITTER_NAME": "Legal",
    "GIT_COMMITTER_EMAIL": "legal@example.com",
    "GIT_COMMITTER_DATE": "2024-01-02T00:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
KEPT: Final = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")
GIT: Final = (
    ["init", "--quiet", "--initial-branch", "main"],
    ["add", "."],
    ["commit", "--quiet", "--message", "Policies"],
)


class Terminal(io.StringIO):
    """What a command writes to, which takes it for a terminal and uses colours."""

    def isatty(self) -> bool:
        """Say that this is a terminal."""
        return True


class Desk:
    """A folder with the policies of a project and exports of help desks, in which commands run."""

    def __init__(self, folder: Path, root: Path) -> None:
        """Copy the policies into an empty folder and commit them; lay exports beside them."""
        self._folder = folder
        shutil.copytree(root / "policies", folder / "policies")
        with _as_user(folder):
            for arguments in GIT:
                subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607 -- git, with our own words
        for file in (root / EXPORTS).glob("*/*.jsonl"):
            target = folder / "exports" / file.parent.name
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)

    def run(self, line: str) -> tuple[str, int]:
        """Run a command; return what a terminal would show, and the exit code."""
        command, _, target = line.partition(" > ")
        if target:
            return self._kept(command, target)
        command, _, most = line.partition(" | head -")
        name, *arguments = shlex.split(command)
        with _as_user(self._folder):
            output, code = self._slawyer(arguments) if name == "slawyer" else self._plain(name, arguments)
        lines = output.splitlines(keepends=True)
        if most and len(lines) > int(most):
            output = "".join([*lines[: int(most)], "…\n"])
        return output.replace(f"{self._folder}/", ""), code

    def _kept(self, command: str, target: str) -> tuple[str, int]:
        """Run a command of ours whose output goes to a file."""
        name, *arguments = shlex.split(command)
        if name != "slawyer":
            raise Trouble(f"a session keeps no output of `{name}`")
        output, aside = io.StringIO(), io.StringIO()
        with _as_user(self._folder), redirect_stdout(output), redirect_stderr(aside):
            code = run(arguments)
        (self._folder / target).write_text(output.getvalue(), encoding="utf-8")
        return aside.getvalue(), code

    def _slawyer(self, arguments: list[str]) -> tuple[str, int]:
        terminal, aside = Terminal(), io.StringIO()  # no terminal for what moves while it works
        with redirect_stdout(terminal), redirect_stderr(aside):
            code = run(arguments)
        return terminal.getvalue() + aside.getvalue(), code

    def _plain(self, name: str, arguments: list[str]) -> tuple[str, int]:
        match name, arguments:
            case "cat", [file]:
                return (self._folder / file).read_text(encoding="utf-8"), 0
            case "cp", ["-r", source, target]:
                shutil.copytree(self._folder / source, self._folder / target)
                return "", 0
            case _:
                raise Trouble(f"a session knows no command `{name} {' '.join(arguments)}`")

    def edit(self, file: str, changes: list[str], page: str) -> None:
        """Change a file: each `- old` stands in it once and becomes the `+ new` lines that follow it.

        Lines with `+` alone are added at the end; indentation is part of the words.
        """
        path = self._folder / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for old, new in _replacements(changes):
            if not old:
                text += f"{new}\n"
            elif f"\n{text}".count(f"\n{old}\n") == 1:
                text = f"\n{text}".replace(f"\n{old}\n", f"\n{new}\n").removeprefix("\n")
            else:
                raise Trouble(f"{page}: `{old}` does not stand in {file} once")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _replacements(changes: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands there and what replaces it, both as whole lines."""
    old: list[str] = []
    new: list[str] = []
    for line in [*changes, "-"]:
        if line.startswith("-") and new:
            yield "\n".join(old), "\n".join(new)
            old, new = [], []
        (old if line.startswith("-") else new).append(line[2:])


@contextmanager
def _as_user(folder: Path) -> Iterator[None]:
    """Be in a folder, with an environment that says nothing of this machine."""
    here, before = Path.cwd(), dict(os.environ)
    os.environ.clear()
    os.environ.update({name: before[name] for name in KEPT if name in before} | ENVIRONMENT)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)
