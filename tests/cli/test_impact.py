"""A change of contract is asked of a log: operands, exit codes, formats, and what is refused."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.command import EXAMPLE, inside
from tests.cli.small import MET, Project, project
from validator.workspace.schemas import schema

LEVELS = "editions/2024-01-01/service-levels.yaml"
EDITIONS = ("--base", "2023-11-16", "--head", "2024-01-10", "--policy", "zitadel")


def git(folder: Path, *arguments: str) -> None:
    known = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *known, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def changed(tmp_path: Path) -> Project:
    """Return a project whose working tree promises an answer within two hours instead of one."""
    made = project(tmp_path)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "One hour")
    made.policies.change(LEVELS, ("severe: 1 business hour\n", "severe: 2 business hours\n"))
    return made


def test_the_working_tree_is_compared_with_a_commit(changed: Project) -> None:
    done = changed.run("replay", "log.csv", "--base", "HEAD")
    assert (done.returncode, done.stderr) == (0, "")
    assert "For 2 tickets NEW is worse for the customer, for 0 better, for 0 mixed" in done.stdout
    assert "Deadlines: none earlier; 2 later, by 1 h." in done.stdout
    back = changed.run("replay", "log.csv", "--base", "policies", "--head", "HEAD")
    assert "For 0 tickets NEW is worse for the customer, for 2 better, for 0 mixed" in back.stdout


def test_a_gate_fails_on_what_is_worse_only(changed: Project) -> None:
    gate = ("--fail-on", "adverse")
    assert changed.run("replay", "log.csv", "--base", "HEAD", *gate).returncode == 1
    assert changed.run("replay", "log.csv", "--base", "policies", "--head", "HEAD", *gate).returncode == 0


def test_a_gate_that_no_longer_sees_a_ticket_fails(changed: Project) -> None:
    changed.policies.change(LEVELS, ("severe: 2 business hours\n", "severe: 1 business hour\n"))
    agreement = changed.policies.root / "minimal/agreements/bakery-2024.yaml"
    agreement.unlink()
    done = changed.run("replay", "log.csv", "--base", "HEAD", "--fail-on", "adverse")
    assert done.returncode == 1
    assert "2 only under OLD" in done.stdout
    assert changed.run("replay", "log.csv", "--base", "HEAD").returncode == 0


def test_nothing_differs_or_is_touched_or_only_cited(changed: Project) -> None:
    normal = changed.log(MET.replace("severe", "normal"), name="normal.csv")
    assert "no ticket falls under a changed promise" in changed.run("replay", normal, "--base", "HEAD").stdout
    done = changed.run("replay", "log.csv", "--base", "policies")
    assert "Nothing differs" in done.stdout
    text = changed.policies.text(LEVELS).replace("2 business hours", "1 business hour")
    changed.policies.write(LEVELS, "# a comment\n" + text)
    done = changed.run("replay", "log.csv", "--base", "HEAD")
    assert "decisions differ only in what they cite" in done.stdout


def test_a_log_without_tickets_and_rows_that_nobody_can_use(changed: Project) -> None:
    empty = changed.log(name="empty.csv")
    assert changed.run("replay", empty, "--base", "HEAD").returncode == 3
    assert changed.run("replay", empty, "--base", "HEAD", "--allow-empty").returncode == 0
    broken = changed.log(MET, MET.replace("met,", "odd,").replace("bakery-2024", "nobody"), name="broken.csv")
    assert changed.run("replay", broken, "--base", "HEAD").returncode == 1
    assert changed.run("replay", broken, "--base", "HEAD", "--allow-rejects").returncode == 0


def test_a_faulty_side_is_told_with_its_findings(changed: Project) -> None:
    changed.policies.change(LEVELS, ("severe: 2 business hours\n", "severe: 2 busy hours\n"))
    new = changed.run("replay", "log.csv", "--base", "HEAD")
    old = changed.run("replay", "log.csv", "--base", "policies", "--head", "HEAD")
    assert (new.returncode, old.returncode) == (1, 2)
    assert "2 busy hours" in new.stderr
    assert "2 busy hours" in old.stderr
    assert new.stdout == old.stdout == ""


REFUSED = {
    "a head without a base": (("--head", "HEAD"), "--head needs --base OLD"),
    "a page of a run": (("--format", "html"), "--format html needs --base OLD"),
    "a query for a run": (("--as-of", "2024-01-01T00:00:00Z"), "--as-of needs --base OLD"),
    "a strange format": (("--base", "HEAD", "-o", "pdf=x.pdf"), "--output pdf=x.pdf is not FORMAT=FILE"),
    "a strange state": (("--base", "nowhere"), "`nowhere` is no folder, no day and no state"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_meant_is_said(changed: Project, case: str) -> None:
    options, said = REFUSED[case]
    done = changed.run("replay", "log.csv", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_every_format_is_written_and_the_same_each_time(tmp_path: Path) -> None:
    kinds = ("text", "markdown", "json", "html")
    written = []
    for run in ("first", "second"):
        files = {kind: tmp_path / f"{run}.{kind}" for kind in kinds}
        outputs = [part for kind, file in files.items() for part in ("-o", f"{kind}={file}")]
        done = inside("replay", EXAMPLE, *EDITIONS, "--allow-rejects", *outputs)
        assert done.returncode == 0
        assert done.stdout == files["text"].read_text(encoding="utf-8")
        written.append([file.read_bytes() for file in files.values()])
    assert written[0] == written[1]
    record = json.loads(written[0][2])
    assert list(Draft202012Validator(schema("impact")).iter_errors(record)) == []
    assert record["favours"]["adverse"] == 1
    assert [case["ticket"] for case in record["largest"]] == ["Z-1006", "Z-1001", "Z-1002"]
