"""A repository of contracts, as somebody keeps it who uses slawyer."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

UNTOUCHED = "clock-changes.yaml"


def shell(*command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing of CI in its environment but what is given."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI", "GITLAB_"))
    }
    return subprocess.run(
        command, cwd=cwd, env={**kept, **variables}, capture_output=True, text=True, check=False
    )


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Legal", "-c", "user.email=legal@example.org")
    done = shell("git", *who, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def contracts(tmp_path: Path) -> Path:
    """Return a repository whose branch `change` makes business hours begin an hour later, a line in one definition.

    Of the worked examples, it has those that the line does not touch.
    """
    folder = tmp_path / "contracts of ACME"
    shutil.copytree(ROOT / "policies" / "zitadel", folder / "policies" / "zitadel")
    for examples in (folder / "policies/zitadel/editions/2024-01-10/examples").iterdir():
        if examples.name != UNTOUCHED:
            examples.unlink()
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "The contracts")
    git(folder, "checkout", "--quiet", "-b", "change")
    hours = folder / "policies/zitadel/editions/2024-01-10/support-hours.yaml"
    text = hours.read_text("utf-8")
    assert text.count("hours: 08:00-17:00") == 1
    hours.write_text(text.replace("hours: 08:00-17:00", "hours: 09:00-17:00"), "utf-8")
    git(folder, "commit", "--quiet", "--all", "--message", "Begin later")
    return folder
