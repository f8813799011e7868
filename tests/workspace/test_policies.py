"""Policies from folders: whatever lies there, it is said and nothing raises."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.reading.acme import FILES, acme
from validator.document import SIZE_LIMIT, Document
from validator.location import Address, Place
from validator.workspace.policies import Policies, find_policies, load, policy_digest

SHIPPED = Path(__file__).parents[2] / "policies"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder `policies` with the policy acme, as seen from the folder it lies in."""
    write(tmp_path / "policies" / "acme", FILES)
    monkeypatch.chdir(tmp_path)
    return Path("policies")


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def said(policies: Policies) -> list[tuple[str, str]]:
    """Return rule and file of each diagnostic."""
    return [
        (one.rule, one.at.file if isinstance(one.at, Place) else policies.documents[one.at.file].file)
        for one in policies.diagnostics
    ]


def test_the_shipped_policies_are_without_fault() -> None:
    policies = load(SHIPPED)
    assert policies.diagnostics == ()
    assert [policy.id for policy in policies.policies] == ["it-incidents", "replication-review", "zitadel"]


def test_a_policy_is_read_from_its_files(root: Path) -> None:
    policies = load(root)
    assert policies.diagnostics == ()
    assert policies.policies == (acme(),)
    assert policies.documents.keys() == {f"acme/{path}" for path in FILES}
    assert policies.documents["acme/policy.yaml"].file == "policies/acme/policy.yaml"


@pytest.mark.parametrize("inside", ["", "editions/2024-01-01", "agreements/bank-2024.yaml"])
def test_a_path_within_a_policy_means_that_policy(root: Path, inside: str) -> None:
    write(root / "other", {"policy.yaml": FILES["policy.yaml"].replace("acme", "other")})
    policies = load(root / "acme" / inside)
    assert policies.root == root
    assert policies.policies == (acme(),)


def test_the_folder_one_stands_in_can_be_a_policy(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "acme")
    assert load(Path()).policies == (acme(),)


@pytest.mark.parametrize("path", ["nowhere", "empty", "notes.txt"])
def test_where_there_are_no_policies_there_is_nothing_to_say(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    policies = load(tmp_path / path)
    assert (policies.policies, policies.diagnostics, policies.documents) == ((), (), {})


def test_find_policies_looks_upwards(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_policies(Path()) == root
    monkeypatch.chdir(root / "acme" / "editions")
    found = find_policies(Path())
    assert found == Path("../../../policies")
    assert find_policies(Path.cwd()) == Path.cwd().parents[2] / "policies"


def test_find_policies_may_find_none(tmp_path: Path) -> None:
    assert find_policies(tmp_path) is None


def test_a_policy_with_a_mistake_is_left_out_and_the_others_are_kept(root: Path) -> None:
    other = {path: text for path, text in FILES.items() if not path.startswith("agreements/")}
    other["policy.yaml"] = other["policy.yaml"].replace("policy: acme", "policy: other")
    write(root / "other", {**other, "policy.yaml": other["policy.yaml"] + "oops"})
    policies = load(root)
    assert policies.policies == (acme(),)
    assert said(policies) == [("yaml-syntax", "policies/other/policy.yaml")]
    assert not isinstance(policies.documents["other/policy.yaml"], Document), "its lines can still be quoted"
    assert policies.documents["other/policy.yaml"].line(1) == "policy: other"


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("editions/2024-01-01/plan.yaml", "plans.yaml"),
        ("editions/2024-01-01/service_levels.yaml", "service-levels.yaml"),
        ("editions/2024-01-01/plans.yml", "plans.yaml"),
        ("editions/2024-01-01/tables.csv", None),
        ("editions/plans.yaml", None),
        ("agreements/bank.yml", "bank.yaml"),
        ("policies.yaml", "policy.yaml"),
        ("holidays.yaml", "holidays.lock.yaml"),
        ("else/where/deep.yaml", None),
    ],
)
def test_a_file_that_nobody_reads_is_reported(root: Path, path: str, meant: str | None) -> None:
    write(root / "acme", {path: "x: 1"})
    policies = load(root)
    [one] = policies.diagnostics
    assert said(policies) == [("unknown-file", f"policies/acme/{path}")]
    assert one.meant == meant
    assert policies.policies == ()


def test_notes_for_people_and_hidden_files_are_left_alone(root: Path) -> None:
    write(root / "acme", {"README.md": "x", "editions/2024-01-01/notes.md": "y", ".git/config.yaml": "z"})
    write(root, {"README.md": "x"})
    assert load(root).diagnostics == ()


def test_files_beside_the_policies_are_reported(root: Path) -> None:
    write(root, {"plans.yaml": "x: 1", "lost/agreements/a.yaml": "x: 1"})
    policies = load(root)
    assert said(policies) == [("missing-file", "policies/lost"), ("unknown-file", "policies/plans.yaml")]
    assert policies.policies == (acme(),)


def test_what_is_no_file_is_reported(root: Path) -> None:
    edition = root / "acme" / "editions" / "2024-01-01"
    (edition / "scope.yaml").unlink()
    (edition / "scope.yaml").mkdir()
    (edition / "credits.yaml").unlink()
    os.mkfifo(edition / "credits.yaml")
    (root / "acme" / "agreements" / "loop.yaml").symlink_to("loop.yaml")
    (root / "acme" / "editions" / "loop").symlink_to("..")
    (root / "link").symlink_to("acme")
    policies = load(root)
    assert said(policies) == [
        ("unreadable-file", f"policies/{path}")
        for path in (
            "acme/agreements/loop.yaml",
            "acme/editions/2024-01-01/credits.yaml",
            "acme/editions/2024-01-01/scope.yaml",
            "acme/editions/loop",
            "link",
        )
    ]


def test_a_large_file_is_not_opened(root: Path) -> None:
    path = root / "acme" / "policy.yaml"
    with path.open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    policies = load(root)
    assert said(policies) == [("too-large", "policies/acme/policy.yaml")]


def test_binary_files_and_strange_names_are_reported(root: Path) -> None:
    (root / "acme" / "agreements" / "bank-2024.yaml").write_bytes(b"\x00\xff")
    (root / "acme" / os.fsdecode(b"\xff.yaml")).write_text("x")
    policies = load(root)
    assert said(policies) == [
        ("unknown-file", "policies/acme/\\udcff.yaml"),
        ("not-text", "policies/acme/agreements/bank-2024.yaml"),
    ]


def test_agreements_share_no_name_over_all_policies(root: Path) -> None:
    write(
        root / "other", {path: text.replace("policy: acme", "policy: other") for path, text in FILES.items()}
    )
    policies = load(root)
    [one] = policies.diagnostics
    assert one.rule == "duplicate-name"
    assert one.at == Address("other/agreements/bank-2024.yaml", ("agreement",))
    assert policies.policies == ()


def test_a_digest_changes_with_every_byte_and_every_name(root: Path) -> None:
    def digest() -> str:
        return policy_digest(load(root), "acme")

    first = digest()
    assert (len(first), first) == (64, digest())
    write(root / "acme", {"note.md": "no part of the contract"})
    assert digest() == first
    agreement = root / "acme" / "agreements" / "bank-2024.yaml"
    agreement.write_text(agreement.read_text() + "\n")
    second = digest()
    agreement.write_text(agreement.read_text().replace("agreement: bank-2024", "agreement: bank-2025"))
    agreement.rename(agreement.with_stem("bank-2025"))
    assert len({first, second, digest()}) == 3


def test_what_is_no_part_of_the_contract_is_not_read(root: Path) -> None:
    with (root / "acme" / "example-log.csv").open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    assert load(root).diagnostics == ()


TYPOS = [
    ("service-levels.yaml", "severe: 1 business hour", "severe: 2h", "wrong-value 6:35 2 hours"),
    ("service-levels.yaml", "1 business hour", "1 business hours", "wrong-value 6:35 1 business hour"),
    ("service-levels.yaml", "best effort", "best-effort", "wrong-value 6:60 best effort"),
    ("service-levels.yaml", "2 business days", "n/a", "wrong-value 13:17 not offered"),
    (
        "service-levels.yaml",
        "no_less_than: 30 minutes",
        "no_less_than: 30min",
        "wrong-value 12:47 30 minutes",
    ),
    ("service-levels.yaml", "{ severe: 1", "{ sever: 1", "unknown-reference 6:27 severe"),
    ("support-hours.yaml", "08:00-17:00", "08.00-17:00", "wrong-value 7:39 08:00-17:00"),
    ("support-hours.yaml", "monday-friday", "Mon-Fri", "wrong-value 7:17 monday-friday"),
    ("support-hours.yaml", "open: always", "open: 24/7", "wrong-value 27:11 always"),
    (
        "support-hours.yaml",
        "open: always\n    closed_on: never",
        "open: always\n    closed_on: none",
        "wrong-value 28:16 never",
    ),
    ("plans.yaml", "{ helpdesk: included, ", "{ helpdesk: yes, ", "wrong-value 20:27 included"),
    ("plans.yaml", "    service_level: better", "    servicelevel: better", "unknown-key 19:5 service_level"),
    ("severities.yaml", "determined_by: provider", "determined_by: Provider", "wrong-value 2:16 provider"),
    (
        "edition.yaml",
        "effective_from: 2024-01-01",
        "effective_from: 01.01.2024",
        "wrong-value 3:17 2024-01-01",
    ),
    ("credits.yaml", "cap: 100", "cap: unlimited", "wrong-value 10:10 none"),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), TYPOS, ids=[case[2] for case in TYPOS])
def test_a_typo_is_shown_where_it_stands_with_what_was_meant(
    root: Path, file: str, old: str, new: str, expected: str
) -> None:
    path = next((root / "acme").rglob(file))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    policies = load(root)
    at = {
        one: policies.documents[one.at.file].place_of(one.at)
        for one in policies.diagnostics
        if isinstance(one.at, Address)
    }
    starts = {one: place.span.start for one, place in at.items() if one.meant}
    assert [f"{one.rule} {start.line}:{start.column} {one.meant}" for one, start in starts.items()] == [
        expected
    ]


STEPS = [
    (
        ("service-levels.yaml", "1 business hour", "2h"),
        (
            "Write a time (`30 minutes`, `2 business hours`, `1 business day`, `end of the next business day`), "
            "or `best effort`, or `not offered`."
        ),
    ),
    (
        ("support-hours.yaml", "08:00-17:00", "8-17"),
        (
            "Write two times of day with two digits each and no spaces: `08:00-17:00`. "
            "Midnight at the end of the day is `24:00`."
        ),
    ),
    (
        ("support-hours.yaml", "monday-friday", "Mon-Fri"),
        (
            "Write a weekday or a range of them, in full and in lower case: `monday-friday`, `saturday`; "
            "or a list: `[monday, wednesday]`."
        ),
    ),
    (
        ("support-hours.yaml", "time_zone: America/New_York", "time_zone: EST"),
        "Write a region and a city of the IANA list: `Europe/Zurich`, `America/New_York`; for UTC `Etc/UTC`.",
    ),
    (
        (
            "support-hours.yaml",
            "open: always\n    closed_on: never",
            "open: always\n    closed_on: { public_holidays: CH }",
        ),
        "Write `closed_on: never`; hours that are `always` open are never closed.",
    ),
    (
        ("severities.yaml", "  severe:\n", "  Severity 1:\n"),
        "Write names in lower-case letters, digits and `_`, beginning with a letter: `severity_1`.",
    ),
    (
        ("credits.yaml", "grants: { kind: percent, ", "grants: { kind: percent, days: 1, "),
        "Remove `days`: it goes with `kind: term extension` only.",
    ),
    (
        ("bank-2024.yaml", "agreement: bank-2024", "agreement: Bank 2024"),
        "Write lower-case letters, digits and hyphens: `acme-2024`.",
    ),
]


@pytest.mark.parametrize(("change", "step"), STEPS, ids=[case[0][2] for case in STEPS])
def test_a_typo_is_answered_with_what_to_write(root: Path, change: tuple[str, str, str], step: str) -> None:
    file, old, new = change
    path = next((root / "acme").rglob(file))
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert step in [one.next_step for one in load(root).diagnostics]
