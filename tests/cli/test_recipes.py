"""`slawyer recipes`: what there is, and one to adapt."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.command import ROOT, inside, rows
from validator.workspace.recipes import names, recipe

EXPORT = ROOT / "tests" / "workspace" / "recipes" / "servicenow"
STATUSES = ("new", "in_progress", "on_hold", "resolved", "closed", "canceled")


def test_every_recipe_is_listed_with_what_it_reads() -> None:
    done = inside("recipes")
    assert done.returncode == 0
    for name in names():
        assert f"{name:10}  {recipe(name).head.title}\n" in done.stdout


def test_a_recipe_is_printed_as_it_is() -> None:
    done = inside("recipes", "jira")
    assert (done.returncode, done.stdout) == (0, recipe("jira").query)


def test_of_a_name_that_is_none_it_is_said_what_was_meant() -> None:
    done = inside("recipes", "sendesk")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean zendesk?" in done.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with a policy in the recipe's own words, and an export whose company is an agreement."""
    shutil.copytree(ROOT / "policies" / "it-incidents", tmp_path / "policies" / "it-incidents")
    edition = tmp_path / "policies" / "it-incidents" / "editions" / "2016-01-01"
    known = "".join(f"  {status}: {{ title: {status} }}\n" for status in STATUSES)
    replace(edition / "objectives.yaml", "statuses: {}\n", f"statuses:\n{known}")
    replace(edition / "objectives.yaml", "pauses: []", "pauses: [on_hold]")
    replace(
        tmp_path / "policies/it-incidents/agreements/it-incidents-everyone.yaml", "2020-12-31", "2030-12-31"
    )
    for file in EXPORT.glob("*.jsonl"):
        text = file.read_text("utf-8").replace("Stickerei Rorschach AG", "it-incidents-everyone")
        (tmp_path / file.name).write_text(text, "utf-8")
    return tmp_path


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_recipe_is_used_as_it_is_where_the_words_agree(desk: Path) -> None:
    logs = sorted(desk.glob("*.jsonl"))
    done = inside("evaluate", *logs, "--recipe", "servicenow", "-o", "run", "--allow-rejects", cwd=desk)
    assert done.returncode == 0, done.stdout + done.stderr
    decided = {row["ticket"]: row["severity"] for row in rows(desk / "run" / "decisions.csv")}
    assert decided == {"INC0000001": "priority_1", "INC0000003": "priority_1", "INC0000005": "priority_4"}
    assert json.loads((desk / "run" / "run.json").read_text("utf-8"))["query"] == recipe("servicenow").query
    again = inside("replay", "run", *logs, cwd=desk)
    assert again.returncode == 0, again.stdout + again.stderr


def test_every_command_that_reads_a_log_takes_a_recipe(desk: Path) -> None:
    logs = sorted(desk.glob("*.jsonl"))
    told = inside("explain", *logs, "INC0000005", "--recipe", "servicenow", cwd=desk)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "--recipe servicenow" in told.stdout
    changed = inside(
        "replay", *logs, "--base", "policies", "--recipe", "servicenow", "--allow-rejects", cwd=desk
    )
    assert changed.returncode == 0, changed.stdout + changed.stderr


def test_a_recipe_and_a_query_exclude_each_other(desk: Path) -> None:
    done = inside("evaluate", "roles.jsonl", "--recipe", "servicenow", "--query", "other.sql", cwd=desk)
    assert done.returncode == 2
    assert "--recipe and --query exclude each other" in done.stderr
