"""`slawyer ci`: what every change must pass, on a host and without one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import inside, slawyer
from tests.workspace.repositories import Kept, kept
from tests.workspace.worked import EDITION, IN_TIME

LEVELS = f"{EDITION}/service-levels.yaml"
LONGER = "severe: 4 business hours", "severe: 5 business hours"
NO_HOST = ("GITHUB_ACTIONS", "GITLAB_CI")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    for variable in NO_HOST:
        monkeypatch.delenv(variable, raising=False)
    made = kept(tmp_path)
    monkeypatch.chdir(made.root)
    made.policies.examples(IN_TIME)
    made.commit("An example")
    made.git("checkout", "--quiet", "-b", "change")
    return made


def ci(repository: Kept, *arguments: str) -> tuple[int, str, str]:
    done = inside("ci", *arguments, cwd=repository.root)
    return done.returncode, done.stdout, done.stderr


def test_a_change_of_nothing_passes(repository: Kept) -> None:
    code, said, noted = ci(repository)
    assert (code, noted) == (0, "")
    assert said.splitlines()[0] == "1 policy, 1 edition, 2 agreements, 1 example: no findings."
    assert said.splitlines()[2] == "1 example: no findings."
    assert said.splitlines()[-1].endswith(":policies → policies: no difference.")


def test_a_worse_promise_fails(repository: Kept) -> None:
    repository.policies.change(LEVELS, LONGER)
    code, said, _ = ci(repository)
    assert code == 1
    assert "adverse-change" in said
    assert "edition-edited" in said
    assert ci(repository, "--fail-on", "never")[0] == 0


def test_an_example_that_fails_fails_whatever_the_changes(repository: Kept) -> None:
    repository.policies.change(LEVELS, ("severe: 1 business hour", "severe: 2 business hours"))
    code, said, _ = ci(repository, "--fail-on", "never")
    assert code == 1
    assert "example-fails" in said


def test_with_a_mistake_nothing_is_compared(repository: Kept) -> None:
    repository.policies.change(LEVELS, ("severe: 4 business hours", "severe: 4h"))
    code, said, _ = ci(repository)
    assert code == 1
    assert "wrong-value" in said
    assert "→" not in said


def test_all_findings_are_one_report_for_programs(repository: Kept) -> None:
    repository.policies.change(LEVELS, LONGER)
    code, said, noted = ci(repository, "--format", "json", "--output", "markdown=comment.md")
    assert code == 1
    assert {each["rule"] for each in json.loads(said)["findings"]} == {"adverse-change", "edition-edited"}
    assert len(noted.splitlines()) == 3
    assert (
        (repository.root / "comment.md").read_text("utf-8").startswith("### slawyer: 2 findings to look at")
    )


def test_another_base_is_compared_with(repository: Kept) -> None:
    repository.policies.change(LEVELS, LONGER)
    changed = repository.commit()
    assert ci(repository)[0] == 1
    assert ci(repository, "--base", changed)[0] == 0
    assert ci(repository, "--base", f"{changed}:policies")[0] == 0


def test_the_first_policies_of_a_repository_pass(repository: Kept) -> None:
    repository.git("checkout", "--quiet", "--orphan", "beginning")
    repository.git("rm", "-r", "--quiet", "--cached", "policies")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "Nothing yet")
    first = repository.git("rev-parse", "HEAD")
    repository.commit("The contracts")
    code, said, _ = ci(repository, "--base", first)
    assert code == 0
    assert said.endswith("New: minimal.\n")


def test_without_policies_nothing_is_checked(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    done = inside("ci", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "slawyer: there are no policies in policies\n"


def test_on_github_findings_are_annotations_and_a_summary(repository: Kept, tmp_path: Path) -> None:
    repository.policies.change(LEVELS, LONGER)
    repository.commit()
    repository.git("update-ref", "refs/remotes/origin/release", "main")
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    done = slawyer(
        "ci",
        cwd=repository.root,
        GITHUB_ACTIONS="true",
        GITHUB_BASE_REF="release",
        GITHUB_STEP_SUMMARY=str(summary),
    )
    assert done.returncode == 1
    assert f"::error file=policies/minimal/{LEVELS},line=7," in done.stdout
    assert summary.read_text("utf-8").startswith("before\n### slawyer: 2 findings to look at\n")
    assert len(done.stderr.splitlines()) == 3


def test_a_push_on_github_is_compared_with_what_was_there(repository: Kept, tmp_path: Path) -> None:
    before = repository.git("rev-parse", "HEAD")
    repository.policies.change(LEVELS, LONGER)
    repository.commit()
    repository.git("branch", "--force", "main")
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"before": before}), "utf-8")
    done = slawyer("ci", cwd=repository.root, GITHUB_ACTIONS="true", GITHUB_EVENT_PATH=str(event))
    assert done.returncode == 1
    event.write_text(json.dumps({"before": "0" * 40}), "utf-8")  # the first push of a branch
    assert (
        slawyer("ci", cwd=repository.root, GITHUB_ACTIONS="true", GITHUB_EVENT_PATH=str(event)).returncode
        == 0
    )


def test_in_gitlab_the_base_of_the_merge_request_is_taken(repository: Kept) -> None:
    base = repository.git("rev-parse", "main")
    repository.policies.change(LEVELS, LONGER)
    repository.commit()
    repository.git("branch", "--force", "main")
    done = slawyer("ci", cwd=repository.root, GITLAB_CI="true", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1
    assert "Worse for customers (1)" in done.stdout
