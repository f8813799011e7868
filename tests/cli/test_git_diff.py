"""What git shows of changes of contracts."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.command import inside
from tests.workspace.repositories import Kept, kept
from tests.workspace.worked import EDITION


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    made = kept(tmp_path)
    command = tmp_path / "bin" / "slawyer"
    command.parent.mkdir()
    python = shlex.quote(sys.executable)  # by its own name: through a link it would not find its packages
    command.write_text(
        f'#!/bin/sh\nexec {python} -c "from validator.cli import main; main()" "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(made.root)
    done = inside("git-diff", "--install", cwd=made.root)
    assert (done.returncode, done.stderr) == (0, "")
    return made


def test_git_shows_changes_in_words(repository: Kept) -> None:
    repository.policies.change(f"{EDITION}/support-hours.yaml", ("hours: 09:00-17:00", "hours: 10:00-17:00"))
    sooner = "severe: 4 business hours", "severe: 3 business hours"
    repository.policies.change(f"{EDITION}/service-levels.yaml", sooner, ("title: Standard", "title: Usual"))
    repository.policies.change(f"{EDITION}/credits.yaml", ("credits:\n", "# a comment\ncredits:\n"))
    assert repository.git("diff") == (
        f"policies/minimal/{EDITION}/credits.yaml\n"
        "  only comments or layout\n"
        f"policies/minimal/{EDITION}/service-levels.yaml\n"
        "  words  service_levels / standard / title: Standard → Usual\n"
        "  better service_levels / standard / targets / initial_response / severe: "
        "4 business hours → 3 business hours\n"
        f"policies/minimal/{EDITION}/support-hours.yaml\n"
        "  worse  support_hours / office / open: days: monday-friday; hours: 09:00-17:00 → "
        "days: monday-friday; hours: 10:00-17:00"
    )


def test_the_history_shows_every_value_on_a_line(repository: Kept) -> None:
    sooner = "severe: 4 business hours", "severe: 3 business hours"
    repository.policies.change(f"{EDITION}/service-levels.yaml", sooner)
    repository.commit()
    shown = repository.git("log", "-p", "-1").splitlines()
    assert "-service_levels / standard / targets / initial_response / severe: 4 business hours" in shown
    assert "+service_levels / standard / targets / initial_response / severe: 3 business hours" in shown
    words = repository.git("log", "-p", "-1", "--ext-diff")
    assert "  better service_levels / standard" in words


def test_new_and_removed_files_are_shown_whole(repository: Kept) -> None:
    agreement = repository.policies.root / "minimal/agreements/bakery-2024.yaml"
    agreement.rename(agreement.with_name("bakery-2025.yaml"))
    repository.commit()
    shown = repository.git("log", "-p", "-1", "--ext-diff", "--no-renames")
    assert "policies/minimal/agreements/bakery-2024.yaml (gone)\n  agreement: bakery-2024\n" in shown
    assert "policies/minimal/agreements/bakery-2025.yaml (new)\n  agreement: bakery-2024\n" in shown


def test_what_cannot_be_understood_is_shown_as_it_is(repository: Kept) -> None:
    repository.policies.change(f"{EDITION}/plans.yaml", ("plans:\n", "plans: [\n"))
    shown = repository.git("diff")
    assert "-plans:" in shown.splitlines()
    assert "+plans: [" in shown.splitlines()


def test_control_characters_of_a_file_reach_no_terminal(repository: Kept) -> None:
    repository.policies.change(f"{EDITION}/plans.yaml", ("title: Basic", 'title: "\\e[31mRed"'))
    assert "\x1b" not in repository.git("diff")


def test_called_by_hand_it_says_how_to_be_called(repository: Kept) -> None:
    done = inside("git-diff", cwd=repository.root)
    assert done.returncode == 2
    assert "`slawyer git-diff --install`" in done.stderr


def test_outside_git_there_is_nothing_to_install(tmp_path: Path) -> None:
    done = inside("git-diff", "--install", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("slawyer: this is no git repository")
