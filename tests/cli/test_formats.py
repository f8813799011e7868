"""Every format of findings: listed, written to files, and about the same places."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from tests.cli.command import ROOT, inside
from tests.cli.small import Project, project
from tests.workspace.worked import EDITION, IN_TIME
from validator.cli.formats import FORMATS, targets
from validator.render import findings
from validator.workspace.schemas import schema
from validator.workspace.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PLANS = f"policies/minimal/{EDITION}/plans.yaml"
ALL = [word for kind in FORMATS for word in ("--output", f"{kind}=out.{kind}")]


@pytest.fixture
def small(tmp_path: Path) -> Project:
    made = project(tmp_path)
    made.policies.examples(IN_TIME)
    return made


@pytest.fixture
def typo(small: Project) -> Project:
    """Return a project with one mistake."""
    file = small.root / PLANS
    file.write_text(
        file.read_text("utf-8").replace("available_for: [basic]", "available_for: [basik]"), "utf-8"
    )
    return small


def written(made: Project) -> dict[str, str]:
    return {kind: (made.root / f"out.{kind}").read_text("utf-8") for kind in FORMATS}


# --- the list ---


def test_the_formats_are_those_that_can_be_rendered() -> None:
    assert set(FORMATS) == {*findings.FORMATS, "sarif"}


@pytest.mark.parametrize("command", ["check", "test", "ci", "diff"])
def test_every_command_lists_them_all(command: str) -> None:
    shown = "".join(inside(command, "--help").stdout.split())
    assert "|".join(FORMATS) in shown


# --- where to ---


def test_targets_are_formats_and_files(tmp_path: Path) -> None:
    assert targets([f"json={tmp_path}/a=b", f"junit={tmp_path}/c"]) == [
        ("json", tmp_path / "a=b"),
        ("junit", tmp_path / "c"),
    ]


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (["json"], "--output json is not FORMAT=FILE"),
        (["yaml=a"], "--output yaml=a is not FORMAT=FILE"),
        (["json="], "--output json= is not FORMAT=FILE"),
        (["json=folder"], "--output json=folder: that is a folder"),
        (["json=a", "sarif=folder/../a"], "--output sarif=folder/../a: that file is written already"),
        (["json=a", "json=link"], "--output json=link: that file is written already"),
        (["json=nowhere/a"], "nowhere/a cannot be written: there is no folder nowhere"),
    ],
)
def test_what_cannot_be_meant_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outputs: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("link").symlink_to("a")
    with pytest.raises(Trouble) as trouble:
        targets(outputs)
    assert trouble.value.message == said
    assert trouble.value.next_step


@pytest.mark.parametrize("command", ["check", "test"])
def test_nothing_is_done_if_one_output_cannot_be_meant(small: Project, command: str) -> None:
    done = small.run(command, "--output", "json=a.json", "--output", "sarif=policies")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--output sarif=policies: that is a folder" in done.stderr
    assert not (small.root / "a.json").exists()


# --- what is written ---


@pytest.mark.parametrize("command", ["check", "test"])
def test_all_formats_are_written_in_one_run_the_same_as_alone(small: Project, command: str) -> None:
    done = small.run(command, *ALL)
    assert done.returncode == 0
    first = written(small)
    assert first["text"] == done.stdout
    alone = {kind: small.run(command, "--format", kind) for kind in FORMATS}
    assert {kind: each.stdout for kind, each in alone.items()} == first
    assert {each.returncode for each in alone.values()} == {0}
    assert json.loads(first["sarif"])["runs"][0]["results"] == []
    assert (json.loads(first["gitlab"]), first["github"]) == ([], "")
    assert list(Draft202012Validator(schema("findings")).iter_errors(json.loads(first["json"]))) == []


def test_the_code_does_not_depend_on_the_format(typo: Project) -> None:
    assert {typo.run("check", "--format", kind).returncode for kind in FORMATS} == {1}
    assert typo.run("check", *ALL).returncode == 1


def first_of_sarif(text: str) -> tuple[str, int]:
    place = json.loads(text)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    return place["artifactLocation"]["uri"], place["region"]["startLine"]


def first_of_gitlab(text: str) -> tuple[str, int]:
    location = json.loads(text)[0]["location"]
    return location["path"], location["lines"]["begin"]


def first_of_json(text: str) -> tuple[str, int]:
    finding = json.loads(text)["findings"][0]
    return finding["file"], finding["line"]


def first_of_junit(text: str) -> tuple[str, int]:
    (said,) = (failure.text or "" for failure in ET.fromstring(text).iter("failure"))  # noqa: S314 -- our own
    return first_match(r"(\S+?):(\d+):", said)


def first_match(pattern: str, text: str) -> tuple[str, int]:
    found = re.search(pattern, text)
    assert found, text
    return found[1], int(found[2])


PLACES: Mapping[str, Callable[[str], tuple[str, int]]] = {
    "text": lambda text: first_match(r"--> (\S+?):(\d+):", text),
    "concise": lambda text: first_match(r"^(\S+?):(\d+):", text),
    "json": first_of_json,
    "sarif": first_of_sarif,
    "github": lambda text: first_match(r"^::error file=(\S+?),line=(\d+),", text),
    "gitlab": first_of_gitlab,
    "junit": first_of_junit,
    "markdown": lambda text: first_match(r"<code>([^<]+\.yaml):(\d+)</code></summary>", text),
}


def places(texts: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    return {kind: PLACES[kind](text) for kind, text in texts.items()}


def test_a_typo_in_the_shipped_contract_is_at_the_same_place_in_every_format(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "policies" / "zitadel", tmp_path / "policies" / "zitadel")
    name = "policies/zitadel/editions/2024-01-10/plans.yaml"
    lines = (tmp_path / name).read_text("utf-8").splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines, 1) if "service_level: default" in line)
    lines[number - 1] = lines[number - 1].replace("service_level: default", "service_level: defualt")
    (tmp_path / name).write_text("".join(lines), "utf-8")
    assert inside("check", *ALL, cwd=tmp_path).returncode == 1
    texts = {kind: (tmp_path / f"out.{kind}").read_text("utf-8") for kind in FORMATS}
    assert places(texts) == dict.fromkeys(FORMATS, (name, number))
    assert [kind for kind, text in texts.items() if "default" not in text] == []


@pytest.mark.parametrize("folder", ["", "policies/minimal"])
def test_hosts_are_told_of_files_from_the_top_of_the_repository(typo: Project, folder: str) -> None:
    assert typo.run("check", *ALL).returncode == 1
    before = written(typo)
    (typo.root / ".git").mkdir()
    for kind in ("sarif", "github", "gitlab"):
        assert inside("check", "--format", kind, cwd=typo.root / folder).stdout == before[kind]
        whole = inside("check", typo.policies.root.resolve(), "--format", kind, cwd=typo.root / folder)
        assert PLACES[kind](whole.stdout)[0] == PLANS
