"""Where CI runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from validator.workspace.host import Host, host_of

SHA = "0123456789abcdef0123456789abcdef01234567"


def test_without_a_host_it_is_this_machine() -> None:
    assert host_of({"CI": "true"}) == Host("this machine", None, "text", None)


@pytest.mark.parametrize("value", ["", "false", "1"])
def test_a_host_must_say_so(value: str) -> None:
    assert host_of({"GITHUB_ACTIONS": value, "GITLAB_CI": value}).name == "this machine"


def test_a_pull_request_on_github_goes_into_a_branch() -> None:
    found = host_of({"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "GITHUB_STEP_SUMMARY": "s.md"})
    assert found == Host("GitHub Actions", "origin/main", "github", Path("s.md"))


@pytest.mark.parametrize(
    ("event", "base"),
    [
        ({"before": SHA}, SHA),
        ({"before": "0" * 40}, None),
        ({}, None),
        ([], None),
        ({"before": 7}, None),
    ],
)
def test_a_push_on_github_had_a_commit_before(tmp_path: Path, event: object, base: str | None) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event), "utf-8")
    assert (
        host_of({"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "", "GITHUB_EVENT_PATH": str(file)}).base
        == base
    )


@pytest.mark.parametrize("path", ["nowhere.json", None])
def test_an_event_that_cannot_be_read_says_nothing(path: str | None) -> None:
    variables = {"GITHUB_ACTIONS": "true"} | ({"GITHUB_EVENT_PATH": path} if path else {})
    assert host_of(variables).base is None


@pytest.mark.parametrize(
    ("variables", "base"),
    [
        ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": SHA, "CI_COMMIT_BEFORE_SHA": "a"}, SHA),
        ({"CI_COMMIT_BEFORE_SHA": SHA}, SHA),
        ({"CI_COMMIT_BEFORE_SHA": "0" * 40}, None),
        ({}, None),
    ],
)
def test_gitlab_names_the_commit(variables: dict[str, str], base: str | None) -> None:
    assert host_of({"GITLAB_CI": "true", **variables}) == Host("GitLab CI", base, "text", None)
