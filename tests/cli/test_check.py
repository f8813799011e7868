"""What `slawyer check` says to people and programs, whatever they give it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from tests.checks.examples import HERE, MINIMAL, policy_with
from tests.cli.command import ROOT, slawyer
from validator.cli import run
from validator.cli.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[..., CompletedProcess[str]]

EDITION = "policies/minimal/editions/2024-01-01"
CLEAN = "1 policy, 1 edition, 2 agreements: no findings.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the folder `policies`, which holds the minimal policy."""
    shutil.copytree(MINIMAL, tmp_path / "policies" / "minimal")
    return tmp_path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a folder with a policy that has one error: a target is missing."""
    policy_with(HERE / "target_missing" / "bad", tmp_path)
    return tmp_path


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """Return `slawyer check` within this process, which is faster; called with the folder it is called in."""

    def checked(folder: Path, *arguments: object) -> CompletedProcess[str]:
        monkeypatch.chdir(folder)
        code = run(["check", *(str(argument) for argument in arguments)])
        said = capsys.readouterr()
        return CompletedProcess([], code, said.out, said.err)

    return checked


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / "policies" / "minimal" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def calm(done: CompletedProcess[str]) -> None:
    """Assert that what went wrong was foreseen."""
    assert "Traceback" not in done.stderr
    assert "a bug of ours" not in done.stderr


# --- what is checked ---


@pytest.mark.parametrize(
    "path",
    ["policies", ".", "policies/minimal", f"{EDITION}/plans.yaml", "policies/minimal/agreements"],
)
def test_a_path_may_be_anything_from_the_project_down_to_a_file(
    check: Check, project: Path, path: str
) -> None:
    done = check(project, path)
    assert (done.returncode, done.stdout, done.stderr) == (0, CLEAN, "")


def test_without_a_path_the_policies_are_found_upward(check: Check, project: Path) -> None:
    assert check(project / "policies" / "minimal").stdout == CLEAN
    assert check(ROOT, "--policies", project / "policies").stdout == CLEAN


def test_a_file_stands_for_its_policy_so_that_what_it_breaks_elsewhere_is_told(
    check: Check, project: Path
) -> None:
    change(project, "editions/2024-01-01/plans.yaml", "available_for: [basic]", "available_for: [custom]")
    done = check(project, "--format", "concise", f"{EDITION}/plans.yaml")
    assert done.returncode == 1
    assert done.stdout.startswith("policies/minimal/agreements/bakery-2024.yaml:5:11: error add-on-not-")


def test_several_paths_are_told_once(check: Check, faulty: Path) -> None:
    other = faulty / "policies" / "other"
    shutil.copytree(MINIMAL, other)
    for file in other.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("policy: minimal", "policy: other"), "utf-8")
    for agreement in (other / "agreements").iterdir():
        agreement.unlink()
    paths = [f"{EDITION}/plans.yaml", f"{EDITION}/edition.yaml", "policies/other", "policies/minimal"]
    done = check(faulty, *paths)
    assert done.stdout.count("target-missing]") == 1
    assert done.stdout.endswith("2 policies, 2 editions, 2 agreements: 1 error.\n")


def test_agreements_of_one_name_are_found_across_the_policies_that_are_named(
    check: Check, project: Path
) -> None:
    shutil.copytree(MINIMAL, project / "policies" / "other")
    for file in (project / "policies" / "other").rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("policy: minimal", "policy: other"), "utf-8")
    done = check(project, "policies/minimal", "policies/other", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.count("error duplicate-name") == 2


def test_mistakes_of_every_kind_are_told_at_once(check: Check, project: Path) -> None:
    policy_with(HERE / "target_missing" / "bad", project / "second")
    second = project / "policies" / "second"
    shutil.move(project / "second" / "policies" / "minimal", second)
    for file in second.rglob("*.yaml"):
        text = file.read_text("utf-8").replace("policy: minimal", "policy: second")
        file.write_text(text.replace("agreement: ", "agreement: second-"), "utf-8")
    for agreement in list((second / "agreements").iterdir()):
        agreement.rename(agreement.with_name(f"second-{agreement.name}"))
    change(project, "editions/2024-01-01/plans.yaml", "    title: Basic\n", "    title: Basic: 1\n")
    change(project, "editions/2024-01-01/severities.yaml", "lowered: never", "lowred: never")
    change(project, "agreements/bakery-2024.yaml", "until: 2024-12-31", "until: 2024-02-30")
    done = check(project, "--format", "concise")
    rules = {line.split()[2] for line in done.stdout.splitlines() if ": error " in line}
    assert rules >= {"yaml-syntax", "unknown-key", "target-missing"}


# --- exit codes and formats ---


@pytest.mark.parametrize("kind", FORMATS)
def test_the_code_does_not_depend_on_the_format(check: Check, project: Path, faulty: Path, kind: str) -> None:
    assert check(faulty, "--format", kind).returncode == 1
    shutil.copytree(MINIMAL, project / "policies" / "minimal", dirs_exist_ok=True)
    assert check(project, "--format", kind).returncode == 0


def test_notes_do_not_fail(check: Check, project: Path) -> None:
    changes = HERE / "unused_definition" / "bad"
    shutil.copytree(changes, project / "policies" / "minimal", dirs_exist_ok=True)
    done = check(project)
    assert done.returncode == 0
    assert done.stdout.endswith(": 1 note.\n")


def test_warnings_fail_until_they_are_ignored_with_a_reason(check: Check, project: Path) -> None:
    changes = HERE / "plan_worsens" / "bad"
    shutil.copytree(changes, project / "policies" / "minimal", dirs_exist_ok=True)
    assert check(project).returncode == 1
    ignored = "12 business hours }  # slawyer: ignore[plan-worsens] it is the cheapest plan"
    change(project, "editions/2024-01-01/plans.yaml", "12 business hours }", ignored)
    done = check(project)
    assert done.returncode == 0
    assert done.stdout == "1 policy, 1 edition, 2 agreements: no findings, 1 suppressed.\n"


def test_an_error_cannot_be_ignored(check: Check, faulty: Path) -> None:
    ignored = "      # slawyer: ignore[target-missing] not now\n      initial_response:\n        severe: 4"
    change(
        faulty,
        "editions/2024-01-01/service-levels.yaml",
        "      initial_response:\n        severe: 4",
        ignored,
    )
    done = check(faulty, "--format", "concise")
    assert done.returncode == 1
    assert "error target-missing" in done.stdout
    assert "warning unused-suppression" in done.stdout


def test_json_is_as_its_schema_promises(check: Check, faulty: Path) -> None:
    done = check(faulty, "--format", "json")
    record = json.loads(done.stdout)
    promised = json.loads((ROOT / "schema" / "findings.schema.json").read_text("utf-8"))
    Draft202012Validator(promised).validate(record)
    assert record["counts"] == {"error": 1, "warning": 0, "note": 0, "suppressed": 0}
    assert record["findings"][0]["rule"] == "target-missing"
    assert done.stderr == "1 policy, 1 edition, 2 agreements: 1 error.\n"


def test_several_formats_are_written_at_once(check: Check, faulty: Path) -> None:
    done = check(faulty, "--output", "json=a.json", "--output", "github=b.txt")
    assert done.returncode == 1
    assert "error[target-missing]" in done.stdout
    assert json.loads((faulty / "a.json").read_text("utf-8"))["counts"]["error"] == 1
    assert (faulty / "b.txt").read_text("utf-8").startswith("::error file=policies/minimal/")


def test_output_to_a_file_or_a_pipe_has_no_colours(check: Check, faulty: Path) -> None:
    assert "\x1b" not in check(faulty).stdout


# --- bad input: each gives a clear message and the right code ---


@pytest.mark.parametrize("arguments", [["nowhere"], ["--policies", "nowhere"]])
def test_a_missing_path_is_said(project: Path, arguments: list[str]) -> None:
    done = slawyer("check", *arguments, cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no" in done.stderr
    assert "nowhere" in done.stderr


def test_a_folder_without_policies_is_nothing_to_check(tmp_path: Path) -> None:
    done = slawyer("check", tmp_path, cwd=tmp_path)
    assert done.returncode == 3
    assert "nothing to check" in done.stderr
    assert slawyer("check", tmp_path, "--allow-empty", cwd=tmp_path).returncode == 0


def test_without_a_folder_of_policies_one_is_asked_for(tmp_path: Path) -> None:
    done = slawyer("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "--policies" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_path_is_said(project: Path) -> None:
    for path in (project / "policies" / "minimal" / "policy.yaml", project / "policies"):
        path.chmod(0)
        done = slawyer("check", path, cwd=project)
        assert done.returncode in {1, 2}
        assert "not permitted" in done.stderr or "permission" in done.stdout
    (project / "policies").chmod(0o700)


BAD_FILES = {
    "plans": (b"", "empty-file", "This file is empty"),
    "scope": (b"# nothing\n", "empty-file", "comments do not count"),
    "severities": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "not-text", "no text"),
    "channels": ("plans: {}\n".encode("utf-16"), "not-text", "UTF-16"),
    "credits": (b"\xef\xbb\xbfplans: {}\n", "not-text", "byte order mark"),
    "edition": (b"plans:\n\tbasic: 1\n", "yaml-syntax", "tab"),
    "objectives": (b"plans: " + b"[" * 10_000 + b"]" * 10_000 + b"\n", "too-deep", "nested more than 64"),
    "escalation": (b"plans: " + b"[" * 100_000, "too-deep", "nested more than 64"),
    "support-hours": (b"- plans\n- more\n", "wrong-value", "list"),
    "service-levels": (b"plans\n", "yaml-syntax", "plans"),
}


def test_files_that_cannot_be_understood_are_told_in_words_all_at_once(project: Path) -> None:
    for name, (content, _, _) in BAD_FILES.items():
        (project / EDITION / f"{name}.yaml").write_bytes(content)
    done = slawyer("check", "--format", "concise", cwd=project)
    assert done.returncode == 1
    calm(done)
    for name, (_, rule, words) in BAD_FILES.items():
        said = [line for line in done.stdout.splitlines() if line.startswith(f"{EDITION}/{name}.yaml:")]
        assert any(f" error {rule} " in line and words in line for line in said), (name, said)


def test_a_huge_file_is_not_read(project: Path) -> None:
    with (project / EDITION / "plans.yaml").open("wb") as file:
        file.truncate(100_000_000)  # sparse: it takes no room on the disk
    done = slawyer("check", cwd=project)
    assert done.returncode == 1
    assert "error[too-large]" in done.stdout
    assert "100,000,000" in done.stdout


def test_unknown_names_come_with_those_that_were_meant(project: Path) -> None:
    changes = [
        ("service-levels.yaml", "normal: 8 business hours", "norml: 8 business hours", "normal"),
        ("plans.yaml", "available_for: [basic]", "available_for: [basik]", "basic"),
        ("escalation.yaml", "through: [phone]", "through: [fone]", "phone"),
    ]
    for file, old, new, _ in changes:
        change(project, f"editions/2024-01-01/{file}", old, new)
    done = slawyer("check", cwd=project)
    assert done.returncode == 1
    assert done.stdout.count("error[unknown-reference]") == 3
    assert all(f"did you mean `{meant}`?" in done.stdout for *_, meant in changes)
    calm(done)
