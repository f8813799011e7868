"""`slawyer diff`, as legal and CI use it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from tests.cli.command import ROOT, inside, slawyer
from tests.workspace.repositories import Kept, kept
from tests.workspace.worked import EDITION
from validator.cli.formats import FORMATS
from validator.workspace.schemas import schema

LATER = "hours: 09:00-17:00", "hours: 10:00-17:00"
LONGER = "severe: 4 business hours", "severe: 5 business hours"
HOURS, LEVELS = f"{EDITION}/support-hours.yaml", f"{EDITION}/service-levels.yaml"
HISTORY = ("2023-11-16", "2024-01-10")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    made = kept(tmp_path)
    monkeypatch.chdir(made.root)
    return made


def diff(repository: Kept, *arguments: str) -> tuple[int, str, str]:
    done = inside("diff", *arguments, cwd=repository.root)
    return done.returncode, done.stdout, done.stderr


def fingerprints(repository: Kept) -> list[str]:
    found = json.loads(diff(repository, "--format", "json", "--today", "2026-01-01")[1])["findings"]
    return [each["fingerprint"] for each in found if each["level"] != "note"]


# --- what it says ---


def test_two_days_of_the_shipped_contract() -> None:
    done = inside("diff", *HISTORY, cwd=ROOT)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == (
        "2023-11-16 → 2024-01-10: 2 worse, 1 against the rules of publishing, 2 places that move no promise. "
        "248 promises compared."
    )
    assert [line for line in done.stdout.splitlines() if line.endswith(")") and not line.startswith(" ")] == [
        "Worse for customers (2)",
        "Against the rules of publishing (1)",
        "Moves no promise (2)",
    ]
    assert (
        "    free: initial_response, severity_1, through website, public_chat, github: best effort → nothing"
        in done.stdout
    )


def test_the_working_tree_since_the_branch_was_taken(repository: Kept) -> None:
    repository.git("checkout", "--quiet", "-b", "change")
    repository.policies.change(HOURS, LATER)
    code, said, _ = diff(repository)
    assert code == 1
    assert "adverse-change" in said
    assert "policies/minimal/editions/2024-01-01/support-hours.yaml:7:39" in said
    assert "for example: asked on " in said


def test_nothing_at_all_differs(repository: Kept) -> None:
    code, said, noted = diff(repository)
    assert (code, noted) == (0, "")
    assert said.endswith(":policies → policies: no difference.\n")


def test_texts_differ_and_promises_do_not(repository: Kept) -> None:
    repository.policies.change(
        f"{EDITION}/severities.yaml", ('because: "The clause says so."', "because: It says so.")
    )
    code, said, _ = diff(repository)
    assert code == 0
    assert "the texts differ in 1 place that moves no promise; every promise is the same." in said


def test_a_new_edition_is_compared_with_the_one_before(repository: Kept) -> None:
    new = repository.policies.root / "minimal/editions/2025-01-01"
    for path in (repository.policies.root / "minimal" / EDITION).iterdir():
        new.mkdir(exist_ok=True)
        (new / path.name).write_text(path.read_text("utf-8").replace(*LONGER), "utf-8")
    head = new / "edition.yaml"
    text = (
        head.read_text("utf-8")
        .replace("2024-01-01", "2025-01-01")
        .replace("supersedes: none", "supersedes: 2024-01-01")
    )
    head.write_text(text, "utf-8")
    repository.policies.change("policy.yaml", ("[2024-01-01]", "[2024-01-01, 2025-01-01]"))
    code, said, _ = diff(repository)
    assert code == 1
    assert "minimal 2024-01-01 → 2025-01-01: service_levels / standard" in said
    assert "edition-edited" not in said
    repository.policies.change(
        "policy.yaml", ("time_zone: Europe/Zurich", "time_zone: Europe/Zurich\nnotice: 30 days")
    )
    head.write_text(f"{text}announced_on: 2024-12-15\n", "utf-8")
    said = diff(repository)[1]
    assert (
        "1 change for the worse 17 days after it was announced; this policy gives 30 days of notice." in said
    )
    assert "Let it take effect on 2025-01-14 or later." in said
    head.write_text(f"{text}announced_on: 2024-12-02\n", "utf-8")
    assert "notice-too-short" not in diff(repository)[1]
    head.write_text(text, "utf-8")
    assert "does not say when customers were told" in diff(repository)[1]


def test_an_edition_or_a_policy_that_is_gone(repository: Kept) -> None:
    shutil.copytree(repository.policies.root / "minimal", repository.policies.root / "other")
    for path in (repository.policies.root / "other").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("policy: minimal", "policy: other"), "utf-8")
    for path in (repository.policies.root / "other/agreements").iterdir():
        path.unlink()
    repository.commit("Another policy")
    shutil.rmtree(repository.policies.root / "other")
    code, said, _ = diff(repository)
    assert code == 1
    assert "error[policy-removed]: The policy other is gone" in said


# --- when it fails ---


@pytest.mark.parametrize(
    ("fail_on", "edit", "code"),
    [
        ("adverse", LONGER, 1),
        ("never", LONGER, 0),
        ("any", LONGER, 1),
        ("adverse", ("title: Standard", "title: Usual"), 0),
        ("any", ("title: Standard", "title: Usual"), 1),
    ],
)
def test_the_code_is_what_was_asked_for(
    repository: Kept, fail_on: str, edit: tuple[str, str], code: int
) -> None:
    repository.policies.change(LEVELS, edit)
    assert diff(repository, "--fail-on", fail_on)[0] == code


def test_an_unsound_new_state_shows_its_mistakes(repository: Kept) -> None:
    repository.policies.change(LEVELS, ("severe: 4 business hours", "severe: 4h"))
    code, said, noted = diff(repository)
    assert (code, said) == (1, "")
    assert "wrong-value" in noted


def test_an_unsound_old_state_is_a_finding_that_can_be_approved_of(repository: Kept) -> None:
    repository.policies.change(LEVELS, ("severe: 4 business hours", "severe: 4h"))
    repository.commit("A mistake")
    repository.policies.change(LEVELS, ("severe: 4h", "severe: 4 business hours"))
    code, said, _ = diff(repository)
    assert code == 1
    assert "error[base-unsound]: The policy minimal has 1 mistake in" in said
    (fingerprint,) = fingerprints(repository)
    accept(repository, fingerprint)
    assert diff(repository, "--today", "2026-01-01")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "`nowhere` is no folder, no day and no state that git knows"),
        (("HEAD:nowhere",), "there are no policies at `nowhere` in `HEAD`"),
        (("2020-01-01", "2024-01-01"), "no edition is in force on 2020-01-01"),
        (("--output", "html=x"), "--output html=x is not FORMAT=FILE"),
        (("--today", "soon"), "`soon` is no day"),
        (("--accept", "abc"), "an approval needs --by, --because and --until"),
    ],
)
def test_what_cannot_be_carried_out_says_why(
    repository: Kept, arguments: tuple[str, ...], message: str
) -> None:
    code, said, noted = diff(repository, *arguments)
    assert (code, said) == (2, "")
    assert noted.startswith(f"slawyer: {message}")
    assert "Traceback" not in noted


# --- approvals ---


def accept(repository: Kept, *prints: str, until: str = "2026-12-31") -> tuple[int, str, str]:
    named = [word for each in prints for word in ("--accept", each)]
    return diff(
        repository,
        *named,
        "--by",
        "Anna",
        "--because",
        'the "board"',
        "--until",
        until,
        "--today",
        "2026-01-01",
    )


def test_what_is_approved_of_passes_until_its_day(repository: Kept) -> None:
    repository.policies.change(HOURS, LATER)
    prints = fingerprints(repository)
    assert len(prints) == 2  # the change, and that a published edition was edited
    code, said, noted = accept(repository, *prints)
    assert code == 0
    assert "2 accepted" in said
    assert noted == "slawyer: written to policies/minimal/approvals.yaml\n"
    assert inside("check", cwd=repository.root).returncode == 0
    code, said, _ = diff(repository, "--today", "2027-01-01")
    assert code == 1
    assert said.count("warning[approval-expired]") == 2


def test_a_further_change_is_not_approved_of(repository: Kept) -> None:
    repository.policies.change(HOURS, LATER)
    accept(repository, *fingerprints(repository))
    repository.policies.change(HOURS, ("hours: 10:00-17:00", "hours: 11:00-17:00"))
    code, said, _ = diff(repository, "--today", "2026-01-01")
    assert code == 1
    assert "adverse-change" in said
    assert "edition-edited" in said
    assert said.count("warning[approval-unused]") == 2


def test_lines_that_move_change_no_fingerprint(repository: Kept) -> None:
    repository.policies.change(HOURS, LATER)
    before = fingerprints(repository)
    repository.policies.write(HOURS, "# a comment\n\n" + repository.policies.text(HOURS))
    assert fingerprints(repository) == before


def test_an_approval_that_has_served_is_noted(repository: Kept) -> None:
    repository.policies.change(HOURS, LATER)
    accept(repository, *fingerprints(repository))
    repository.commit("Begin later, approved of")
    code, said, _ = diff(repository, "--today", "2026-01-01")
    assert code == 0
    assert said.count("note[approval-unused]") == 2


def test_a_mistake_in_the_approvals_is_a_finding(repository: Kept) -> None:
    repository.policies.write(
        "approvals.yaml", "approvals: [{ change: abc, by: A, because: B, until: 2026-12-31 }]\n"
    )
    assert "wrong-value" in diff(repository)[1]
    assert "wrong-value" in inside("check", cwd=repository.root).stdout


# --- formats ---


@pytest.mark.parametrize("edit", [(HOURS, LATER), (LEVELS, LONGER)], ids=["in a definition", "in a table"])
def test_every_format_shows_an_adverse_change_on_its_line(
    repository: Kept, edit: tuple[str, tuple[str, str]]
) -> None:
    file, change = edit
    repository.policies.change(file, change)
    line = repository.policies.text(file).splitlines().index(
        next(each for each in repository.policies.text(file).splitlines() if change[1] in each)
    ) + 1  # fmt: skip
    shown = f"policies/minimal/{file}"
    outputs = {kind: repository.root / f"out.{kind}" for kind in FORMATS}
    written = [word for kind, path in outputs.items() for word in ("--output", f"{kind}={path}")]
    assert diff(repository, *written)[0] == 1
    said = {kind: path.read_text("utf-8") for kind, path in outputs.items()}
    assert f"--> {shown}:{line}:" in said["text"]
    assert f"{shown}:{line}:" in said["concise"]
    assert f"file={shown},line={line}," in said["github"]
    assert f"<code>{shown}:{line}</code>" in said["markdown"]
    (declared,) = json.loads(said["json"])["comparisons"][0]["declared"]
    assert declared["favours"] == "adverse"
    assert (declared["shown_at"]["file"], declared["shown_at"]["line"]) == (shown, line)
    results = json.loads(said["sarif"])["runs"][0]["results"]
    places = [(each["ruleId"], each["locations"][0]["physicalLocation"]) for each in results]
    assert ("adverse-change", shown, line) in [
        (rule, place["artifactLocation"]["uri"], place["region"]["startLine"]) for rule, place in places
    ]
    locations = [each["location"] for each in json.loads(said["gitlab"])]
    assert {"path": shown, "lines": {"begin": line, "end": line}} in locations
    cases = ET.fromstring(said["junit"]).iter("testcase")  # noqa: S314 -- our own
    failed = [case.attrib["name"] for case in cases if case.find("failure") is not None]
    assert any(name.startswith("adverse-change ") for name in failed)


def test_the_bytes_never_change(tmp_path: Path) -> None:
    runs = []
    for seed in ("1", "2"):
        files = {kind: tmp_path / f"{seed}.{kind}" for kind in (*FORMATS, "changelog")}
        asked = [word for kind, path in files.items() for word in ("--output", f"{kind}={path}")]
        done = slawyer("diff", *HISTORY, *asked, PYTHONHASHSEED=seed)
        assert (done.returncode, done.stderr) == (1, "")
        runs.append({kind: path.read_bytes() for kind, path in files.items()})
    assert runs[0] == runs[1]
    assert not any(b"\x1b" in content for content in runs[0].values())


@pytest.mark.parametrize("kind", [*FORMATS, "changelog"])
def test_the_code_never_depends_on_the_format(repository: Kept, kind: str) -> None:
    assert diff(repository, "--format", kind)[0] == 0
    repository.policies.change(LEVELS, LONGER)
    assert diff(repository, "--format", kind)[0] == 1


def test_json_is_as_its_schema_promises() -> None:
    validator = Draft202012Validator(schema("difference"))
    for old, new in (HISTORY, ("2021-07-21", "2021-08-23"), ("2023-03-15", "2023-11-16"), HISTORY[::-1]):
        record = json.loads(inside("diff", old, new, "--format", "json", cwd=ROOT).stdout)
        assert [error.message for error in validator.iter_errors(record)] == []
        (comparison,) = record["comparisons"]
        assert len(comparison["effective"]) > 0
        for effect in comparison["effective"]:
            assert effect["follows_from"]


def test_a_release_note_says_what_changes_from_which_day() -> None:
    note = inside("diff", "2021-07-21", "2021-08-23", "--format", "changelog", cwd=ROOT).stdout
    assert note.startswith("# ZITADEL support: what changes on 23 August 2021\n\nFrom 23 August 2021 on, ")
    assert "## What gets better\n" in note
    assert "Escalation for urgent needs: 2 business hours instead of best effort." in note
    assert "1 day for every 15 minutes completed on the objective's clock, before: no promise." in note
    contacts = inside("diff", "2024-01-10", "2025-08-14", "--format", "changelog", cwd=ROOT).stdout
    assert "Every promise stays as it was." in contacts
    assert "## Addresses\n\n- phone: +41 71 560 28 06, before: +41 43 456 84 69\n" in contacts
