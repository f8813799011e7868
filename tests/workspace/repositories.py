"""Repositories of git in folders of their own."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.workspace.worked import Folder, minimal

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Kept:
    """A repository with the minimal policy in `policies`, or wherever it has been moved."""

    root: Path
    policies: Folder

    def git(self, *arguments: str) -> str:
        """Run git; return what it says."""
        return git(self.root, *arguments)

    def commit(self, message: str = "A change") -> str:
        """Commit everything; return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Legal", "-c", "user.email=legal@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments],  # noqa: S607 -- the git of the machine
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def kept(folder: Path) -> Kept:
    """Make a repository whose first commit holds the minimal policy."""
    root = folder / "our contracts"
    root.mkdir()
    made = Kept(root, minimal(root))
    git(root, "init", "--quiet", "--initial-branch=main")
    made.commit("The contracts")
    return made
